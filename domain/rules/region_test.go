package rules

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

// pixels counts those of a region.
func (r region) pixels() (n int) {
	for _, s := range r {
		n += s.to - s.from
	}
	return n
}

func TestFilledHull(t *testing.T) {
	rectangle := []face.Point{pt(10, 20), pt(30, 20), pt(30, 25), pt(10, 25)}
	tests := []struct {
		name   string
		points []face.Point
		want   int // pixels of a view of 40x50
	}{
		{"a rectangle", rectangle, 20 * 5},
		{"a rectangle between pixels takes those whose middles it has", []face.Point{pt(9.6, 19.6), pt(29.4, 19.6), pt(29.4, 25.4), pt(9.6, 25.4)}, 19 * 5},
		{"a rectangle on the middles has the left and not the right", []face.Point{pt(10.5, 20), pt(30.5, 20), pt(30.5, 25), pt(10.5, 25)}, 20 * 5},
		{"a rectangle on the middles has either the upper or the lower", []face.Point{pt(10, 20.5), pt(30, 20.5), pt(30, 25.5), pt(10, 25.5)}, 20 * 5},
		{"the whole view", []face.Point{pt(0, 0), pt(40, 0), pt(40, 50), pt(0, 50)}, 40 * 50},
		{"more than the view", []face.Point{pt(-1e6, -1e6), pt(1e6, -1e6), pt(1e6, 1e6), pt(-1e6, 1e6)}, 40 * 50},
		{"half beyond the left edge", []face.Point{pt(-10, 20), pt(10, 20), pt(10, 25), pt(-10, 25)}, 10 * 5},
		{"half beyond the right edge", []face.Point{pt(30, 20), pt(50, 20), pt(50, 25), pt(30, 25)}, 10 * 5},
		{"half beyond the top", []face.Point{pt(10, -5), pt(30, -5), pt(30, 5), pt(10, 5)}, 20 * 5},
		{"half beyond the bottom", []face.Point{pt(10, 45), pt(30, 45), pt(30, 55), pt(10, 55)}, 20 * 5},
		{"all beyond an edge", []face.Point{pt(50, 20), pt(70, 20), pt(70, 25), pt(50, 25)}, 0},
		{"a right triangle: the middles on its long side are to its right", []face.Point{pt(0, 0), pt(40, 0), pt(0, 40)}, 40 * 39 / 2},
		{"a diamond", []face.Point{pt(20, 10), pt(30, 20), pt(20, 30), pt(10, 20)}, 20 * 20 / 2},

		{"corners in another order", []face.Point{rectangle[2], rectangle[0], rectangle[3], rectangle[1]}, 20 * 5},
		{"corners twice", append(rectangle, rectangle...), 20 * 5},
		{"a point within", append([]face.Point{pt(15, 22)}, rectangle...), 20 * 5},
		{"a point on each side", append([]face.Point{pt(20, 20), pt(30, 22), pt(12, 25), pt(10, 21)}, rectangle...), 20 * 5},
		{"two points of a diagonal are a line", []face.Point{rectangle[0], rectangle[2]}, 0},
		{"points on a line", []face.Point{pt(0, 0), pt(10, 10), pt(20, 20), pt(5, 5)}, 0},
		{"points on an upright line", []face.Point{pt(7, 0), pt(7, 10), pt(7, 20)}, 0},
		{"points on a level line", []face.Point{pt(0, 7.5), pt(10, 7.5), pt(20, 7.5)}, 0},
		{"points in one place", []face.Point{pt(7, 7), pt(7, 7), pt(7, 7)}, 0},
		{"one point", []face.Point{pt(7, 7)}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.points)
			if got, want := filled(hull(tt.points), 40, 50).pixels(), tt.want; got != want {
				t.Errorf("%d pixels, want %d", got, want)
			}
			if !slices.Equal(tt.points, before) {
				t.Error("the points were changed")
			}
		})
	}
}

// areaOf returns the area of a polygon.
func areaOf(polygon []face.Point) (area float64) {
	for i, p := range polygon {
		q := polygon[(i+1)%len(polygon)]
		area += (p.X*q.Y - q.X*p.Y) / 2
	}
	return math.Abs(area)
}

