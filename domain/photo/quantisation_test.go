package photo_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// quality reads the quality of a file that must be accepted.
func quality(t *testing.T, data []byte) int {
	t.Helper()
	h, err := photo.ReadHeader(data)
	if err != nil {
		t.Fatalf("got error %v, want none", err)
	}
	return h.Quality
}

// table1 is a DQT segment with one table of steps of 1 byte.
func table1(destination byte, steps []byte) []byte {
	return segment(dqt, append([]byte{destination}, steps...)...)
}

// table2 is a DQT segment with one table of steps of 2 bytes.
func table2(destination byte, steps []uint16) []byte {
	body := []byte{0x10 | destination}
	for _, step := range steps {
		body = binary.BigEndian.AppendUint16(body, step)
	}
	return segment(dqt, body...)
}

// steps makes 64 steps, in zig-zag order, of a function of their place.
func steps[T byte | uint16](step func(i int) T) []T {
	out := make([]T, 64)
	for i := range out {
		out[i] = step(i)
	}
	return out
}

func all[T byte | uint16](step T) []T { return steps(func(int) T { return step }) }

// using is a frame of components that name these destinations.
func using(destinations ...byte) []byte {
	out := frame(sof0, 8, 640, 480, len(destinations))
	for c, destination := range destinations {
		out[2+2+6+3*c+2] = destination
	}
	return out
}

// coloured is a file whose first component uses table 0.
func coloured(tables ...[]byte) []byte {
	return file(join(tables...), using(0, 1, 1), scan(3))
}

func TestQualityOfEveryLibjpegTable(t *testing.T) {
	qualityOf := map[string]int{}
	for want := 1; want <= 100; want++ {
		table := libjpegTable(want)
		if other, shared := qualityOf[string(table)]; shared {
			t.Errorf("qualities %d and %d have the same table", other, want)
		}
		qualityOf[string(table)] = want
		if got := quality(t, coloured(table1(0, table))); got != want {
			t.Errorf("quality %d: got %d", want, got)
		}
	}
}

// Without -baseline, cjpeg writes steps above 255.
func TestQualityOfEveryLibjpegTableOfTwoBytes(t *testing.T) {
	standard := encoderTable(50)
	for want := 1; want <= 100; want++ {
		percent := 200 - 2*want
		if want < 50 {
			percent = 5000 / want
		}
		table := steps(func(i int) uint16 { return uint16(max((int(standard[i])*percent+50)/100, 1)) })
		if got := quality(t, coloured(table2(0, table))); got != want {
			t.Errorf("quality %d: got %d", want, got)
		}
	}
}

func TestQualityOfPortraits(t *testing.T) {
	picture := portrait.Draw(portrait.Options{Width: 96, Height: 120})
	for _, want := range []int{1, 10, 25, 50, 75, 90, 100} {
		t.Run(fmt.Sprintf("quality %d", want), func(t *testing.T) {
			if got := quality(t, portrait.JPEG(picture, want)); got != want {
				t.Errorf("in colour: got %d, want %d", got, want)
			}
			if got := quality(t, portrait.GreyJPEG(picture, want)); got != want {
				t.Errorf("in grey: got %d, want %d", got, want)
			}
		})
	}
}

func TestQualityIsThatOfTheTableInForce(t *testing.T) {
	good, fair, bad := libjpegTable(90), libjpegTable(60), libjpegTable(30)
	fairOf2 := steps(func(i int) uint16 { return uint16(fair[i]) })
	tests := []struct {
		name string
		data []byte
		want int
	}{
		{"no table at all", file(using(0), scan(1)), 0},
		{"a segment without a table", file(segment(dqt), using(0), scan(1)), 0},
		{"no table for the first component", file(table1(1, good), using(0, 1, 1), scan(3)), 0},
		{"a destination that does not exist", file(table1(0, good), using(4), scan(1)), 0},
		{"the last destination that does not exist", file(table1(3, good), using(255), scan(1)), 0},
		{"the first table", file(quantTables(90, 60, 30, 10), using(0, 1, 2), scan(3)), 90},
		{"the last table", file(quantTables(90, 60, 30, 10), using(3, 0, 0), scan(3)), 10},
		{"another table for each component", file(quantTables(90, 60, 30), using(1, 0, 2), scan(3)), 60},
		{"a segment for each table", file(table1(0, good), table1(1, bad), using(1, 0, 0), scan(3)), 30},
		{"steps of two bytes", file(table2(0, fairOf2), using(0), scan(1)), 60},
		{"steps of two bytes before steps of one in a segment",
			file(segment(dqt, join(table2(1, fairOf2)[4:], table1(0, good)[4:])...), using(0), scan(1)), 90},
		{"steps of two bytes behind steps of one in a segment",
			file(segment(dqt, join(table1(0, good)[4:], table2(1, fairOf2)[4:])...), using(1), scan(1)), 60},
		{"a precision that only libjpeg reads as two bytes",
			file(segment(dqt, append([]byte{0xF0}, table2(0, fairOf2)[5:]...)...), using(0), scan(1)), 60},

		{"a table behind the frame header", file(using(0), table1(0, good), scan(1)), 90},
		{"a table that another replaces", file(table1(0, good), table1(0, bad), using(0), scan(1)), 30},
		{"a table that another replaces in its segment",
			file(segment(dqt, join(table1(0, good)[4:], table1(0, bad)[4:])...), using(0), scan(1)), 30},
		{"a table that another replaces behind the frame header", file(table1(0, bad), using(0), table1(0, good), scan(1)), 90},
		{"a table of one byte that one of two replaces", file(table1(0, bad), table2(0, fairOf2), using(0), scan(1)), 60},
		{"a table that another replaces behind the first scan", file(table1(0, good), using(0), scan(1), table1(0, bad), scan(1)), 90},
		{"a table that comes behind the first scan", file(using(0), scan(1), table1(0, good), scan(1)), 0},
		{"a table of the thumbnail", with(file(using(0), scan(1)), exif(append(tiff(binary.BigEndian), table1(0, good)...))), 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := quality(t, tt.data), tt.want; got != want {
				t.Errorf("got %d, want %d", got, want)
			}
		})
	}
}

