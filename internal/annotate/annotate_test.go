package annotate_test

import (
	"bytes"
	"image"
	"image/color"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
	"github.com/vestibule-id/vestibule/internal/annotate"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

func photoOf(t *testing.T, jpeg []byte) photo.Photo {
	t.Helper()
	p, err := photo.New(jpeg)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func draw(t *testing.T, p photo.Photo, r rules.Report) image.Image {
	t.Helper()
	img, err := annotate.Draw(p, r, texts.English)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func at(img image.Image, x, y int) color.RGBA {
	return color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)
}

func isGreen(c color.RGBA) bool { return c.G > 0xc0 && c.R < 0x40 }
func isRed(c color.RGBA) bool   { return c.R > 0xe0 && c.G < 0x60 }
func isAmber(c color.RGBA) bool { return c.R > 0xe0 && c.G > 0xa0 && c.B < 0x40 }
func isCyan(c color.RGBA) bool  { return c.B > 0xe0 && c.R < 0x20 }

// isFaint is the colour of the limits.
func isFaint(c color.RGBA) bool { return c == color.RGBA{R: 0x9a, G: 0xa5, B: 0xb1, A: 0xff} }

// some reports whether a part of a picture has a pixel of a kind.
func some(img image.Image, r image.Rectangle, is func(color.RGBA) bool) bool {
	r = r.Intersect(img.Bounds())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if is(at(img, x, y)) {
				return true
			}
		}
	}
	return false
}

var (
	box   = face.Box{X: 80, Y: 100, Width: 140, Height: 140}
	wide  = rules.Measure{Code: "face_width", Value: 140, Limit: 80, Unit: "px"}
	soft  = rules.Measure{Code: "sharpness", Value: 0.2, Limit: 0.25, Verdict: rules.Warning}
	turn  = rules.Measure{Code: "roll", Value: 21, Limit: 15, Unit: "degrees", Verdict: rules.Refusal}
	small = portrait.Options{Width: 300, Height: 400}

	tooLarge = rules.Measure{Code: "photo_side", Value: 30_000, Limit: 12_000, Unit: "px", Verdict: rules.Refusal}
)

// beside is the picture without the photo.
func beside(img image.Image, photoWidth int) image.Rectangle {
	r := img.Bounds()
	r.Min.X = photoWidth
	return r
}

func TestDrawFramesTheFaceInTheUprightPhoto(t *testing.T) {
	upright := portrait.Draw(small)
	p := photoOf(t, portrait.WithOrientation(portrait.JPEG(portrait.Rotate(upright, 6), 95), 6))
	img := draw(t, p, rules.Report{Face: &face.Face{Box: box}, Measures: rules.Measures{wide}})
	if b := img.Bounds(); b.Dx() < 300+200 || b.Dy() < 400 {
		t.Fatalf("picture %v has no room for photo and panel", b)
	}
	for _, p := range []image.Point{{150, 99}, {150, 240}, {79, 170}, {220, 170}} {
		if !isGreen(at(img, p.X, p.Y)) {
			t.Errorf("no frame at %v", p)
		}
	}
	if isGreen(at(img, 150, 170)) {
		t.Error("the face itself is painted over")
	}
	for _, p := range []image.Point{{20, 20}, {280, 20}, {20, 380}} {
		got, want := at(img, p.X, p.Y), at(upright, p.X, p.Y)
		if near := func(a, b uint8) bool { return max(a, b)-min(a, b) < 12 }; !near(got.R, want.R) || !near(got.G, want.G) || !near(got.B, want.B) {
			t.Errorf("the photo at %v is %v, want %v", p, got, want)
		}
	}
}

func TestTheFrameHasTheColourOfTheWorstVerdict(t *testing.T) {
	p := photoOf(t, portrait.JPEG(portrait.Draw(small), 90))
	for name, c := range map[string]struct {
		measures rules.Measures
		is       func(color.RGBA) bool
	}{
		"all well":  {rules.Measures{wide}, isGreen},
		"a warning": {rules.Measures{wide, soft}, isAmber},
		"a refusal": {rules.Measures{wide, turn, soft}, isRed},
	} {
		t.Run(name, func(t *testing.T) {
			img := draw(t, p, rules.Report{Face: &face.Face{Box: box}, Measures: c.measures})
			if got := at(img, 150, 99); !c.is(got) {
				t.Errorf("the frame is %v", got)
			}
		})
	}
}

func TestEachLandmarkIsADot(t *testing.T) {
	p := photoOf(t, portrait.JPEG(portrait.Draw(small), 90))
	marks := face.Landmarks{{X: 190, Y: 150}, {X: 165, Y: 150}, {X: 110, Y: 150}, {X: 135, Y: 150}, {X: 150, Y: 190}}
	img := draw(t, p, rules.Report{Face: &face.Face{Box: box, Landmarks: marks}})
	for _, m := range marks {
		if !isCyan(at(img, int(m.X), int(m.Y))) {
			t.Errorf("no dot at %v", m)
		}
	}
	if isCyan(at(img, 150, 170)) {
		t.Error("there is a dot where there is no landmark")
	}
}

func TestThePanelHasABarForEachMeasure(t *testing.T) {
	p := photoOf(t, portrait.JPEG(portrait.Draw(small), 90))
	img := draw(t, p, rules.Report{Profile: "panel", Measures: rules.Measures{wide, soft, turn}})
	panel := beside(img, 300)
	for name, is := range map[string]func(color.RGBA) bool{"green": isGreen, "amber": isAmber, "red": isRed} {
		if !some(img, panel, is) {
			t.Errorf("no %s bar", name)
		}
	}
	if some(img, image.Rect(0, 0, 300, 400), isGreen) {
		t.Error("there is a frame although there is no face")
	}
}

