package app_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

func codesOf(reasons []domain.Reason) []string {
	codes := []string{}
	for _, r := range reasons {
		codes = append(codes, r.Code)
	}
	return codes
}

func TestCheckTellsEverythingAndStoresNothing(t *testing.T) {
	narrow := face.Face{Box: face.Box{Width: 60, Height: 60}}
	small, drawn := jpegOf(200, 100), jpegOf(640, 480)
	for _, c := range []struct {
		name    string
		jpeg    []byte
		faces   []face.Face
		refused []string
		face    bool
	}{
		{"a portrait", drawn, []face.Face{oneFace}, []string{}, true},
		{"a face that is too small in a photo that is too small", small, []face.Face{narrow}, []string{"image_too_small", "image_too_small", "face_too_small"}, true},
		{"no face", drawn, nil, []string{"no_face"}, false},
		{"a size that no decoder may see", portrait.Declaring(30_000, 30_000), nil, []string{"image_too_large", "image_too_large"}, false},
		{"a JPEG that ends too soon", drawn[:len(drawn)/2], nil, []string{"photo_cut_off"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture()
			f.Assessor.Detector = finds(c.faces...)
			report, err := f.Assessor.Check(t.Context(), c.jpeg, rules.Panel())
			if err != nil {
				t.Fatal(err)
			}
			if got := codesOf(report.Refusals()); !slices.Equal(got, c.refused) {
				t.Errorf("refusals %v, want %v", got, c.refused)
			}
			if got, want := report.Acceptable(), len(c.refused) == 0; got != want {
				t.Errorf("acceptable %t, want %t", got, want)
			}
			if got := report.Face != nil; got != c.face {
				t.Errorf("a face: %t, want %t", got, c.face)
			}
			if report.Profile != "panel" || report.Header.Width == 0 {
				t.Errorf("profile %q, header %+v", report.Profile, report.Header)
			}
		})
	}
}

func TestCheckOfDamagedPictureDataKeepsWhatWasKnown(t *testing.T) {
	f := newFixture()
	f.Assessor.Detector = detector(func(context.Context, photo.Photo) (face.Detection, error) {
		return face.Detection{}, domain.Refuse(domain.KindPhotoRefused, domain.Reason{Code: "photo_damaged"})
	})
	report, err := f.Assessor.Check(t.Context(), jpegOf(640, 480), rules.Strict())
	if err != nil {
		t.Fatal(err)
	}
	if report.Acceptable() || !slices.Equal(codesOf(report.Refusals()), []string{"photo_damaged"}) {
		t.Errorf("refusals %v, want photo_damaged", report.Refusals())
	}
	if report.Profile != "strict" || len(report.Measures) == 0 || report.Header.Width != 640 {
		t.Errorf("the report lost what was known: %+v", report)
	}
}

func TestCheckFails(t *testing.T) {
	f := newFixture()
	if _, err := f.Assessor.Check(t.Context(), []byte("text"), rules.Panel()); domain.KindOf(err) != domain.KindWrongFormat {
		t.Errorf("a text: %v, want the wrong format", err)
	}
	broken := errors.New("the detector is broken")
	f.Assessor.Detector = detector(func(context.Context, photo.Photo) (face.Detection, error) { return face.Detection{}, broken })
	if _, err := f.Assessor.Check(t.Context(), jpegOf(640, 480), rules.Panel()); !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
}

func TestProfileNamed(t *testing.T) {
	own, err := rules.Panel().Set("face_width", "refuse 200")
	if err != nil {
		t.Fatal(err)
	}
	f := newFixture()
	f.Assessor.Profile = own
	limit := func(p rules.Profile) float64 { return p.Setting("face_width").Limit.Min }
	for _, c := range []struct {
		name, want string
		limit      float64
	}{
		{"", "panel", 200},
		{"panel", "panel", 200}, // with the changes of the configuration
		{"strict", "strict", limit(rules.Strict())},
	} {
		p, err := f.Assessor.ProfileNamed(c.name)
		if err != nil || p.Name() != c.want || limit(p) != c.limit {
			t.Errorf("%q: profile %q with limit %g, %v; want %q with %g", c.name, p.Name(), limit(p), err, c.want, c.limit)
		}
	}
	if _, err := f.Assessor.ProfileNamed("lenient"); domain.KindOf(err) != domain.KindWrongParam {
		t.Errorf("a profile that there is not: %v", err)
	}
}
