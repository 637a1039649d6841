package main

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"

	"github.com/vestibule-id/vestibule/internal/portrait"
)

// The drawn portraits are as a telephone makes them: upright, in colour, with
// the grain of a sensor, which is also what makes a file as large as a photo's.
const (
	photosASize = 4   // different people of each size
	grain       = 3.0 // grey levels, standard deviation
	quality     = 90
)

// drawPhotos draws n portraits of different people, in a size given in
// millions of pixels.
func drawPhotos(megapixels float64, n int) [][]byte {
	photos := make([][]byte, n)
	for i := range photos {
		w, h := sides(megapixels)
		o := portrait.Options{Width: w, Height: h, Noise: grain, Seed: uint64(i + 1)}
		photos[i] = portrait.JPEG(portrait.Draw(o), quality)
	}
	return photos
}

// sides returns width and height in px of an upright picture of 3 to 4.
func sides(megapixels float64) (w, h int) {
	unit := math.Sqrt(megapixels * 1e6 / 12)
	return int(math.Round(3 * unit)), int(math.Round(4 * unit))
}

// readPhotos returns all files below a directory that are called JPEGs. The
// error is also that there is none.
func readPhotos(dir string) ([][]byte, error) {
	var photos [][]byte
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !isJPEG(path) {
			return err
		}
		jpeg, err := os.ReadFile(path)
		photos = append(photos, jpeg)
		return err
	})
	if err == nil && len(photos) == 0 {
		err = fmt.Errorf("there is no .jpg or .jpeg file in %s", dir)
	}
	return photos, err
}

func isJPEG(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".jpg", ".jpeg":
		return true
	}
	return false
}
