package sqlite

import (
	"encoding/binary"
	"math"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// pointSize is how many bytes a packed point has: two float64.
const pointSize = 16

// packLandmarks returns the coordinates, x before y, as float64, little-endian,
// one after the other: decimals would not come back to the last bit.
func packLandmarks(l face.Landmarks) []byte {
	packed := make([]byte, 0, pointSize*len(l))
	for _, p := range l {
		packed = binary.LittleEndian.AppendUint64(packed, math.Float64bits(p.X))
		packed = binary.LittleEndian.AppendUint64(packed, math.Float64bits(p.Y))
	}
	return packed
}

// unpackLandmarks is the inverse, for whole points.
func unpackLandmarks(packed []byte) face.Landmarks {
	l := make(face.Landmarks, len(packed)/pointSize)
	for i := range l {
		point := packed[i*pointSize:]
		l[i].X = math.Float64frombits(binary.LittleEndian.Uint64(point))
		l[i].Y = math.Float64frombits(binary.LittleEndian.Uint64(point[pointSize/2:]))
	}
	return l
}

// restoreLandmarks returns stored landmarks; nil, which is no row, is none. What
// was valid when it was stored and is not now is our own fault.
func restoreLandmarks(uid identifier.UID, packed []byte) (face.Landmarks, error) {
	if packed == nil {
		return nil, nil
	}
	var l face.Landmarks
	if size := len(packed); size == face.Points5*pointSize || size == face.Points68*pointSize {
		l = unpackLandmarks(packed)
	}
	if !l.Valid() {
		return nil, domain.E(domain.KindInternal, "stored landmarks of %s: %d bytes are no landmarks", about(uid), len(packed))
	}
	return l, nil
}
