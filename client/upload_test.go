package client

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
)

// shelf takes photos as a server does, and remembers what came.
type shelf struct {
	t      *testing.T
	answer string // {} if empty

	mu       sync.Mutex
	target   string
	part     string // name of the part
	fileName string
	mimeType string
	length   int64
	photos   [][]byte
}

func (s *shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.target, s.length = r.Method+" "+r.URL.RequestURI(), r.ContentLength
	parts, err := r.MultipartReader()
	if err != nil {
		s.t.Error(err)
		return
	}
	part, err := parts.NextPart()
	if err != nil {
		s.t.Error(err)
		return
	}
	s.part, s.fileName, s.mimeType = part.FormName(), part.FileName(), part.Header.Get("Content-Type")
	photo, err := io.ReadAll(part)
	if err != nil {
		s.t.Error(err)
		return
	}
	if _, err := parts.NextPart(); err != io.EOF {
		s.t.Errorf("after the photo comes %v", err)
	}
	s.photos = append(s.photos, photo)
	answerJSON(w, 200, s.answer)
}

func newShelf(t *testing.T, answer string) (*shelf, *door) {
	t.Helper()
	s := &shelf{t: t, answer: answer}
	return s, newDoor(t, s.ServeHTTP)
}

// picture is a photo that does not fit into one buffer.
var picture = bytes.Repeat([]byte("0123456789abcdef"), 20_000)

