// Command landmarks draws portraits with known landmarks for train/train.cc,
// which makes ../landmarks5.dat of them. From the repository's root:
//
//	go run ./adapters/dlib/testdata/landmarks /tmp/drawn
//	g++ -O2 -std=c++17 -o /tmp/train adapters/dlib/testdata/landmarks/train/train.cc -ldlib -lblas -llapack
//	/tmp/train /tmp/drawn adapters/dlib/testdata/landmarks5.dat
package main

import (
	"context"
	"fmt"
	"image"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"

	"github.com/vestibule-id/vestibule/adapters/dlib"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

const portraits = 600

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: landmarks DIR")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

// run writes NNN.pgm and NNN.txt: the detector's box (left, top, right,
// bottom), then the five points in dlib's order.
func run(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	workers, err := dlib.Open(dlib.Options{Workers: 1})
	if err != nil {
		return err
	}
	defer workers.Close()
	detector := workers.Detector()
	r := rand.New(rand.NewPCG(1, 2))
	for i := range portraits {
		o := portrait.Options{
			Width: 320, Height: 400, Seed: uint64(i),
			Tilt: 30 * (r.Float64() - 0.5), Light: 0.6 + 0.8*r.Float64(), SideLight: r.Float64() - 0.5,
			Blur: 1.5 * r.Float64(), ShiftX: 0.1 * (r.Float64() - 0.5), FaceWidth: 110 + 60*r.Float64(),
		}
		if err := one(detector, o, filepath.Join(dir, fmt.Sprintf("%03d", i))); err != nil {
			return err
		}
	}
	return nil
}

func one(d *dlib.Detector, o portrait.Options, path string) error {
	img := portrait.Draw(o)
	p, err := photo.New(portrait.GreyJPEG(img, 95))
	if err != nil {
		return err
	}
	found, err := d.DetectFaces(context.Background(), p)
	if err != nil || len(found.Faces) != 1 {
		return err
	}
	b, t := found.Faces[0].Box, portrait.Truth(o)[0]
	text := fmt.Sprintln(b.X, b.Y, b.X+b.Width-1, b.Y+b.Height-1)
	for _, p := range []portrait.Point{
		t.RightEyeCorners[0], t.RightEyeCorners[1], t.LeftEyeCorners[0], t.LeftEyeCorners[1], t.NoseBase,
	} {
		text += fmt.Sprintln(math.Round(p.X), math.Round(p.Y))
	}
	if err := os.WriteFile(path+".txt", []byte(text), 0o644); err != nil {
		return err
	}
	return os.WriteFile(path+".pgm", pgm(img), 0o644)
}

// pgm returns the picture as a portable greymap.
func pgm(img image.Image) []byte {
	b := img.Bounds()
	out := fmt.Appendf(nil, "P5 %d %d 255\n", b.Dx(), b.Dy())
	for y := range b.Dy() {
		for x := range b.Dx() {
			red, green, blue, _ := img.At(x, y).RGBA()
			out = append(out, byte((299*red+587*green+114*blue)/1000>>8))
		}
	}
	return out
}