func TestQualityOfOtherTables(t *testing.T) {
	changed := func(quality int, change func(i int, step byte) byte) []byte {
		table := libjpegTable(quality)
		return table1(0, steps(func(i int) byte { return change(i, table[i]) }))
	}
	tests := []struct {
		name  string
		table []byte
		want  int
	}{
		{"the finest steps", table1(0, all[byte](1)), 100},
		{"the finest steps in two bytes", table2(0, all[uint16](1)), 100},
		{"the coarsest steps", table1(0, all[byte](255)), 1},
		{"the coarsest steps in two bytes", table2(0, all[uint16](65535)), 1},
		{"two bytes whose lower ones alone are fine", table2(0, all[uint16](0x0101)), 1},
		{"nothing but zeros", table1(0, all[byte](0)), 1},
		{"nothing but zeros in two bytes", table2(0, all[uint16](0)), 1},
		{"a few steps that are far too coarse",
			changed(80, func(i int, step byte) byte {
				if i%16 == 3 {
					return 255
				}
				return step
			}), 80},
		{"a few steps that are far too fine",
			changed(30, func(i int, step byte) byte {
				if i%16 == 3 {
					return 1
				}
				return step
			}), 30},
		{"steps that are a little off both ways",
			changed(30, func(i int, step byte) byte { return step + byte(i%2)*2 - 1 }), 30},
		{"steps halfway between qualities 99 and 100",
			changed(100, func(i int, step byte) byte {
				if slices.Contains([]int{37, 44, 47, 48, 50, 54, 59, 60, 61, 62}, i) {
					return 2
				}
				return step
			}), 100},
		{"fine detail that is saved too well, as Photoshop does",
			changed(30, func(i int, step byte) byte {
				if i < 15 {
					return step
				}
				return min(step, 12)
			}), 30},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := quality(t, coloured(tt.table)), tt.want; got != want {
				t.Errorf("got %d, want %d", got, want)
			}
		})
	}
}

// libjpeg multiplies with a step of zero: the frequency is lost.
func TestQualityTakesAStepOfZeroForTheCoarsest(t *testing.T) {
	for i := range 64 {
		for _, q := range []int{20, 60, 95} {
			zero, coarsest := libjpegTable(q), libjpegTable(q)
			zero[i], coarsest[i] = 0, 255
			got, want := quality(t, coloured(table1(0, zero))), quality(t, coloured(table1(0, coarsest)))
			if got != want {
				t.Errorf("place %d of quality %d: got %d, want %d", i, q, got, want)
			}
		}
	}
}

// The order and the standard's steps are those of image/jpeg here.
func TestQualityIsThatOfTheNearestTable(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	standard := encoderTable(50)
	var libjpeg [101][]byte
	for q := range 100 {
		libjpeg[q+1] = libjpegTable(q + 1)
	}
	distance := func(table, other []byte) (sum int) {
		for i, step := range table {
			square := int(standard[i]) * int(standard[i])
			sum += 1_000_000 / square * max(int(step)-int(other[i]), int(other[i])-int(step))
		}
		return sum
	}
	for range 2000 {
		spread := 10 + random.IntN(200)
		table := steps(func(i int) byte {
			return byte(min(255, 1+int(standard[i])*(10+random.IntN(spread))/100))
		})
		want := 100
		for q := 99; q >= 1; q-- {
			if distance(table, libjpeg[q]) < distance(table, libjpeg[want]) {
				want = q
			}
		}
		if got := quality(t, coloured(table1(0, table))); got != want {
			t.Fatalf("got %d, want %d: %v", got, want, table)
		}
	}
}

