package face_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

func pt(x, y float64) face.Point { return face.Point{X: x, Y: y} }

// numbered returns n landmarks, no two of which share a row or a column: the
// i-th is at i, i² with the sign of its parity.
func numbered(n int) face.Landmarks {
	l := make(face.Landmarks, n)
	for i := range l {
		l[i] = pt(float64(i), float64(i*i)*float64(1-2*(i%2)))
	}
	return l
}

// with returns the landmarks with one of them elsewhere.
func with(l face.Landmarks, i int, p face.Point) face.Landmarks {
	l[i] = p
	return l
}

func mean(l face.Landmarks, of ...int) face.Point {
	var sum face.Point
	for _, i := range of {
		sum.X += l[i].X / float64(len(of))
		sum.Y += l[i].Y / float64(len(of))
	}
	return sum
}

func near(a, b face.Point) bool { return math.Hypot(a.X-b.X, a.Y-b.Y) < 1e-9 }

func TestPoint(t *testing.T) {
	if got, want := pt(5, 7).Minus(pt(2, 11)), pt(3, -4); got != want {
		t.Errorf("difference is %v, want %v", got, want)
	}
	if got, want := pt(3, -4).Length(), 5.0; got != want {
		t.Errorf("length is %v, want %v", got, want)
	}
}

func TestLandmarksValid(t *testing.T) {
	nan, infinity := math.NaN(), math.Inf(1)
	const beyond = 1e6
	tests := []struct {
		name        string
		landmarks   face.Landmarks
		valid, full bool
	}{
		{"5 points", numbered(5), true, false},
		{"68 points", numbered(68), true, true},
		{"5 points in one place", make(face.Landmarks, 5), true, false},

		{"no points", nil, false, false},
		{"1 point", numbered(1), false, false},
		{"4 points", numbered(4), false, false},
		{"6 points", numbered(6), false, false},
		{"67 points", numbered(67), false, false},
		{"69 points", numbered(69), false, false},

		{"a point without a place across", with(numbered(68), 67, pt(nan, 1)), false, false},
		{"a point without a place down", with(numbered(5), 0, pt(1, nan)), false, false},
		{"a point at infinity across", with(numbered(5), 4, pt(infinity, 1)), false, false},
		{"a point at infinity down", with(numbered(68), 0, pt(1, -infinity)), false, false},
		{"a point as far as there can be", with(numbered(68), 3, pt(math.Nextafter(beyond, 0), -math.Nextafter(beyond, 0))), true, true},
		{"a point too far to the right", with(numbered(68), 3, pt(beyond, 1)), false, false},
		{"a point too far to the left", with(numbered(68), 3, pt(-beyond, 1)), false, false},
		{"a point too far down", with(numbered(68), 3, pt(1, beyond)), false, false},
		{"a point too far up", with(numbered(68), 3, pt(1, -beyond)), false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.landmarks.Valid(), tt.valid; got != want {
				t.Errorf("valid is %t, want %t", got, want)
			}
			if got, want := tt.landmarks.Full(), tt.full; got != want {
				t.Errorf("full is %t, want %t", got, want)
			}
			_, _, eyes := tt.landmarks.Eyes()
			_, eyeMiddle := tt.landmarks.EyeMiddle()
			_, nose := tt.landmarks.NoseBase()
			_, chin := tt.landmarks.Chin()
			_, mouth := tt.landmarks.Mouth()
			_, lids := tt.landmarks.LidGap()
			_, lips := tt.landmarks.LipGap()
			for what, known := range map[string]bool{"eyes": eyes, "eye middle": eyeMiddle, "nose": nose, "chin": chin, "mouth": mouth} {
				if got, want := known, tt.valid; got != want {
					t.Errorf("%s is known: %t, want %t", what, got, want)
				}
			}
			for what, known := range map[string]bool{"lids": lids, "lips": lips} {
				if got, want := known, tt.full; got != want {
					t.Errorf("%s are known: %t, want %t", what, got, want)
				}
			}
		})
	}
}

