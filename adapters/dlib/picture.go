package dlib

import (
	"image"

	"github.com/vestibule-id/vestibule/domain/photo"
)

// picture is a decoded picture, row by row without padding.
type picture struct {
	pixels        []byte
	width, height int
	channels      int // 1 grey, 3 RGB
}

func newPicture(width, height, channels int) picture {
	return picture{pixels: make([]byte, width*height*channels), width: width, height: height, channels: channels}
}

// scaled is how long a side of n pixels is at eighths/8: libjpeg rounds up.
func scaled(n, eighths int) int { return (n*eighths + 7) / 8 }

// eighthsFor returns the smallest scale in eighths, 1 to 8, at which a length
// of n pixels has at least target pixels; 8 if none is enough.
func eighthsFor(n, target int) int {
	for eighths := 1; eighths < 8; eighths++ {
		if scaled(n, eighths) >= target {
			return eighths
		}
	}
	return 8
}

// upright returns the picture as it is meant to be seen.
func (p picture) upright(o photo.Orientation) picture {
	if o == photo.Upright {
		return p
	}
	up := newPicture(p.width, p.height, p.channels)
	if o.Swaps() {
		up.width, up.height = p.height, p.width
	}
	// The mapping is linear in x and y, so three points give the start and
	// the two steps through the target.
	at := func(x, y int) int {
		ux, uy := o.ToUpright(x, y, p.width, p.height)
		return (uy*up.width + ux) * p.channels
	}
	start := at(0, 0)
	stepX, stepY := at(1, 0)-start, at(0, 1)-start
	from := 0
	for y := range p.height {
		to := start + y*stepY
		for range p.width {
			copy(up.pixels[to:to+p.channels], p.pixels[from:from+p.channels])
			from += p.channels
			to += stepX
		}
	}
	return up
}

// shrunk returns the picture with every k by k pixels averaged into one. Rows
// and columns at the far edges that do not fill a square are left out.
func (p picture) shrunk(k int) picture {
	if k <= 1 {
		return p
	}
	small := newPicture(p.width/k, p.height/k, p.channels)
	sums := make([]int, small.width*p.channels)
	for y := range small.height {
		clear(sums)
		for row := y * k; row < (y+1)*k; row++ {
			p.addRow(sums, row, k)
		}
		for i, sum := range sums {
			small.pixels[y*len(sums)+i] = byte((sum + k*k/2) / (k * k))
		}
	}
	return small
}

// addRow adds to each sum the k pixels of a row that belong to it.
func (p picture) addRow(sums []int, row, k int) {
	line := p.pixels[row*p.width*p.channels:]
	for i := range sums {
		x, channel := i/p.channels, i%p.channels
		for at := x * k; at < (x+1)*k; at++ {
			sums[i] += int(line[at*p.channels+channel])
		}
	}
}

// grey returns the picture's luma as libjpeg makes it (ITU-R BT.601).
func (p picture) grey() picture {
	if p.channels == 1 {
		return p
	}
	g := newPicture(p.width, p.height, 1)
	for i := range g.pixels {
		c := p.pixels[3*i : 3*i+3 : 3*i+3]
		g.pixels[i] = byte((19595*int(c[0]) + 38470*int(c[1]) + 7471*int(c[2]) + 1<<15) >> 16)
	}
	return g
}

// cropped returns a part of the picture; r must lie within it.
func (p picture) cropped(r image.Rectangle) picture {
	part := newPicture(r.Dx(), r.Dy(), p.channels)
	stride := part.width * p.channels
	for y := range part.height {
		from := ((r.Min.Y+y)*p.width + r.Min.X) * p.channels
		copy(part.pixels[y*stride:(y+1)*stride], p.pixels[from:])
	}
	return part
}