// sources are the ways to give a photo.
func sources(t *testing.T) map[string]Photo {
	t.Helper()
	name := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(name, picture, 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return map[string]Photo{
		"bytes":                       PhotoOf(bytes.NewReader(picture)),
		"a file":                      PhotoOf(file),
		"a file opened for each time": PhotoFunc(int64(len(picture)), func() (io.ReadCloser, error) { return os.Open(name) }),
		"a stream":                    PhotoStream(iotest.OneByteReader(bytes.NewReader(picture)), int64(len(picture))),
	}
}

func TestAPhotoArrivesWhole(t *testing.T) {
	for name, photo := range sources(t) {
		t.Run(name, func(t *testing.T) {
			s, d := newShelf(t, `{}`)
			if _, err := d.client(t).UploadFace(t.Context(), 214, photo, UploadOptions{}); err != nil {
				t.Fatal(err)
			}
			if len(s.photos) != 1 || !bytes.Equal(s.photos[0], picture) {
				t.Errorf("%d photos came, or a broken one", len(s.photos))
			}
			if got, want := s.target, "POST /api/v1/access/identifier/item/face/file/214"; got != want {
				t.Errorf("request %s, want %s", got, want)
			}
			if s.part != "file" || s.fileName != "photo.jpg" || s.mimeType != "image/jpeg" {
				t.Errorf("part %q, file name %q, type %q", s.part, s.fileName, s.mimeType)
			}
			if s.length <= int64(len(picture)) {
				t.Errorf("Content-Length %d for a photo of %d bytes", s.length, len(picture))
			}
		})
	}
}

func TestAnEmptyPhotoIsSent(t *testing.T) {
	s, d := newShelf(t, `{}`)
	if _, err := d.client(t).UploadFace(t.Context(), 214, PhotoOf(bytes.NewReader(nil)), UploadOptions{}); err != nil {
		t.Fatal(err)
	}
	if len(s.photos) != 1 || len(s.photos[0]) != 0 {
		t.Errorf("photos %v", s.photos)
	}
}

func TestUploadOptionsAreSent(t *testing.T) {
	s, d := newShelf(t, `{}`)
	o := UploadOptions{Replace: true, FileName: `Марія "а"` + "\r\n.jpg"}
	if _, err := d.client(t).UploadFace(t.Context(), 214, PhotoOf(bytes.NewReader(picture)), o); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(s.target, "/214?replace=true") {
		t.Errorf("request %s", s.target)
	}
	if got, want := s.fileName, `Марія "а"%0D%0A.jpg`; got != want {
		t.Errorf("file name %q, want %q", got, want)
	}
}

// Only what is left to read is the photo, and that each time.
func TestAPhotoCanBeSentAgain(t *testing.T) {
	s, d := newShelf(t, `{"profile":"panel","measures":[{"code":"a","limit":null},{"code":"b","limit":2}]}`)
	r := bytes.NewReader(picture)
	if _, err := r.Seek(100, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	photo, c := PhotoOf(r), d.client(t)
	report, err := c.CheckFace(t.Context(), photo, "strict")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := s.target, "POST /api/v1/access/identifier/face/check?profile=strict"; got != want {
		t.Errorf("request %s, want %s", got, want)
	}
	wantEqual(t, report, Report{Profile: "panel", Measures: []Measure{{Code: "a"}, {Code: "b", Limit: new(2.0)}}})
	if _, err := c.UploadFace(t.Context(), 214, photo, UploadOptions{}); err != nil {
		t.Fatal(err)
	}
	if len(s.photos) != 2 || !bytes.Equal(s.photos[0], picture[100:]) || !bytes.Equal(s.photos[1], picture[100:]) {
		t.Errorf("%d photos came, or broken ones", len(s.photos))
	}
}

func TestAnUploadIsRepeatedInANewSession(t *testing.T) {
	for name, photo := range sources(t) {
		t.Run(name, func(t *testing.T) {
			s, d := newShelf(t, `{}`)
			c := d.client(t)
			if _, err := c.Login(t.Context()); err != nil {
				t.Fatal(err)
			}
			d.end()
			_, err := c.UploadFace(t.Context(), 214, photo, UploadOptions{})
			if name == "a stream" {
				if err == nil || !strings.Contains(err.Error(), "cannot be sent again") {
					t.Errorf("error %v", err)
				}
				// The session is new, so another stream finds it good.
				photo = PhotoStream(bytes.NewReader(picture), int64(len(picture)))
				_, err = c.UploadFace(t.Context(), 214, photo, UploadOptions{})
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(s.photos) != 1 || !bytes.Equal(s.photos[0], picture) {
				t.Errorf("%d photos came, or a broken one", len(s.photos))
			}
			if got := d.count(); got != 2 {
				t.Errorf("%d logins, want 2", got)
			}
		})
	}
}

// closing tells when it is closed.
type closing struct {
	io.Reader
	closed chan struct{}
}

func (c closing) Close() error {
	close(c.closed)
	return nil
}

func TestWhatWasOpenedIsClosed(t *testing.T) {
	for _, status := range []int{200, 400} {
		d := newDoor(t, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			answerJSON(w, status, `{}`)
		})
		c := closing{bytes.NewReader(picture), make(chan struct{})}
		photo := PhotoFunc(int64(len(picture)), func() (io.ReadCloser, error) { return c, nil })
		if _, err := d.client(t).UploadFace(t.Context(), 214, photo, UploadOptions{}); (err == nil) != (status == 200) {
			t.Errorf("%d: error %v", status, err)
		}
		<-c.closed
	}
}

// counts records what Progress is told.
type counts struct {
	t      *testing.T
	mu     sync.Mutex
	starts int // how often it began anew
	last   int64
}

func (c *counts) report(sent, total int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if total != int64(len(picture)) {
		c.t.Errorf("total %d, want %d", total, len(picture))
	}
	if sent <= c.last || c.last == 0 {
		c.starts++
	}
	c.last = sent
}

func TestProgressCountsUpToTheTotal(t *testing.T) {
	for name, photo := range sources(t) {
		t.Run(name, func(t *testing.T) {
			_, d := newShelf(t, `{}`)
			seen := &counts{t: t}
			if _, err := d.client(t).UploadFace(t.Context(), 214, photo, UploadOptions{Progress: seen.report}); err != nil {
				t.Fatal(err)
			}
			if seen.starts != 1 || seen.last != int64(len(picture)) {
				t.Errorf("%d runs, the last up to %d of %d", seen.starts, seen.last, len(picture))
			}
		})
	}
}

func TestProgressBeginsAnewWithARepetition(t *testing.T) {
	_, d := newShelf(t, `{}`)
	c := d.client(t)
	if _, err := c.Login(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.end()
	seen := &counts{t: t}
	photo := PhotoOf(bytes.NewReader(picture))
	if _, err := c.UploadFace(t.Context(), 214, photo, UploadOptions{Progress: seen.report}); err != nil {
		t.Fatal(err)
	}
	if seen.starts != 2 || seen.last != int64(len(picture)) {
		t.Errorf("%d runs, the last up to %d of %d", seen.starts, seen.last, len(picture))
	}
}

// A server may answer before it has the whole photo.
func TestNothingIsReportedOrLentAfterAnUpload(t *testing.T) {
	for name, photo := range sources(t) {
		t.Run(name, func(t *testing.T) {
			var body io.ReadCloser
			early := roundTripper(func(r *http.Request) (*http.Response, error) {
				body = r.Body
				rec := httptest.NewRecorder()
				answerJSON(rec, 400, `{"error":"Wrong image file"}`)
				return rec.Result(), nil
			})
			c := clientOf(t, "door", WithHTTPClient(&http.Client{Transport: early}))
			c.session.current = grant{token: "a"}
			o := UploadOptions{Progress: func(int64, int64) { t.Error("it is reported") }}
			if _, err := c.UploadFace(t.Context(), 214, photo, o); !errors.Is(err, ErrPhotoRefused) {
				t.Errorf("error %v, want ErrPhotoRefused", err)
			}
			_, err := io.ReadAll(body)
			if lent := photo.takeBack != nil; lent != errors.Is(err, io.ErrClosedPipe) {
				t.Errorf("error %v after the upload, lent: %v", err, lent)
			}
			body.Close()
		})
	}
}

func TestOnlyTheNewestAttemptIsReported(t *testing.T) {
	var sent []int64
	m := &meter{total: 3, report: func(n, _ int64) { sent = append(sent, n) }}
	first := m.watch(strings.NewReader("abc"))
	second := m.watch(iotest.OneByteReader(strings.NewReader("abc")))
	readAll(t, first)
	readAll(t, second)
	if !slices.Equal(sent, []int64{1, 2, 3}) {
		t.Errorf("reported %v", sent)
	}
}

// The HTTP client may still read the body of an attempt when the next begins.
func TestAnAttemptThatIsOverReadsNothingOfTheNext(t *testing.T) {
	l := &lender{source: strings.NewReader("abc")}
	first, err := l.lend()
	if err != nil {
		t.Fatal(err)
	}
	second, err := l.lend()
	if err != nil {
		t.Fatal(err)
	}
	if n, err := first.Read(make([]byte, 8)); n != 0 || err == nil {
		t.Errorf("read %d bytes, error %v", n, err)
	}
	if got := readAll(t, second); got != "abc" {
		t.Errorf("read %q", got)
	}
}

func TestEnrolmentsAreRead(t *testing.T) {
	tests := []struct {
		name, answer string
		want         Enrolment
	}{
		{"of a panel that says nothing", ``, Enrolment{}},
		{"of a panel that says as good as nothing", `{}`, Enrolment{}},
		{"of Vestibule", `{"profile":"panel","face":{"box":{"x":11,"y":22,"width":33,"height":44},"confidence":1.5,"landmarks":[[1.5,2]]},
			"warnings":[{"code":"blurred","message":"Blurred."}]}`,
			Enrolment{"panel", Face{Box{11, 22, 33, 44}, 1.5, [][2]float64{{1.5, 2}}}, []Reason{{Code: "blurred", Message: "Blurred."}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, d := newShelf(t, tt.answer)
			got, err := d.client(t).UploadFace(t.Context(), 214, PhotoOf(bytes.NewReader(picture)), UploadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			wantEqual(t, got, tt.want)
		})
	}
}

func TestPhotosThatAreNone(t *testing.T) {
	broken := errors.New("broken")
	atEnd := &seeker{Reader: strings.NewReader("abc"), failFrom: io.SeekEnd}
	atStart := &seeker{Reader: strings.NewReader("abc"), failFrom: io.SeekStart}
	atCurrent := &seeker{Reader: strings.NewReader("abc"), failFrom: io.SeekCurrent}
	tests := []struct {
		name  string
		photo Photo
		want  string // a part of the error
	}{
		{"the zero Photo", Photo{}, "no photo is given"},
		{"one that cannot be opened", PhotoFunc(3, func() (io.ReadCloser, error) { return nil, broken }), "broken"},
		{"one that breaks", PhotoStream(iotest.ErrReader(broken), 3), "broken"},
		{"one shorter than it said", PhotoStream(strings.NewReader("ab"), 3), ""}, // this side or the server says so
		{"one longer than it said", PhotoStream(strings.NewReader("abcd"), 3), ""},
		{"one whose place is not known", PhotoOf(atCurrent), "no seeking"},
		{"one whose size is not known", PhotoOf(atEnd), "no seeking"},
		{"one that does not go back", PhotoOf(atStart), "no seeking"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDoor(t, func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				answerJSON(w, 400, `{"error":"Loading file error"}`)
			})
			_, err := d.client(t).UploadFace(t.Context(), 214, tt.photo, UploadOptions{})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

// seeker fails to seek from one place.
type seeker struct {
	*strings.Reader
	failFrom int
}

func (s *seeker) Seek(offset int64, whence int) (int64, error) {
	if whence == s.failFrom {
		return 0, errors.New("no seeking")
	}
	return s.Reader.Seek(offset, whence)
}

func TestAnUploadEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	gone := make(chan struct{})
	d := newDoor(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		close(gone)
	})
	// Half of the photo comes, then the context ends, then nothing ever.
	half, w := io.Pipe()
	go func() {
		_, _ = w.Write(picture[:len(picture)/2])
		cancel()
	}()
	_, err := d.client(t).UploadFace(ctx, 214, PhotoStream(half, int64(len(picture))), UploadOptions{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
	w.Close() // the HTTP client may still wait for more
	<-gone
}
