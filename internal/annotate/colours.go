package annotate

import (
	"image/color"

	"github.com/vestibule-id/vestibule/domain/rules"
)

var (
	green = color.RGBA{R: 0x2e, G: 0xcc, B: 0x40, A: 0xff}
	amber = color.RGBA{R: 0xff, G: 0xb0, B: 0x00, A: 0xff}
	red   = color.RGBA{R: 0xff, G: 0x41, B: 0x36, A: 0xff}
	cyan  = color.RGBA{R: 0x00, G: 0xe5, B: 0xff, A: 0xff}

	paper  = color.RGBA{R: 0x1c, G: 0x20, B: 0x26, A: 0xff} // behind the panel
	trough = color.RGBA{R: 0x3a, G: 0x41, B: 0x4b, A: 0xff} // behind a bar
	ink    = color.RGBA{R: 0xf2, G: 0xf4, B: 0xf6, A: 0xff}
	faint  = color.RGBA{R: 0x9a, G: 0xa5, B: 0xb1, A: 0xff}
)

// colourOf returns the colour that a verdict is shown in.
func colourOf(v rules.Verdict) color.RGBA {
	switch v {
	case rules.OK:
		return green
	case rules.Warning:
		return amber
	}
	return red
}
