package portrait

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
)

// ManyScans encodes a picture as a progressive JPEG of the given number of
// scans, at least 1: each costs the file a few bytes and the reader a walk
// over the whole picture. The first scan holds the mean of every 8x8 block;
// the others refine, coefficient by coefficient and bit by bit, details that
// are all zero. Up to 2647 scans the order is that of the standard; beyond,
// the last refinement repeats, which readers let pass with a warning.
func ManyScans(img image.Image, scans int) []byte {
	planes := lightPlanes(img)
	across, down := planes[0].blockGrid()
	out := appendTables([]byte{0xFF, markSOI})
	out = appendFrame(out, markSOF2, planes[0].w, planes[0].h, len(planes))
	out = appendScan(out, scan{first: 1, count: len(planes)})
	out = appendBlocks(out, planes, false)
	for i := range max(scans-1, 0) {
		out = appendScan(out, refinement(i, len(planes)))
		w := bitWriter{out: out}
		w.putEmpty(across * down)
		w.flush()
		out = w.out
	}
	return append(out, 0xFF, markEOI)
}

// refinement returns the header of the i-th scan after the means: every bit
// of every coefficient of every component, from the highest bit down.
func refinement(i, components int) scan {
	const (
		bitsEach     = 14 // the standard allows shifts of 0 to 13
		coefficients = 63
	)
	if last := components*coefficients*bitsEach - 1; i > last {
		i = last
	}
	low := bitsEach - 1 - i%bitsEach
	s := scan{first: 1 + i/bitsEach/coefficients, count: 1, low: low}
	s.from = 1 + i/bitsEach%coefficients
	s.to = s.from
	if low < bitsEach-1 {
		s.high = low + 1
	}
	return s
}

// lightPlanes returns brightness and chroma of a picture.
func lightPlanes(img image.Image) []plane {
	b := img.Bounds()
	planes := make([]plane, 3)
	for i := range planes {
		planes[i] = newPlane(b.Dx(), b.Dy())
	}
	for i := range planes[0].pix {
		c := color.YCbCrModel.Convert(img.At(b.Min.X+i%b.Dx(), b.Min.Y+i/b.Dx())).(color.YCbCr)
		planes[0].pix[i], planes[1].pix[i], planes[2].pix[i] = c.Y, c.Cb, c.Cr
	}
	return planes
}

// Declaring returns a small JPEG that claims to be width x height px, each up
// to 65535: every marker is in order, but the data is that of a single block.
// Whoever trusts the header reserves memory for the whole of it.
func Declaring(width, height int) []byte {
	out := JPEG(image.NewNRGBA(image.Rect(0, 0, 16, 16)), 75)
	at := bytes.Index(out, []byte{0xFF, markSOF0}) + 5 // past marker, length and depth
	binary.BigEndian.PutUint16(out[at:], uint16(height))
	binary.BigEndian.PutUint16(out[at+2:], uint16(width))
	return out
}
