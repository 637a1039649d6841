package rules

import (
	"fmt"
	"image"
	"regexp"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// codes returns those of the measures.
func codes(measures Measures) []string {
	var codes []string
	for _, m := range measures {
		codes = append(codes, m.Code)
	}
	return codes
}

// The order is that of the reasons: whoever shows one shows the first.
func TestAll(t *testing.T) {
	want := []string{
		"photo_side", "photo_area", "photo_scans", "photo_long_side", "photo_short_side",
		"faces", "single_face", "face_width", "inter_eye_distance", "face_inside", "frontal",
		"sharpness", "luminance_mean", "under_exposure", "over_exposure",
		"eyes_open", "roll", "yaw", "pitch",
		"illumination_uniformity", "luminance_variance", "dynamic_range", "noise", "compression",
		"margin_left", "margin_right", "margin_above", "margin_below",
		"head_size", "position_horizontal", "position_vertical", "mouth_closed", "colour",
	}
	var got []string
	for _, r := range All() {
		got = append(got, r.Code)
	}
	if !slices.Equal(got, want) {
		t.Errorf("rules are\n%v, want\n%v", got, want)
	}
}

func TestAllReturnsACopy(t *testing.T) {
	first := All()[0]
	All()[0] = nil
	if got, want := All()[0], first; got != want {
		t.Errorf("the first rule is %p, want %p", got, want)
	}
}

func TestByCode(t *testing.T) {
	for _, r := range All() {
		if got, ok := ByCode(r.Code); !ok || got != r {
			t.Errorf("%s is %p, %t, want %p", r.Code, got, ok, r)
		}
	}
	for _, code := range []string{"", "whiskers", "Roll", "too_dark"} {
		if r, ok := ByCode(code); ok {
			t.Errorf("%q is rule %s", code, r.Code)
		}
	}
	if r, ok := ByCode(SingleFaceCode); !ok || r != &singleFace {
		t.Errorf("rule %s is %v, %t", SingleFaceCode, r, ok)
	}
}

func TestEveryRuleIsComplete(t *testing.T) {
	name := regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)
	units := []string{
		"px", "megapixels", "scans", "faces", "degrees", "share", "bits", "levels", "quality", "eye distances", "head heights", "",
	}
	seen := map[string]bool{}
	for _, r := range All() {
		t.Run(r.Code, func(t *testing.T) {
			if !name.MatchString(r.Code) {
				t.Errorf("the code is %q", r.Code)
			}
			if seen[r.Code] {
				t.Error("another rule has this code")
			}
			seen[r.Code] = true
			if !slices.Contains(units, r.Unit) {
				t.Errorf("the unit is %q", r.Unit)
			}
			if r.Low == "" && r.High == "" {
				t.Error("no value is blamed")
			}
			for _, code := range []string{r.Low, r.High} {
				if code != "" && !name.MatchString(code) {
					t.Errorf("a reason has the code %q", code)
				}
			}
			if isBad(r.Values.Min) || isBad(r.Values.Max) || r.Values.Min > r.Values.Max {
				t.Errorf("values are %v", r.Values)
			}
			if r.measure == nil {
				t.Error("nothing is measured")
			}
			if r.guard && !r.always {
				t.Error("what guards the decoder can be switched off")
			}
		})
	}
}

// The rules that need the header alone, and those that no profile lacks.
func TestGuardsAndAlways(t *testing.T) {
	guards := []string{"photo_side", "photo_area", "photo_scans"}
	always := append(slices.Clone(guards), "photo_long_side", "photo_short_side", "faces", "single_face")
	for _, r := range All() {
		if got, want := r.guard, slices.Contains(guards, r.Code); got != want {
			t.Errorf("%s is a guard: %t, want %t", r.Code, got, want)
		}
		if got, want := r.always, slices.Contains(always, r.Code); got != want {
			t.Errorf("%s applies always: %t, want %t", r.Code, got, want)
		}
	}
}

