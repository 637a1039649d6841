package photo_test

import (
	"bytes"
	"image"
	"image/gif"
	"image/png"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/photo"
)

func TestReadHeaderNamesTheWrongFormat(t *testing.T) {
	var pngFile, gifFile bytes.Buffer
	picture := image.NewGray(image.Rect(0, 0, 2, 2))
	if err := png.Encode(&pngFile, picture); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&gifFile, picture, nil); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		data   string
		format string
	}{
		{"a PNG file", pngFile.String(), "PNG"},
		{"a GIF file", gifFile.String(), "GIF"},
		{"an old GIF file", "GIF87a\x01\x00", "GIF"},
		{"a BMP file", "BM\x3a\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00", "BMP"},
		{"a text that starts with BM", "BM is a short text", "text"},
		{"a WebP file", "RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP"},
		{"a RIFF file that is not WebP", "RIFF\x24\x00\x00\x00WAVEfmt ", "unknown format"},
		{"a photo of an iPhone", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"},
		{"a HEIC file with the general major brand", "\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic", "HEIC"},
		{"the general brand alone", "\x00\x00\x00\x10ftypmif1\x00\x00\x00\x00", "HEIC"},
		{"an AVIF file", "\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf", "AVIF"},
		{"an AVIF file with the general major brand", "\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1avif", "AVIF"},
		{"a brand behind the first box does not count", "\x00\x00\x00\x10ftypmif1\x00\x00\x00\x00avif", "HEIC"},
		{"a film", "\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2", "film"},
		{"a container of an unknown brand", "\x00\x00\x00\x10ftypzzzz\x00\x00\x00\x00", "unknown format"},
		{"a container whose size is nonsense", "\xff\xff\xff\xffftyphe", "unknown format"},
		{"a container of size zero", "\x00\x00\x00\x00ftypheic", "unknown format"},
		{"a TIFF file of Intel's order", "II*\x00\x08\x00\x00\x00", "TIFF"},
		{"a TIFF file of Motorola's order", "MM\x00*\x00\x00\x00\x08", "TIFF"},
		{"a PDF file", "%PDF-1.7\n", "PDF"},
		{"a JPEG 2000 file", "\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG 2000"},
		{"a JPEG 2000 codestream", "\xff\x4f\xff\x51\x00\x2f", "JPEG 2000"},
		{"a JPEG XL file", "\x00\x00\x00\x0cJXL \r\n\x87\n", "JPEG XL"},
		{"a JPEG XL codestream", "\xff\x0a\xff\xff", "JPEG XL"},
		{"a ZIP file", "PK\x03\x04\x14\x00", "ZIP"},
		{"an empty ZIP file", "PK\x05\x06\x00\x00", "ZIP"},
		{"an SVG file", "<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"},
		{"an SVG file with everything before it", "\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- x -->\n<svg/>", "SVG"},
		{"an XML file", "<?xml version='1.0'?><person/>", "XML"},
		{"a text", "Dear sir or madam,\r\n\tplease find …", "text"},
		{"a text that mentions <svg", "How to write <svg tags", "text"},
		{"a long text whose 1024th byte is inside a character", strings.Repeat("a", 1023) + "ü", "text"},
		{"nothing but blanks", " \n\n ", "text"},
		{"a text with a zero byte", "text\x00text", "unknown format"},
		{"a text that is not UTF-8", "Gr\xfc\xdfe aus Berlin", "unknown format"},
		{"zeros", strings.Repeat("\x00", 100), "unknown format"},
		{"the first byte of a JPEG alone", "\xff", "unknown format"},
		{"an end of a JPEG without its beginning", "\xff\xd9", "unknown format"},
		{"a JPEG with a byte before it", "\x00" + string(encode(t, 8, 8, true)), "unknown format"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkWrongFormat(t, []byte(tt.data), tt.format)
		})
	}
}

func TestReadHeaderNamesAnEmptyFile(t *testing.T) {
	for _, data := range [][]byte{nil, {}} {
		checkWrongFormat(t, data, "empty file")
	}
}

func checkWrongFormat(t *testing.T, data []byte, format string) {
	t.Helper()
	h, err := photo.ReadHeader(data)
	kind, reason := refusal(t, err)
	if got, want := kind, domain.KindWrongFormat; got != want {
		t.Errorf("kind is %v, want %v", got, want)
	}
	want := domain.Reason{
		Code:     "wrong_format",
		Measured: domain.Text(format),
		Limit:    domain.Text("JPEG"),
	}
	if got := reason; got != want {
		t.Errorf("reason is %+v, want %+v", got, want)
	}
	if got, want := h, (photo.Header{}); got != want {
		t.Errorf("header is %+v, want %+v", got, want)
	}
}

// Every beginning of every format must be safe to look at.
func TestReadHeaderOfFormatsCutAtAnyByte(t *testing.T) {
	files := []string{
		"\x89PNG\r\n\x1a\n", "RIFF\x24\x00\x00\x00WEBPVP8 ", "BM\x3a\x00\x00\x00\x00\x00\x00\x00\x36",
		"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1miafavif", "\xef\xbb\xbf<?xml version='1.0'?><svg/>",
	}
	for _, data := range files {
		for n := range len(data) {
			checkProperties(t, []byte(data[:n]))
		}
	}
}
