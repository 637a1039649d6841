package photo

import "bytes"

// Header is what a JPEG says about itself, as stored: before the orientation
// is applied.
type Header struct {
	Width, Height int         // px as stored, 1 to 65535 in an accepted file
	Components    int         // 1 grey, 3 colour, 4 CMYK or YCCK
	Precision     int         // bits per sample; 8 in an accepted file
	Progressive   bool        // each scan refines the whole picture
	Scans         int         // number of scans (SOS markers)
	Orientation   Orientation // from the EXIF data; Upright if none or unreadable
	Quality       int         // estimated from the quantisation tables as libjpeg's scale of 1 to 100; 0 if the file has no table for the first component
}

// UprightSize returns the size in px after the orientation is applied.
func (h Header) UprightSize() (width, height int) {
	if h.Orientation.Swaps() {
		return h.Height, h.Width
	}
	return h.Width, h.Height
}

// Megapixels returns the millions of pixels.
func (h Header) Megapixels() float64 {
	return float64(h.Width) * float64(h.Height) / 1e6
}

// ReadHeader walks over the markers of a whole JPEG file and returns what they
// say. It decodes no pixel, and takes time linear in the size of the file and
// no memory. Bytes after the end-of-image marker are ignored: phones append
// further pictures and films there.
//
// Errors, each with one reason:
//   - KindWrongFormat, code "wrong_format", if data does not start as a JPEG
//     does; the reason names the format found. The Header is zero.
//   - KindPhotoRefused if it does, but is cut off ("photo_cut_off"), damaged
//     ("photo_damaged") or of a coding that is not handled ("photo_coding").
//     From the frame header on, the Header is filled as far as it is known and
//     its values may be out of range; before, it is zero.
func ReadHeader(data []byte) (Header, error) {
	if !bytes.HasPrefix(data, startOfImage) {
		return Header{}, wrongFormat(formatOf(data))
	}
	w := walk{rest: data[len(startOfImage):], header: Header{Orientation: Upright}}
	if err := w.run(); err != nil {
		if !w.framed {
			return Header{}, err
		}
		return w.header, err
	}
	return w.header, nil
}
