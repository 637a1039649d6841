package main

import (
	"image"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/draw"

	"github.com/vestibule-id/vestibule/internal/portrait"
)

func TestOnePortraitEnrolsHoweverItIsStored(t *testing.T) {
	s := serve(t, t.TempDir())
	admin := s.login("admin", adminPassword)
	img := portrait.Draw(portrait.Options{Seed: 5})
	cmyk, err := portrait.CMYKJPEG(img)
	if err != nil {
		t.Fatal(err)
	}
	ycck, err := portrait.YCCKJPEG(img)
	if err != nil {
		t.Fatal(err)
	}
	stored := map[string][]byte{"grey": portrait.GreyJPEG(img, 90), "CMYK": cmyk, "YCCK": ycck}
	for o := 1; o <= 8; o++ {
		turned := portrait.JPEG(portrait.Rotate(img, o), 90)
		stored["orientation "+string(rune('0'+o))] = portrait.WithOrientation(turned, o)
		stored["big-endian orientation "+string(rune('0'+o))] = portrait.WithOrientationBigEndian(turned, o)
	}
	for name, jpeg := range stored {
		t.Run(name, func(t *testing.T) { wantOK(t, s.upload(admin, s.create(admin, aFace), jpeg)) })
	}
}

// samples returns the sample photos below a folder of VESTIBULE_PHOTOS.
func samples(t *testing.T, folder string) []string {
	t.Helper()
	root := os.Getenv("VESTIBULE_PHOTOS")
	if root == "" {
		t.Skip("VESTIBULE_PHOTOS is not set: no sample photos")
	}
	var paths []string
	err := filepath.WalkDir(filepath.Join(root, folder), func(path string, _ fs.DirEntry, err error) error {
		if filepath.Ext(path) == ".jpg" {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil || len(paths) == 0 {
		t.Fatalf("no photos in %s of %s: %v", folder, root, err)
	}
	return paths
}

// relaxed are the flags that let face chips of 150 px pass, with landmarks if
// the machine has any.
var relaxed = []string{
	"--rule-photo-long-side=refuse 150", "--rule-photo-short-side=refuse 150", "--rule-face-width=refuse 70", automaticLandmarks,
}

func TestEveryFaceChipEnrolsOnceSizesAreRelaxed(t *testing.T) {
	paths := samples(t, "johns")
	s := serve(t, t.TempDir(), relaxed...)
	admin := s.login("admin", adminPassword)
	for _, path := range paths {
		jpeg, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if a := s.upload(admin, s.create(admin, aFace), jpeg); a.status != http.StatusOK {
			t.Errorf("%s: %v", path, a)
		}
	}
}

// enlarged returns a sample photo as it is, or scaled up to the size that is
// needed at least.
func enlarged(t *testing.T, path string) []byte {
	t.Helper()
	jpeg, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	img, _, err := image.Decode(strings.NewReader(string(jpeg)))
	if err != nil {
		t.Fatal(err)
	}
	b := img.Bounds()
	factor := max(320/float64(max(b.Dx(), b.Dy())), 240/float64(min(b.Dx(), b.Dy())))
	if factor <= 1 {
		return jpeg
	}
	out := image.NewRGBA(image.Rect(0, 0, int(float64(b.Dx())*factor+1), int(float64(b.Dy())*factor+1)))
	draw.BiLinear.Scale(out, out.Bounds(), img, b, draw.Src, nil)
	return portrait.JPEG(out, 95)
}

func TestScenesAnswerAsTheyShould(t *testing.T) {
	wanted := map[string]string{
		"2007_007763": noFace, "2008_001009": wrongImage, "2008_001322": wrongImage, "2008_002079": wrongImage,
		"2008_002470": noFace, "2008_002506": wrongImage, "2008_004176": noFace, "2008_007676": noFace,
		"2009_004587": wrongImage, "Tom_Cruise_avp_2014_4": "", "bald_guys": wrongImage, "dogs": noFace,
	}
	paths := samples(t, "scenes")
	s := serve(t, t.TempDir(), automaticLandmarks)
	admin := s.login("admin", adminPassword)
	for _, path := range paths {
		text := wanted[strings.TrimSuffix(filepath.Base(path), ".jpg")]
		if a := s.upload(admin, s.create(admin, aFace), enlarged(t, path)); a.text() != text {
			t.Errorf("%s: %v, want %q", path, a, text)
		}
	}
}
