package vestibule_test

import (
	"fmt"
	"image"
	"io"
	"log/slog"
	"math"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/adapters/dlib"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// These tests draw series of portraits that cross the limits of the rules, and
// look at them with the real detector and the landmarks that Debian installs.

func newChecker(t testing.TB, landmarks string) *app.Assessor {
	t.Helper()
	config := vestibule.DefaultConfig()
	config.Landmarks = landmarks
	config.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	checker, cleanup, err := vestibule.OpenChecker(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cleanup)
	return checker
}

// landmarks68 returns the file of 68 landmarks that Debian installs.
func landmarks68(t testing.TB) string {
	t.Helper()
	path, err := dlib.FindLandmarks("", "")
	if err != nil {
		t.Fatal(err)
	}
	if path == "" {
		t.Skip("Debian's package libdlib-data is not installed: no 68-point landmarks")
	}
	return path
}

// withLandmarks returns a checker whose faces have 68 landmarks.
func withLandmarks(t testing.TB) *app.Assessor {
	t.Helper()
	return newChecker(t, landmarks68(t))
}

// series is portraits that get worse step by step.
type series struct {
	rule   string
	reason string
	limit  string // of the rule, as a configuration writes it; "" for the profile's
	draw   func(x float64) []byte
	steps  []float64
	truth  func(x float64) float64 // what the rule should measure; nil if that has no name
	within float64                 // how near it must come
	slack  float64                 // by how much the measure may go back in one step
}

// drawn returns what draws a portrait as a JPEG of good quality.
func drawn(options func(x float64) portrait.Options) func(float64) []byte {
	return func(x float64) []byte { return portrait.JPEG(portrait.Draw(options(x)), 92) }
}

var allSeries = []series{
	{
		rule: "face_width", reason: "face_too_small", limit: "refuse 130",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{Width: 640, Height: 640, FaceWidth: x} }),
		steps: []float64{260, 220, 180, 160, 140, 120, 100, 90},
		truth: func(x float64) float64 { return x }, within: 30,
	},
	{
		rule: "inter_eye_distance", reason: "face_too_small", limit: "refuse 60",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{Width: 640, Height: 640, FaceWidth: x} }),
		steps: []float64{260, 220, 180, 160, 140, 120, 100, 90},
		truth: func(x float64) float64 { return 0.41 * x }, within: 6,
	},
	{
		rule: "head_size", reason: "face_too_far", limit: "refuse 0.2..",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{Width: 640, Height: 640, FaceWidth: x} }),
		steps: []float64{260, 220, 180, 160, 140, 120, 100},
		truth: func(x float64) float64 { return 1.34 * x / 2 / 640 }, within: 0.03,
	},
	{
		rule: "roll", reason: "head_tilted",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{Tilt: x} }),
		steps: []float64{0, 4, 7, 10, 13, 16, 19},
		truth: func(x float64) float64 { return x }, within: 2.5,
	},
	{
		rule: "roll", reason: "head_tilted",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{Tilt: -x} }),
		steps: []float64{0, 4, 7, 10, 13, 16, 19},
		truth: func(x float64) float64 { return -x }, within: 2.5,
	},
	{
		rule: "luminance_mean", reason: "too_dark",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{Light: 1 / x} }),
		steps: []float64{1, 2, 3, 4, 6, 8},
	},
	{
		rule: "luminance_mean", reason: "too_bright", limit: "refuse 0.01..0.7",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{Light: x} }),
		steps: []float64{1, 1.3, 1.6, 2, 2.5, 3},
	},
	{
		rule: "under_exposure", reason: "underexposed",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{Light: 1 / x} }),
		steps: []float64{1, 2, 3, 4, 6, 8},
	},
	{
		rule: "over_exposure", reason: "overexposed",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{Light: x} }),
		steps: []float64{1, 1.3, 1.6, 2, 2.5, 3},
	},
	{
		rule: "illumination_uniformity", reason: "uneven_light",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{SideLight: x} }),
		steps: []float64{0, 0.15, 0.3, 0.5, 0.8, 1}, slack: 0.05,
	},
	{
		rule: "sharpness", reason: "blurred",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{Blur: x} }),
		steps: []float64{0, 1, 2, 3, 4, 6, 8},
	},
	{
		rule: "noise", reason: "noisy",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{Noise: x} }),
		steps: []float64{0, 5, 10, 20, 30, 40, 60}, slack: 0.2,
	},
	{
		rule: "compression", reason: "too_compressed",
		draw:  func(x float64) []byte { return portrait.JPEG(portrait.Draw(portrait.Options{}), 100-int(x)) },
		steps: []float64{5, 20, 40, 59, 61, 80, 89, 91, 94},
		truth: func(x float64) float64 { return 100 - x }, within: 0,
	},
	{
		rule: "face_inside", reason: "face_cropped",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{ShiftX: x} }),
		steps: []float64{0, 0.1, 0.2, 0.25, 0.3, 0.34}, slack: 0.02,
	},
	{
		rule: "margin_right", reason: "face_cropped",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{ShiftX: x} }),
		steps: []float64{0, 0.1, 0.2, 0.25, 0.3, 0.34},
	},
	{
		rule: "margin_left", reason: "face_cropped",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{ShiftX: -x} }),
		steps: []float64{0, 0.1, 0.2, 0.25, 0.3, 0.34},
	},
	{
		rule: "margin_above", reason: "face_cropped",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{ShiftY: -x} }),
		steps: []float64{0, 0.1, 0.15, 0.2, 0.25, 0.3},
	},
	{
		rule: "margin_below", reason: "face_cropped",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{ShiftY: x} }),
		steps: []float64{0, 0.1, 0.2, 0.25, 0.3},
	},
	{
		rule: "position_horizontal", reason: "off_centre",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{Width: 960, Height: 720, ShiftX: x} }),
		steps: []float64{0, 0.1, 0.2, 0.3},
		truth: func(x float64) float64 { return 0.5 + x }, within: 0.02,
	},
	{
		rule: "position_vertical", reason: "off_centre", limit: "refuse 0.3..0.6",
		draw: drawn(func(x float64) portrait.Options {
			return portrait.Options{Width: 720, Height: 960, FaceWidth: 240, ShiftY: x}
		}),
		steps: []float64{0, 0.05, 0.1, 0.2, 0.25},
		truth: func(x float64) float64 { return 0.45 + x }, within: 0.02,
	},
	{
		rule: "single_face", reason: "several_faces",
		draw: drawn(func(x float64) portrait.Options {
			return portrait.Options{Width: 1200, Height: 700, Faces: 2, FaceWidth: 260, SecondFace: x}
		}),
		steps: []float64{0.4, 0.6, 0.8, 1}, slack: 0.02,
	},
	{
		rule: "eyes_open", reason: "eyes_closed", limit: "warn 0.045",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{EyesShut: x} }),
		steps: []float64{0, 0.25, 0.5, 0.75, 1}, slack: 0.006,
	},
	{
		rule: "mouth_closed", reason: "mouth_open", limit: "warn 0.12",
		draw:  drawn(func(x float64) portrait.Options { return portrait.Options{MouthOpen: x} }),
		steps: []float64{0, 0.25, 0.5, 0.75, 1}, slack: 0.01,
	},
	{
		rule: "colour", reason: "not_colour",
		draw: func(x float64) []byte {
			return portrait.JPEG(faded(portrait.Draw(portrait.Options{}), x), 92)
		},
		steps: []float64{0, 0.3, 0.6, 0.9, 0.97, 1}, slack: 0.3,
	},
}

