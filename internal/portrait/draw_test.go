package portrait

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"math"
	"slices"
	"testing"
)

// brightness returns the mean grey level of a part of the picture.
func brightness(img *image.NRGBA, part image.Rectangle) float64 {
	sum, n := 0.0, 0.0
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			c := img.NRGBAAt(x, y)
			sum += (float64(c.R) + float64(c.G) + float64(c.B)) / 3
			n++
		}
	}
	return sum / n
}

func TestDrawIsDeterministic(t *testing.T) {
	o := Options{Width: 240, Height: 300, Faces: 2, Tilt: 5, Noise: 4, Blur: 1, SideLight: 0.3, Seed: 7}
	if !bytes.Equal(Draw(o).Pix, Draw(o).Pix) {
		t.Error("equal options drew different pictures")
	}
	other := o
	other.Seed++
	if bytes.Equal(Draw(o).Pix, Draw(other).Pix) {
		t.Error("another seed drew the same picture")
	}
}

// fused tells whether the compiler rounds a product and a sum at once, as it
// does on some processors.
//
//go:noinline
func fused(x, y, z float64) bool { return x*y+z != float64(x*y)+z }

// Pictures that others rely on, as they were before faces could be moved or
// make an expression.
func TestOptionsLeftZeroChangeNothing(t *testing.T) {
	if fused(1+0x1p-30, 1+0x1p-30, -1) {
		t.Skip("some pixels are rounded otherwise on this processor")
	}
	tests := []struct {
		name string
		o    Options
		want string // SHA-256
	}{
		{"the zero value", Options{}, "ca9a9f6cb62c579364f58ad1d068a81f8ca282208ebf309aff68f8ba2ad08c3e"},
		{"two people, tilted, lit from the side", Options{Width: 480, Height: 240, Faces: 2, Tilt: -8, SideLight: 0.5, Seed: 2}, "b674b7c6c527ef5735bc2c67ee2acf0471c9b69511de55d9c1ba07de657b7154"},
		{"noise, blur and little light", Options{Width: 240, Height: 300, Light: 0.6, Blur: 1, Noise: 5, Seed: 3}, "70dd403a5d5fab92ad9992716c997ab72222fc56c0a4cf80aa17bf0cdc31593c"},
		{"a large picture, painted smaller", Options{Width: 1500, Height: 1200, Seed: 4}, "f0b848fddb06c6807d068e62d6910e93551ab5de97ebfd0b7745746acab58198"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fmt.Sprintf("%x", sha256.Sum256(Draw(tt.o).Pix)); got != tt.want {
				t.Errorf("the picture is %s, want %s", got, tt.want)
			}
		})
	}
}

func TestDrawSizes(t *testing.T) {
	cases := map[image.Point]Options{
		{X: 480, Y: 600}:   {},
		{X: 320, Y: 600}:   {Width: 320},
		{X: 1, Y: 1}:       {Width: 1, Height: 1},
		{X: 2400, Y: 1800}: {Width: 2400, Height: 1800},
	}
	for want, o := range cases {
		img := Draw(o)
		if img.Rect.Min != (image.Point{}) || img.Rect.Max != want {
			t.Errorf("%+v drew %v, want %v", o, img.Rect, want)
		}
		if !img.Opaque() {
			t.Errorf("%+v left transparent pixels", o)
		}
	}
}

func TestDrawNoFacesIsBackdropAlone(t *testing.T) {
	face := Truth(Options{})[0]
	empty, drawn := Draw(Options{Faces: NoFaces}), Draw(Options{})
	if bytes.Equal(empty.Pix, drawn.Pix) {
		t.Fatal("NoFaces drew a face")
	}
	for y := face.Box.Min.Y; y < face.Box.Max.Y; y++ {
		a, b := empty.NRGBAAt(face.Box.Min.X, y), empty.NRGBAAt(face.Box.Min.X+1, y)
		if math.Abs(float64(a.R)-float64(b.R)) > 2 {
			t.Fatalf("backdrop has an edge at row %d", y)
		}
	}
}

