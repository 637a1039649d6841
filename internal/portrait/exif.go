package portrait

import (
	"encoding/binary"
	"image"
	"image/color"
)

// WithOrientation returns the JPEG with an EXIF segment right after its first
// marker, which says how to turn the stored picture: orientation is 1 to 8 as
// in TIFF, though any value is written. The numbers are little-endian, as
// most telephones write them.
func WithOrientation(jpeg []byte, orientation int) []byte {
	return withEXIF(jpeg, orientation, "II", binary.LittleEndian)
}

// WithOrientationBigEndian is WithOrientation in the byte order that Apple
// and many cameras use.
func WithOrientationBigEndian(jpeg []byte, orientation int) []byte {
	return withEXIF(jpeg, orientation, "MM", binary.BigEndian)
}

// withEXIF inserts an APP1 segment that holds one directory with one entry.
func withEXIF(jpeg []byte, orientation int, mark string, order binary.AppendByteOrder) []byte {
	const (
		tagOrientation = 0x0112
		typeShort      = 3
		firstIFD       = 8 // bytes from the start of the TIFF part
	)
	body := append([]byte("Exif\x00\x00"), mark...)
	body = order.AppendUint16(body, 42)
	body = order.AppendUint32(body, firstIFD)
	body = order.AppendUint16(body, 1) // entries
	body = order.AppendUint16(body, tagOrientation)
	body = order.AppendUint16(body, typeShort)
	body = order.AppendUint32(body, 1) // values
	body = order.AppendUint16(body, uint16(orientation))
	body = order.AppendUint16(body, 0) // a short fills half of the field
	body = order.AppendUint32(body, 0) // no further directory

	out := append([]byte{}, jpeg[:2]...)
	out = appendSegment(out, markAPP1, body)
	return append(out, jpeg[2:]...)
}

// Rotate returns the upright picture as a camera would have stored it under
// the EXIF orientation: turning the result as the tag says gives img back.
// From 5 on, width and height change places; other values than 2 to 8 leave
// the picture as it is.
func Rotate(img image.Image, orientation int) image.Image {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	size := image.Rect(0, 0, w, h)
	if orientation >= 5 && orientation <= 8 {
		size = image.Rect(0, 0, h, w)
	}
	out, at := image.NewNRGBA(size), pixels(img)
	for y := range size.Dy() {
		for x := range size.Dx() {
			ux, uy := upright(x, y, w, h, orientation)
			out.SetNRGBA(x, y, at(b.Min.X+ux, b.Min.Y+uy))
		}
	}
	return out
}

// pixels returns a reader of the picture's pixels; most are drawn by this
// package and need no conversion.
func pixels(img image.Image) func(x, y int) color.NRGBA {
	if m, ok := img.(*image.NRGBA); ok {
		return m.NRGBAAt
	}
	return func(x, y int) color.NRGBA {
		return color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
	}
}

// upright returns where the stored pixel x, y belongs in the upright picture
// of w x h px.
func upright(x, y, w, h, orientation int) (ux, uy int) {
	right, bottom := w-1, h-1
	switch orientation {
	case 2: // mirrored left to right
		return right - x, y
	case 3: // upside down
		return right - x, bottom - y
	case 4: // mirrored top to bottom
		return x, bottom - y
	case 5: // the first row is the left edge, from the top
		return y, x
	case 6: // the first row is the right edge, from the top
		return right - y, x
	case 7: // the first row is the right edge, from the bottom
		return right - y, bottom - x
	case 8: // the first row is the left edge, from the bottom
		return y, bottom - x
	}
	return x, y
}
