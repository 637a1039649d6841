package annotate_test

import (
	"image"
	"image/color"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/annotate"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

func TestDrawFramesTheFaceInTheUprightPhoto(t *testing.T) {
	upright := portrait.Draw(portrait.Options{Width: 300, Height: 400})
	jpeg := portrait.WithOrientation(portrait.JPEG(portrait.Rotate(upright, 6), 95), 6)
	p, err := photo.New(jpeg)
	if err != nil {
		t.Fatal(err)
	}
	img, err := annotate.Draw(p, face.Face{Box: face.Box{X: 80, Y: 100, Width: 140, Height: 140}, Confidence: 1.5})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := img.Bounds(), image.Rect(0, 0, 300, 400); got != want {
		t.Fatalf("picture %v, want %v", got, want)
	}
	framed := func(x, y int) bool {
		c := color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)
		return c.G > 0xc0 && c.R < 0x40
	}
	for _, p := range []image.Point{{150, 99}, {150, 240}, {79, 170}, {220, 170}} {
		if !framed(p.X, p.Y) {
			t.Errorf("no frame at %v", p)
		}
	}
	if framed(150, 170) {
		t.Error("the face itself is painted over")
	}
}

func TestDrawKeepsTheLabelInThePicture(t *testing.T) {
	p, err := photo.New(portrait.JPEG(portrait.Landscape(320, 240, 1), 90))
	if err != nil {
		t.Fatal(err)
	}
	for _, box := range []face.Box{{}, {X: 300, Y: 230, Width: 100, Height: 100}, {X: -50, Y: -50, Width: 500, Height: 500}} {
		if _, err := annotate.Draw(p, face.Face{Box: box}); err != nil {
			t.Errorf("%+v: %v", box, err)
		}
	}
}
