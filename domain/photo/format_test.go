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
		name    string
		data    string
		format  string
		message string
	}{
		{"a PNG file", pngFile.String(), "PNG", "The file is a PNG image, not a JPEG."},
		{"a GIF file", gifFile.String(), "GIF", "The file is a GIF image, not a JPEG."},
		{"an old GIF file", "GIF87a\x01\x00", "GIF", "The file is a GIF image, not a JPEG."},
		{"a BMP file", "BM\x3a\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00", "BMP", "The file is a BMP image, not a JPEG."},
		{"a text that starts with BM", "BM is a short text", "text", "The file is a text, not a JPEG."},
		{"a WebP file", "RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP", "The file is a WebP image, not a JPEG."},
		{"a RIFF file that is not WebP", "RIFF\x24\x00\x00\x00WAVEfmt ", "an unknown format", "The file is of an unknown format, not a JPEG."},
		{"a photo of an iPhone", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC", "The file is a HEIC image, not a JPEG."},
		{"a HEIC file with the general major brand", "\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic", "HEIC", "The file is a HEIC image, not a JPEG."},
		{"the general brand alone", "\x00\x00\x00\x10ftypmif1\x00\x00\x00\x00", "HEIC", "The file is a HEIC image, not a JPEG."},
		{"an AVIF file", "\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf", "AVIF", "The file is an AVIF image, not a JPEG."},
		{"an AVIF file with the general major brand", "\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1avif", "AVIF", "The file is an AVIF image, not a JPEG."},
		{"a brand behind the first box does not count", "\x00\x00\x00\x10ftypmif1\x00\x00\x00\x00avif", "HEIC", "The file is a HEIC image, not a JPEG."},
		{"a film", "\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2", "a film", "The file is a film, not a JPEG."},
		{"a container of an unknown brand", "\x00\x00\x00\x10ftypzzzz\x00\x00\x00\x00", "an unknown format", "The file is of an unknown format, not a JPEG."},
		{"a container whose size is nonsense", "\xff\xff\xff\xffftyphe", "an unknown format", "The file is of an unknown format, not a JPEG."},
		{"a container of size zero", "\x00\x00\x00\x00ftypheic", "an unknown format", "The file is of an unknown format, not a JPEG."},
		{"a TIFF file of Intel's order", "II*\x00\x08\x00\x00\x00", "TIFF", "The file is a TIFF image, not a JPEG."},
		{"a TIFF file of Motorola's order", "MM\x00*\x00\x00\x00\x08", "TIFF", "The file is a TIFF image, not a JPEG."},
		{"a PDF file", "%PDF-1.7\n", "PDF", "The file is a PDF document, not a JPEG."},
		{"a JPEG 2000 file", "\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG 2000", "The file is a JPEG 2000 image, not a JPEG."},
		{"a JPEG 2000 codestream", "\xff\x4f\xff\x51\x00\x2f", "JPEG 2000", "The file is a JPEG 2000 image, not a JPEG."},
		{"a JPEG XL file", "\x00\x00\x00\x0cJXL \r\n\x87\n", "JPEG XL", "The file is a JPEG XL image, not a JPEG."},
		{"a JPEG XL codestream", "\xff\x0a\xff\xff", "JPEG XL", "The file is a JPEG XL image, not a JPEG."},
		{"a ZIP file", "PK\x03\x04\x14\x00", "ZIP", "The file is a ZIP archive, not a JPEG."},
		{"an empty ZIP file", "PK\x05\x06\x00\x00", "ZIP", "The file is a ZIP archive, not a JPEG."},
		{"an SVG file", "<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG", "The file is an SVG drawing, not a JPEG."},
		{"an SVG file with everything before it", "\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- x -->\n<svg/>", "SVG", "The file is an SVG drawing, not a JPEG."},
		{"an XML file", "<?xml version='1.0'?><person/>", "XML", "The file is an XML document, not a JPEG."},
		{"a text", "Dear sir or madam,\r\n\tplease find …", "text", "The file is a text, not a JPEG."},
		{"a text that mentions <svg", "How to write <svg tags", "text", "The file is a text, not a JPEG."},
		{"a long text whose 1024th byte is inside a character", strings.Repeat("a", 1023) + "ü", "text", "The file is a text, not a JPEG."},
		{"nothing but blanks", " \n\n ", "text", "The file is a text, not a JPEG."},
		{"a text with a zero byte", "text\x00text", "an unknown format", "The file is of an unknown format, not a JPEG."},
		{"a text that is not UTF-8", "Gr\xfc\xdfe aus Berlin", "an unknown format", "The file is of an unknown format, not a JPEG."},
		{"zeros", strings.Repeat("\x00", 100), "an unknown format", "The file is of an unknown format, not a JPEG."},
		{"the first byte of a JPEG alone", "\xff", "an unknown format", "The file is of an unknown format, not a JPEG."},
		{"an end of a JPEG without its beginning", "\xff\xd9", "an unknown format", "The file is of an unknown format, not a JPEG."},
		{"a JPEG with a byte before it", "\x00" + string(encode(t, 8, 8, true)), "an unknown format", "The file is of an unknown format, not a JPEG."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkWrongFormat(t, []byte(tt.data), tt.format, tt.message, "Save the photo as JPEG and upload it again.")
		})
	}
}

func TestReadHeaderNamesAnEmptyFile(t *testing.T) {
	for _, data := range [][]byte{nil, {}} {
		checkWrongFormat(t, data, "an empty file", "The file is empty, not a JPEG.", "Upload the photo again.")
	}
}

func checkWrongFormat(t *testing.T, data []byte, format, message, advice string) {
	t.Helper()
	h, err := photo.ReadHeader(data)
	kind, reason := refusal(t, err)
	if got, want := kind, domain.KindWrongFormat; got != want {
		t.Errorf("kind is %v, want %v", got, want)
	}
	want := domain.Reason{
		Code:     "wrong_format",
		Message:  message,
		Measured: domain.Text(format),
		Limit:    domain.Text("JPEG"),
		Advice:   advice,
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
