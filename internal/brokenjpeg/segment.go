package brokenjpeg

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// The second bytes of markers, from ITU-T T.81, table B.1.
const (
	markTEM   = 0x01
	markSOF0  = 0xC0
	markDHT   = 0xC4
	markDAC   = 0xCC
	markSOF15 = 0xCF
	markRST0  = 0xD0
	markSOI   = 0xD8
	markEOI   = 0xD9
	markSOS   = 0xDA
	markDQT   = 0xDB
	markDNL   = 0xDC
	markDRI   = 0xDD
	markDHP   = 0xDE
	markEXP   = 0xDF
	markAPP0  = 0xE0
	markAPP1  = 0xE1
	markAPP2  = 0xE2
	markAPP14 = 0xEE
	markCOM   = 0xFE
)

// segment is a marker with what follows it, up to the next.
type segment struct {
	marker byte
	length int    // as it is written; the right one is len(body)+2
	body   []byte // without the length
	data   []byte // of a scan, coded
}

func newSegment(marker byte, body ...byte) segment {
	return segment{marker: marker, length: len(body) + 2, body: body}
}

// file is a JPEG in segments, without its first and its last marker.
type file []segment

// split takes a whole JPEG apart.
func split(jpeg []byte) (f file) {
	rest := jpeg[2:]
	for rest[1] != markEOI {
		length := int(binary.BigEndian.Uint16(rest[2:]))
		s := segment{marker: rest[1], length: length, body: rest[4 : 2+length]}
		rest = rest[2+length:]
		end := 0
		for rest[end] != 0xFF || rest[end+1] == 0 {
			end++
		}
		s.data, rest = rest[:end], rest[end:]
		f = append(f, s)
	}
	return f
}

func (s segment) bytes() []byte {
	out := []byte{0xFF, s.marker}
	out = binary.BigEndian.AppendUint16(out, uint16(s.length))
	return slices.Concat(out, s.body, s.data)
}

// bytes puts the JPEG together again.
func (f file) bytes() []byte {
	out := []byte{0xFF, markSOI}
	for _, s := range f {
		out = append(out, s.bytes()...)
	}
	return append(out, 0xFF, markEOI)
}

// with returns the file with other segments in the place of one.
func (f file) with(i int, instead ...segment) file {
	return slices.Concat(f[:i], instead, f[i+1:])
}

// before returns the file with segments put in before the first of a marker.
func (f file) before(marker byte, more ...segment) file {
	return slices.Insert(slices.Clone(f), f.first(marker), more...)
}

// without returns the file without any segment of a marker.
func (f file) without(marker byte) file {
	return slices.DeleteFunc(slices.Clone(f), func(s segment) bool { return s.marker == marker })
}

// first returns where the first segment of a marker is; there must be one.
func (f file) first(marker byte) int {
	return slices.IndexFunc(f, func(s segment) bool { return s.marker == marker })
}

// frame returns where the frame header is.
func (f file) frame() int {
	return slices.IndexFunc(f, func(s segment) bool {
		return markSOF0 <= s.marker && s.marker <= markSOF15 && s.marker != markDHT && s.marker != markDAC
	})
}

// set returns the segment with other bytes in its body.
func (s segment) set(at int, values ...byte) segment {
	s.body = bytes.Clone(s.body)
	copy(s.body[at:], values)
	return s
}

// bodied returns the segment with another body, of the length it says.
func (s segment) bodied(body ...byte) segment {
	s.body, s.length = body, len(body)+2
	return s
}
