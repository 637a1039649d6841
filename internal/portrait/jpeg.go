package portrait

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
)

// JPEG encodes a picture as a baseline colour JPEG; quality is 1 to 100. It
// panics on a picture that JPEG cannot hold, above 65535 px a side.
func JPEG(img image.Image, quality int) []byte {
	var out bytes.Buffer
	// Go's encoder is several times faster on RGBA, and without transparency
	// the two have the same bytes.
	if m, ok := img.(*image.NRGBA); ok && m.Opaque() {
		img = &image.RGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
	}
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: quality}); err != nil {
		panic(fmt.Sprintf("portrait: encoding %v: %v", img.Bounds(), err))
	}
	return out.Bytes()
}

// GreyJPEG encodes a picture as a baseline JPEG with brightness alone, one
// component; quality and limits are those of JPEG.
func GreyJPEG(img image.Image, quality int) []byte {
	grey := image.NewGray(img.Bounds())
	draw.Draw(grey, grey.Rect, img, grey.Rect.Min, draw.Src)
	return JPEG(grey, quality)
}
