// Package annotate shows people what was found out about a photo: drawn into
// the photo, and as rows of text.
package annotate

import (
	"image"
	"image/draw"

	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
)

// Draw returns the photo, upright, with the face's box and landmarks drawn in,
// and to the right of it a panel: a bar, code, value and limit for each measure,
// worst first, and below what is wrong in words. A photo that is too large to
// look at is shown smaller; the panel grows with the photo, and the picture
// with the panel.
//
// The error is that the photo cannot be decoded, or must not be: a rule that
// guards the decoder refuses it.
func Draw(p photo.Photo, r rules.Report, lang texts.Language) (image.Image, error) {
	shown, scale, err := upright(p, r)
	if err != nil {
		return nil, err
	}
	if r.Face != nil {
		mark(shown, *r.Face, scale, colourOf(Worst(r)))
	}
	side := newPanel(r, lang, textSize(shown.Bounds()))
	return joined(shown, side), nil
}

// textSize returns the size of the text in px beside a photo: so many lines fit
// beside it, but no smaller than can be read.
func textSize(photo image.Rectangle) float64 {
	const (
		lines    = 50
		smallest = 13
	)
	return max(smallest, float64(photo.Dy())/lines)
}

// joined returns the photo with the panel to its right.
func joined(shown *image.RGBA, p *panel) image.Image {
	width, height := p.size()
	photo := shown.Bounds()
	all := image.NewRGBA(image.Rect(0, 0, photo.Dx()+width, max(photo.Dy(), height)))
	draw.Draw(all, all.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	draw.Draw(all, photo, shown, image.Point{}, draw.Src)
	p.draw(all, photo.Dx())
	return all
}

// Worst returns the worst verdict on a photo.
func Worst(r rules.Report) rules.Verdict {
	switch {
	case !r.Acceptable():
		return rules.Refusal
	case len(r.Warnings()) > 0:
		return rules.Warning
	}
	return rules.OK
}