func TestHullOfRandomPoints(t *testing.T) {
	random := rand.New(rand.NewPCG(27, 28))
	for range 300 {
		points := make([]face.Point, 3+random.IntN(30))
		for i := range points { // some share a column, a row or a place
			points[i] = pt(float64(random.IntN(20)), float64(random.IntN(20)))
		}
		outline := hull(points)
		random.Shuffle(len(points), func(i, j int) { points[i], points[j] = points[j], points[i] })
		if got, want := hull(append(points, points[0])), outline; !slices.Equal(got, want) {
			t.Fatalf("hull is %v in another order, %v before", got, want)
		}
		for i, p := range outline {
			if !slices.Contains(points, p) {
				t.Fatalf("%v of the hull is none of the points", p)
			}
			for _, q := range points {
				if turn(p, outline[(i+1)%len(outline)], q) < 0 {
					t.Fatalf("%v lies outside the hull %v", q, outline)
				}
			}
		}
	}
}

// The pixels of a large polygon are as many as its area, but for its edge.
func TestFilledHasTheAreaOfThePolygon(t *testing.T) {
	random := rand.New(rand.NewPCG(29, 30))
	for range 100 {
		points := make([]face.Point, 3+random.IntN(10))
		for i := range points {
			points[i] = pt(300*random.Float64(), 300*random.Float64())
		}
		outline := hull(points)
		if got, want := float64(filled(outline, 300, 300).pixels()), areaOf(outline); math.Abs(got-want) > 60 {
			t.Fatalf("%v pixels, want about %v", got, want)
		}
	}
}

// By definition: the pixels whose middles lie within.
func TestFilledAgreesWithLookingAtEveryPixel(t *testing.T) {
	random := rand.New(rand.NewPCG(31, 32))
	for range 200 {
		points := make([]face.Point, 3+random.IntN(10))
		for i := range points {
			points[i] = pt(50*random.Float64()-10, 40*random.Float64()-10)
		}
		outline := hull(points)
		spans := filled(outline, 30, 20)
		for y := range 20 {
			for x := range 30 {
				within := true
				for i, p := range outline {
					within = within && turn(p, outline[(i+1)%len(outline)], pt(float64(x)+0.5, float64(y)+0.5)) >= 0
				}
				if got, want := spans[y].from <= x && x < spans[y].to, within; got != want {
					t.Fatalf("pixel %d, %d is in %v: %t, want %t", x, y, outline, got, want)
				}
			}
		}
	}
}

func TestRegionOf(t *testing.T) {
	view := flat(0)
	half := view
	half.Scale, half.Origin = 0.5, pt(20, 40)
	box := face.Box{X: 20, Y: 40, Width: 100, Height: 50}
	diamond := make(face.Landmarks, 68) // all in the middle but four
	for i := range diamond {
		diamond[i] = pt(60, 80)
	}
	diamond[1], diamond[20], diamond[40], diamond[67] = pt(20, 80), pt(60, 40), pt(100, 80), pt(60, 120)
	tests := []struct {
		name      string
		view      face.View
		face      face.Face
		area      float64 // px of the view
		tolerance float64
	}{
		{"68 points: their hull", view, face.Face{Box: box, Landmarks: moved(diamond, -10, -30)}, 3200, 40},
		{"68 points in a view of half the size", half, face.Face{Box: box, Landmarks: diamond}, 800, 20},
		{"5 points: the ellipse in the box", half, face.Face{Box: box, Landmarks: front5()}, math.Pi * 21 * 12, 20},
		{"no points: the ellipse in the box", half, face.Face{Box: box}, math.Pi * 21 * 12, 20},
		{"points that are no numbers: the ellipse in the box", half, face.Face{Box: box, Landmarks: with(diamond, map[int]face.Point{3: pt(math.NaN(), 0)})}, math.Pi * 21 * 12, 20},
		{"no box and no points", view, face.Face{}, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := float64(regionOf(tt.view, tt.face).pixels()), tt.area; !(math.Abs(got-want) <= tt.tolerance) {
				t.Errorf("%v pixels, want %v", got, want)
			}
		})
	}
}

func TestEllipse(t *testing.T) {
	outline := ellipse(face.Box{X: 100, Y: 200, Width: 1000, Height: 2000})
	left, right := outline[0].X, outline[0].X
	top, bottom := outline[0].Y, outline[0].Y
	for _, p := range outline {
		left, right = min(left, p.X), max(right, p.X)
		top, bottom = min(top, p.Y), max(bottom, p.Y)
		if got := math.Hypot((p.X-600)/420, (p.Y-1200)/960); !near(got, 1) {
			t.Errorf("%v lies %v times as far from the middle as the ellipse", p, got)
		}
	}
	if !near(left, 180) || !near(right, 1020) || !near(top, 240) || !near(bottom, 2160) {
		t.Errorf("from %v, %v to %v, %v", left, top, right, bottom)
	}
}
