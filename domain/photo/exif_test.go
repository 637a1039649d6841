package photo_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/vestibule-id/vestibule/domain/photo"
)

func TestReadHeaderReadsEveryOrientation(t *testing.T) {
	orders := []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian}
	for _, order := range orders {
		for value := uint16(1); value <= 8; value++ {
			t.Run(fmt.Sprintf("orientation %d, %s", value, order), func(t *testing.T) {
				h, err := photo.ReadHeader(with(encode(t, 16, 8, false), oriented(order, value)))
				if err != nil {
					t.Fatal(err)
				}
				want := photo.Header{Width: 16, Height: 8, Components: 3, Precision: 8, Scans: 1, Orientation: photo.Orientation(value), Quality: 90}
				if got := h; got != want {
					t.Errorf("got %+v, want %+v", got, want)
				}
			})
		}
	}
}

func TestReadHeaderFindsTheOrientation(t *testing.T) {
	little, big := binary.LittleEndian, binary.BigEndian
	turned := tiff(big, short(big, 0x0112, 6))
	frame3 := frame(sof0, 8, 640, 480, 3)
	value := func(order binary.AppendByteOrder, kind uint16, count uint32, value ...byte) []byte {
		return exif(tiff(order, append(entry(order, 0x0112, kind, count), value...)))
	}
	changed := func(at int, bytes ...byte) []byte {
		out := append([]byte{}, turned...)
		copy(out[at:], bytes)
		return exif(out)
	}
	tests := []struct {
		name string
		app1 []byte // segments before the frame header
		want photo.Orientation
	}{
		{"no EXIF data", nil, photo.Upright},
		{"the orientation alone", exif(turned), photo.TurnRight},
		{"the orientation behind other entries", exif(tiff(little, short(little, 0x0100, 3), short(little, 0x010F, 8), short(little, 0x0112, 3))), photo.HalfTurn},
		{"a second byte after Exif that is not zero", segment(app1, append([]byte("Exif\x00\xFF"), turned...)...), photo.TurnRight},
		{"XMP before the EXIF data", join(segment(app1, []byte("http://ns.adobe.com/xap/1.0/\x00<x/>")...), exif(turned)), photo.TurnRight},
		{"JFIF before the EXIF data", join(segment(app0, []byte("JFIF\x00")...), exif(turned)), photo.TurnRight},
		{"the first of two EXIF segments decides", join(oriented(little, 3), oriented(little, 6)), photo.HalfTurn},
		{"the first of two decides even if it gives none", join(exif(tiff(little)), oriented(little, 6)), photo.Upright},
		{"the first of two decides even if unreadable", join(exif(nil), oriented(little, 6)), photo.Upright},
		{"the first of two entries decides", exif(tiff(little, short(little, 0x0112, 3), short(little, 0x0112, 6))), photo.HalfTurn},
		{"a directory further on", exif(join([]byte("MM\x00*\x00\x00\x00\x0c\xAA\xAA\xAA\xAA"), turned[8:])), photo.TurnRight},
		{"more entries promised than there are", changed(8, 0xFF, 0xFF), photo.TurnRight},

		// Types of the value.
		{"a LONG in Intel's order", value(little, 4, 1, 6, 0, 0, 0), photo.TurnRight},
		{"a LONG in Motorola's order", value(big, 4, 1, 0, 0, 0, 6), photo.TurnRight},
		{"a BYTE in Intel's order", value(little, 1, 1, 6, 0, 0, 0), photo.TurnRight},
		{"a BYTE in Motorola's order", value(big, 1, 1, 6, 0, 0, 0), photo.TurnRight},
		{"a SHORT with rubbish behind it", value(little, 3, 1, 6, 0, 0xAA, 0xAA), photo.TurnRight},
		{"a text", value(little, 2, 1, 6, 0, 0, 0), photo.Upright},
		{"a signed number", value(little, 9, 1, 6, 0, 0, 0), photo.Upright},
		{"no value", value(little, 3, 0, 6, 0, 0, 0), photo.Upright},
		{"two values", value(little, 3, 2, 6, 0, 6, 0), photo.Upright},
		{"orientation 0", oriented(little, 0), photo.Upright},
		{"orientation 9", oriented(little, 9), photo.Upright},
		{"orientation 65535", oriented(little, 65535), photo.Upright},
		{"a LONG beyond all orientations", value(little, 4, 1, 6, 0, 1, 0), photo.Upright},
		{"the greatest LONG", value(little, 4, 1, 0xFF, 0xFF, 0xFF, 0xFF), photo.Upright},

		// Structures that are malformed.
		{"an empty APP1", segment(app1), photo.Upright},
		{"Exif without its zeros", segment(app1, []byte("Exif")...), photo.Upright},
		{"Exif with one zero", segment(app1, []byte("Exif\x00")...), photo.Upright},
		{"another word than Exif", segment(app1, append([]byte("Exix\x00\x00"), turned...)...), photo.Upright},
		{"nothing behind Exif", exif(nil), photo.Upright},
		{"EXIF data in another segment than APP1", segment(app1+1, append([]byte("Exif\x00\x00"), turned...)...), photo.Upright},
		{"an unknown byte order", changed(0, 'I', 'M'), photo.Upright},
		{"a wrong number after the byte order", changed(2, 0, 43), photo.Upright},
		{"a directory behind the end", changed(4, 0, 0, 0, 100), photo.Upright},
		{"a directory at the very end", changed(4, 0, 0, 0, byte(len(turned))), photo.Upright},
		{"a directory a byte behind the end", changed(4, 0, 0, 0, byte(len(turned)+1)), photo.Upright},
		{"a directory a byte before the end", changed(4, 0, 0, 0, byte(len(turned)-1)), photo.Upright},
		{"a directory at the greatest offset", changed(4, 0xFF, 0xFF, 0xFF, 0xFF), photo.Upright},
		{"no entries", changed(8, 0, 0), photo.Upright},
		{"an entry that is cut off", exif(turned[:21]), photo.Upright},
		{"another tag", changed(10, 0x01, 0x13), photo.Upright},
		{"the orientation of a second directory", exif(join(tiff(little, short(little, 0x0100, 1))[:22], []byte{26, 0, 0, 0}, tiff(little, short(little, 0x0112, 6))[8:])), photo.Upright},
		{"a directory that points to itself", exif(join(tiff(little, short(little, 0x0100, 1))[:22], []byte{8, 0, 0, 0})), photo.Upright},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h, err := photo.ReadHeader(file(tt.app1, frame3, scan(3)))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := h.Orientation, tt.want; got != want {
				t.Errorf("got %d, want %d", got, want)
			}
		})
	}
}

