package photo

import (
	"bytes"
	"encoding/binary"
)

// The second bytes of the markers that are told apart here, from ITU-T T.81,
// table B.1. The first byte is always 0xFF.
const (
	markTEM   = 0x01 // temporary, of arithmetic coders
	markSOF0  = 0xC0 // first of the frame headers, which reach to 0xCF
	markDHT   = 0xC4 // Huffman tables, in the midst of the frame headers
	markJPG   = 0xC8 // reserved for extensions, likewise
	markDAC   = 0xCC // arithmetic coding conditioning, likewise
	markSOF15 = 0xCF
	markRST0  = 0xD0 // first of the eight restart markers
	markRST7  = 0xD7
	markSOI   = 0xD8 // start of image
	markEOI   = 0xD9 // end of image
	markSOS   = 0xDA // start of scan
	markDQT   = 0xDB // quantisation tables
	markDNL   = 0xDC // number of lines, after the first scan
	markDRI   = 0xDD // restart interval
	markDHP   = 0xDE // hierarchical progression
	markEXP   = 0xDF // expand reference components, of hierarchical pictures
	markAPP0  = 0xE0 // first of the application data, which reach to 0xEF: JFIF
	markAPP1  = 0xE1 // EXIF or XMP
	markAPP14 = 0xEE // Adobe
	markJPG0  = 0xF0 // first of those reserved for extensions, such as JPEG-LS
	markJPG13 = 0xFD
)

var startOfImage = []byte{0xFF, markSOI}

// walk is the state of reading one file.
type walk struct {
	rest        []byte // what has not been read yet
	header      Header
	framed      bool                    // the frame header was reached
	sawEXIF     bool                    // the first EXIF segment decides, even if unreadable
	tables      [quantTables]quantTable // by destination, as the DQT segments so far leave them
	destination byte                    // of the first component's table
}

// run reads up to the end-of-image marker.
func (w *walk) run() error {
	for {
		marker, found := w.nextMarker()
		switch {
		case !found:
			return cutOff()
		case marker == markEOI:
			return w.end()
		case marker < markSOF0 || marker == markSOI:
			return damaged("an invalid marker is in it")
		}
		if name := foreign(marker); name != "" {
			return unsupported(name)
		}
		body, err := w.segment()
		if err == nil {
			err = w.read(marker, body)
		}
		if err != nil {
			return err
		}
	}
}

// nextMarker moves behind the next marker that matters and returns its second
// byte, or false if there is none.
//
// A marker may follow any number of 0xFF fill bytes (T.81, B.1.1.2). Inside
// the data of a scan 0xFF 0x00 stands for a plain 0xFF (B.1.1.5), and restart
// markers structure it; both are passed over, and so is TEM. Other bytes are
// passed over between segments, too: it is wrong there, but Pixel phones and
// many webcams leave such bytes behind, and libjpeg and image/jpeg resume at
// the next marker by the same rule, so that all see the same segments.
func (w *walk) nextMarker() (marker byte, found bool) {
	for {
		i := bytes.IndexByte(w.rest, 0xFF)
		if i < 0 {
			return 0, false
		}
		for i < len(w.rest) && w.rest[i] == 0xFF {
			i++
		}
		if i == len(w.rest) {
			return 0, false
		}
		marker, w.rest = w.rest[i], w.rest[i+1:]
		if !passedOver(marker) {
			return marker, true
		}
	}
}

func passedOver(marker byte) bool {
	return marker == 0 || marker == markTEM || markRST0 <= marker && marker <= markRST7
}

// foreign names what a marker stands for that no reader of ordinary photos
// handles; "" for any other marker. DNL changes the height after the fact, so
// that readers disagree about the size of the picture.
func foreign(marker byte) string {
	switch {
	case marker == markDNL:
		return "height after the first scan"
	case marker == markDHP || marker == markEXP:
		return "hierarchical"
	case marker == markJPG || markJPG0 <= marker && marker <= markJPG13:
		return "extension of JPEG"
	}
	return ""
}

// segment moves behind the segment whose marker was just read and returns its
// body. The two bytes of its length count themselves (T.81, B.1.1.4).
func (w *walk) segment() ([]byte, error) {
	if len(w.rest) < 2 {
		return nil, cutOff()
	}
	length := int(binary.BigEndian.Uint16(w.rest))
	if length < 2 {
		return nil, damaged("the length of a segment is wrong")
	}
	if length > len(w.rest) {
		return nil, cutOff()
	}
	body := w.rest[2:length]
	w.rest = w.rest[length:]
	return body, nil
}

func (w *walk) read(marker byte, body []byte) error {
	switch marker {
	case markDHT, markDAC:
		return nil
	case markDQT:
		return w.readQuantTables(body)
	case markSOS:
		return w.readScan(body)
	case markAPP1:
		w.readAPP1(body)
		return nil
	}
	if markSOF0 <= marker && marker <= markSOF15 {
		return w.readFrame(marker, body)
	}
	return nil
}

// end decides whether a file that has its end has all the rest.
func (w *walk) end() error {
	if !w.framed {
		return damaged("no frame header is in it")
	}
	if w.header.Scans == 0 {
		return damaged("no picture data is in it")
	}
	return nil
}
