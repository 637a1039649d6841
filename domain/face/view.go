package face

import "math"

// View is a detector's look at one face with its surroundings: a part of the
// upright photo, scaled down if the face is large in it. Photo rules that look
// at pixels look at these.
type View struct {
	Pixels        []byte  // row by row without padding, Channels bytes a pixel
	Width, Height int     // px of the view
	Channels      int     // 1 grey, 3 red, green and blue
	Origin        Point   // the view's top left corner, in px of the photo
	Scale         float64 // px of the view per px of the photo, above 0
}

// Valid reports whether there is a view and its sizes fit together.
func (v View) Valid() bool {
	const most = 1 << 16 // px a side: more than a JPEG can have, and far from overflow
	return v.Width > 0 && v.Height > 0 && v.Width < most && v.Height < most && (v.Channels == 1 || v.Channels == 3) &&
		len(v.Pixels) == v.Width*v.Height*v.Channels && v.Scale > 0 && !math.IsInf(v.Scale, 1) &&
		!math.IsNaN(v.Origin.X+v.Origin.Y)
}

// Place returns where a point of the photo lies in the view, in px of the view.
func (v View) Place(p Point) Point {
	return Point{(p.X - v.Origin.X) * v.Scale, (p.Y - v.Origin.Y) * v.Scale}
}
