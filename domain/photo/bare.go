package photo

import (
	"bytes"
	"encoding/binary"
)

// Bare returns the photo without anything that is not the picture: EXIF data
// with its place, time and serial numbers, XMP, IPTC, colour profiles, comments,
// thumbnails, and what stands between segments or behind the end, where phones
// append films. The coded picture stays byte for byte, and so do its header
// and what a decoder makes of it. A photo that has nothing to remove is
// returned as it is.
//
// An orientation other than Upright stays, alone in EXIF data of its own; so do
// the two segments that tell decoders what the colour components are, without
// their particulars: JFIF's, and Adobe's.
func (p Photo) Bare() Photo {
	size, same := 0, true
	p.bare(func(piece []byte) {
		same = same && bytes.HasPrefix(p.data[size:], piece)
		size += len(piece)
	})
	if same && size == len(p.data) {
		return p
	}
	jpeg := make([]byte, 0, size)
	p.bare(func(piece []byte) { jpeg = append(jpeg, piece...) })
	return Photo{data: jpeg, header: p.header}
}

// bare calls emit with each piece of the bare file, in order. A list of the
// pieces could be much larger than the file.
func (p Photo) bare(emit func(piece []byte)) {
	w := walk{rest: p.data[len(startOfImage):], header: Header{Orientation: Upright}}
	at := func() int { return len(p.data) - len(w.rest) }
	emit(startOfImage)
	for jfif, inScan := false, false; ; {
		from, sawEXIF := at(), w.sawEXIF
		marker, _ := w.nextMarker() // New found them all
		start := at() - 2
		if inScan {
			emit(withoutFill(p.data[from:start]))
		}
		if marker == markEOI {
			emit(p.data[start:at()])
			return
		}
		body, _ := w.segment()
		_ = w.read(marker, body)
		inScan = marker == markSOS
		switch {
		case marker == markAPP0 && !jfif && isJFIF(body):
			jfif = true
			emit(bareJFIF)
		case marker == markAPP1 && w.sawEXIF && !sawEXIF && w.header.Orientation != Upright:
			emit(bareEXIF(w.header.Orientation))
		case marker == markAPP14 && isAdobe(body):
			emit([]byte{0xFF, markAPP14, 0, 2 + adobeLength})
			emit(body[:adobeLength])
		case isPicture(marker):
			emit(p.data[start:at()])
		}
	}
}

// withoutFill returns the data of a scan without the fill bytes at its end,
// which belong to the marker that follows.
func withoutFill(data []byte) []byte {
	for len(data) > 0 && data[len(data)-1] == 0xFF {
		data = data[:len(data)-1]
	}
	return data
}

// isPicture reports whether segments of a marker are a part of the coded
// picture. Conditioning of arithmetic codes is not, as no such picture is
// accepted.
func isPicture(marker byte) bool {
	switch marker {
	case markDQT, markDHT, markSOS, markDRI:
		return true
	case markDAC:
		return false
	}
	return markSOF0 <= marker && marker <= markSOF15
}

// bareJFIF is the segment of JFIF 1.01 (section 5) for square pixels and no
// thumbnail. That it is there makes three components YCbCr.
var bareJFIF = []byte("\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")

// isJFIF reports whether the body of an APP0 segment is one that libjpeg knows:
// its extensions, with thumbnails, and shorter ones are not.
func isJFIF(body []byte) bool {
	return len(body) >= len(bareJFIF)-4 && bytes.HasPrefix(body, []byte("JFIF\x00"))
}

// adobeLength is the length of the body of Adobe's APP14 segment: its name (5
// bytes), version (2), flags (4), and by which transform the components were
// made (1).
const adobeLength = 12

func isAdobe(body []byte) bool {
	return len(body) >= adobeLength && bytes.HasPrefix(body, []byte("Adobe"))
}

// bareEXIF returns an APP1 segment that holds an orientation and nothing else
// (readAPP1 says how), in the byte order of most phones.
func bareEXIF(o Orientation) []byte {
	segment := []byte("\xFF\xE1\x00\x22Exif\x00\x00II*\x00\x08\x00\x00\x00" + // the directory follows
		"\x01\x00" + // one entry:
		"\x12\x01\x03\x00\x01\x00\x00\x00" + // an orientation, as one SHORT
		"\x00\x00\x00\x00" + // its value
		"\x00\x00\x00\x00") // no further directory
	binary.LittleEndian.PutUint16(segment[len(segment)-8:], uint16(o))
	return segment
}
