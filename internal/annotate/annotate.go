// Package annotate draws what was found in a photo into the photo, for people
// to look at.
package annotate

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
)

var (
	frame = color.RGBA{R: 0x2e, G: 0xcc, B: 0x40, A: 0xff}
	paper = color.RGBA{A: 0xc0}
)

// Draw returns the photo, upright, with the face framed and its width and
// confidence written below.
func Draw(p photo.Photo, f face.Face) (image.Image, error) {
	stored, err := jpeg.Decode(bytes.NewReader(p.JPEG()))
	if err != nil {
		return nil, fmt.Errorf("decoding the photo: %w", err)
	}
	img := upright(stored, p.Header())
	b := f.Box
	box := image.Rect(b.X, b.Y, b.X+b.Width, b.Y+b.Height)
	outline(img, box, max(2, img.Bounds().Dx()/200))
	label(img, box, fmt.Sprintf("face %d px wide, confidence %.2f", b.Width, f.Confidence))
	return img, nil
}

// upright returns the picture as it is meant to be seen.
func upright(stored image.Image, h photo.Header) *image.RGBA {
	width, height := h.UprightSize()
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	origin := stored.Bounds().Min
	for y := range height {
		for x := range width {
			sx, sy := h.Orientation.ToStored(x, y, h.Width, h.Height)
			img.Set(x, y, stored.At(origin.X+sx, origin.Y+sy))
		}
	}
	return img
}

// outline draws the four sides of a box, so many pixels thick.
func outline(img draw.Image, box image.Rectangle, thick int) {
	outer := box.Inset(-thick)
	for _, side := range []image.Rectangle{
		{outer.Min, image.Pt(outer.Max.X, box.Min.Y)},
		{image.Pt(outer.Min.X, box.Max.Y), outer.Max},
		{outer.Min, image.Pt(box.Min.X, outer.Max.Y)},
		{image.Pt(box.Max.X, outer.Min.Y), outer.Max},
	} {
		draw.Draw(img, side, image.NewUniform(frame), image.Point{}, draw.Over)
	}
}

// label writes a line below the box, or at the lower edge if the box reaches
// that far.
func label(img draw.Image, box image.Rectangle, text string) {
	const margin = 4
	fnt := basicfont.Face7x13
	width := font.MeasureString(fnt, text).Ceil()
	x := max(0, min(box.Min.X, img.Bounds().Max.X-width-2*margin))
	y := min(box.Max.Y+margin, img.Bounds().Max.Y-fnt.Height-2*margin)
	draw.Draw(img, image.Rect(x, y, x+width+2*margin, y+fnt.Height+2*margin), image.NewUniform(paper), image.Point{}, draw.Over)
	d := font.Drawer{Dst: img, Src: image.White, Face: fnt, Dot: fixed.P(x+margin, y+margin+fnt.Ascent)}
	d.DrawString(text)
}