// faded takes a share of the colour out of a picture.
func faded(img *image.NRGBA, share float64) image.Image {
	for i := 0; i < len(img.Pix); i += 4 {
		p := img.Pix[i : i+3]
		grey := 0.299*float64(p[0]) + 0.587*float64(p[1]) + 0.114*float64(p[2])
		for k, level := range p {
			p[k] = uint8(math.Round(float64(level)*(1-share) + grey*share))
		}
	}
	return img
}

// Along each series the measure runs one way, the verdict flips where the
// measure crosses the limit and does not flip back, and the photo that crossed
// it is told so with the reason of that rule.
func TestVerdictsFlipAtTheLimit(t *testing.T) {
	checker := withLandmarks(t)
	for _, s := range allSeries {
		t.Run(s.rule+" "+s.reason, func(t *testing.T) {
			profile := rules.Panel()
			if s.limit != "" {
				var err error
				if profile, err = profile.Set(s.rule, s.limit); err != nil {
					t.Fatal(err)
				}
			}
			var found []rules.Measure
			for _, x := range s.steps {
				report, err := checker.Check(t.Context(), s.draw(x), profile)
				if err != nil {
					t.Fatal(err)
				}
				i := slices.IndexFunc(report.Measures, func(m rules.Measure) bool { return m.Code == s.rule })
				if i < 0 {
					t.Fatalf("at %g nothing was measured: %v", x, report.Refusals())
				}
				m := report.Measures[i]
				t.Logf("%-5g measured %.4g, component %d, %s", x, m.Value, m.Component(), m.Verdict)
				if s.truth != nil && math.Abs(m.Value-s.truth(x)) > s.within {
					t.Errorf("at %g: measured %.4g, want %.4g within %g", x, m.Value, s.truth(x), s.within)
				}
				checkReason(t, s, report, m)
				found = append(found, m)
			}
			checkCourse(t, s, found)
		})
	}
}

