package rules

import (
	"math"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
)

// subject is what the rules look at, with what several of them need worked out
// once.
type subject struct {
	header photo.Header
	faces  []face.Face // widest first
	view   face.View   // of the first face; zero if there is none

	pose      *pose      // nil without landmarks
	luma      *raster    // the view in grey; nil without pixels
	core      area       // of the face, in the view
	normal    *raster    // the core of the face, of one size; nil without pixels
	luminance *histogram // of the face's region; nil without pixels
}

// newSubject drops what is not what a detector may report: landmarks that are
// no numbers, a view whose sizes do not fit together.
func newSubject(h photo.Header, d face.Detection) *subject {
	s := &subject{header: h, faces: d.Faces}
	if len(d.Faces) == 0 {
		return s
	}
	s.pose = poseOf(s.landmarks())
	if d.View.Valid() {
		s.view = d.View
		s.luma = grey(s.view)
		f := s.frame()
		s.core = f.coreIn(s.view)
		s.normal = s.luma.normalised(s.core, f.width*s.view.Scale)
		s.luminance = luminanceOf(s.view, regionOf(s.view, s.faces[0]))
	}
	return s
}

// box returns the widest face's; the zero box if there is none.
func (s *subject) box() face.Box {
	if len(s.faces) == 0 {
		return face.Box{}
	}
	return s.faces[0].Box
}

// landmarks returns the widest face's; nil if there are none.
func (s *subject) landmarks() face.Landmarks {
	if len(s.faces) == 0 || !s.faces[0].Landmarks.Valid() {
		return nil
	}
	return s.faces[0].Landmarks
}

// size returns the upright photo's size in px.
func (s *subject) size() (width, height float64) {
	w, h := s.header.UprightSize()
	return float64(w), float64(h)
}

// eyes returns the middle between the eyes and their distance in px of the
// photo, not corrected for yaw; false without landmarks or if the eyes are in
// one place.
func (s *subject) eyes() (middle face.Point, distance float64, ok bool) {
	left, right, ok := s.landmarks().Eyes()
	if !ok {
		return face.Point{}, 0, false
	}
	middle, _ = s.landmarks().EyeMiddle()
	distance = right.Minus(left).Length()
	return middle, distance, distance > 0
}

// eyeDistance returns the distance of the eyes in px of the photo as it is when
// the head is not turned: divided by the cosine of the yaw.
func (s *subject) eyeDistance() (float64, bool) {
	_, distance, ok := s.eyes()
	if !ok || s.pose == nil {
		return 0, false
	}
	const profile = 0.1 // near 90 degrees the estimate means nothing
	return distance / max(profile, math.Cos(radians(s.pose.yaw))), true
}

// headHeight returns the distance in px of the photo from the middle of the
// eyes to the chin: T of ISO/IEC 29794-5.
func (s *subject) headHeight() (float64, bool) {
	middle, _, ok := s.eyes()
	if !ok {
		return 0, false
	}
	chin, _ := s.landmarks().Chin()
	t := chin.Minus(middle).Length()
	return t, t > 0
}

func degrees(radians float64) float64 { return radians * 180 / math.Pi }
func radians(degrees float64) float64 { return degrees * math.Pi / 180 }
