package portrait

import (
	"fmt"
	"image"
	"image/color"
)

// The transforms of an Adobe marker.
const (
	adobeNone = 0 // components are ink
	adobeYCCK = 2 // the coloured inks are sent as brightness and chroma
)

// CMYKJPEG encodes a picture as print shops store them: a baseline JPEG of
// four components, CMYK inverted as Adobe writes it, no subsampling. Go's own
// encoder has no such mode. A picture must be 1 to 65535 px a side.
func CMYKJPEG(img image.Image) ([]byte, error) {
	return encodeInk(img, adobeNone)
}

// YCCKJPEG is CMYKJPEG with cyan, magenta and yellow turned to YCbCr, the
// other kind of four-component JPEG.
func YCCKJPEG(img image.Image) ([]byte, error) {
	return encodeInk(img, adobeYCCK)
}

// encodeInk writes the whole file.
func encodeInk(img image.Image, transform byte) ([]byte, error) {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	if w < 1 || h < 1 || w > 0xFFFF || h > 0xFFFF {
		return nil, fmt.Errorf("a JPEG is 1 to 65535 px a side, not %dx%d", w, h)
	}
	planes := inkPlanes(img, transform)
	out := []byte{0xFF, markSOI}
	out = appendSegment(out, markAPP14, append([]byte("Adobe\x00\x64\x00\x00\x00\x00"), transform))
	out = appendTables(out)
	out = appendFrame(out, markSOF0, w, h, len(planes))
	out = appendScan(out, scan{first: 1, count: len(planes), to: 63})
	out = appendBlocks(out, planes, true)
	return append(out, 0xFF, markEOI), nil
}

// inkPlanes returns the four components as they are stored. Adobe stores ink
// inverted; in YCCK that inversion and the one from ink to light cancel out,
// so the ink itself goes in as if it were red, green and blue.
func inkPlanes(img image.Image, transform byte) []plane {
	b := img.Bounds()
	planes := make([]plane, 4)
	for i := range planes {
		planes[i] = newPlane(b.Dx(), b.Dy())
	}
	for i := range planes[0].pix {
		ink := color.CMYKModel.Convert(img.At(b.Min.X+i%b.Dx(), b.Min.Y+i/b.Dx())).(color.CMYK)
		stored := [4]uint8{255 - ink.C, 255 - ink.M, 255 - ink.Y, 255 - ink.K}
		if transform == adobeYCCK {
			stored[0], stored[1], stored[2] = color.RGBToYCbCr(ink.C, ink.M, ink.Y)
		}
		for k, v := range stored {
			planes[k].pix[i] = v
		}
	}
	return planes
}