func TestEXIFDataIsLookedForUpToTheFirstScan(t *testing.T) {
	turned, frame3 := oriented(binary.BigEndian, 6), frame(sof0, 8, 640, 480, 3)
	tests := []struct {
		name string
		data []byte
		want photo.Orientation
	}{
		{"before the frame header", file(turned, frame3, scan(3)), photo.TurnRight},
		{"between the frame header and the scan", file(frame3, turned, scan(3)), photo.TurnRight},
		{"between two scans", file(frame3, scan(3), turned, scan(3)), photo.Upright},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h, err := photo.ReadHeader(tt.data)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := h.Orientation, tt.want; got != want {
				t.Errorf("got %d, want %d", got, want)
			}
		})
	}
}

// No cut makes the EXIF data an error, and none makes up an orientation.
func TestEXIFDataCutAtAnyByteIsNoError(t *testing.T) {
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		whole := tiff(order, short(order, 0x010F, 1), short(order, 0x0112, 6), short(order, 0x0213, 1))
		const needed = 8 + 2 + 2*12 // header, count, two entries
		for n := range whole {
			h, err := photo.ReadHeader(file(exif(bytes.Clone(whole[:n])), frame(sof0, 8, 1, 1, 1), scan(1)))
			if err != nil {
				t.Fatalf("cut at byte %d: %v", n, err)
			}
			want := photo.Upright
			if n >= needed {
				want = photo.TurnRight
			}
			if got := h.Orientation; got != want {
				t.Errorf("cut at byte %d: got %d, want %d", n, got, want)
			}
		}
	}
}
