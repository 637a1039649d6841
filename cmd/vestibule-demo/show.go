package main

import (
	"image/png"
	"os"
	"path/filepath"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/annotate"
)

// show writes the portrait with the face framed, and says where it lies.
func (d demo) show(jpeg []byte, found face.Face) error {
	p, err := photo.New(jpeg)
	if err != nil {
		return err
	}
	img, err := annotate.Draw(p, found)
	if err != nil {
		return err
	}
	path := filepath.Join(d.out, "annotated.png")
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(f, img); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	say("The annotated picture lies in %s", full)
	return nil
}
