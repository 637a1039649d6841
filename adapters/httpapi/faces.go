package httpapi

import (
	"math"

	"github.com/vestibule-id/vestibule/domain/face"
)

// faceBody has its places in pixels of the upright photo.
type faceBody struct {
	Box        boxBody     `json:"box"`
	Confidence number      `json:"confidence"`
	Landmarks  []pointBody `json:"landmarks,omitzero"` // 5 or 68; left out if nil
}

type boxBody struct {
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}

// pointBody is a place: x, then y.
type pointBody [2]number

func newFaceBody(f face.Face) faceBody {
	b := f.Box
	return faceBody{
		Box:        boxBody{X: b.X, Y: b.Y, Width: b.Width, Height: b.Height},
		Confidence: number(f.Confidence),
		Landmarks:  newPoints(f.Landmarks),
	}
}

// newPoints returns nil if there are no landmarks.
func newPoints(l face.Landmarks) []pointBody {
	if !l.Valid() {
		return nil
	}
	var points []pointBody
	for _, p := range l {
		points = append(points, pointBody{tenths(p.X), tenths(p.Y)})
	}
	return points
}

// tenths rounds to tenths of a pixel: no detector places anything more exactly.
func tenths(px float64) number { return number(math.Round(px*10) / 10) }
