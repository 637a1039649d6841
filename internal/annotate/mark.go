package annotate

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/vestibule-id/vestibule/domain/face"
)

// mark draws a face's box and landmarks into a picture that is scaled by so
// much. What lies beyond the picture is cut off.
func mark(img *image.RGBA, f face.Face, scale float64, c color.RGBA) {
	at := func(v float64) int { return int(math.Round(v * scale)) }
	b := f.Box
	box := image.Rect(at(float64(b.X)), at(float64(b.Y)), at(float64(b.X+b.Width)), at(float64(b.Y+b.Height)))
	outline(img, box, max(2, img.Bounds().Dx()/200), c)
	if !f.Landmarks.Valid() {
		return
	}
	radius := max(1.5, float64(box.Dx())/100)
	for _, p := range f.Landmarks {
		dot(img, p.X*scale, p.Y*scale, radius)
	}
}

// outline draws the four sides of a box, around it and so many px thick.
func outline(img draw.Image, box image.Rectangle, thick int, c color.RGBA) {
	outer := box.Inset(-thick)
	for _, side := range []image.Rectangle{
		{outer.Min, image.Pt(outer.Max.X, box.Min.Y)},
		{image.Pt(outer.Min.X, box.Max.Y), outer.Max},
		{outer.Min, image.Pt(box.Min.X, outer.Max.Y)},
		{image.Pt(box.Max.X, outer.Min.Y), outer.Max},
	} {
		fill(img, side, c)
	}
}

func fill(img draw.Image, r image.Rectangle, c color.RGBA) {
	draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
}

// dot draws a disc with a dark rim, so that it shows on any skin.
func dot(img *image.RGBA, x, y, radius float64) {
	const rim = 1 // px
	reach := radius + rim
	area := image.Rect(int(x-reach), int(y-reach), int(x+reach)+2, int(y+reach)+2).Intersect(img.Bounds())
	for py := area.Min.Y; py < area.Max.Y; py++ {
		for px := area.Min.X; px < area.Max.X; px++ {
			switch away := math.Hypot(float64(px)+0.5-x, float64(py)+0.5-y); {
			case away <= radius:
				img.SetRGBA(px, py, cyan)
			case away <= reach:
				img.SetRGBA(px, py, paper)
			}
		}
	}
}
