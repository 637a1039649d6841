package soak

import (
	"bytes"

	"github.com/vestibule-id/vestibule/client"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// photos are drawn portraits that no two of are alike, by their number. Number
// 0 is none.
type photos struct {
	jpegs  [][]byte
	number map[string]int
}

// people is how many different ones are drawn: that takes longer than to make
// several files of each.
const people = 8

func draw(n int) photos {
	p := photos{jpegs: make([][]byte, 1, n+1), number: map[string]int{}}
	for i := range n {
		picture := portrait.Draw(portrait.Options{Seed: uint64(i%people + 1), Noise: 2})
		jpeg := portrait.JPEG(picture, 95-i/people%15)
		p.number[string(jpeg)] = len(p.jpegs)
		p.jpegs = append(p.jpegs, jpeg)
	}
	return p
}

// unknownPhoto is the number of what was never uploaded.
const unknownPhoto = -1

// numberOf returns which photo that is, byte for byte.
func (p photos) numberOf(jpeg []byte) int {
	if n, ok := p.number[string(jpeg)]; ok {
		return n
	}
	return unknownPhoto
}

func (p photos) photo(number int) client.Photo {
	return client.PhotoOf(bytes.NewReader(p.jpegs[number]))
}
