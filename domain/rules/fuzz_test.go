package rules

import (
	"encoding/binary"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
)

// What a fuzzer can write: numbers of 8 bytes in a row.

func bytesOfBoxes(boxes ...face.Box) (out []byte) {
	for _, b := range boxes {
		for _, v := range []int{b.X, b.Y, b.Width, b.Height} {
			out = binary.LittleEndian.AppendUint64(out, uint64(v))
		}
	}
	return out
}

func boxesOf(data []byte) (boxes []face.Box) {
	for ; len(data) >= 32 && len(boxes) < 8; data = data[32:] {
		number := func(i int) int { return int(binary.LittleEndian.Uint64(data[8*i:])) }
		boxes = append(boxes, face.Box{X: number(0), Y: number(1), Width: number(2), Height: number(3)})
	}
	return boxes
}

func bytesOfLandmarks(l face.Landmarks) (out []byte) {
	for _, p := range l {
		out = binary.LittleEndian.AppendUint64(out, math.Float64bits(p.X))
		out = binary.LittleEndian.AppendUint64(out, math.Float64bits(p.Y))
	}
	return out
}

func landmarksOf(data []byte) (l face.Landmarks) {
	for ; len(data) >= 16 && len(l) < 70; data = data[16:] {
		number := func(i int) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:])) }
		l = append(l, pt(number(0), number(1)))
	}
	return l
}

// The ways to fill a view.
const (
	again = iota // a pattern, again and again
	black
	white
	onePixelNoise
	fills
)

// pixelsOf returns that many bytes. Patterns are short: a fuzzer that has every
// pixel to change changes nothing else.
func pixelsOf(fill uint8, pattern []byte, size int) []byte {
	out := make([]byte, max(0, size))
	for i := range out {
		switch fill % fills {
		case white:
			out[i] = 255
		case onePixelNoise:
			out[i] = byte(uint32(i) * 2654435761 >> 24)
		case again:
			if len(pattern) > 0 {
				out[i] = pattern[i%len(pattern)]
			}
		}
	}
	return out
}

// possible are the values that a measure has of whatever photo.
var possible = map[string]Range{
	"photo_side": between(0, 65535), "photo_long_side": between(0, 65535), "photo_short_side": between(0, 65535),
	"photo_area": between(0, 4295), "faces": between(0, 8),
	"sharpness": between(0, 10), "luminance_mean": between(0, 1), "under_exposure": between(0, 1), "over_exposure": between(0, 1),
	"eyes_open": atLeast(0), "roll": within(180), "yaw": within(180), "pitch": within(90),
	"illumination_uniformity": between(0, 1), "luminance_variance": between(0, 0.25), "dynamic_range": between(0, 8),
	"noise": between(0, 255*3.5), "compression": between(1, 255), "inter_eye_distance": atLeast(0),
	"head_size": atLeast(0), "mouth_closed": atLeast(0), "colour": between(0, 181),
}

func FuzzApply(f *testing.F) {
	add := func(s shot, fill uint8) {
		var boxes []face.Box
		for _, f := range s.Faces {
			boxes = append(boxes, f.Box)
		}
		var landmarks face.Landmarks
		if len(s.Faces) > 0 {
			landmarks = s.Faces[0].Landmarks
		}
		v := s.View
		f.Add(uint16(s.Width), uint16(s.Height), uint8(s.Orientation), uint16(s.Scans), uint8(s.Quality),
			bytesOfBoxes(boxes...), bytesOfLandmarks(landmarks),
			uint8(v.Width), uint8(v.Height), uint8(v.Channels), int16(len(v.Pixels)-v.Width*v.Height*v.Channels),
			fill, v.Pixels[:min(len(v.Pixels), 60)], v.Scale, v.Origin.X, v.Origin.Y)
	}
	for i, s := range seeds() {
		s.Quality = 88 + i%3 // the profile, too
		add(s, again)
		add(s, uint8(1+i%(fills-1)))
	}
	f.Fuzz(func(t *testing.T, width, height uint16, orientation uint8, scans uint16, quality uint8,
		boxes, landmarks []byte, viewWidth, viewHeight, channels uint8, extra int16,
		fill uint8, pattern []byte, scale, x, y float64,
	) {
		s := shot{Header: photo.Header{
			Width: int(width), Height: int(height), Orientation: photo.Orientation(orientation), Scans: int(scans), Quality: int(quality),
		}}
		for i, b := range boxesOf(boxes) {
			s.Faces = append(s.Faces, face.Face{Box: b})
			if i == 0 {
				s.Faces[0].Landmarks = landmarksOf(landmarks)
			}
		}
		s.View = face.View{
			Width: int(viewWidth), Height: int(viewHeight), Channels: int(channels), Scale: scale, Origin: pt(x, y),
			Pixels: pixelsOf(fill, pattern, int(viewWidth)*int(viewHeight)*int(channels%4)+int(extra)),
		}
		before := slices.Clone(s.View.Pixels)
		checkMeasures(t, s, Profiles()[int(quality)%3])
		if !slices.Equal(s.View.Pixels, before) {
			t.Error("the view was changed")
		}
	})
}

