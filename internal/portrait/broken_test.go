package portrait

import (
	"bytes"
	"encoding/binary"
	"image/jpeg"
	"testing"
)

// segments returns the markers of a JPEG in order; it fails the test where
// the structure is broken.
func segments(t *testing.T, data []byte) (markers []byte) {
	t.Helper()
	for i := 2; i < len(data); {
		if data[i] != 0xFF {
			t.Fatalf("no marker at byte %d of %d", i, len(data))
		}
		marker := data[i+1]
		markers = append(markers, marker)
		if marker == markEOI {
			if i+2 != len(data) {
				t.Fatalf("%d bytes after the end", len(data)-i-2)
			}
			return markers
		}
		i += 2 + int(binary.BigEndian.Uint16(data[i+2:]))
		for marker == markSOS && (data[i] != 0xFF || data[i+1] == 0) {
			i++
		}
	}
	t.Fatal("no end")
	return nil
}

func TestManyScans(t *testing.T) {
	img := Draw(Options{Width: 48, Height: 60})
	for _, scans := range []int{1, 2, 100, 2647, 4000} {
		data := ManyScans(img, scans)
		markers := segments(t, data)
		if got := bytes.Count(markers, []byte{markSOS}); got != scans {
			t.Errorf("%d scans, want %d", got, scans)
		}
		if !bytes.Contains(markers, []byte{markSOF2}) {
			t.Errorf("%d scans: not progressive", scans)
		}
		got, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%d scans: %v", scans, err)
		}
		if d := difference(got, img); d > 40 {
			t.Errorf("%d scans: off by %.0f levels", scans, d)
		}
	}
}

func TestManyScansKeepsTheOrderOfTheStandard(t *testing.T) {
	const components = 3
	known := map[[2]int]int{} // lowest bit sent so far
	for i := range components * 63 * 14 {
		s := refinement(i, components)
		at := [2]int{s.first, s.from}
		before, seen := known[at]
		switch {
		case s.count != 1 || s.from != s.to || s.from < 1 || s.from > 63 || s.first < 1 || s.first > components:
			t.Fatalf("scan %d is %+v", i, s)
		case !seen && (s.high != 0 || s.low > 13):
			t.Fatalf("scan %d refines what was never sent: %+v", i, s)
		case seen && (s.high != before || s.low != before-1):
			t.Fatalf("scan %d is %+v after bit %d", i, s, before)
		}
		known[at] = s.low
	}
	if len(known) != components*63 {
		t.Errorf("%d coefficients sent", len(known))
	}
}

func TestPutEmptyCoversManyBlocks(t *testing.T) {
	// 100000 blocks are three runs of 32767 and one of 1699: a code of 8 bits
	// each, with 14 and 10 bits of length, filled up to a whole byte.
	var w bitWriter
	w.putEmpty(100000)
	w.flush()
	got := len(w.out) - bytes.Count(w.out, []byte{0xFF, 0})
	if want := (3*(8+14) + 8 + 10 + 7) / 8; got != want {
		t.Errorf("%d bytes, want %d", got, want)
	}
}

func TestDeclaring(t *testing.T) {
	for _, size := range [][2]int{{30000, 30000}, {65535, 1}, {7, 20000}} {
		data := Declaring(size[0], size[1])
		segments(t, data)
		got, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil || got.Width != size[0] || got.Height != size[1] {
			t.Errorf("%v declares %dx%d, %v", size, got.Width, got.Height, err)
		}
		if len(data) > 2000 {
			t.Errorf("%v takes %d bytes", size, len(data))
		}
	}
}
