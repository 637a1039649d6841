package photo_test

import (
	"bytes"
	"encoding/binary"
	"image/jpeg"
	"math/rand/v2"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/brokenjpeg"
)

func TestReadHeader(t *testing.T) {
	base := photo.Header{Width: 640, Height: 480, Components: 3, Precision: 8, Scans: 1, Orientation: photo.Upright}
	changed := func(change func(*photo.Header)) photo.Header {
		h := base
		change(&h)
		return h
	}
	encoded := changed(func(h *photo.Header) { h.Quality = 90 })
	frame3 := frame(sof0, 8, 640, 480, 3)
	plain := file(frame3, scan(3))
	thumbnail := file(frame(sof0, 8, 160, 120, 3), scan(3))
	tests := []struct {
		name string
		data []byte
		want photo.Header
	}{
		{"a baseline JPEG in colour", encode(t, 640, 480, false), encoded},
		{"a baseline JPEG in grey", encode(t, 640, 480, true), changed(func(h *photo.Header) { h.Components, h.Quality = 1, 90 })},
		{"a picture of one pixel", encode(t, 1, 1, true), photo.Header{Width: 1, Height: 1, Components: 1, Precision: 8, Scans: 1, Orientation: photo.Upright, Quality: 90}},
		{"the smallest file there is", plain, base},
		{"the largest sides there are", file(frame(sof0, 8, 65535, 65535, 3), scan(3)), changed(func(h *photo.Header) { h.Width, h.Height = 65535, 65535 })},
		{"an extended sequential JPEG", file(frame(sof1, 8, 640, 480, 3), scan(3)), base},
		{"a JPEG for print", file(frame(sof0, 8, 640, 480, 4), scan(4)), changed(func(h *photo.Header) { h.Components = 4 })},
		{"a progressive JPEG with three scans", progressive(640, 480), changed(func(h *photo.Header) { h.Progressive, h.Scans, h.Quality = true, 3, 75 })},
		{"a baseline JPEG with a scan for each component", file(frame3, scan(1), scan(1), scan(1)), changed(func(h *photo.Header) { h.Scans = 3 })},
		{"a scan without data", file(frame3, scan(3)[:14]), base},

		// What may stand between the segments and in the data.
		{"fill bytes before every marker", file([]byte{0xFF, 0xFF}, frame3, []byte{0xFF}, scan(3), bytes.Repeat([]byte{0xFF}, 1000)), base},
		{"restart markers in the data", file(frame3, scan(3), mark(rst0), []byte{1, 2}, mark(rst0+7), []byte{3}), base},
		{"a restart marker after the data", file(frame3, scan(3), mark(rst0)), base},
		{"a TEM marker has no length", file(frame3, mark(tem), scan(3)), base},
		{"stuffed bytes that look like a marker's end", file(frame3, scan(3), []byte{0xFF, 0x00, eoi, 0xFF, 0x00, soi}), base},
		{"stray bytes between the segments, as Pixel phones leave them", file(frame3, []byte{0x00, app1, 0x00, 0x10}, scan(3)), base},
		{"stray bytes before the first segment", file([]byte{0, 0, 0xFF, 0, 7}, frame3, scan(3)), base},
		{"arithmetic conditioning without arithmetic coding", file(segment(dac, 0, 1), frame3, scan(3)), base},
		{"a comment that looks like a frame header", file(segment(com, frame(sof2, 8, 1, 1, 1)...), frame3, scan(3)), base},
		{"an empty comment", file(segment(com), frame3, scan(3)), base},
		{"a comment of the greatest length", file(segment(com, bytes.Repeat([]byte{0xFF, eoi}, 65533/2)...), frame3, scan(3)), base},

		// Pictures within and after the picture.
		{"a thumbnail in the EXIF data is not the picture", with(plain, exif(append(tiff(binary.LittleEndian), thumbnail...))), base},
		{"a second picture after the end is ignored", join(plain, thumbnail), base},
		{"text after the end is ignored", join(plain, []byte("MotionPhoto_Data")), base},
		{"half a marker after the end is ignored", join(plain, []byte{0xFF}), base},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { checkHeader(t, tt.data, tt.want) })
	}
}

func TestReadHeaderAgreesWithTheEncoder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		width, height := 1+random.IntN(300), 1+random.IntN(300)
		data := encode(t, width, height, random.IntN(2) == 0)
		h, err := photo.ReadHeader(data)
		if err != nil {
			t.Fatal(err)
		}
		if h.Width != width || h.Height != height {
			t.Errorf("got %dx%d, want %dx%d", h.Width, h.Height, width, height)
		}
	}
}