func TestGuard(t *testing.T) {
	side := int(photoSide.Panel.Limit.Max)
	tests := []struct {
		name   string
		shot   shot
		broken []string
	}{
		{"a usual photo", sized(4032, 3024), nil},
		{"too small is no danger", sized(1, 1), nil},
		{"too wide", sized(side+1, 10), []string{"image_too_large"}},
		{"too many scans", scanned(int(photoScans.Panel.Limit.Max) + 1), []string{"too_many_scans"}},
		{"too wide and too large", sized(65535, 65535), []string{"image_too_large", "image_too_large"}},
		{"badly saved", saved(1), nil},
	}
	for _, p := range Profiles() {
		for _, tt := range tests {
			t.Run(tt.name+" in "+p.Name(), func(t *testing.T) {
				measures := Guard(tt.shot.Header, p)
				if got, want := codes(measures), []string{"photo_side", "photo_area", "photo_scans"}; !slices.Equal(got, want) {
					t.Errorf("measures are %v, want %v", got, want)
				}
				checkRefusal(t, measures.Err(), domain.KindPhotoRefused, tt.broken)
			})
		}
	}
}

// checkRefusal reports whether err is a refusal of that kind with reasons of
// those codes, in that order, or nil if there are none.
func checkRefusal(t *testing.T, err error, kind domain.Kind, broken []string) {
	t.Helper()
	if got, want := err != nil, len(broken) > 0; got != want {
		t.Fatalf("error is %v, want refused to be %t", err, want)
	}
	if err == nil {
		return
	}
	if got, want := domain.KindOf(err), kind; got != want {
		t.Errorf("kind is %v, want %v", got, want)
	}
	var codes []string
	for _, r := range domain.ReasonsOf(err) {
		codes = append(codes, r.Code)
	}
	if !slices.Equal(codes, broken) {
		t.Errorf("reasons are %v, want %v", codes, broken)
	}
}

// What cannot be measured is left out; the rest comes in the order of the table.
func TestApplyMeasuresWhatThereIs(t *testing.T) {
	ofHeader := []string{"photo_side", "photo_area", "photo_scans", "photo_long_side", "photo_short_side", "faces", "compression"}
	ofBox := []string{"single_face", "face_width", "face_inside", "frontal"}
	of5 := []string{
		"inter_eye_distance", "roll", "yaw", "margin_left", "margin_right", "margin_above", "margin_below",
		"head_size", "position_horizontal", "position_vertical",
	}
	of68 := []string{"eyes_open", "pitch", "mouth_closed"}
	ofView := []string{
		"sharpness", "luminance_mean", "under_exposure", "over_exposure", "luminance_variance", "dynamic_range", "noise", "colour",
	}
	ofBoth := []string{"illumination_uniformity"}

	seen := func(l face.Landmarks) shot {
		s := snap(l)
		s.View = grey8(400, 500, func(x, y int) uint8 { return uint8(x/2 + y%50) })
		return s
	}
	noTables := snap(front68())
	noTables.Quality = 0
	tests := []struct {
		name string
		shot shot
		want [][]string
	}{
		{"68 landmarks and a view", seen(front68()), [][]string{ofHeader, ofBox, of5, of68, ofView, ofBoth}},
		{"5 landmarks and a view", seen(front5()), [][]string{ofHeader, ofBox, of5, ofView, ofBoth}},
		{"a view without landmarks", seen(nil), [][]string{ofHeader, ofBox, ofView}},
		{"68 landmarks without a view", snap(front68()), [][]string{ofHeader, ofBox, of5, of68}},
		{"5 landmarks without a view", snap(front5()), [][]string{ofHeader, ofBox, of5}},
		{"a face and nothing more", snap(nil), [][]string{ofHeader, ofBox}},
		{"no face", sized(400, 500), [][]string{ofHeader}},
		{"a view and no face", func() shot { s := sized(400, 500); s.View = flat(99); return s }(), [][]string{ofHeader}},
		{"a quality that is not known", noTables, [][]string{ofHeader[:6], ofBox, of5, of68}},
	}
	for _, p := range []Profile{Panel(), Strict()} {
		for _, tt := range tests {
			t.Run(tt.name+" in "+p.Name(), func(t *testing.T) {
				wanted := slices.Concat(tt.want...)
				var want []string
				for _, r := range All() {
					if slices.Contains(wanted, r.Code) {
						want = append(want, r.Code)
					}
				}
				if len(want) != len(wanted) {
					t.Fatalf("%d rules of %d", len(want), len(wanted))
				}
				if got := codes(Apply(tt.shot.Header, tt.shot.Detection, p)); !slices.Equal(got, want) {
					t.Errorf("measures are\n%v, want\n%v", got, want)
				}
			})
		}
	}
}