// Some of the steps of a random table become coarser, again and again.
func TestQualityOfACoarserTableIsNeverHigher(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	standard := encoderTable(50)
	for range 300 {
		largest := 1 + random.IntN(300)
		table := steps(func(i int) uint16 {
			if largest%2 == 0 { // no shape
				return uint16(1 + random.IntN(largest))
			}
			return uint16(1 + int(standard[i])*random.IntN(largest)/100) // much that of the standard
		})
		before := quality(t, coloured(table2(0, table)))
		for range 30 {
			coarser := steps(func(i int) uint16 {
				return table[i] + uint16(random.IntN(2)*random.IntN(2)*random.IntN(largest))
			})
			after := quality(t, coloured(table2(0, coarser)))
			if after > before {
				t.Fatalf("quality rose from %d to %d:\n%v\n%v", before, after, table, coarser)
			}
			table, before = coarser, after
		}
	}
}

func TestReadHeaderRefusesDamagedTables(t *testing.T) {
	const (
		wrongDestination = "the destination of a quantisation table is wrong"
		wrongLength      = "the length of a quantisation table is wrong"
	)
	tests := []struct {
		name    string
		body    []byte // of a DQT segment
		message string
	}{
		{"a table without its steps", []byte{0x00}, wrongLength},
		{"a table that lacks a step", make([]byte, 64), wrongLength},
		{"a table of two bytes that lacks a step", append([]byte{0x10}, make([]byte, 126)...), wrongLength},
		{"a table of two bytes that lacks half a step", append([]byte{0x10}, make([]byte, 127)...), wrongLength},
		{"a table of an unknown precision with steps of one byte", append([]byte{0x20}, make([]byte, 64)...), wrongLength},
		{"a byte behind a table", make([]byte, 66), wrongLength},
		{"a byte behind a table of two bytes", append([]byte{0x10}, make([]byte, 129)...), wrongLength},
		{"a second table that lacks a step", make([]byte, 65+64), wrongLength},
		{"the first destination that does not exist", append([]byte{0x04}, make([]byte, 64)...), wrongDestination},
		{"a destination that does not exist with the low bits of one that does", append([]byte{0x08}, make([]byte, 64)...), wrongDestination},
		{"the last destination that does not exist", append([]byte{0x0F}, make([]byte, 64)...), wrongDestination},
		{"a second table for a destination that does not exist",
			join(make([]byte, 65), []byte{0x14}, make([]byte, 128)), wrongDestination},
		{"a byte behind a table that names a wrong destination", append(make([]byte, 65), 0x07), wrongDestination},
	}
	framed := photo.Header{Width: 640, Height: 480, Components: 3, Precision: 8, Orientation: photo.Upright}
	scanned := framed
	scanned.Scans, scanned.Quality = 1, 90
	for _, tt := range tests {
		table := segment(dqt, tt.body...)
		places := []struct {
			name string
			data []byte
			want photo.Header
		}{
			{"before the frame header", file(table, quantTables(90), using(0, 0, 0), scan(3)), photo.Header{}},
			{"before the data", file(quantTables(90), using(0, 0, 0), table, scan(3)), framed},
			{"behind the data", file(quantTables(90), using(0, 0, 0), scan(3), table), scanned},
		}
		for _, place := range places {
			t.Run(tt.name+" "+place.name, func(t *testing.T) {
				h, err := photo.ReadHeader(place.data)
				kind, reason := refusal(t, err)
				if got, want := kind, domain.KindPhotoRefused; got != want {
					t.Errorf("kind is %v, want %v", got, want)
				}
				if got, want := reason, (domain.Reason{Code: "photo_damaged"}); got != want {
					t.Errorf("reason is %+v, want %+v", got, want)
				}
				if got, want := message(t, err), tt.message; got != want {
					t.Errorf("message is %q, want %q", got, want)
				}
				if got, want := h, place.want; got != want {
					t.Errorf("header is %+v, want %+v", got, want)
				}
			})
		}
	}
}

// A table that reaches beyond the end of the file is cut off, not damaged.
func TestReadHeaderOfATableCutAtAnyByte(t *testing.T) {
	whole := file(table2(0, all[uint16](9)))
	for n := 2; n < len(whole)-2; n++ {
		_, err := photo.ReadHeader(bytes.Clone(whole[:n]))
		if _, reason := refusal(t, err); reason.Code != "photo_cut_off" {
			t.Errorf("cut at byte %d: got %q, want %q", n, reason.Code, "photo_cut_off")
		}
	}
}
