package dlib

import "github.com/vestibule-id/vestibule/domain/photo"

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

// shrunk returns a grey picture with every k by k pixels averaged into one.
// Rows and columns at the far edges that do not fill a square are left out.
func (p picture) shrunk(k int) picture {
	if k <= 1 {
		return p
	}
	small := newPicture(p.width/k, p.height/k, 1)
	sums := make([]int, small.width)
	for y := range small.height {
		clear(sums)
		for row := y * k; row < (y+1)*k; row++ {
			line := p.pixels[row*p.width:]
			for x := range sums {
				for _, v := range line[x*k : (x+1)*k] {
					sums[x] += int(v)
				}
			}
		}
		for x, sum := range sums {
			small.pixels[y*small.width+x] = byte((sum + k*k/2) / (k * k))
		}
	}
	return small
}
