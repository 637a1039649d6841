package photo_test

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/photo"
)

func TestNew(t *testing.T) {
	data := encode(t, 16, 8, true)
	p, err := photo.New(data)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := p.Header().Width, 16; got != want {
		t.Errorf("width is %d, want %d", got, want)
	}
	if got, want := len(p.JPEG()), len(data); got != want {
		t.Fatalf("photo has %d bytes, want %d", got, want)
	}
	if &p.JPEG()[0] != &data[0] {
		t.Error("the photo is a copy of the file")
	}
}

func TestNewMakesNoPhotoOfARefusedFile(t *testing.T) {
	whole := encode(t, 16, 8, true)
	p, err := photo.New(whole[:len(whole)-1])
	if got, want := domain.KindOf(err), domain.KindPhotoRefused; got != want {
		t.Errorf("kind is %v, want %v", got, want)
	}
	if p.JPEG() != nil || p.Header() != (photo.Header{}) {
		t.Errorf("got a photo of %d bytes with %+v", len(p.JPEG()), p.Header())
	}
}
