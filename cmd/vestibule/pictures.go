package main

import (
	"fmt"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"

	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
	"github.com/vestibule-id/vestibule/internal/annotate"
)

// picturesFor makes the directory for annotated pictures and returns a file in
// it for each photo, of the photo's name or, if an earlier one is called the
// same, with a number behind. Without a directory the names are empty.
//
// The error is also that the directory holds one of the photos: no picture may
// take the place of what it was made from.
func picturesFor(photos []string, dir string) ([]string, error) {
	names := make([]string, len(photos))
	if dir == "" {
		return names, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	taken := map[string]int{}
	for i, path := range photos {
		if within(path, dir) {
			return nil, usage(fmt.Errorf("%s is among the photos and in %s, where the pictures shall go", path, dir))
		}
		names[i] = filepath.Join(dir, freeName(filepath.Base(path), taken))
	}
	return names, nil
}

// within reports whether a file is in a directory itself, whatever links lead
// there.
func within(path, dir string) bool {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return false // it cannot be read either
	}
	there, err := os.Stat(filepath.Dir(real))
	if err != nil {
		return false
	}
	here, err := os.Stat(dir)
	return err == nil && os.SameFile(here, there)
}

// freeName returns the name of a picture, and takes it: the photo's, or that
// with the lowest number behind it that is free. Names that differ in case alone
// are one file to some file systems.
func freeName(name string, taken map[string]int) string {
	ending := filepath.Ext(name)
	stem, key, free := strings.TrimSuffix(name, ending), strings.ToLower(name), name
	for taken[strings.ToLower(free)] > 0 {
		taken[key]++ // all up to here were taken
		free = fmt.Sprintf("%s-%d%s", stem, taken[key], ending)
	}
	taken[strings.ToLower(free)]++
	return free
}

// drawPicture writes the picture of a photo.
func drawPicture(path string, data []byte, r rules.Report, lang texts.Language) error {
	p, err := photo.New(data)
	if err != nil {
		return err
	}
	img, err := annotate.Draw(p, r, lang)
	if err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	const quality = 90
	if err := jpeg.Encode(f, img, &jpeg.Options{Quality: quality}); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