func TestAFaceBeyondThePhotoIsCutOff(t *testing.T) {
	p := photoOf(t, portrait.JPEG(portrait.Landscape(320, 240, 1), 90))
	far := face.Landmarks{{X: -900, Y: 5}, {X: 9000, Y: 5}, {X: 5, Y: -9000}, {X: 5, Y: 9000}, {X: 321, Y: 120}}
	for _, b := range []face.Box{{}, {X: 300, Y: 200, Width: 100, Height: 100}, {X: -50, Y: -50, Width: 500, Height: 500}} {
		img := draw(t, p, rules.Report{Face: &face.Face{Box: b, Landmarks: far}})
		if some(img, beside(img, 320), isCyan) {
			t.Errorf("box %+v: a landmark is drawn into the panel", b)
		}
	}
	img := draw(t, p, rules.Report{Face: &face.Face{Box: face.Box{X: 300, Y: 200, Width: 100, Height: 100}}})
	if !isGreen(at(img, 310, 199)) {
		t.Error("the part of the frame within the photo is missing")
	}
}

func TestALargePhotoIsShownSmallerWithTheFaceInPlace(t *testing.T) {
	p := photoOf(t, portrait.JPEG(portrait.Landscape(4000, 400, 1), 50))
	eyes := face.Landmarks{{X: 1180, Y: 150}, {X: 1130, Y: 150}, {X: 1020, Y: 150}, {X: 1070, Y: 150}, {X: 1100, Y: 200}}
	img := draw(t, p, rules.Report{Face: &face.Face{Box: face.Box{X: 1000, Y: 100, Width: 200, Height: 200}, Landmarks: eyes}})
	if !isGreen(at(img, 550, 49)) || !isGreen(at(img, 499, 100)) || !isCyan(at(img, 550, 100)) {
		t.Error("frame or landmark is not where the face is shown")
	}
	if b := img.Bounds(); b.Dx() > 2700 {
		t.Errorf("the picture is as large as %v", b)
	}
}

// The panel is higher than a low photo: the picture grows.
func TestThePanelFitsWhateverTheSizeOfThePhoto(t *testing.T) {
	var all rules.Measures
	for _, r := range rules.All() {
		m := rules.Measure{Code: r.Code, Value: 1, Limit: 2, Unit: r.Unit, Verdict: rules.Refusal}
		if r.Code == tooLarge.Code || r.Code == "photo_area" || r.Code == "photo_scans" {
			m.Verdict = rules.OK // or else nothing is drawn
		}
		all = append(all, m)
	}
	for _, size := range []image.Point{{40, 30}, {640, 200}} {
		p := photoOf(t, portrait.JPEG(portrait.Landscape(size.X, size.Y, 1), 50))
		img := draw(t, p, rules.Report{Profile: "strict", Measures: all})
		b := img.Bounds()
		edge := image.Rect(b.Max.X-3, 0, b.Max.X, b.Max.Y)
		foot := image.Rect(b.Max.X-100, b.Max.Y-3, b.Max.X, b.Max.Y)
		written := func(c color.RGBA) bool { return c.R > 0x60 }
		if some(img, edge, written) || some(img, foot, written) {
			t.Errorf("%v: the panel is cut off", size)
		}
		if !some(img, beside(img, size.X), isFaint) {
			t.Errorf("%v: no limits", size)
		}
	}
}

func TestWordsAreWrittenInEachLanguage(t *testing.T) {
	p := photoOf(t, portrait.JPEG(portrait.Landscape(320, 240, 1), 90))
	report := rules.Report{Measures: rules.Measures{turn}}
	english := draw(t, p, report)
	russian, err := annotate.Draw(p, report, texts.Russian)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(english.(*image.RGBA).Pix, russian.(*image.RGBA).Pix) {
		t.Error("Russian words look like English ones")
	}
}

// A letter that the font lacks would be drawn as an empty box.
func TestTheFontHasEveryLetterOfTheTexts(t *testing.T) {
	font, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	var buffer sfnt.Buffer
	for _, lang := range texts.Languages() {
		for _, r := range rules.All() {
			for _, code := range []string{r.Low, r.High} {
				text := lang.Of(domain.Reason{Code: code, Rule: r.Code, Measured: domain.Number(1.5), Limit: domain.Number(2), Unit: r.Unit})
				for _, letter := range strings.TrimSpace(text.Message + text.Advice) {
					if i, err := font.GlyphIndex(&buffer, letter); err != nil || i == 0 {
						t.Errorf("%s: no letter %q in the text of %s", lang, letter, code)
					}
				}
			}
		}
	}
}

func TestAPhotoThatCannotBeDecodedIsAnError(t *testing.T) {
	for name, c := range map[string]struct {
		jpeg   []byte
		report rules.Report
	}{
		"a picture without its data": {portrait.Declaring(3000, 3000), rules.Report{}},
		"one that nothing may look at": {portrait.JPEG(portrait.Landscape(320, 240, 1), 90),
			rules.Report{Measures: rules.Measures{tooLarge}}},
	} {
		t.Run(name, func(t *testing.T) {
			if img, err := annotate.Draw(photoOf(t, c.jpeg), c.report, texts.English); err == nil {
				t.Errorf("a picture of %v was drawn", img.Bounds())
			}
		})
	}
}
