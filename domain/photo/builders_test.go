package photo_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/photo"
)

// Markers by the names that ITU-T T.81 gives them.
const (
	sof0, sof1, sof2, sof3, sof5, sof9, sof10, sof11, sof13 = 0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC9, 0xCA, 0xCB, 0xCD

	dht, jpg, dac, rst0, soi, eoi, sos, dqt, dnl, dhp, exp = 0xC4, 0xC8, 0xCC, 0xD0, 0xD8, 0xD9, 0xDA, 0xDB, 0xDC, 0xDE, 0xDF

	app0, app1, jpg7, com, tem = 0xE0, 0xE1, 0xF7, 0xFE, 0x01
)

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func mark(marker byte) []byte { return []byte{0xFF, marker} }

func segment(marker byte, body ...byte) []byte {
	out := binary.BigEndian.AppendUint16(mark(marker), uint16(len(body)+2))
	return append(out, body...)
}

func frame(marker byte, precision, width, height, components int) []byte {
	body := []byte{byte(precision), byte(height >> 8), byte(height), byte(width >> 8), byte(width), byte(components)}
	for c := range components {
		body = append(body, byte(c+1), 0x11, 0)
	}
	return segment(marker, body...)
}

// scan is a scan header and a little data with a stuffed byte in it.
func scan(components int) []byte {
	body := []byte{byte(components)}
	for c := range components {
		body = append(body, byte(c+1), 0)
	}
	return append(segment(sos, append(body, 0, 63, 0)...), 0x12, 0xFF, 0x00, 0x34)
}

// file puts parts between the first and the last marker.
func file(parts ...[]byte) []byte {
	return join(mark(soi), join(parts...), mark(eoi))
}

// tiff is a TIFF structure with one directory.
func tiff(order binary.AppendByteOrder, entries ...[]byte) []byte {
	out := []byte("II")
	if order == binary.BigEndian {
		out = []byte("MM")
	}
	out = order.AppendUint16(out, 42)
	out = order.AppendUint32(out, 8)
	out = order.AppendUint16(out, uint16(len(entries)))
	return order.AppendUint32(append(out, join(entries...)...), 0)
}

// short is a directory entry of one SHORT.
func short(order binary.AppendByteOrder, tag, value uint16) []byte {
	return append(order.AppendUint16(entry(order, tag, 3, 1), value), 0, 0)
}

// entry is a directory entry without its value.
func entry(order binary.AppendByteOrder, tag, kind uint16, count uint32) []byte {
	return order.AppendUint32(order.AppendUint16(order.AppendUint16(nil, tag), kind), count)
}

func exif(tiff []byte) []byte {
	return segment(app1, append([]byte("Exif\x00\x00"), tiff...)...)
}

func oriented(order binary.AppendByteOrder, value uint16) []byte {
	return exif(tiff(order, short(order, 0x010F, 1), short(order, 0x0112, value)))
}

// with inserts parts behind the first marker of a JPEG.
func with(file []byte, parts ...[]byte) []byte {
	return join(file[:2], join(parts...), file[2:])
}

// encode draws a grey or colour picture and makes a baseline JPEG of it.
func encode(t testing.TB, width, height int, grey bool) []byte {
	t.Helper()
	var img image.Image
	if grey {
		img = image.NewGray(image.Rect(0, 0, width, height))
	} else {
		m := image.NewRGBA(image.Rect(0, 0, width, height))
		for y := range height {
			for x := range width {
				m.SetRGBA(x, y, color.RGBA{R: byte(x * 17 * y), G: byte(y * 31), B: byte(x * y), A: 255})
			}
		}
		img = m
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// quantTables is a DQT segment with tables of the given qualities, in the
// destinations 0, 1 and so on.
func quantTables(qualities ...int) []byte {
	var body []byte
	for destination, quality := range qualities {
		body = append(append(body, byte(destination)), libjpegTable(quality)...)
	}
	return segment(dqt, body...)
}

// libjpegTable is the table for brightness that libjpeg makes for a quality of
// 1 to 100, in zig-zag order (jcparam.c).
func libjpegTable(quality int) []byte {
	percent := 200 - 2*quality
	if quality < 50 {
		percent = 5000 / quality
	}
	table := make([]byte, 64)
	for i, step := range encoderTable(50) {
		table[i] = byte(min(max((int(step)*percent+50)/100, 1), 255))
	}
	return table
}

// encoderTable is the table for brightness that image/jpeg writes, in zig-zag
// order; at quality 50 it is the standard's.
func encoderTable(quality int) []byte {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, 1, 1)), &jpeg.Options{Quality: quality}); err != nil {
		panic(err)
	}
	_, tables, _ := bytes.Cut(out.Bytes(), mark(dqt))
	return tables[3:67] // behind the length and the byte for precision and destination
}

// progressive has three scans, with tables, a restart and fill bytes between.
func progressive(width, height int) []byte {
	return file(
		segment(app0, []byte("JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")...),
		quantTables(75),
		frame(sof2, 8, width, height, 3),
		segment(dht, make([]byte, 17)...),
		scan(3), mark(rst0), []byte{0x55, 0xFF, 0xFF},
		segment(dht, make([]byte, 17)...),
		scan(1),
		scan(1),
	)
}

// refusal returns the kind and the only reason of a refusal.
func refusal(t *testing.T, err error) (domain.Kind, domain.Reason) {
	t.Helper()
	reasons := domain.ReasonsOf(err)
	if len(reasons) != 1 {
		t.Fatalf("got error %v with %d reasons, want 1", err, len(reasons))
	}
	return domain.KindOf(err), reasons[0]
}

// message returns what err has to say beyond its kind and reasons.
func message(t *testing.T, err error) string {
	t.Helper()
	var e *domain.Error
	if !errors.As(err, &e) {
		t.Fatalf("got error %v, want a *domain.Error", err)
	}
	return e.Message
}

func checkHeader(t *testing.T, data []byte, want photo.Header) {
	t.Helper()
	got, err := photo.ReadHeader(data)
	if err != nil {
		t.Fatalf("got error %v, want none", err)
	}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
