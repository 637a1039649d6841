package rules

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
)

// What the table tests of the rules share.

// good holds the limits of every table test.
var good = DefaultLimits()

// ruleTest is one line of a rule's table: what the rule sees, what it
// measures, and the reason's code if the rule is broken.
type ruleTest struct {
	name    string
	subject Subject
	value   float64
	broken  string
}

// testRule runs a rule's table. Code, limit and unit are those of want; says
// lists what the message of every reason must contain for a subject.
func testRule(t *testing.T, rule Rule, want Measure, says func(Subject) []string, tests []ruleTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := want
			want.Value = tt.value
			m, reason := rule(tt.subject, good)
			if got := m; got != want {
				t.Errorf("measure is %+v, want %+v", got, want)
			}
			if tt.broken == "" {
				if reason != nil {
					t.Errorf("refused: %+v", *reason)
				}
				return
			}
			if reason == nil {
				t.Fatalf("accepted, want refused as %q", tt.broken)
			}
			checkReason(t, *reason, tt.broken, want)
			for _, text := range says(tt.subject) {
				if !strings.Contains(reason.Message, text) {
					t.Errorf("message %q does not say %q", reason.Message, text)
				}
			}
		})
	}
}

// checkReason reports whether a reason is complete and is that of measure m.
func checkReason(t *testing.T, r domain.Reason, code string, m Measure) {
	t.Helper()
	if got, want := r.Code, code; got != want {
		t.Errorf("code is %q, want %q", got, want)
	}
	if got, want := r.Measured, domain.Number(m.Value); got != want {
		t.Errorf("measured is %v, want %v", got, want)
	}
	if got, want := r.Limit, domain.Number(m.Limit); got != want {
		t.Errorf("limit is %v, want %v", got, want)
	}
	if got, want := r.Unit, m.Unit; got != want {
		t.Errorf("unit is %q, want %q", got, want)
	}
	for what, text := range map[string]string{"message": r.Message, "advice": r.Advice} {
		if !strings.HasSuffix(text, ".") {
			t.Errorf("%s %q is no sentence", what, text)
		}
		if strings.Contains(text, "%!") {
			t.Errorf("%s %q is badly formatted", what, text)
		}
	}
}

// sized returns a subject of which only the size is known and all else good.
func sized(width, height int) Subject {
	return Subject{Header: photo.Header{Width: width, Height: height, Components: 3, Precision: 8, Scans: 1, Orientation: 1}}
}

// withFaces returns a subject with faces of the given widths, in that order.
func withFaces(widths ...int) Subject {
	s := sized(good.MaxSide/4, good.MaxSide/4)
	for i, width := range widths {
		s.Faces = append(s.Faces, face.Face{Box: face.Box{X: 10 * i, Y: 10, Width: width, Height: width}, Confidence: 1})
	}
	return s
}

// All rules together.

func codes(measures []Measure) []string {
	var codes []string
	for _, m := range measures {
		codes = append(codes, m.Code)
	}
	return codes
}

func reasonCodes(err error) []string {
	var codes []string
	for _, r := range domain.ReasonsOf(err) {
		codes = append(codes, r.Code)
	}
	return codes
}

// tight are limits that a photo of 200x200 px breaks all at once. Validate
// would refuse them: no real limits can all be broken.
var tight = Limits{
	MinLongSide:     300,
	MinShortSide:    300,
	MaxSide:         100,
	MaxMegapixels:   0.01,
	MaxScans:        1,
	MinFaceWidth:    80,
	SecondFaceShare: 0.5,
}