func TestReadHeaderRefusesDamage(t *testing.T) {
	frame3 := frame(sof0, 8, 640, 480, 3)
	longFrame := segment(sof0, append(bytes.Clone(frame3[4:]), 0)...)
	// A Header is expected from the frame header on.
	whole := photo.Header{Width: 640, Height: 480, Components: 3, Precision: 8, Orientation: photo.Upright}
	scanned := whole
	scanned.Scans = 1
	sized := func(width, height, components int) photo.Header {
		h := whole
		h.Width, h.Height, h.Components = width, height, components
		return h
	}
	tests := []struct {
		name    string
		data    []byte
		message string
		header  photo.Header
	}{
		{"a segment shorter than its own length", file([]byte{0xFF, com, 0, 1}, frame3, scan(3)), "the length of a segment is wrong", photo.Header{}},
		{"a segment of length 0 between scans", file(frame3, scan(3), []byte{0xFF, dht, 0, 0}), "the length of a segment is wrong", scanned},
		{"no frame header", file(segment(dqt, make([]byte, 65)...)), "no frame header is in it", photo.Header{}},
		{"nothing but a beginning and an end", file(), "no frame header is in it", photo.Header{}},
		{"no scan", file(frame3), "no picture data is in it", whole},
		{"a scan before the frame header", file(scan(3), frame3), "picture data comes before the frame header", photo.Header{}},
		{"two frame headers", file(frame3, frame(sof0, 8, 10, 10, 3), scan(3)), "two frame headers are in it", whole},
		{"a second frame header after the data", file(frame3, scan(3), frame(sof0, 8, 10, 10, 3), scan(3)), "two frame headers are in it", scanned},
		{"a second beginning", file(mark(soi), frame3, scan(3)), "an invalid marker is in it", photo.Header{}},
		{"a second beginning in the data", join(file(frame3, scan(3))[:39], file(frame3, scan(3))), "an invalid marker is in it", scanned},
		{"a reserved marker", file(frame3, segment(0x02, 1), scan(3)), "an invalid marker is in it", whole},
		{"the last reserved marker", file(frame3, segment(0xBF, 1), scan(3)), "an invalid marker is in it", whole},
		{"an empty frame header", file(segment(sof0), scan(3)), "the frame header is too short", photo.Header{Orientation: photo.Upright}},
		{"a frame header without its number of components", file(segment(sof0, 8, 1, 1, 1, 1), scan(3)), "the frame header is too short", photo.Header{Orientation: photo.Upright}},
		{"a frame header with fewer components than it says", file(segment(sof0, frame3[4:len(frame3)-3]...), scan(3)), "the length of the frame header is wrong", whole},
		{"a frame header that is a byte too long", file(longFrame, scan(3)), "the length of the frame header is wrong", whole},
		{"no component", file(frame(sof0, 8, 640, 480, 0), scan(1)), "the number of colour components is wrong", sized(640, 480, 0)},
		{"two components", file(frame(sof0, 8, 640, 480, 2), scan(2)), "the number of colour components is wrong", sized(640, 480, 2)},
		{"five components", file(frame(sof0, 8, 640, 480, 5), scan(3)), "the number of colour components is wrong", sized(640, 480, 5)},
		{"a width of zero", file(frame(sof0, 8, 0, 480, 3), scan(3)), "the picture has no width", sized(0, 480, 3)},
		{"an empty scan header", file(frame3, segment(sos)), "the length of a scan header is wrong", whole},
		{"a scan header that is a byte too long", file(frame3, segment(sos, 1, 1, 0, 0, 63, 0, 0)), "the length of a scan header is wrong", whole},
		{"a scan of no component", file(frame3, scan(0)), "a scan has a wrong number of colour components", whole},
		{"a scan of more components than the frame", file(frame3, scan(4)), "a scan has a wrong number of colour components", whole},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h, err := photo.ReadHeader(tt.data)
			kind, reason := refusal(t, err)
			if got, want := kind, domain.KindPhotoRefused; got != want {
				t.Errorf("kind is %v, want %v", got, want)
			}
			if got, want := reason, (domain.Reason{Code: "photo_damaged"}); got != want {
				t.Errorf("reason is %+v, want %+v", got, want)
			}
			if got, want := message(t, err), tt.message; got != want {
				t.Errorf("message is %q, want %q", got, want)
			}
			if got, want := h, tt.header; got != want {
				t.Errorf("header is %+v, want %+v", got, want)
			}
		})
	}
}

