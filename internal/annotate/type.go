package annotate

import (
	"image"
	"image/color"
	"image/draw"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// typeface is a font that has the letters of all languages that texts exist in.
var typeface = sync.OnceValue(func() *opentype.Font {
	f, err := opentype.Parse(goregular.TTF)
	if err != nil {
		panic(err) // the font is part of the program
	}
	return f
})

// writer writes lines of one size.
type writer struct {
	face font.Face
	size float64 // px
}

func newWriter(size float64) writer {
	f, err := opentype.NewFace(typeface(), &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		panic(err) // only of a font that is none
	}
	return writer{face: f, size: size}
}

// em returns so many times the size of the text, in px.
func (w writer) em(n float64) int { return int(n*w.size + 0.5) }

// line returns the height of a line in px.
func (w writer) line() int { return w.em(1.35) }

// width returns how wide a text is in px.
func (w writer) width(text string) int { return font.MeasureString(w.face, text).Ceil() }

// write writes a text into the line whose top left corner is at x, y.
func (w writer) write(img draw.Image, x, y int, text string, c color.RGBA) {
	d := font.Drawer{Dst: img, Src: image.NewUniform(c), Face: w.face, Dot: fixed.P(x, y+w.em(1))}
	d.DrawString(text)
}

// wrapped breaks a text into lines of at most width px. A word that is wider
// has a line of its own.
func (w writer) wrapped(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && w.width(longer) > width {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
