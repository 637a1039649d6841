package portrait

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
)

// arrow returns a picture without any symmetry.
func arrow() *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, 5, 3))
	for i := range 15 {
		img.SetNRGBA(i%5, i/5, color.NRGBA{R: uint8(10 * i), G: uint8(255 - i), B: uint8(i * i), A: 255})
	}
	return img
}

// turned returns what a viewer shows for a stored picture, composed from the
// two moves every viewer has, apart from the code under test.
func turned(img *image.NRGBA, orientation int) *image.NRGBA {
	quarter := func(img *image.NRGBA) *image.NRGBA { // clockwise
		w, h := img.Rect.Dx(), img.Rect.Dy()
		out := image.NewNRGBA(image.Rect(0, 0, h, w))
		for i := range w * h {
			out.SetNRGBA(h-1-i/w, i%w, img.NRGBAAt(i%w, i/w))
		}
		return out
	}
	mirror := func(img *image.NRGBA) *image.NRGBA { // left to right
		w, h := img.Rect.Dx(), img.Rect.Dy()
		out := image.NewNRGBA(img.Rect)
		for i := range w * h {
			out.SetNRGBA(w-1-i%w, i/w, img.NRGBAAt(i%w, i/w))
		}
		return out
	}
	type move = func(*image.NRGBA) *image.NRGBA
	moves := map[int][]move{
		2: {mirror},
		3: {quarter, quarter},
		4: {mirror, quarter, quarter},
		5: {mirror, quarter, quarter, quarter},
		6: {quarter},
		7: {mirror, quarter},
		8: {quarter, quarter, quarter},
	}
	for _, m := range moves[orientation] {
		img = m(img)
	}
	return img
}

func TestRotateIsUndoneByTheTag(t *testing.T) {
	want := arrow()
	for orientation := 1; orientation <= 8; orientation++ {
		stored := Rotate(want, orientation).(*image.NRGBA)
		got := turned(stored, orientation)
		if got.Rect != want.Rect || !bytes.Equal(got.Pix, want.Pix) {
			t.Errorf("orientation %d does not come back", orientation)
		}
	}
}

func TestRotateTakesAnyPicture(t *testing.T) {
	grey := image.NewGray(image.Rect(3, 4, 5, 5))
	grey.SetGray(4, 4, color.Gray{Y: 200})
	got := Rotate(grey, 6).(*image.NRGBA)
	if got.Rect != image.Rect(0, 0, 1, 2) || got.NRGBAAt(0, 0).R != 200 || got.NRGBAAt(0, 1).R != 0 {
		t.Errorf("got %v %v", got.Rect, got.Pix)
	}
}

func TestWithOrientationWritesTheTag(t *testing.T) {
	plain := JPEG(arrow(), 90)
	cases := []struct {
		mark  string
		order binary.ByteOrder
		write func([]byte, int) []byte
	}{
		{"II", binary.LittleEndian, WithOrientation},
		{"MM", binary.BigEndian, WithOrientationBigEndian},
	}
	for _, c := range cases {
		for orientation := 1; orientation <= 8; orientation++ {
			got := c.write(plain, orientation)
			if err := checkEXIF(got, plain, c.mark, c.order, orientation); err != nil {
				t.Errorf("%s %d: %v", c.mark, orientation, err)
			}
			if _, err := jpeg.Decode(bytes.NewReader(got)); err != nil {
				t.Errorf("%s %d: %v", c.mark, orientation, err)
			}
		}
	}
}

// checkEXIF reads the segment byte by byte.
func checkEXIF(got, plain []byte, mark string, order binary.ByteOrder, orientation int) error {
	const end = 2 + 2 + 34 // SOI, marker, segment
	tiff := got[12:end]
	switch {
	case !bytes.Equal(got[:4], []byte{0xFF, 0xD8, 0xFF, 0xE1}):
		return fmt.Errorf("starts with % x", got[:4])
	case binary.BigEndian.Uint16(got[4:]) != 34 || string(got[6:12]) != "Exif\x00\x00":
		return fmt.Errorf("segment starts with % x", got[4:12])
	case string(tiff[:2]) != mark || order.Uint16(tiff[2:]) != 42 || order.Uint32(tiff[4:]) != 8:
		return fmt.Errorf("TIFF header is % x", tiff[:8])
	case order.Uint16(tiff[8:]) != 1 || order.Uint32(tiff[22:]) != 0:
		return fmt.Errorf("directory is % x", tiff[8:])
	case order.Uint16(tiff[10:]) != 0x0112 || order.Uint16(tiff[12:]) != 3 || order.Uint32(tiff[14:]) != 1:
		return fmt.Errorf("entry is % x", tiff[10:22])
	case int(order.Uint16(tiff[18:])) != orientation:
		return fmt.Errorf("orientation is % x", tiff[18:22])
	case !bytes.Equal(got[end:], plain[2:]):
		return fmt.Errorf("the rest of the file changed")
	}
	return nil
}
