package rules

import (
	"math"

	"github.com/vestibule-id/vestibule/domain/face"
)

// raster is a grey picture of levels, 0 to 255.
type raster struct {
	levels        []float32
	width, height int
}

func (r *raster) at(x, y int) float32 { return r.levels[y*r.width+x] }

// normalWidth is the width in px to which a face is brought before its details
// are measured: that of the smallest face that is found, so that the same face
// gives the same details from whatever distance it was taken.
const normalWidth = 80

// core is the middle part of a face's box, from the brows to below the mouth
// and from cheek to cheek: no hair and no background.
const core = 0.7

// normalised returns the core of a face, scaled as the face is from width px in
// the view to normalWidth; nil if it is too small to measure anything in.
func (r *raster) normalised(core area, width float64) *raster {
	columns := int(math.Round(core.width() * normalWidth / width))
	rows := int(math.Round(core.height() * normalWidth / width))
	if core.tiny() || columns < minCore || rows < minCore || columns > normalWidth || rows > normalWidth {
		return nil
	}
	return r.averaged(core, columns, rows)
}

// minCore is the side in px of the smallest core that is measured.
const minCore = 8

// area is a rectangle in px of a view, with edges between pixels.
type area struct{ left, top, right, bottom float64 }

func (a area) width() float64  { return a.right - a.left }
func (a area) height() float64 { return a.bottom - a.top }

// tiny reports whether an area is too small, or empty, to measure anything in.
func (a area) tiny() bool { return !(a.width() >= minCore && a.height() >= minCore) }

// frame is where a face is in the photo, in px of it: its middle, and its
// width as a frontal detector's box has it.
type frame struct {
	middle face.Point
	width  float64
}

// Where the middle of the eyes lies in the box of a frontal detector, as means
// over 62 sample photos that dlib ships: eyeSpan is the distance of the eyes
// as a share of the box's width, middleBelowEyes is how far the middle of the
// box lies below them, as a share of the way to the chin.
const (
	eyeSpan         = 0.42
	middleBelowEyes = 0.29
)

// frame goes by the eyes if there are landmarks, since a detector's boxes are
// less exact.
func (s *subject) frame() frame {
	b := s.box()
	eyes, _, ok := s.eyes()
	distance, straight := s.eyeDistance()
	chin, _ := s.landmarks().Chin()
	if !ok || !straight {
		return frame{
			middle: face.Point{X: float64(b.X) + float64(b.Width)/2, Y: float64(b.Y) + float64(b.Height)/2},
			width:  float64(b.Width),
		}
	}
	down := chin.Minus(eyes)
	return frame{
		middle: face.Point{X: eyes.X + middleBelowEyes*down.X, Y: eyes.Y + middleBelowEyes*down.Y},
		width:  distance / eyeSpan,
	}
}

// coreIn returns the core of the face as far as it lies in the view.
func (f frame) coreIn(v face.View) area {
	half := core * f.width / 2
	from := v.Place(face.Point{X: f.middle.X - half, Y: f.middle.Y - half})
	to := v.Place(face.Point{X: f.middle.X + half, Y: f.middle.Y + half})
	return area{
		left: max(0, from.X), top: max(0, from.Y),
		right: min(float64(v.Width), to.X), bottom: min(float64(v.Height), to.Y),
	}
}

// grey returns the view's luma (ITU-R BT.601).
func grey(v face.View) *raster {
	r := &raster{levels: make([]float32, v.Width*v.Height), width: v.Width, height: v.Height}
	if v.Channels == 1 {
		for i, level := range v.Pixels {
			r.levels[i] = float32(level)
		}
		return r
	}
	for i := range r.levels {
		p := v.Pixels[3*i : 3*i+3]
		r.levels[i] = 0.299*float32(p[0]) + 0.587*float32(p[1]) + 0.114*float32(p[2])
	}
	return r
}

// averaged returns the area at another size; each pixel is the mean of what it
// covers, so that noise and detail finer than a pixel even out.
func (r *raster) averaged(a area, width, height int) *raster {
	rows := r.averagedRows(a, height)
	out := &raster{levels: make([]float32, width*height), width: width, height: height}
	for x := range width {
		from := a.left + float64(x)*a.width()/float64(width)
		to := a.left + float64(x+1)*a.width()/float64(width)
		for k, share := range covered(from, to, r.width) {
			for y := range height {
				out.levels[y*width+x] += share * rows.levels[y*r.width+k]
			}
		}
	}
	return out
}

func (r *raster) averagedRows(a area, height int) *raster {
	out := &raster{levels: make([]float32, r.width*height), width: r.width, height: height}
	for y := range height {
		from := a.top + float64(y)*a.height()/float64(height)
		to := a.top + float64(y+1)*a.height()/float64(height)
		line := out.levels[y*r.width : (y+1)*r.width]
		for k, share := range covered(from, to, r.height) {
			for x, level := range r.levels[k*r.width : (k+1)*r.width] {
				line[x] += share * level
			}
		}
	}
	return out
}

// covered yields the pixels, of n, that lie between two edges, each with its
// share of the stretch.
func covered(from, to float64, n int) func(yield func(int, float32) bool) {
	return func(yield func(int, float32) bool) {
		for k := int(from); k < n && float64(k) < to; k++ {
			part := math.Min(to, float64(k+1)) - math.Max(from, float64(k))
			if !yield(k, float32(part/(to-from))) {
				return
			}
		}
	}
}
