package photo

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf8"
)

// The formats that more than their first bytes tell apart.
const (
	emptyFile     = "empty file"
	unknownFormat = "unknown format"
	text          = "text"
	svg           = "SVG"
	xml           = "XML"
	webp          = "WebP"
	heic          = "HEIC"
	avif          = "AVIF"
	film          = "film"
)

// magics are the first bytes of formats that those alone identify.
var magics = []struct {
	magic, format string
}{
	{"\x89PNG\r\n\x1a\n", "PNG"},
	{"GIF87a", "GIF"},
	{"GIF89a", "GIF"},
	{"II*\x00", "TIFF"},
	{"MM\x00*", "TIFF"},
	{"%PDF-", "PDF"},
	{"\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG 2000"},
	{"\xff\x4f\xff\x51", "JPEG 2000"}, // without a container
	{"\x00\x00\x00\x0cJXL \r\n\x87\n", "JPEG XL"},
	{"\xff\x0a", "JPEG XL"}, // without a container
	{"PK\x03\x04", "ZIP"},
	{"PK\x05\x06", "ZIP"}, // an empty one
}

// formatOf names the format of a file that is no JPEG, by its first bytes.
func formatOf(data []byte) string {
	if len(data) == 0 {
		return emptyFile
	}
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.magic)) {
			return m.format
		}
	}
	switch {
	case hasAt(data, 0, "RIFF") && hasAt(data, 8, "WEBP"):
		return webp
	case hasAt(data, 0, "BM") && hasAt(data, 6, "\x00\x00\x00\x00"):
		// Two letters alone may start a text; the four bytes are reserved.
		return "BMP"
	case hasAt(data, 4, "ftyp"):
		return brandFormat(data)
	}
	return textFormat(data)
}

func hasAt(data []byte, offset int, s string) bool {
	return len(data) >= offset && bytes.HasPrefix(data[offset:], []byte(s))
}

// brandFormat tells the formats apart that share the container of ISO/IEC
// 14496-12. Its first box holds: its size (4 bytes), "ftyp", the major brand
// (4), a version (4), and the compatible brands (4 each). The first known brand
// decides; "mif1" alone, any picture, is most likely Apple's.
func brandFormat(data []byte) string {
	size := min(uint64(binary.BigEndian.Uint32(data)), uint64(len(data)))
	box := data[:size]
	anyPicture := hasAt(box, 8, "mif1")
	for at := 8; at+4 <= len(box); at += 4 {
		switch brand := string(box[at : at+4]); brand {
		case "avif", "avis":
			return avif
		case "heic", "heix", "heim", "heis", "hevc", "hevx":
			return heic
		case "isom", "iso2", "mp41", "mp42", "qt  ", "M4V ", "3gp4", "3gp5":
			return film
		}
	}
	if anyPicture {
		return heic
	}
	return unknownFormat
}

// textFormat tells texts apart. Only the first bytes are looked at: enough to
// pass the comments before an <svg> tag.
func textFormat(data []byte) string {
	const enough = 1024
	head := data[:min(len(data), enough)]
	if !isText(head) {
		return unknownFormat
	}
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))) // a byte order mark
	switch {
	case bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<svg")):
		return svg
	case bytes.HasPrefix(head, []byte("<?xml")):
		return xml
	}
	return text
}

// isText reports whether head is UTF-8, whose last character may be cut, and
// free of control characters that texts do not use.
func isText(head []byte) bool {
	for len(head) > 0 {
		r, size := utf8.DecodeRune(head)
		if r == utf8.RuneError && size == 1 {
			return !utf8.FullRune(head)
		}
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return false
		}
		head = head[size:]
	}
	return true
}