func TestApplyRefuses(t *testing.T) {
	two := snap(nil)
	two.Faces = append(two.Faces, two.Faces[0])
	tests := []struct {
		name   string
		shot   shot
		kind   domain.Kind
		broken []string
	}{
		{"a good photo is accepted", snap(turned(0, 0)), 0, nil},
		{"no face", sized(400, 500), domain.KindNoFace, []string{"no_face"}},
		{"a photo that is too small and has no face is too small first", sized(10, 20), domain.KindPhotoRefused, []string{"image_too_small", "image_too_small", "no_face"}},
		{"two faces", two, domain.KindPhotoRefused, []string{"several_faces"}},
		{"a face without area is there, and too small", withBoxes(square(0)), domain.KindPhotoRefused, []string{"face_too_small"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkRefusal(t, Apply(tt.shot.Header, tt.shot.Detection, Panel()).Err(), tt.kind, tt.broken)
		})
	}
}

func TestApplyWithoutAProfileMeasuresNothing(t *testing.T) {
	s := snap(front68())
	if got := Apply(s.Header, s.Detection, Profile{}); len(got) != 0 {
		t.Errorf("measures are %+v", got)
	}
}

// A rule that a profile does not apply is not measured; others are.
func TestApplyLeavesOutWhatIsOff(t *testing.T) {
	s := snap(front68())
	p := Panel()
	for _, r := range All() {
		if r.always {
			continue
		}
		all := codes(Apply(s.Header, s.Detection, p))
		p = p.With(r.Code, off)
		want := slices.DeleteFunc(all, func(code string) bool { return code == r.Code })
		if got := codes(Apply(s.Header, s.Detection, p)); !slices.Equal(got, want) {
			t.Errorf("without %s, measures are %v, want %v", r.Code, got, want)
		}
	}
}

// drawn returns what a detector would find in a drawn portrait of 320x400 px,
// with the 5 landmarks that are known of it.
func drawn(o portrait.Options) shot {
	o.Width, o.Height = 320, 400
	picture, truth := portrait.Draw(o), portrait.Truth(o)[0]
	size := picture.Bounds().Size()
	s := sized(size.X, size.Y)
	at := func(p portrait.Point) face.Point { return pt(p.X, p.Y) }
	b := truth.Box
	s.Faces = []face.Face{{
		Box: face.Box{X: b.Min.X, Y: b.Min.Y, Width: b.Dx(), Height: b.Dy()},
		Landmarks: face.Landmarks{
			at(truth.RightEyeCorners[0]), at(truth.RightEyeCorners[1]),
			at(truth.LeftEyeCorners[0]), at(truth.LeftEyeCorners[1]), at(truth.NoseBase),
		},
	}}
	s.View = viewOf(picture)
	return s
}

func viewOf(picture *image.NRGBA) face.View {
	size := picture.Bounds().Size()
	return rgb8(size.X, size.Y, func(x, y int) [3]uint8 {
		c := picture.NRGBAAt(x, y)
		return [3]uint8{c.R, c.G, c.B}
	})
}

// What is wrong with a portrait is what it is blamed for.
func TestApplyToPortraits(t *testing.T) {
	tests := []struct {
		name    string
		options portrait.Options
		rule    string // that must not be pleased; none if empty
	}{
		{"a good portrait", portrait.Options{}, ""},
		{"too dark", portrait.Options{Light: 0.1}, "luminance_mean"},
		{"overexposed", portrait.Options{Light: 3}, "over_exposure"},
		{"blurred", portrait.Options{Blur: 6}, "sharpness"},
		{"noisy", portrait.Options{Noise: 40}, "noise"},
		{"tilted", portrait.Options{Tilt: 20}, "roll"},
		{"lit from one side", portrait.Options{SideLight: 1}, "illumination_uniformity"},
		{"grey", portrait.Options{Grey: true}, "colour"},
		{"too small", portrait.Options{FaceWidth: 50}, "face_width"},
		{"cut off at the left", portrait.Options{ShiftX: -0.4}, "margin_left"},
		{"cut off at the top", portrait.Options{ShiftY: -0.4}, "margin_above"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := drawn(tt.options)
			measures := Apply(s.Header, s.Detection, Panel())
			if tt.rule == "" {
				if !measures.Acceptable() {
					t.Errorf("refused: %v", measures.Err())
				}
				return
			}
			i := slices.IndexFunc(measures, func(m Measure) bool { return m.Code == tt.rule })
			if i < 0 || measures[i].Verdict == OK {
				t.Errorf("measures are %s", fmt.Sprint(measures))
			}
		})
	}
}
