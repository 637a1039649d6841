package rules

import (
	"math/rand/v2"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

// The rules that look at landmarks and at nothing else.
var geometry = []*Rule{
	&eyeDistance, &eyesOpen, &roll, &yaw, &pitch,
	&marginLeft, &marginRight, &marginAbove, &marginBelow,
	&headSize, &positionHorizontal, &positionVertical, &mouthClosed,
}

// somebody returns the photo of a face that is not symmetric in any way.
func somebody(random *rand.Rand) shot {
	l := mapped(turned(50*random.Float64()-25, 50*random.Float64()-25), func(_ int, p face.Point) face.Point {
		return pt(p.X+3*random.NormFloat64(), p.Y+3*random.NormFloat64())
	})
	if random.IntN(3) == 0 {
		l = face.Landmarks{l[45], l[42], l[36], l[39], l[33]}
	}
	return snap(moved(rolled(l, 40*random.Float64()-20), 80*random.Float64()-40, 80*random.Float64()-40))
}

func TestGeometryOfALargerPhoto(t *testing.T) {
	random := rand.New(rand.NewPCG(21, 22))
	for range 300 {
		s := somebody(random)
		by := 1 + random.IntN(9)
		larger := s
		larger.Width, larger.Height = by*s.Width, by*s.Height
		larger.Faces = []face.Face{{Box: s.Faces[0].Box, Landmarks: scaled(s.Faces[0].Landmarks, float64(by))}}
		for _, r := range geometry {
			want, wantOK := r.measure(s.subject())
			if r == &eyeDistance {
				want *= float64(by)
			}
			if got, ok := r.measure(larger.subject()); ok != wantOK || ok && !near(got, want) {
				t.Fatalf("%s of a photo %d times as large is %v, want %v", r.Code, by, got, want)
			}
		}
	}
}

func TestGeometryInAMirror(t *testing.T) {
	swaps := map[*Rule]*Rule{&marginLeft: &marginRight, &marginRight: &marginLeft}
	negates := map[*Rule]bool{&roll: true, &yaw: true}
	random := rand.New(rand.NewPCG(23, 24))
	for range 300 {
		s := somebody(random)
		mirror := s
		mirror.Faces = []face.Face{{Box: s.Faces[0].Box, Landmarks: mirrored(s.Faces[0].Landmarks, float64(s.Width))}}
		for _, r := range geometry {
			other := r
			if twin, ok := swaps[r]; ok {
				other = twin
			}
			want, wantOK := other.measure(s.subject())
			switch {
			case negates[r]:
				want = -want
			case r == &positionHorizontal:
				want = 1 - want
			}
			if got, ok := r.measure(mirror.subject()); ok != wantOK || ok && !near(got, want) {
				t.Fatalf("%s in a mirror is %v, want %v", r.Code, got, want)
			}
		}
	}
}

// A face that stands elsewhere in the photo has the same measures but for those
// that say where.
func TestGeometryElsewhere(t *testing.T) {
	where := map[*Rule]bool{
		&marginLeft: true, &marginRight: true, &marginAbove: true, &marginBelow: true,
		&positionHorizontal: true, &positionVertical: true,
	}
	random := rand.New(rand.NewPCG(25, 26))
	for range 300 {
		s := somebody(random)
		elsewhere := snap(moved(s.Faces[0].Landmarks, 1+60*random.Float64(), 1+60*random.Float64()))
		for _, r := range geometry {
			want, wantOK := r.measure(s.subject())
			got, ok := r.measure(elsewhere.subject())
			if ok != wantOK {
				t.Fatalf("%s is measured elsewhere: %t", r.Code, ok)
			}
			if ok && near(got, want) == where[r] {
				t.Fatalf("%s elsewhere is %v, was %v", r.Code, got, want)
			}
		}
	}
}
