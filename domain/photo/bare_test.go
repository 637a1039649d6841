package photo_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"reflect"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

const (
	dri, app2, app13, app14, app15 = 0xDD, 0xE2, 0xED, 0xEE, 0xEF

	// minimalEXIF is how long EXIF data with an orientation alone may be.
	minimalEXIF = 36
)

// bareEXIF is what stays of the EXIF data of a photo that lies on its side.
func bareEXIF(orientation uint16) []byte {
	return exif(tiff(binary.LittleEndian, short(binary.LittleEndian, 0x0112, orientation)))
}

// bareJFIF is what stays of a JFIF segment.
func bareJFIF() []byte {
	return segment(app0, []byte("JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")...)
}

func text(marker byte, s string) []byte { return segment(marker, []byte(s)...) }

func bare(t testing.TB, data []byte) photo.Photo {
	t.Helper()
	p, err := photo.New(data)
	if err != nil {
		t.Fatal(err)
	}
	return p.Bare()
}

func TestBareKeepsThePictureAlone(t *testing.T) {
	var (
		little, big = binary.LittleEndian, binary.BigEndian
		tables      = join(quantTables(75), segment(dht, make([]byte, 17)...), segment(dri, 0, 4))
		grey        = frame(sof0, 8, 64, 48, 1)
		picture     = join(tables, grey, scan(1))
		adobe       = text(app14, "Adobe\x00\x64\x80\x00\x00\x00\x02")
		thumbnail   = "JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x01\x01RGB"
	)
	tests := []struct {
		name     string
		in, want []byte
	}{
		{"the picture alone", file(picture), file(picture)},
		{"EXIF data of an upright photo", file(oriented(little, 1), picture), file(picture)},
		{"EXIF data that cannot be read", file(exif([]byte("Canon")), picture), file(picture)},
		{"EXIF data of a photo on its side, with more in it", file(oriented(big, 6), picture), file(bareEXIF(6), picture)},
		{"an orientation in the other byte order", file(exif(tiff(big, short(big, 0x0112, 8))), picture), file(bareEXIF(8), picture)},
		{"an orientation alone", file(bareEXIF(3), picture), file(bareEXIF(3), picture)},
		{"the second of two EXIF segments", file(oriented(little, 6), oriented(little, 3), picture), file(bareEXIF(6), picture)},
		{"an orientation that the first segment keeps from counting", file(exif(nil), oriented(little, 3), picture), file(picture)},
		{"EXIF data behind the frame header", file(tables, grey, oriented(little, 6), scan(1)), file(tables, grey, bareEXIF(6), scan(1))},
		{"EXIF data between scans", file(picture, oriented(little, 6), scan(1)), file(picture, scan(1))},
		{"XMP and its extension", file(text(app1, "http://ns.adobe.com/xap/1.0/\x00<x/>"), text(app1, "http://ns.adobe.com/xmp/extension/\x00"), picture), file(picture)},
		{"a colour profile", file(text(app2, "ICC_PROFILE\x00\x01\x01…"), picture), file(picture)},
		{"the index of a file of several pictures", file(text(app2, "MPF\x00II*\x00"), picture), file(picture)},
		{"IPTC data", file(text(app13, "Photoshop 3.0\x008BIM\x04\x04"), picture), file(picture)},
		{"the last application segment", file(text(app15, "Q"), picture), file(picture)},
		{"a comment", file(text(com, "Jane Roe, 5 High Street"), picture), file(picture)},
		{"conditioning of arithmetic codes", file(text(dac, "at home"), picture), file(picture)},

		{"JFIF as libjpeg writes it", file(bareJFIF(), picture), file(bareJFIF(), picture)},
		{"JFIF with a density and a thumbnail", file(text(app0, thumbnail), picture), file(bareJFIF(), picture)},
		{"a thumbnail of JFIF's extension", file(bareJFIF(), text(app0, "JFXX\x00\x10\xFF\xD8\xFF\xD9"), picture), file(bareJFIF(), picture)},
		{"JFIF twice", file(bareJFIF(), bareJFIF(), picture), file(bareJFIF(), picture)},
		{"JFIF behind EXIF data", file(oriented(big, 6), text(app0, thumbnail), picture), file(bareEXIF(6), bareJFIF(), picture)},
		{"JFIF a byte too short to be known", file(text(app0, thumbnail[:13]), picture), file(picture)},
		{"JFIF of the least length", file(text(app0, thumbnail[:14]), picture), file(bareJFIF(), picture)},
		{"another word in APP0", file(text(app0, "AVI1\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), picture), file(picture)},

		{"Adobe's segment", file(adobe, picture), file(adobe, picture)},
		{"Adobe's segment with a text behind it", file(text(app14, "Adobe\x00\x64\x80\x00\x00\x00\x02Jane Roe"), picture), file(adobe, picture)},
		{"Adobe's segment, a byte too short to be known", file(text(app14, "Adobe\x00\x64\x80\x00\x00\x00"), picture), file(picture)},
		{"another word in APP14", file(text(app14, "Acorn\x00\x64\x80\x00\x00\x00\x02"), picture), file(picture)},

		{"fill bytes before segments", file([]byte{0xFF, 0xFF}, tables, []byte{0xFF}, grey, scan(1)), file(picture)},
		{"fill bytes behind a scan", file(picture, []byte{0xFF, 0xFF, 0xFF}), file(picture)},
		{"a text between segments", file(tables, []byte("Jane"), mark(tem), []byte("Roe"), mark(rst0), []byte{0xFF, 0x00}, grey, scan(1)), file(picture)},
		{"a text behind a segment between scans", file(picture, text(com, "Jane"), []byte("Roe\xFF\x00"), scan(1)), file(picture, scan(1))},
		{"restarts, stuffed bytes and TEM within a scan", file(picture, mark(rst0), []byte{0xFF, 0xFF, 0x00, 0x55}, mark(tem), []byte{0x55}), file(picture, mark(rst0), []byte{0xFF, 0xFF, 0x00, 0x55}, mark(tem), []byte{0x55})},
		{"tables between scans", file(picture, tables, scan(1), tables, scan(1)), file(picture, tables, scan(1), tables, scan(1))},
		{"application segments between scans", file(picture, text(app2, "ICC_PROFILE\x00"), tables, text(com, "x"), scan(1), text(app1, "")), file(picture, tables, scan(1))},
		{"a film behind the end", join(file(picture), []byte("\x00\x00\x00\x18ftypmp42")), file(picture)},
		{"a second picture behind the end", join(file(picture), file(oriented(little, 6), picture)), file(picture)},
		{"one byte behind the end", join(file(picture), []byte{0}), file(picture)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := bare(t, tt.in).JPEG(); !bytes.Equal(got, tt.want) {
				t.Errorf("got\n%q, want\n%q", got, tt.want)
			}
			checkBare(t, tt.in)
		})
	}
}

func TestBareLeavesAFileAsItIs(t *testing.T) {
	tests := []struct {
		name string
		data []byte
	}{
		{"grey", encode(t, 24, 16, true)},
		{"colour", encode(t, 24, 16, false)},
		{"progressive", portrait.ManyScans(portrait.Draw(portrait.Options{Width: 48, Height: 60}), 5)},
		{"on its side", with(encode(t, 24, 16, false), bareEXIF(6))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := bare(t, tt.data).JPEG()
			if len(got) != len(tt.data) || &got[0] != &tt.data[0] {
				t.Errorf("the %d bytes became %d others", len(tt.data), len(got))
			}
		})
	}
}

// clutter is everything that has to go, with an orientation among it.
func clutter(jpeg []byte) []byte {
	return join(with(jpeg, text(com, "Jane Roe"), oriented(binary.BigEndian, 6), text(app1, "http://ns.adobe.com/xap/1.0/\x00"),
		text(app2, "ICC_PROFILE\x00\x01\x01"), text(app13, "Photoshop 3.0\x00"), []byte{0xFF, 0xFF}), []byte("appended"))
}

func TestBareChangesNoPixel(t *testing.T) {
	drawn := portrait.Draw(portrait.Options{Width: 96, Height: 120})
	cmyk, err := portrait.CMYKJPEG(drawn)
	if err != nil {
		t.Fatal(err)
	}
	ycck, err := portrait.YCCKJPEG(drawn)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		data []byte
	}{
		{"grey", portrait.GreyJPEG(drawn, 90)},
		{"colour", portrait.JPEG(drawn, 90)},
		{"CMYK, which Adobe's segment tells", cmyk},
		{"YCCK, likewise", ycck},
		{"progressive", portrait.ManyScans(drawn, 9)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := clutter(tt.data)
			got := bare(t, in).JPEG()
			if len(got) != len(tt.data)+minimalEXIF {
				t.Errorf("%d bytes, want the picture's %d and the orientation", len(got), len(tt.data))
			}
			if !reflect.DeepEqual(decode(t, got), decode(t, in)) {
				t.Error("the pixels changed")
			}
			checkBare(t, in)
		})
	}
}

