package reportjson

import (
	"encoding/json"
	"math"

	"github.com/vestibule-id/vestibule/domain/face"
)

// Face has its places in pixels of the upright photo.
type Face struct {
	Box        Box     `json:"box"`
	Confidence Number  `json:"confidence"`
	Landmarks  []Point `json:"landmarks,omitzero"` // 5 or 68; left out if nil
}

// Box is a face.Box.
type Box struct {
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}

// Point is a place: x, then y.
type Point [2]Number

// NewFace returns a face; its Landmarks are nil if it has none.
func NewFace(f face.Face) Face {
	return Face{Box: Box(f.Box), Confidence: Number(f.Confidence), Landmarks: newPoints(f.Landmarks)}
}

func newPoints(l face.Landmarks) []Point {
	if !l.Valid() {
		return nil
	}
	var points []Point
	for _, p := range l {
		points = append(points, Point{tenths(p.X), tenths(p.Y)})
	}
	return points
}

// tenths rounds to tenths of a pixel: no detector places anything more exactly.
func tenths(px float64) Number { return Number(math.Round(px*10) / 10) }

// Number is a number in an answer. JSON has none for infinity and for what is
// no number, and nobody should go without an answer because of one: they are
// null.
type Number float64

// MarshalJSON implements json.Marshaler.
func (n Number) MarshalJSON() ([]byte, error) {
	if f := float64(n); !math.IsNaN(f) && !math.IsInf(f, 0) {
		return json.Marshal(f)
	}
	return []byte("null"), nil
}
