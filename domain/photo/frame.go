package photo

import "encoding/binary"

// samplePrecision is the only number of bits per sample that is handled.
const samplePrecision = 8

// readFrame reads the body of a frame header (T.81, B.2.2): precision (1
// byte), height (2), width (2), number of components (1), and for each component
// its name (1), sampling (1) and the destination of its quantisation table (1).
func (w *walk) readFrame(marker byte, body []byte) error {
	if w.framed {
		return damaged("two frame headers are in it")
	}
	w.framed = true
	if len(body) < 6 {
		return damaged("the frame header is too short")
	}
	h := &w.header
	h.Precision = int(body[0])
	h.Height = int(binary.BigEndian.Uint16(body[1:]))
	h.Width = int(binary.BigEndian.Uint16(body[3:]))
	h.Components = int(body[5])
	h.Progressive = marker&3 == 2
	if name := foreignCoding(marker); name != "" {
		return unsupported(name)
	}
	if len(body) != 6+3*h.Components {
		return damaged("the length of the frame header is wrong")
	}
	if err := checkFrame(*h); err != nil {
		return err
	}
	w.destination = body[8]
	return nil
}

// foreignCoding names the coding that a frame header announces, or "" for the
// handled ones: baseline, extended and progressive with Huffman codes. Of the
// marker's low bits, the two lowest say how a frame is coded, bit 2 that it is
// one step of a hierarchy, bit 3 that the codes are arithmetic (T.81, table
// B.1).
func foreignCoding(marker byte) string {
	switch {
	case marker&4 != 0:
		return "hierarchical"
	case marker&3 == 3:
		return "lossless"
	case marker&8 != 0:
		return "arithmetic"
	}
	return ""
}

func checkFrame(h Header) error {
	switch {
	case h.Precision != samplePrecision:
		return unsupportedPrecision(h.Precision)
	case h.Components != 1 && h.Components != 3 && h.Components != 4:
		return damaged("the number of colour components is wrong")
	case h.Width == 0:
		return damaged("the picture has no width")
	case h.Height == 0: // promises a DNL segment
		return unsupported(foreign(markDNL))
	}
	return nil
}

// readScan reads the body of a scan header (T.81, B.2.3): number of components
// (1 byte), 2 bytes for each of them, and 3 bytes more. Its data follows; the
// walk looks for the next marker in it.
func (w *walk) readScan(body []byte) error {
	if !w.framed {
		return damaged("picture data comes before the frame header")
	}
	if len(body) == 0 || len(body) != 4+2*int(body[0]) {
		return damaged("the length of a scan header is wrong")
	}
	if components := int(body[0]); components < 1 || components > w.header.Components {
		return damaged("a scan has a wrong number of colour components")
	}
	if w.header.Scans == 0 {
		w.header.Quality = w.quality()
	}
	w.header.Scans++
	return nil
}