func TestReadHeaderRefusesUnusualCodings(t *testing.T) {
	frame3 := frame(sof0, 8, 640, 480, 3)
	tests := []struct {
		name     string
		data     []byte
		measured string
		width    int // of the Header; 0 before the frame header
	}{
		{"lossless", file(frame(sof3, 8, 640, 480, 3), scan(3)), "lossless", 640},
		{"lossless with 16 bits is lossless first", file(frame(sof3, 16, 640, 480, 3), scan(3)), "lossless", 640},
		{"lossless with arithmetic codes", file(frame(sof11, 8, 640, 480, 3), scan(3)), "lossless", 640},
		{"arithmetic", file(frame(sof9, 8, 640, 480, 3), scan(3)), "arithmetic", 640},
		{"arithmetic and progressive", file(frame(sof10, 8, 640, 480, 3), scan(3)), "arithmetic", 640},
		{"a step of a hierarchy", file(frame(sof5, 8, 640, 480, 3), scan(3)), "hierarchical", 640},
		{"a step of a hierarchy with arithmetic codes", file(frame(sof13, 8, 640, 480, 3), scan(3)), "hierarchical", 640},
		{"the beginning of a hierarchy", file(frame(dhp, 8, 640, 480, 3), frame3, scan(3)), "hierarchical", 0},
		{"an expansion of a hierarchy", file(frame3, scan(3), segment(exp, 0x11), scan(3)), "hierarchical", 640},
		{"JPEG-LS", file(frame(jpg7, 8, 640, 480, 3), scan(3)), "extension of JPEG", 0},
		{"the marker for extensions among the frame headers", file(frame(jpg, 8, 640, 480, 3), scan(3)), "extension of JPEG", 0},
		{"a height of zero", file(frame(sof0, 8, 640, 0, 3), scan(3), segment(dnl, 1, 224)), "height after the first scan", 640},
		{"a height that changes after the scan", file(frame3, scan(3), segment(dnl, 1, 224)), "height after the first scan", 640},
		{"12 bits per sample", file(frame(sof1, 12, 640, 480, 3), scan(3)), "12 bits per sample", 640},
		{"no bits per sample", file(frame(sof0, 0, 640, 480, 3), scan(3)), "0 bits per sample", 640},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h, err := photo.ReadHeader(tt.data)
			kind, reason := refusal(t, err)
			if got, want := kind, domain.KindPhotoRefused; got != want {
				t.Errorf("kind is %v, want %v", got, want)
			}
			want := domain.Reason{
				Code:     "photo_coding",
				Measured: domain.Text(tt.measured),
				Limit:    domain.Text("baseline or progressive, 8 bits"),
			}
			if got := reason; got != want {
				t.Errorf("reason is %+v, want %+v", got, want)
			}
			if got, want := h.Width, tt.width; got != want {
				t.Errorf("width in the header is %d, want %d", got, want)
			}
		})
	}
}

func TestReadHeaderKnowsProgressiveFrames(t *testing.T) {
	tests := []struct {
		name   string
		marker byte
		want   bool
	}{
		{"baseline is not progressive", sof0, false},
		{"extended is not progressive", sof1, false},
		{"progressive is", sof2, true},
		{"lossless is not progressive", sof3, false},
		{"arithmetic alone is not progressive", sof9, false},
		{"arithmetic and progressive is", sof10, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h, err := photo.ReadHeader(file(frame(tt.marker, 8, 640, 480, 3), scan(3)))
			if refused := err != nil; refused != (tt.marker > sof2) {
				t.Errorf("got error %v", err)
			}
			if got, want := h.Progressive, tt.want; got != want {
				t.Errorf("got %t, want %t", got, want)
			}
		})
	}
}