// seeds returns photos to start from.
func seeds() []shot {
	infinity, nan := math.Inf(1), math.NaN()
	seen := func(l face.Landmarks, box face.Box) shot {
		s := snap(l)
		s.Faces[0].Box = box
		s.View = grey8(100, 125, func(x, y int) uint8 { return uint8(x + y%50) })
		s.View.Scale = 0.25
		return s
	}
	box := snap(nil).Faces[0].Box
	shots := []shot{
		sized(640, 480), sized(0, 0), sized(65535, 65535), sized(0, 65535),
		seen(front68(), box), seen(front5(), box), seen(nil, box),
		seen(front68()[:1], box), seen(front68()[:67], box), seen(append(front68(), pt(0, 0)), box),
		seen(make(face.Landmarks, 68), box), seen(make(face.Landmarks, 5), box),
		seen(moved(front68(), 1e5, -1e5), box), seen(scaled(front68(), 1e3), box), seen(scaled(front68(), 1e-9), box), seen(scaled(front5(), -1), box),
		seen(with(front68(), map[int]face.Point{8: pt(nan, infinity)}), box), seen(with(front5(), map[int]face.Point{4: pt(0, -infinity)}), box),
		seen(rolled(front68(), 180), box), seen(turned(89, 0), box), seen(turned(0, 89), box),
		seen(front68(), face.Box{}), seen(nil, face.Box{X: 50, Y: 50, Width: -40, Height: -40}),
		seen(nil, face.Box{X: -100, Y: -100, Width: 150, Height: 150}), seen(nil, face.Box{X: 5000, Y: 5000, Width: 100, Height: 100}),
		seen(nil, face.Box{X: -1e6, Y: -1e6, Width: 2e6, Height: 2e6}),
		seen(nil, face.Box{X: math.MaxInt, Y: math.MaxInt, Width: math.MaxInt, Height: math.MaxInt}),
		seen(nil, face.Box{X: math.MinInt, Y: math.MinInt, Width: math.MaxInt, Height: 2}),
		withBoxes(square(200), square(200), square(100), square(0)),
	}
	for _, change := range []func(*face.View){
		func(v *face.View) { v.Width, v.Height, v.Pixels = 1, 1, v.Pixels[:1] },
		func(v *face.View) { v.Width, v.Height, v.Pixels = 8, 8, v.Pixels[:64] },
		func(v *face.View) { v.Width, v.Height, v.Pixels = 250, 2, v.Pixels[:500] },
		func(v *face.View) { v.Width++ },
		func(v *face.View) { v.Pixels = nil },
		func(v *face.View) { v.Channels, v.Width, v.Pixels = 3, 33, v.Pixels[:33*125*3] },
		func(v *face.View) { v.Channels = 2 },
		func(v *face.View) { v.Scale = 0 },
		func(v *face.View) { v.Scale = -1 },
		func(v *face.View) { v.Scale = 1e-300 },
		func(v *face.View) { v.Scale = 1e300 },
		func(v *face.View) { v.Scale = nan },
		func(v *face.View) { v.Scale = 2 },
		func(v *face.View) { v.Origin = pt(150, 150) },
		func(v *face.View) { v.Origin = pt(infinity, 0) },
		func(v *face.View) { v.Origin = pt(-infinity, infinity) },
		func(v *face.View) { v.Origin = pt(nan, 0) },
		func(v *face.View) { v.Origin = pt(1e300, -1e300) },
	} {
		s := seen(front68(), box)
		change(&s.View)
		shots = append(shots, s)
	}
	return shots
}

// checkMeasures applies a profile to whatever photo.
func checkMeasures(t *testing.T, s shot, p Profile) {
	t.Helper()
	measures := Apply(s.Header, s.Detection, p)
	if again := Apply(s.Header, s.Detection, p); !reflect.DeepEqual(again, measures) {
		t.Errorf("%s: measures are %+v, then %+v", p.Name(), measures, again)
	}
	next := 0
	for _, m := range measures {
		at := slices.IndexFunc(table, func(r *Rule) bool { return r.Code == m.Code })
		if at < next {
			t.Errorf("%s: %s is out of order", p.Name(), m.Code)
		}
		next = at + 1
		if isBad(m.Value) || isBad(m.Limit) {
			t.Errorf("%s: %+v", p.Name(), m)
		}
		if c := m.Component(); c < 0 || c > 100 {
			t.Errorf("%s: the component of %+v is %d", p.Name(), m, c)
		}
		if r, ok := possible[m.Code]; ok && !r.Contains(m.Value) {
			t.Errorf("%s: no photo measures %+v", p.Name(), m)
		}
		if verdict, limit, _ := outcome(p.Setting(m.Code), m.Value); m.Verdict != verdict || m.Limit != limit {
			t.Errorf("%s: %+v, want %v by %v", p.Name(), m, verdict, limit)
		}
	}
	for _, r := range append(measures.Refusals(), measures.Warnings()...) {
		if r.Code == "" || r.Rule == "" {
			t.Errorf("%s: a reason is %+v", p.Name(), r)
		}
	}
	if got, want := measures.Err() == nil, measures.Acceptable(); got != want {
		t.Errorf("%s: no error: %t, acceptable: %t", p.Name(), got, want)
	}
	for i, m := range Guard(s.Header, p) {
		if measures[i] != m {
			t.Errorf("%s: as a guard %+v, later %+v", p.Name(), m, measures[i])
		}
	}
	checkShares(t, s, measures)
}

// checkShares looks at what is a share of an area: of boxes whose areas can be
// counted at all.
func checkShares(t *testing.T, s shot, measures Measures) {
	t.Helper()
	for _, f := range s.Faces {
		for _, v := range []int{f.Box.X, f.Box.Y, f.Box.Width, f.Box.Height} {
			if v < -1e9 || v > 1e9 {
				return
			}
		}
	}
	for _, m := range measures {
		if (m.Code == "face_inside" || m.Code == "single_face") && !between(0, 1).Contains(m.Value) {
			t.Errorf("a share is %+v", m)
		}
	}
}
