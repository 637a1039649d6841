package portrait

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"testing"
)

// series are the steps in which an expression is tried.
var series = []float64{0, 0.25, 0.5, 0.75, 1}

// seeds are people of every kind: fair and dark, blue-eyed and brown-eyed.
var seeds = []uint64{0, 3, 5, 12}

// closeUp returns a small picture filled by a face of 150 px.
func closeUp(seed uint64) Options {
	return Options{Width: 200, Height: 250, FaceWidth: 150, Seed: seed}
}

// along calls see for every pixel from one point to another.
func along(img *image.NRGBA, from, to Point, see func(c color.NRGBA)) {
	steps := math.Ceil(math.Hypot(to.X-from.X, to.Y-from.Y))
	for i := 0.0; i <= steps; i++ {
		x, y := from.X+(to.X-from.X)*i/steps, from.Y+(to.Y-from.Y)*i/steps
		see(img.NRGBAAt(int(x), int(y)))
	}
}

// grey returns the mean of the three channels.
func grey(c color.NRGBA) float64 { return (float64(c.R) + float64(c.G) + float64(c.B)) / 3 }

// eyeWhite counts the pixels of a face's left eye that have no tint of skin:
// what is seen of white, glint and blue irises.
func eyeWhite(img *image.NRGBA, f Face) int {
	n := 0
	outer, inner := f.LeftEyeCorners[0], f.LeftEyeCorners[1]
	half := int(f.Width / 20)
	for dy := -half; dy <= half; dy++ {
		shift := float64(dy)
		along(img, Point{outer.X, outer.Y + shift}, Point{inner.X, inner.Y + shift}, func(c color.NRGBA) {
			if c.G > 90 && int(c.R)-int(c.B) < 20 {
				n++
			}
		})
	}
	return n
}

func TestEyesShutCoversTheEye(t *testing.T) {
	for _, seed := range seeds {
		before := math.MaxInt
		for _, shut := range series {
			o := closeUp(seed)
			o.EyesShut = shut
			white := eyeWhite(Draw(o), Truth(o)[0])
			if white >= before {
				t.Errorf("seed %d: %d px of white when shut by %v, %d before", seed, white, shut, before)
			}
			before = white
		}
		if before > 2 {
			t.Errorf("seed %d: %d px of white in a shut eye", seed, before)
		}
	}
}

func TestHalfShutLidsMeetAtTheCorners(t *testing.T) {
	p := Options{EyesShut: 0.5}.filled().person(0)
	slit := p.slit(0, 1)
	free := func(u float64) (n int) { // thousandths of a face unit; u is the share of the way to a corner
		for y := -0.2; y < 0.2; y += 0.001 {
			x := u * slit.rx
			covered := 1 - slit.brush(0).at(x, y)
			for _, lid := range p.lids(slit) {
				covered = max(covered, lid.brush(0).at(x, y))
			}
			if covered < 0.5 {
				n++
			}
		}
		return n
	}
	if middle, corner := free(0), free(0.8); middle < 50 || corner < 10 || corner > middle*2/3 {
		t.Errorf("%d thousandths are free in the middle, %d near a corner", middle, corner)
	}
}

func TestShutEyesAreADarkLineInSkin(t *testing.T) {
	for _, seed := range seeds {
		o := closeUp(seed)
		o.EyesShut = 1
		img, f := Draw(o), Truth(o)[0]
		for _, eye := range []Point{f.LeftEye, f.RightEye} {
			lid := grey(img.NRGBAAt(int(eye.X), int(eye.Y-0.03*f.Width)))
			line := math.Inf(1)
			along(img, eye, Point{eye.X, eye.Y + 0.05*f.Width}, func(c color.NRGBA) { line = min(line, grey(c)) })
			if line > 0.4*lid {
				t.Errorf("seed %d: lashes of %.0f levels under a lid of %.0f", seed, line, lid)
			}
		}
	}
}

// opening returns how many px of the line from nose to chin are as dark as
// the inside of a mouth.
func opening(img *image.NRGBA, f Face) int {
	n, skin := 0, 0.0
	along(img, f.NoseBase, f.Chin, func(c color.NRGBA) { skin = max(skin, grey(c)) })
	along(img, f.NoseBase, f.Chin, func(c color.NRGBA) {
		if grey(c) < 0.35*skin {
			n++
		}
	})
	return n
}

func TestMouthOpensInSteps(t *testing.T) {
	for _, seed := range seeds {
		before := math.MinInt
		for _, open := range series {
			o := closeUp(seed)
			o.MouthOpen = open
			px := opening(Draw(o), Truth(o)[0])
			if px < before+4 {
				t.Errorf("seed %d: %d px of opening at %v, %d before", seed, px, open, before)
			}
			before = px
		}
	}
}

func TestOpenMouthLeavesTheUpperFaceWhereItIs(t *testing.T) {
	shut, open := Truth(Options{})[0], Truth(Options{MouthOpen: 1})[0]
	if got := (open.Chin.Y - shut.Chin.Y) / shut.Width; got < 0.08 || got > 0.2 {
		t.Errorf("the chin goes down by %.2f widths", got)
	}
	if open.Mouth.Y <= shut.Mouth.Y || open.Mouth.Y >= open.Chin.Y {
		t.Errorf("the mouth goes from %.0f to %.0f", shut.Mouth, open.Mouth)
	}
	open.Chin, open.Mouth = shut.Chin, shut.Mouth
	if open != shut {
		t.Errorf("more than chin and mouth moved: %+v, before %+v", open, shut)
	}
}

func TestExpressionsEndAtTheirLimits(t *testing.T) {
	tests := []struct {
		name       string
		given, as  Options
		wantChange bool
	}{
		{"eyes more than shut are shut", Options{EyesShut: 3}, Options{EyesShut: 1}, true},
		{"eyes less than open are open", Options{EyesShut: -1}, Options{}, false},
		{"a mouth more than open is open", Options{MouthOpen: 3}, Options{MouthOpen: 1}, true},
		{"a mouth less than closed is closed", Options{MouthOpen: -1}, Options{}, false},
	}
	draw := func(o Options) []uint8 {
		o.Width, o.Height = 120, 150
		return Draw(o).Pix
	}
	plain := draw(Options{})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := draw(tt.given)
			if !bytes.Equal(got, draw(tt.as)) {
				t.Errorf("%+v differs from %+v", tt.given, tt.as)
			}
			if changed := !bytes.Equal(got, plain); changed != tt.wantChange {
				t.Errorf("differs from the plain face: %v", changed)
			}
		})
	}
}