func decode(t *testing.T, data []byte) image.Image {
	t.Helper()
	picture, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// checkBare checks what is true of the bare file of every accepted one.
func checkBare(t *testing.T, data []byte) {
	t.Helper()
	before := bytes.Clone(data)
	p, err := photo.New(data)
	if err != nil {
		return
	}
	got := p.Bare()
	if !bytes.Equal(data, before) {
		t.Fatal("the file itself was changed")
	}
	again, err := photo.New(got.JPEG())
	if err != nil {
		t.Fatalf("what was accepted is refused when bare: %v", err)
	}
	if got.Header() != p.Header() || again.Header() != p.Header() {
		t.Errorf("header %+v became %+v, read as %+v", p.Header(), got.Header(), again.Header())
	}
	if twice := again.Bare().JPEG(); !bytes.Equal(twice, got.JPEG()) {
		t.Errorf("made bare again, it is %d bytes and not %d", len(twice), len(got.JPEG()))
	}
	if len(got.JPEG()) > len(data)+minimalEXIF {
		t.Errorf("%d bytes became %d", len(data), len(got.JPEG()))
	}
	checkSegments(t, got.JPEG())
}

// checkSegments walks over a bare file on its own, by the letter of T.81, and
// wants no byte that does not belong to the picture.
func checkSegments(t *testing.T, data []byte) {
	t.Helper()
	allowed := []byte{sof0, sof1, sof2, dht, dqt, dri, sos, app0, app1, app14}
	at := 2
	for {
		if at+2 > len(data) || data[at] != 0xFF {
			t.Fatalf("no marker at %d of %d", at, len(data))
		}
		marker := data[at+1]
		if marker == eoi {
			if at+2 != len(data) {
				t.Fatalf("%d bytes behind the end", len(data)-at-2)
			}
			return
		}
		if !slices.Contains(allowed, marker) {
			t.Fatalf("a segment %#x is in it", marker)
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		checkApplication(t, data[at:end])
		at = end
		if marker == sos {
			for data[at] != 0xFF || passes(data[at+1:]) {
				at++
			}
		}
	}
}

// passes reports whether what follows 0xFF belongs to the data of a scan.
func passes(rest []byte) bool {
	for len(rest) > 0 && rest[0] == 0xFF {
		rest = rest[1:]
	}
	return len(rest) > 0 && (rest[0] <= tem || rest[0] >= rst0 && rest[0] < soi)
}

// checkApplication wants that an application segment tells what it must alone.
func checkApplication(t *testing.T, whole []byte) {
	t.Helper()
	switch whole[1] {
	case app0:
		if !bytes.Equal(whole, bareJFIF()) {
			t.Errorf("an APP0 segment is %q", whole)
		}
	case app1:
		if orientation := uint16(whole[28]); orientation < 2 || orientation > 8 || !bytes.Equal(whole, bareEXIF(orientation)) {
			t.Errorf("an APP1 segment is %q", whole)
		}
	case app14:
		if len(whole) != 16 || !bytes.HasPrefix(whole[4:], []byte("Adobe")) {
			t.Errorf("an APP14 segment is %q", whole)
		}
	}
}

func FuzzBare(f *testing.F) {
	f.Add(clutter(encode(f, 9, 7, true)))
	f.Add(clutter(encode(f, 9, 7, false)))
	f.Add(clutter(progressive(640, 480)))
	f.Add(file(bareJFIF(), text(app14, "Adobe\x00\x64\x80\x00\x00\x00\x02"), bareEXIF(5), frame(sof1, 8, 8, 8, 4), scan(4), text(com, "x"), scan(4)))
	f.Add(file(oriented(binary.LittleEndian, 3), frame(sof0, 8, 8, 8, 1), scan(1), []byte{0xFF, 0xFF}))
	f.Fuzz(func(t *testing.T, data []byte) { checkBare(t, data) })
}
