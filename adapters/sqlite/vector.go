package sqlite

import (
	"database/sql"
	"encoding/binary"
	"math"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// packVector returns the numbers as float32, little-endian, one after the
// other, so that the file can be read on any machine.
func packVector(v *[face.DescriptorLength]float32) []byte {
	packed := make([]byte, 0, 4*len(v))
	for _, n := range v {
		packed = binary.LittleEndian.AppendUint32(packed, math.Float32bits(n))
	}
	return packed
}

// restoreDescriptor is the inverse; an absent model is the zero Descriptor.
func restoreDescriptor(uid identifier.UID, model sql.NullString, packed []byte) (face.Descriptor, error) {
	d := face.Descriptor{Model: model.String}
	if !model.Valid {
		return d, nil
	}
	if _, err := binary.Decode(packed, binary.LittleEndian, &d.Vector); err != nil {
		return face.Descriptor{}, domain.E(domain.KindInternal, "stored descriptor of %s: %w", about(uid), err)
	}
	return d, nil
}