// checkReason wants the rule's reason exactly if the rule is broken.
func checkReason(t *testing.T, s series, report rules.Report, m rules.Measure) {
	t.Helper()
	reasons := append(report.Refusals(), report.Warnings()...)
	told := slices.ContainsFunc(reasons, func(r domain.Reason) bool { return r.Rule == s.rule && r.Code == s.reason })
	if broken := m.Verdict != rules.OK; told != broken {
		t.Errorf("the verdict is %s, and the reasons are %v", m.Verdict, reasons)
	}
}

// checkCourse wants a measure that runs one way and a verdict that gets worse,
// and is good at the first and bad at the last step.
func checkCourse(t *testing.T, s series, found []rules.Measure) {
	t.Helper()
	first, last := found[0], found[len(found)-1]
	if first.Verdict != rules.OK || last.Verdict == rules.OK {
		t.Errorf("from %s to %s; the series does not cross the limit", first.Verdict, last.Verdict)
	}
	rising := last.Value > first.Value
	for i := 1; i < len(found); i++ {
		step := found[i].Value - found[i-1].Value
		if !rising {
			step = -step
		}
		if step < -s.slack {
			t.Errorf("step %d: %.4g after %.4g goes back", i, found[i].Value, found[i-1].Value)
		}
		if found[i].Verdict < found[i-1].Verdict {
			t.Errorf("step %d: %s after %s", i, found[i].Verdict, found[i-1].Verdict)
		}
	}
}

// What a measure should not depend on changes nothing, or nearly.
func TestMeasuresDoNotDependOnWhatTheyShouldNot(t *testing.T) {
	checker := withLandmarks(t)
	value := func(t *testing.T, code string, o portrait.Options) float64 {
		t.Helper()
		report, err := checker.Check(t.Context(), portrait.JPEG(portrait.Draw(o), 95), rules.Panel())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range report.Measures {
			if m.Code == code {
				return m.Value
			}
		}
		t.Fatalf("%s was not measured in %+v", code, o)
		return 0
	}
	for _, c := range []struct {
		rule     string
		what     string
		from, to portrait.Options
		within   float64
	}{
		{"roll", "light", portrait.Options{Tilt: 10}, portrait.Options{Tilt: 10, Light: 0.5}, 1},
		{"roll", "size", portrait.Options{Tilt: 10}, portrait.Options{Tilt: 10, Width: 1200, Height: 1500}, 1},
		{"yaw", "light", portrait.Options{}, portrait.Options{Light: 0.5}, 3},
		{"yaw", "tilt", portrait.Options{}, portrait.Options{Tilt: 10}, 6},
		{"pitch", "light", portrait.Options{}, portrait.Options{Light: 0.5}, 3},
		{"head_size", "size", portrait.Options{}, portrait.Options{Width: 1200, Height: 1500}, 0.01},
		{"eyes_open", "size", portrait.Options{}, portrait.Options{Width: 1200, Height: 1500}, 0.012},
		{"eyes_open", "light", portrait.Options{}, portrait.Options{Light: 0.6}, 0.012},
		{"luminance_mean", "size", portrait.Options{}, portrait.Options{Width: 1200, Height: 1500}, 0.01},
		{"illumination_uniformity", "size", portrait.Options{}, portrait.Options{Width: 1200, Height: 1500}, 0.15},
		{"compression", "light", portrait.Options{}, portrait.Options{Light: 0.5}, 0},
		{"colour", "size", portrait.Options{}, portrait.Options{Width: 1200, Height: 1500}, 1},
	} {
		t.Run(fmt.Sprintf("%s does not depend on %s", c.rule, c.what), func(t *testing.T) {
			a, b := value(t, c.rule, c.from), value(t, c.rule, c.to)
			if math.Abs(a-b) > c.within {
				t.Errorf("%.4g and %.4g, want the same within %g", a, b, c.within)
			}
		})
	}
	// Relative: the same face from near and from far, blurred in proportion.
	for _, blur := range []float64{0.5, 1, 2} {
		t.Run(fmt.Sprintf("sharpness does not depend on size, blur %g", blur), func(t *testing.T) {
			reference := value(t, "sharpness", portrait.Options{Blur: blur})
			for _, scale := range []int{1, 2, 3} {
				o := portrait.Options{Width: 320 * scale, Height: 400 * scale, Blur: blur * 2 / 3 * float64(scale)}
				if got := value(t, "sharpness", o); math.Abs(got/reference-1) > 0.15 {
					t.Errorf("%dx%d: %.3f, want %.3f within 15 %%", o.Width, o.Height, got, reference)
				}
			}
		})
	}
	t.Run("sharpness does not depend on light", func(t *testing.T) {
		reference := value(t, "sharpness", portrait.Options{})
		for _, light := range []float64{0.4, 0.7, 1.1} {
			if got := value(t, "sharpness", portrait.Options{Light: light}); math.Abs(got/reference-1) > 0.1 {
				t.Errorf("light %g: %.3f, want %.3f within 10 %%", light, got, reference)
			}
		}
	})
}