func TestReadHeaderRefusesCutOffFiles(t *testing.T) {
	whole := file(frame(sof2, 8, 640, 480, 3), scan(3), scan(1))
	known := photo.Header{Width: 640, Height: 480, Components: 3, Precision: 8, Progressive: true, Orientation: photo.Upright}
	scanned := known
	scanned.Scans = 1
	tests := []struct {
		name   string
		data   []byte
		header photo.Header
	}{
		{"a file cut off behind its first marker", whole[:2], photo.Header{}},
		{"a file cut off inside a marker", whole[:3], photo.Header{}},
		{"a file cut off before a length", whole[:4], photo.Header{}},
		{"a file cut off inside a length", whole[:5], photo.Header{}},
		{"a file cut off inside the frame header", whole[:12], photo.Header{}},
		{"a file cut off behind the frame header", whole[:21], known},
		{"a file cut off inside a scan header", whole[:30], known},
		{"a file cut off inside the data", whole[:36], scanned},
		{"a file cut off between a stuffed byte and its 0xFF", whole[:37], scanned},
		{"a file whose last byte is missing is cut off", file(frame(sof2, 8, 640, 480, 3), scan(3))[:40], scanned},
		{"a file that ends in fill bytes", join(whole[:39], []byte{0xFF, 0xFF, 0xFF}), scanned},
		{"a segment that reaches beyond the end", join(whole[:39], []byte{0xFF, com, 0xFF, 0xFF, 0xFF, eoi}), scanned},
		{"a segment that reaches a byte beyond the end", file([]byte{0xFF, com, 0, 5}), photo.Header{}},
		{"a file with only a thumbnail's end", join(mark(soi), segment(app1, mark(eoi)...)), photo.Header{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h, err := photo.ReadHeader(tt.data)
			kind, reason := refusal(t, err)
			if got, want := kind, domain.KindPhotoRefused; got != want {
				t.Errorf("kind is %v, want %v", got, want)
			}
			if got, want := reason, (domain.Reason{Code: "photo_cut_off"}); got != want {
				t.Errorf("reason is %+v, want %+v", got, want)
			}
			if got, want := h, tt.header; got != want {
				t.Errorf("header is %+v, want %+v", got, want)
			}
		})
	}
}

func TestReadHeaderRefusesAFileCutAtAnyByte(t *testing.T) {
	thumbnail := file(frame(sof0, 8, 16, 16, 3), scan(3))
	order := binary.BigEndian
	files := []struct {
		name string
		data []byte
	}{
		{"baseline", encode(t, 40, 30, false)},
		{"baseline with EXIF data and a thumbnail", with(encode(t, 8, 8, true),
			exif(append(tiff(order, short(order, 0x0112, 6)), thumbnail...)))},
		{"progressive", progressive(640, 480)},
	}
	for _, tt := range files {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := photo.ReadHeader(tt.data); err != nil {
				t.Fatalf("the whole file: %v", err)
			}
			for n := range tt.data {
				_, err := photo.ReadHeader(tt.data[:n:n])
				kind, reason := refusal(t, err)
				wantKind, wantCode := domain.KindPhotoRefused, "photo_cut_off"
				if n < 2 { // nothing tells it from any other file
					wantKind, wantCode = domain.KindWrongFormat, "wrong_format"
				}
				if kind != wantKind || reason.Code != wantCode {
					t.Errorf("cut at byte %d: got %v %q, want %v %q", n, kind, reason.Code, wantKind, wantCode)
				}
			}
		})
	}
}

func TestReadHeaderOfAFileWithOneWrongByte(t *testing.T) {
	for _, whole := range [][]byte{encode(t, 8, 8, false), progressive(640, 480)} {
		for at := range whole {
			for _, value := range []byte{0x00, 0x01, 0x7F, 0xC0, 0xD9, 0xDA, 0xFF} {
				data := bytes.Clone(whole)
				data[at] = value
				checkProperties(t, data)
			}
		}
	}
}

func TestReadHeaderCountsThousandsOfScans(t *testing.T) {
	const scans = 100_000
	h, err := photo.ReadHeader(file(frame(sof2, 8, 640, 480, 3), bytes.Repeat(scan(1), scans)))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := h.Scans, scans; got != want {
		t.Errorf("got %d scans, want %d", got, want)
	}
}

func TestReadHeaderTakesNoMemory(t *testing.T) {
	data := with(progressive(640, 480), oriented(binary.LittleEndian, 6))
	allocations := testing.AllocsPerRun(100, func() {
		if _, err := photo.ReadHeader(data); err != nil {
			t.Error(err)
		}
	})
	if got, want := allocations, 0.0; got != want {
		t.Errorf("got %g allocations, want %g", got, want)
	}
}

func TestUprightSize(t *testing.T) {
	for o := photo.Orientation(0); o <= 9; o++ {
		width, height := photo.Header{Width: 640, Height: 480, Orientation: o}.UprightSize()
		wantWidth, wantHeight := 640, 480
		if o >= 5 && o <= 8 {
			wantWidth, wantHeight = 480, 640
		}
		if width != wantWidth || height != wantHeight {
			t.Errorf("orientation %d: got %dx%d, want %dx%d", o, width, height, wantWidth, wantHeight)
		}
	}
}

