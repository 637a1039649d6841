package portrait

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"testing"
)

var inkEncoders = map[string]func(image.Image) ([]byte, error){"CMYK": CMYKJPEG, "YCCK": YCCKJPEG}

func TestInkRoundTrip(t *testing.T) {
	want := Draw(Options{Width: 101, Height: 83}) // no multiples of a block
	for name, encode := range inkEncoders {
		data, err := encode(want)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, ok := got.(*image.CMYK); !ok || got.Bounds() != want.Rect {
			t.Fatalf("%s: decoded as %T %v", name, got, got.Bounds())
		}
		if d := difference(got, want); d > 2 {
			t.Errorf("%s: colours are off by %.1f levels", name, d)
		}
	}
}

// difference returns the root mean square of the difference of two pictures,
// in levels.
func difference(a, b image.Image) float64 {
	sum, n := 0.0, 0.0
	size := a.Bounds()
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			ar, ag, ab, _ := a.At(x, y).RGBA()
			br, bg, bb, _ := b.At(x, y).RGBA()
			for _, d := range [3]float64{float64(ar) - float64(br), float64(ag) - float64(bg), float64(ab) - float64(bb)} {
				sum += d * d / (257 * 257)
				n++
			}
		}
	}
	return math.Sqrt(sum / n)
}

func TestInkMarker(t *testing.T) {
	for name, transform := range map[string]byte{"CMYK": 0, "YCCK": 2} {
		data, err := inkEncoders[name](arrow())
		if err != nil {
			t.Fatal(err)
		}
		at := bytes.Index(data, []byte("\xFF\xEE\x00\x0EAdobe"))
		if at != 2 || data[at+15] != transform {
			t.Errorf("%s: no Adobe marker with transform %d", name, transform)
		}
	}
}

func TestInkStoresAdobeInverted(t *testing.T) {
	red := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for i := range 64 {
		red.SetNRGBA(i%8, i/8, color.NRGBA{R: 255, A: 255})
	}
	planes := inkPlanes(red, adobeNone)
	for i, want := range [4]uint8{255, 0, 0, 255} {
		if got := planes[i].pix[0]; got != want {
			t.Errorf("component %d of red is %d, want %d", i, got, want)
		}
	}
}

func TestInkRefusesImpossibleSizes(t *testing.T) {
	for name, encode := range inkEncoders {
		for _, size := range []image.Point{{}, {X: 1 << 16, Y: 1}, {X: 1, Y: 1 << 16}} {
			if _, err := encode(image.NewGray(image.Rectangle{Max: size})); err == nil {
				t.Errorf("%s took %v", name, size)
			}
		}
	}
}
