package dlib

import (
	"image"
	"slices"

	"github.com/vestibule-id/vestibule/domain/photo"
)

// picture is a decoded picture, or a part of one, row by row.
type picture struct {
	pixels        []byte
	width, height int
	channels      int // 1 grey, 3 RGB
	stride        int // bytes from one row to the next
}

func newPicture(width, height, channels int) picture {
	return pictureIn(new([]byte), width, height, channels)
}

// pictureIn returns a picture in memory that is used again and again; what is in
// it, is anything.
func pictureIn(memory *[]byte, width, height, channels int) picture {
	size := width * height * channels
	*memory = slices.Grow((*memory)[:0], size)[:size]
	return picture{pixels: *memory, width: width, height: height, channels: channels, stride: width * channels}
}

// row returns the pixels of a row.
func (p picture) row(y int) []byte {
	return p.pixels[y*p.stride:][:p.width*p.channels]
}

// cropped returns a part of the picture, which shares its memory; r must lie
// within it.
func (p picture) cropped(r image.Rectangle) picture {
	p.pixels = p.pixels[r.Min.Y*p.stride+r.Min.X*p.channels:]
	p.width, p.height = r.Dx(), r.Dy()
	return p
}

// scaled is how long a side of n pixels is at eighths/8: libjpeg rounds up.
func scaled(n, eighths int) int { return (n*eighths + 7) / 8 }

// eighthsFor returns the smallest scale in eighths at which a length of n pixels
// has at least target pixels: 1, 2, 4 or 8, for which libjpeg-turbo has quick
// code; 8 if none is enough.
func eighthsFor(n, target int) int {
	eighths := 1
	for eighths < 8 && scaled(n, eighths) < target {
		eighths *= 2
	}
	return eighths
}

// upright returns the picture as it is meant to be seen, in other memory unless
// it is upright already.
func (p picture) upright(o photo.Orientation, memory *[]byte) picture {
	if o == photo.Upright {
		return p
	}
	width, height := p.width, p.height
	if o.Swaps() {
		width, height = height, width
	}
	up := pictureIn(memory, width, height, p.channels)
	// The mapping is linear in x and y, so three points give the start and
	// the two steps through the target.
	at := func(x, y int) int {
		ux, uy := o.ToUpright(x, y, p.width, p.height)
		return uy*up.stride + ux*up.channels
	}
	start := at(0, 0)
	stepX, stepY := at(1, 0)-start, at(0, 1)-start
	for y := range p.height {
		to := start + y*stepY
		// Pixel by pixel without a call: half of all phone photos come this way.
		for from := p.row(y); len(from) > 0; from = from[p.channels:] {
			if p.channels == 3 {
				t := up.pixels[to : to+3 : to+3]
				t[0], t[1], t[2] = from[0], from[1], from[2]
			} else {
				up.pixels[to] = from[0]
			}
			to += stepX
		}
	}
	return up
}

// shrunk returns the picture, in memory of its own, with every k by k pixels
// averaged into one. Rows and columns at the far edges that do not fill a square
// are left out.
func (p picture) shrunk(k int) picture {
	small := newPicture(p.width/k, p.height/k, p.channels)
	sums := make([]uint32, small.width*p.channels)
	area := uint32(k * k)
	for y := range small.height {
		clear(sums)
		for row := range k {
			addUp(sums, p.row(y*k+row), k, p.channels)
		}
		to := small.row(y)
		for i, sum := range sums {
			to[i] = byte((sum + area/2) / area)
		}
	}
	return small
}

// addUp adds to each sum the k pixels of a row that belong to it.
func addUp(sums []uint32, row []byte, k, channels int) {
	if channels == 1 {
		for i := range sums {
			for _, level := range row[:k] {
				sums[i] += uint32(level)
			}
			row = row[k:]
		}
		return
	}
	for ; len(sums) >= 3; sums = sums[3:] {
		var red, green, blue uint32
		for pixels := row[: 3*k : 3*k]; len(pixels) >= 3; pixels = pixels[3:] {
			red += uint32(pixels[0])
			green += uint32(pixels[1])
			blue += uint32(pixels[2])
		}
		row = row[3*k:]
		sums[0] += red
		sums[1] += green
		sums[2] += blue
	}
}

// grey returns the picture's luma as libjpeg makes it (ITU-R BT.601), in other
// memory.
func (p picture) grey(memory *[]byte) picture {
	g := pictureIn(memory, p.width, p.height, 1)
	for y := range p.height {
		to, from := g.row(y), p.row(y)
		if p.channels == 1 {
			copy(to, from)
			continue
		}
		for i := range to {
			c := from[3*i : 3*i+3 : 3*i+3]
			to[i] = byte((19595*uint32(c[0]) + 38470*uint32(c[1]) + 7471*uint32(c[2]) + 1<<15) >> 16)
		}
	}
	return g
}
