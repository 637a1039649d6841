//go:build cgo

package dlib

import (
	"errors"
	"os"
	"strconv"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/brokenjpeg"
)

// thinned is the variable that says how many broken JPEGs are looked at: one in
// so many.
const thinned = "VESTIBULE_TEST_THIN"

func thin(t *testing.T) int {
	t.Helper()
	text := os.Getenv(thinned)
	if text == "" {
		return 211
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s is %q", thinned, text)
	}
	return n
}

// Every broken JPEG whose header is in order is a picture or damaged, nothing
// else. "make asan" sees that no byte is read or written that is not theirs.
func TestBrokenJPEGsAreDamagedOrNot(t *testing.T) {
	landmarks, err := FindLandmarks("", "")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Workers: 1, Landmarks: landmarks}
	if dir := os.Getenv("VESTIBULE_MODELS"); dir != "" {
		models, err := FindModels(dir)
		if err != nil {
			t.Fatal(err)
		}
		o.Models = &models
	}
	w, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	read, damaged, withFace, described := 0, 0, 0, 0
	for name, jpeg := range brokenjpeg.Files(thin(t)) {
		p, err := photo.New(jpeg)
		if h := p.Header(); err != nil || h.Megapixels() > 50 || h.Scans > 100 {
			continue // what the rules that guard the decoder refuse
		}
		read++
		found, err := w.Detector().DetectFaces(t.Context(), p)
		if err != nil {
			damaged++
			if !errors.Is(err, domain.KindPhotoRefused) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if len(found.Faces) == 0 || w.Describer() == nil {
			continue
		}
		withFace++
		if _, err := w.Describer().Describe(t.Context(), p, found); err == nil {
			described++
		} else if !errors.Is(err, domain.KindPhotoRefused) {
			t.Errorf("%s: describing: %v", name, err)
		}
	}
	if damaged == 0 || damaged == read {
		t.Errorf("of %d files with a good header, %d are damaged", read, damaged)
	}
	t.Logf("%d files with a good header, %d damaged; with models, %d with a face, %d described", read, damaged, withFace, described)
}