func TestMegapixels(t *testing.T) {
	tests := []struct {
		name          string
		width, height int
		want          float64
	}{
		{"nothing", 0, 480, 0},
		{"a small photo", 640, 480, 0.3072},
		{"the largest JPEG", 65535, 65535, 4294.836225},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := (photo.Header{Width: tt.width, Height: tt.height}).Megapixels(), tt.want; got != want {
				t.Errorf("got %g, want %g", got, want)
			}
		})
	}
}

// checkProperties holds what must be true of any data whatsoever.
func checkProperties(t *testing.T, data []byte) {
	t.Helper()
	h, err := photo.ReadHeader(data)
	if err != nil {
		checkRefusal(t, h, err)
		return
	}
	if h.Width < 1 || h.Width > 65535 || h.Height < 1 || h.Height > 65535 {
		t.Errorf("size is %dx%d", h.Width, h.Height)
	}
	if h.Components != 1 && h.Components != 3 && h.Components != 4 {
		t.Errorf("%d components", h.Components)
	}
	if h.Precision != 8 || h.Scans < 1 || !h.Orientation.Valid() || h.Quality < 0 || h.Quality > 100 {
		t.Errorf("accepted with %+v", h)
	}
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return // it does not know all kinds of subsampling
	}
	if config.Width != h.Width || config.Height != h.Height {
		t.Errorf("size is %dx%d, image/jpeg says %dx%d", h.Width, h.Height, config.Width, config.Height)
	}
}

func checkRefusal(t *testing.T, h photo.Header, err error) {
	t.Helper()
	if h.Quality < 0 || h.Quality > 100 || h.Quality > 0 && h.Scans == 0 {
		t.Errorf("quality %d after %d scans", h.Quality, h.Scans)
	}
	kind, reason := refusal(t, err)
	if kind != domain.KindPhotoRefused && kind != domain.KindWrongFormat {
		t.Errorf("kind is %v", kind)
	}
	if kind == domain.KindWrongFormat && h != (photo.Header{}) {
		t.Errorf("header of a wrong format is %+v", h)
	}
	if reason.Code == "" {
		t.Errorf("incomplete reason %+v", reason)
	}
}

func FuzzReadHeader(f *testing.F) {
	whole := progressive(640, 480)
	f.Add([]byte{})
	f.Add([]byte("GIF89a"))
	f.Add([]byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1avif"))
	f.Add([]byte("<?xml version=\"1.0\"?><svg/>"))
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(encode(f, 9, 7, true))
	f.Add(encode(f, 9, 7, false))
	f.Add(file(frame(sof9, 8, 1, 1, 1), scan(1)))
	f.Add(with(whole, segment(dqt, append([]byte{0x10}, make([]byte, 128)...)...)))
	f.Add(with(whole, segment(dqt, append([]byte{0x04}, make([]byte, 64)...)...)))
	f.Add(with(whole, segment(dqt, 0x00)))
	for value := uint16(0); value <= 9; value++ {
		f.Add(with(whole, oriented(binary.LittleEndian, value)))
		f.Add(with(whole, oriented(binary.BigEndian, value)))
	}
	for _, jpeg := range brokenjpeg.Files(499) {
		if len(jpeg) < 8<<10 {
			f.Add(jpeg)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkProperties(t, data) })
}

func BenchmarkReadHeader(b *testing.B) {
	const size = 16 << 20
	random := rand.NewChaCha8([32]byte{1})
	noise := make([]byte, size)
	if _, err := random.Read(noise); err != nil {
		b.Fatal(err)
	}
	// Data as a coder leaves it: a zero behind every 0xFF.
	stuffed := bytes.ReplaceAll(noise, []byte{0xFF}, []byte{0xFF, 0})
	head := join(oriented(binary.BigEndian, 6), frame(sof2, 8, 4000, 3000, 3), scan(3))
	benchmarks := []struct {
		name string
		data []byte
	}{
		{"a large photo", file(head, stuffed)},
		{"nothing but stuffed bytes", file(head, bytes.Repeat([]byte{0xFF, 0}, size/2))},
		{"nothing but fill bytes", file(head, bytes.Repeat([]byte{0xFF}, size))},
		{"nothing but scans", file(head, bytes.Repeat(scan(1), size/len(scan(1))))},
		{"nothing but quantisation tables", file(head, bytes.Repeat(quantTables(75), size/len(quantTables(75))))},
		{"nothing but empty segments", file(head, bytes.Repeat(segment(com), size/4))},
	}
	for _, bm := range benchmarks {
		b.Run(bm.name, func(b *testing.B) {
			b.SetBytes(int64(len(bm.data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := photo.ReadHeader(bm.data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
