package photo

import (
	"bytes"
	"encoding/binary"
)

// readAPP1 takes the orientation from the body of an APP1 segment if it is the
// first EXIF segment and stands before the picture data; XMP uses APP1 as
// well. An EXIF body starts with "Exif" and two zero bytes (CIPA DC-008, EXIF
// 2.3, 4.7.2); some writers put something else into the second of them.
func (w *walk) readAPP1(body []byte) {
	const identifier = "Exif\x00\x00"
	if w.sawEXIF || w.header.Scans > 0 || len(body) < len(identifier) ||
		!bytes.HasPrefix(body, []byte(identifier[:5])) {
		return
	}
	w.sawEXIF = true
	w.header.Orientation = tiffOrientation(body[len(identifier):])
}

// tiffOrientation returns the orientation that the first directory of a TIFF
// structure gives, and Upright if there is none or anything is malformed.
//
// The structure starts with its byte order (2 bytes), the number 42 (2) and
// the offset of the first directory (4), counted from its own start. Further
// directories are not followed: they describe the thumbnail.
func tiffOrientation(tiff []byte) Orientation {
	if len(tiff) < 8 {
		return Upright
	}
	var order binary.ByteOrder
	switch string(tiff[:2]) {
	case "II":
		order = binary.LittleEndian
	case "MM":
		order = binary.BigEndian
	default:
		return Upright
	}
	offset := order.Uint32(tiff[4:])
	if order.Uint16(tiff[2:]) != 42 || uint64(offset) > uint64(len(tiff)) {
		return Upright
	}
	return directoryOrientation(tiff[offset:], order)
}

// directoryOrientation looks for the orientation in a directory: the number of
// entries (2 bytes), then entries of 12 bytes. A number that promises more
// than there is does not hide the entries that are there.
func directoryOrientation(directory []byte, order binary.ByteOrder) Orientation {
	const (
		entrySize      = 12
		tagOrientation = 0x0112
	)
	if len(directory) < 2 {
		return Upright
	}
	entries := directory[2:]
	for range min(int(order.Uint16(directory)), len(entries)/entrySize) {
		if order.Uint16(entries) == tagOrientation {
			return entryOrientation(entries[:entrySize], order)
		}
		entries = entries[entrySize:]
	}
	return Upright
}

// entryOrientation reads an entry of 12 bytes: tag (2), type (2), number of
// values (4), value (4, left-aligned). The standard wants one SHORT; some
// writers use another whole number.
func entryOrientation(entry []byte, order binary.ByteOrder) Orientation {
	const (
		typeByte  = 1
		typeShort = 3
		typeLong  = 4
	)
	if order.Uint32(entry[4:]) != 1 {
		return Upright
	}
	var value uint32
	switch order.Uint16(entry[2:]) {
	case typeByte:
		value = uint32(entry[8])
	case typeShort:
		value = uint32(order.Uint16(entry[8:]))
	case typeLong:
		value = order.Uint32(entry[8:])
	}
	if value < uint32(Upright) || value > uint32(TurnLeft) {
		return Upright
	}
	return Orientation(value)
}
