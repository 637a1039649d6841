package annotate

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"slices"

	"golang.org/x/image/draw"

	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
)

// longestSide is the longer side in px of the largest photo that is shown at
// its own size.
const longestSide = 2000

// upright returns the photo as it is meant to be seen, and how many px of the
// picture are one of the photo.
func upright(p photo.Photo, r rules.Report) (*image.RGBA, float64, error) {
	if guarded(p, r) {
		return nil, 0, errors.New("the photo is of a kind that nothing may decode")
	}
	stored, err := jpeg.Decode(bytes.NewReader(p.JPEG()))
	if err != nil {
		return nil, 0, fmt.Errorf("decoding the photo: %w", err)
	}
	small, scale := shrunk(stored)
	return turned(small, p.Header().Orientation), scale, nil
}

// guarded reports whether the photo breaks a rule that must hold before
// anything decodes it.
func guarded(p photo.Photo, r rules.Report) bool {
	// The profile does not matter: each of them has these rules.
	return slices.ContainsFunc(rules.Guard(p.Header(), rules.Panel()), func(guard rules.Measure) bool {
		return slices.ContainsFunc(r.Measures, func(m rules.Measure) bool {
			return m.Code == guard.Code && m.Verdict == rules.Refusal
		})
	})
}

// shrunk returns a picture, scaled down if it is large, and by how much.
func shrunk(img image.Image) (*image.RGBA, float64) {
	b := img.Bounds()
	scale := min(1, longestSide/float64(max(b.Dx(), b.Dy())))
	side := func(px int) int { return max(1, int(float64(px)*scale+0.5)) }
	small := image.NewRGBA(image.Rect(0, 0, side(b.Dx()), side(b.Dy())))
	if scale == 1 {
		draw.Draw(small, small.Bounds(), img, b.Min, draw.Src)
	} else {
		draw.ApproxBiLinear.Scale(small, small.Bounds(), img, b, draw.Src, nil)
	}
	return small, scale
}

// turned returns a stored picture upright.
func turned(stored *image.RGBA, o photo.Orientation) *image.RGBA {
	if !o.Valid() || o == photo.Upright {
		return stored
	}
	b := stored.Bounds()
	size := b
	if o.Swaps() {
		size = image.Rect(0, 0, b.Dy(), b.Dx())
	}
	img := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			sx, sy := o.ToStored(x, y, b.Dx(), b.Dy())
			img.SetRGBA(x, y, stored.RGBAAt(sx, sy))
		}
	}
	return img
}
