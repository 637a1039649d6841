package main

import (
	"bytes"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"
)

func TestDrawnPhotosHaveTheirSize(t *testing.T) {
	for _, tt := range []struct {
		megapixels float64
		w, h       int
	}{{0.3, 474, 632}, {2, 1225, 1633}, {12, 3000, 4000}} {
		if w, h := sides(tt.megapixels); w != tt.w || h != tt.h {
			t.Errorf("%g megapixels are %dx%d px, want %dx%d", tt.megapixels, w, h, tt.w, tt.h)
		}
	}
}

func TestDrawnPhotosAreColourAndNotAlike(t *testing.T) {
	photos := drawPhotos(0.1, 2)
	for _, photo := range photos {
		config, err := jpeg.DecodeConfig(bytes.NewReader(photo))
		if err != nil || config.Width != 274 || config.Height != 365 {
			t.Errorf("photo is %dx%d, %v", config.Width, config.Height, err)
		}
	}
	if len(photos) != 2 || bytes.Equal(photos[0], photos[1]) {
		t.Error("both are the same")
	}
}

func TestReadPhotos(t *testing.T) {
	dir := t.TempDir()
	if _, err := readPhotos(dir); err == nil {
		t.Error("an empty directory has photos")
	}
	if err := os.Mkdir(filepath.Join(dir, "more.jpg"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.jpg", "b.JPEG", "c.png", "more.jpg/d.Jpg"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := readPhotos(dir)
	if want := "a.jpg b.JPEG more.jpg/d.Jpg"; err != nil || string(bytes.Join(got, []byte(" "))) != want {
		t.Errorf("photos are %q, %v, want %s", got, err, want)
	}
	if _, err := readPhotos(filepath.Join(dir, "none")); err == nil {
		t.Error("a directory that does not exist has photos")
	}
}
