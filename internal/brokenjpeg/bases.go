package brokenjpeg

import "github.com/vestibule-id/vestibule/internal/portrait"

// base is a whole JPEG that others are made from.
type base struct {
	name string
	jpeg []byte
}

// bases returns one of each coding, as small as they get, and one in which a
// face is found.
func bases() []base {
	small := portrait.Draw(portrait.Options{Width: 40, Height: 48})
	cmyk, err := portrait.CMYKJPEG(small)
	if err != nil {
		panic(err) // its size is one that a JPEG can have
	}
	ycck, err := portrait.YCCKJPEG(small)
	if err != nil {
		panic(err)
	}
	return []base{
		{"grey", portrait.GreyJPEG(small, 60)},
		{"colour", portrait.JPEG(small, 60)},
		{"CMYK", cmyk},
		{"YCCK", ycck},
		{"progressive", portrait.ManyScans(small, 12)},
		{"portrait", portrait.JPEG(portrait.Draw(portrait.Options{Width: 320, Height: 400}), 50)},
	}
}