func TestLightMultipliesBrightness(t *testing.T) {
	whole := image.Rect(0, 0, 480, 600)
	full, dim := brightness(Draw(Options{}), whole), brightness(Draw(Options{Light: 0.35}), whole)
	if got := dim / full; math.Abs(got-0.35) > 0.02 {
		t.Errorf("light 0.35 left %.2f of the brightness", got)
	}
}

func TestSideLightComesFromTheSideItSays(t *testing.T) {
	box := Truth(Options{})[0].Box
	left, right := box, box
	left.Max.X = (box.Min.X + box.Max.X) / 2
	right.Min.X = left.Max.X
	for _, side := range []float64{-0.6, 0.6} {
		img := Draw(Options{SideLight: side})
		if got := brightness(img, right) - brightness(img, left); got*side < 10*math.Abs(side) {
			t.Errorf("side light %v: the right is %.0f levels brighter", side, got)
		}
	}
}

func TestNoiseHasTheDeviation(t *testing.T) {
	clean, noisy := Draw(Options{}), Draw(Options{Noise: 12})
	sum, n := 0.0, 0.0
	for i := 0; i < len(clean.Pix); i += 4 {
		if v := clean.Pix[i]; v > 60 && v < 195 { // elsewhere the range cuts it off
			d := float64(noisy.Pix[i]) - float64(v)
			sum += d * d
			n++
		}
	}
	if got := math.Sqrt(sum / n); math.Abs(got-12) > 0.5 {
		t.Errorf("deviation is %.1f levels, want 12", got)
	}
}

func TestGreyKeepsTheBrightness(t *testing.T) {
	tests := []struct {
		name string
		o    Options
	}{
		{"plain", Options{}},
		{"dim, blurred and tilted", Options{Light: 0.6, Blur: 2, Tilt: 8, Seed: 3}},
		{"lit from the side", Options{SideLight: 0.5, Seed: 5}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.o.Width, tt.o.Height = 240, 300
			want := Draw(tt.o)
			tt.o.Grey = true
			got := Draw(tt.o)
			for i := 0; i < len(got.Pix); i += 4 {
				w, g := want.Pix[i:i+3], got.Pix[i:i+3]
				if slices.Max(w) == 255 {
					continue // colours are cut off, one by one
				}
				light := 0.299*float64(w[0]) + 0.587*float64(w[1]) + 0.114*float64(w[2])
				if math.Abs(light-float64(g[0])) > 1.1 {
					t.Fatalf("pixel %d is %v, want %.1f", i/4, g, light)
				}
			}
		})
	}
}

func TestGreyHasNoColour(t *testing.T) {
	img := Draw(Options{Width: 240, Height: 300, Grey: true, Noise: 20, Light: 1.4, SideLight: 0.3})
	for i := 0; i < len(img.Pix); i += 4 {
		if p := img.Pix[i : i+3]; p[0] != p[1] || p[1] != p[2] {
			t.Fatalf("pixel %d is %v", i/4, p)
		}
	}
}

func TestBlurSoftens(t *testing.T) {
	roughness := func(img *image.NRGBA) (sum float64) {
		for i := 4; i < len(img.Pix); i += 4 {
			sum += math.Abs(float64(img.Pix[i]) - float64(img.Pix[i-4]))
		}
		return sum
	}
	sharp, soft := roughness(Draw(Options{})), roughness(Draw(Options{Blur: 4}))
	if soft > 0.95*sharp {
		t.Errorf("roughness went from %.0f to %.0f", sharp, soft)
	}
}

func TestLandscape(t *testing.T) {
	a := Landscape(320, 240, 3)
	if a.Rect != image.Rect(0, 0, 320, 240) || !a.Opaque() {
		t.Fatalf("landscape is %v", a.Rect)
	}
	if !bytes.Equal(a.Pix, Landscape(320, 240, 3).Pix) {
		t.Error("equal arguments drew different landscapes")
	}
	if bytes.Equal(a.Pix, Landscape(320, 240, 4).Pix) {
		t.Error("another seed drew the same landscape")
	}
	sky, ground := brightness(a, image.Rect(0, 60, 320, 80)), brightness(a, image.Rect(0, 220, 320, 240))
	if sky < ground+40 {
		t.Errorf("sky %.0f is not brighter than ground %.0f", sky, ground)
	}
}