func TestCheckHeader(t *testing.T) {
	all := []string{"photo_side", "photo_area", "photo_long_side", "photo_short_side", "photo_scans"}
	manyScans := sized(200, 200).Header
	manyScans.Scans = 2
	thinAndManyScans := sized(good.MaxSide+1, good.MinShortSide-1).Header
	thinAndManyScans.Scans = good.MaxScans + 1

	tests := []struct {
		name   string
		header photo.Header
		limits Limits
		broken []string
	}{
		{"a phone's photo is accepted", sized(4032, 3024).Header, good, nil},
		{"the smallest photo is accepted", sized(good.MinLongSide, good.MinShortSide).Header, good, nil},
		{"one broken rule is one reason", sized(good.MinLongSide, good.MinShortSide-1).Header, good, []string{"image_too_small"}},
		{"a photo too small both ways breaks two rules", sized(good.MinLongSide-1, good.MinShortSide-1).Header, good, []string{"image_too_small", "image_too_small"}},
		{
			"several broken rules come worst first", thinAndManyScans, good,
			[]string{"image_too_large", "image_too_small", "too_many_scans"},
		},
		{
			"all rules broken at once come worst first", manyScans, tight,
			[]string{"image_too_large", "image_too_large", "image_too_small", "image_too_small", "too_many_scans"},
		},
		{"nothing known of the photo is too small", photo.Header{}, good, []string{"image_too_small", "image_too_small"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			measures, err := CheckHeader(tt.header, tt.limits)
			if got, want := codes(measures), all; !slices.Equal(got, want) {
				t.Errorf("measures are %v, want %v", got, want)
			}
			checkRefusal(t, err, domain.KindPhotoRefused, tt.broken)
			checkOrder(t, measures, err)
		})
	}
}

func TestCheckFaces(t *testing.T) {
	all := []string{"faces", "second_face_share", "face_width"}
	tests := []struct {
		name     string
		widths   []int
		measures []string
		kind     domain.Kind
		broken   []string
	}{
		{"one face is accepted", []int{200}, all, 0, nil},
		{"somebody small in the background is accepted", []int{200, 60}, all, 0, nil},
		{"one broken rule is one reason", []int{good.MinFaceWidth - 1}, all, domain.KindPhotoRefused, []string{"face_too_small"}},
		{
			"several broken rules come worst first",
			[]int{good.MinFaceWidth - 1, good.MinFaceWidth - 2}, all,
			domain.KindPhotoRefused, []string{"several_faces", "face_too_small"},
		},
		{"no face is a kind of its own with one reason", nil, nil, domain.KindNoFace, []string{"no_face"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := withFaces(tt.widths...)
			measures, err := CheckFaces(s.Header, s.Faces, good)
			if got, want := codes(measures), tt.measures; !slices.Equal(got, want) {
				t.Errorf("measures are %v, want %v", got, want)
			}
			checkRefusal(t, err, tt.kind, tt.broken)
		})
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
	if got, want := reasonCodes(err), broken; !slices.Equal(got, want) {
		t.Errorf("reasons are %v, want %v", got, want)
	}
}

// checkOrder reports whether the reasons are those of some of the measures, in
// the measures' order.
func checkOrder(t *testing.T, measures []Measure, err error) {
	t.Helper()
	rest := measures
	for _, r := range domain.ReasonsOf(err) {
		at := slices.IndexFunc(rest, func(m Measure) bool {
			return r.Measured == domain.Number(m.Value) && r.Limit == domain.Number(m.Limit) && r.Unit == m.Unit
		})
		if at < 0 {
			t.Errorf("reason %s, %v against %v, is not that of a measure after the reason before it", r.Code, r.Measured, r.Limit)
			return
		}
		rest = rest[at+1:]
	}
}

func TestMeasureCodesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, rule := range slices.Concat(headerRules, faceRules) {
		m, _ := rule(withFaces(200), good)
		if m.Code == "" || m.Unit == "" {
			t.Errorf("measure %+v lacks its code or unit", m)
		}
		if seen[m.Code] {
			t.Errorf("two measures are called %q", m.Code)
		}
		seen[m.Code] = true
	}
}

// A photo that may be turned either way has the same rules broken.
func TestTheHeaderRulesDoNotCareWhichSideIsUp(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for range 2000 {
		s := sized(1+random.IntN(2*good.MaxSide), 1+random.IntN(2*good.MinLongSide))
		s.Header.Scans = 1 + random.IntN(2*good.MaxScans)
		turned := s
		turned.Header.Width, turned.Header.Height = s.Header.Height, s.Header.Width
		turned.Header.Orientation = 6
		measures, err := CheckHeader(s.Header, good)
		turnedMeasures, turnedErr := CheckHeader(turned.Header, good)
		if got, want := turnedMeasures, measures; !slices.Equal(got, want) {
			t.Fatalf("%+v measures %v, turned %v", s.Header, want, got)
		}
		if got, want := fmt.Sprint(reasonCodes(turnedErr)), fmt.Sprint(reasonCodes(err)); got != want {
			t.Fatalf("%+v is refused for %v, turned for %v", s.Header, want, got)
		}
	}
}
