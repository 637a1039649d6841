package portrait

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
)

func TestGreyJPEGHasOneComponent(t *testing.T) {
	img, err := jpeg.Decode(bytes.NewReader(GreyJPEG(Draw(Options{Width: 64, Height: 80}), 90)))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := img.(*image.Gray); !ok {
		t.Errorf("decoded as %T", img)
	}
}

func TestJPEGPanicsBeyondTheFormat(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("65536 px went through")
		}
	}()
	JPEG(image.NewGray(image.Rect(0, 0, 1<<16, 1)), 75)
}

func TestJPEGRoundTrip(t *testing.T) {
	want := Draw(Options{Width: 120, Height: 150})
	clear := image.NewNRGBA(want.Rect) // not opaque, so encoded as it comes
	copy(clear.Pix, want.Pix)
	clear.SetNRGBA(0, 0, color.NRGBA{})
	for _, img := range []*image.NRGBA{want, clear} {
		got, err := jpeg.Decode(bytes.NewReader(JPEG(img, 95)))
		if err != nil {
			t.Fatal(err)
		}
		if d := difference(got, want); d > 6 {
			t.Errorf("colours are off by %.1f levels", d)
		}
	}
}

func TestJPEGOfAGreyDrawingStaysColour(t *testing.T) {
	img, err := jpeg.Decode(bytes.NewReader(JPEG(Draw(Options{Width: 64, Height: 80, Grey: true}), 90)))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := img.(*image.YCbCr); !ok {
		t.Errorf("decoded as %T", img)
	}
}
