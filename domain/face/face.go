// Package face holds what a detector and a describer report about a photo: the
// faces in it, and the descriptor that tells one person's face from another's.
package face

// Box is the rectangle of a face in pixels of the upright photo, that is,
// after the EXIF orientation was applied. X and Y are the top left corner. A
// box may reach beyond the photo when the face is cut off by its edge.
type Box struct {
	X, Y, Width, Height int
}

// Area returns the area in square pixels, 0 for an empty box.
func (b Box) Area() int {
	if b.Width <= 0 || b.Height <= 0 {
		return 0
	}
	return b.Width * b.Height
}

// Intersect returns the part that b and c share; it is empty (zero) if they
// share nothing.
func (b Box) Intersect(c Box) Box {
	x, y := max(b.X, c.X), max(b.Y, c.Y)
	right := min(b.X+b.Width, c.X+c.Width)
	bottom := min(b.Y+b.Height, c.Y+c.Height)
	if right <= x || bottom <= y {
		return Box{}
	}
	return Box{X: x, Y: y, Width: right - x, Height: bottom - y}
}

// Overlap returns the intersection over the union of both boxes, 0 to 1.
func (b Box) Overlap(c Box) float64 {
	shared := b.Intersect(c).Area()
	if shared == 0 {
		return 0
	}
	return float64(shared) / float64(b.Area()+c.Area()-shared)
}

// Face is one face that a detector found.
type Face struct {
	Box        Box
	Confidence float64   // the detector's own scale; higher is surer. Below 0 the face is none for a frontal detector: it is tilted or turned too far
	Landmarks  Landmarks // none if the detector has no landmarks, or for any face but the widest
}

// Detection is what a detector found in a photo.
type Detection struct {
	Faces []Face // widest first
	View  View   // of the first face; zero if there is none or the detector gives no pixels
}