// The scheme of 68 points.
func TestPlacesOf68Points(t *testing.T) {
	l := numbered(68)
	left, right, _ := l.Eyes()
	middle, _ := l.EyeMiddle()
	nose, _ := l.NoseBase()
	chin, _ := l.Chin()
	mouth, _ := l.Mouth()
	for _, tt := range []struct {
		what      string
		got, want face.Point
	}{
		{"the left eye", left, mean(l, 36, 39)},
		{"the right eye", right, mean(l, 42, 45)},
		{"the middle of the eyes", middle, mean(l, 36, 39, 42, 45)},
		{"the base of the nose", nose, l[33]},
		{"the chin", chin, l[8]},
		{"the mouth", mouth, mean(l, 62, 66)},
	} {
		if !near(tt.got, tt.want) {
			t.Errorf("%s is at %v, want %v", tt.what, tt.got, tt.want)
		}
	}
}

// The scheme of 5 points: right eye, left eye, nose. Chin and mouth are
// estimated.
func TestPlacesOf5Points(t *testing.T) {
	l := face.Landmarks{pt(260, 190), pt(240, 210), pt(140, 206), pt(160, 194), pt(210, 240)}
	left, right, _ := l.Eyes()
	middle, _ := l.EyeMiddle()
	nose, _ := l.NoseBase()
	chin, _ := l.Chin()
	mouth, _ := l.Mouth()
	for _, tt := range []struct {
		what      string
		got, want face.Point
	}{
		{"the left eye", left, pt(150, 200)},
		{"the right eye", right, pt(250, 200)},
		{"the middle of the eyes", middle, pt(200, 200)},
		{"the base of the nose", nose, pt(210, 240)},
		{"the chin, 2.6 times as far as the nose", chin, pt(226, 304)},
		{"the mouth, 1.5 times as far as the nose", mouth, pt(215, 260)},
	} {
		if !near(tt.got, tt.want) {
			t.Errorf("%s is at %v, want %v", tt.what, tt.got, tt.want)
		}
	}
}

// Of the pairs of an eye the wider counts, of the eyes the one that is less
// open.
func TestLidGap(t *testing.T) {
	eyes := [2][2][2]int{{{37, 41}, {38, 40}}, {{43, 47}, {44, 46}}}
	for eye, pairs := range eyes {
		for i, pair := range pairs {
			t.Run(fmt.Sprintf("points %d and %d", pair[0], pair[1]), func(t *testing.T) {
				l := make(face.Landmarks, 68)
				other := eyes[1-eye][0]
				l[other[0]] = pt(0, 100) // wide open
				if got, _ := l.LidGap(); got != 0 {
					t.Errorf("an eye shut: gap is %v, want 0", got)
				}
				l[pair[0]], l[pair[1]] = pt(3, 10), pt(0, 14)
				if got, want := gap(t, l.LidGap), 5.0; got != want {
					t.Errorf("gap is %v, want %v", got, want)
				}
				narrower := pairs[1-i]
				l[narrower[0]], l[narrower[1]] = pt(0, 10), pt(0, 14.9)
				if got, want := gap(t, l.LidGap), 5.0; got != want {
					t.Errorf("gap beside a narrower one is %v, want %v", got, want)
				}
				l[other[0]] = pt(0, 4.9)
				if got, want := gap(t, l.LidGap), 4.9; got != want {
					t.Errorf("gap with the other eye less open is %v, want %v", got, want)
				}
			})
		}
	}
}

func TestLipGap(t *testing.T) {
	pairs := [][2]int{{61, 67}, {62, 66}, {63, 65}}
	for i, pair := range pairs {
		t.Run(fmt.Sprintf("points %d and %d", pair[0], pair[1]), func(t *testing.T) {
			l := make(face.Landmarks, 68)
			if got := gap(t, l.LipGap); got != 0 {
				t.Errorf("lips closed: gap is %v, want 0", got)
			}
			l[pair[0]], l[pair[1]] = pt(3, 10), pt(0, 14)
			if got, want := gap(t, l.LipGap), 5.0; got != want {
				t.Errorf("gap is %v, want %v", got, want)
			}
			narrower := pairs[(i+1)%3]
			l[narrower[0]] = pt(0, 4.9)
			if got, want := gap(t, l.LipGap), 5.0; got != want {
				t.Errorf("gap beside a narrower one is %v, want %v", got, want)
			}
		})
	}
}

func gap(t *testing.T, of func() (float64, bool)) float64 {
	t.Helper()
	g, ok := of()
	if !ok {
		t.Fatal("not known")
	}
	return g
}
