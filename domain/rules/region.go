package rules

import (
	"cmp"
	"math"
	"slices"

	"github.com/vestibule-id/vestibule/domain/face"
)

// region is a convex part of a view: for each row the pixels from and up to.
type region []span

type span struct{ from, to int }

// regionOf returns the region of a face: the convex hull of 68 landmarks, as
// ISO/IEC 29794-5 has it, or else the ellipse in the box that comes near to it.
func regionOf(v face.View, f face.Face) region {
	outline := ellipse(f.Box)
	if f.Landmarks.Full() {
		outline = f.Landmarks
	}
	places := make([]face.Point, len(outline))
	for i, p := range outline {
		places[i] = v.Place(p)
	}
	return filled(hull(places), v.Width, v.Height)
}

// ellipse returns points around the face in a box that a frontal detector drew
// from the brows to the chin.
func ellipse(b face.Box) []face.Point {
	const points, halfWidth, halfHeight = 32, 0.42, 0.48 // shares of the box
	outline := make([]face.Point, points)
	for i := range outline {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / points)
		outline[i] = face.Point{
			X: float64(b.X) + float64(b.Width)*(0.5+halfWidth*cos),
			Y: float64(b.Y) + float64(b.Height)*(0.5+halfHeight*sin),
		}
	}
	return outline
}

// hull returns the convex hull of points, in order around it (A. M. Andrew's
// monotone chain, 1979).
func hull(points []face.Point) []face.Point {
	points = slices.Clone(points)
	slices.SortFunc(points, func(a, b face.Point) int { return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y)) })
	lower := chain(points)
	slices.Reverse(points)
	return append(lower, chain(points)...)
}

// chain returns one side of the hull of sorted points, without its last.
func chain(sorted []face.Point) []face.Point {
	var c []face.Point
	for _, p := range sorted {
		for len(c) > 1 && turn(c[len(c)-2], c[len(c)-1], p) <= 0 {
			c = c[:len(c)-1]
		}
		c = append(c, p)
	}
	return c[:len(c)-1]
}

// turn is above 0 if the way from a over b to c bends one way, below 0 if the
// other.
func turn(a, b, c face.Point) float64 {
	return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
}

// filled returns the pixels of a view whose middles lie within a convex
// polygon.
func filled(polygon []face.Point, width, height int) region {
	spans := make(region, height)
	for y := range spans {
		left, right := math.Inf(1), math.Inf(-1)
		at := float64(y) + 0.5
		for i, p := range polygon {
			q := polygon[(i+1)%len(polygon)]
			if (p.Y <= at) == (q.Y <= at) {
				continue
			}
			x := p.X + (at-p.Y)/(q.Y-p.Y)*(q.X-p.X)
			left, right = min(left, x), max(right, x)
		}
		if left < right {
			spans[y] = span{
				from: int(max(0, min(float64(width), math.Ceil(left-0.5)))),
				to:   int(max(0, min(float64(width), math.Ceil(right-0.5)))),
			}
		}
	}
	return spans
}
