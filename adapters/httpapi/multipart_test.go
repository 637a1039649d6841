package httpapi

import (
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/internal/reportjson"
)

func TestUploadTakesThePhotoFrom(t *testing.T) {
	field := func(name, value string) string {
		return part(value, `Content-Disposition: form-data; name="`+name+`"`)
	}
	tests := []struct{ name, body, want string }{
		{"a part called file", form(jpegPart("file", "a.jpg", "1")), "1"},
		{"a part called status, as in the contract's example", form(jpegPart("status", "out3.jpg", "1")), "1"},
		{"a part called image", form(jpegPart("image", "a.jpg", "1")), "1"},
		{"a part with an empty name", form(jpegPart("", "a.jpg", "1")), "1"},
		{"a part without a name", form(part("1", `Content-Disposition: form-data; filename="a.jpg"`)), "1"},
		{"the first of several", form(jpegPart("a", "a.jpg", "1"), jpegPart("b", "b.jpg", "2")), "1"},
		{"the one called file, if it comes later", form(jpegPart("a", "a.jpg", "11111111"), jpegPart("file", "b.jpg", "2")), "2"},
		{"the one called file, if it comes first", form(jpegPart("file", "b.jpg", "2"), jpegPart("a", "a.jpg", "1")), "2"},
		{"the first of two called file", form(jpegPart("x", "x.jpg", "0"), jpegPart("file", "a.jpg", "1"), jpegPart("file", "b.jpg", "2")), "1"},
		{"behind fields without a file name", form(field("uid", "214"), field("file", "text"), jpegPart("x", "a.jpg", "1")), "1"},
		{"before fields without a file name", form(jpegPart("x", "a.jpg", "1"), field("file", "text")), "1"},
		{"a part without a content type", form(part("1", `Content-Disposition: form-data; name="file"; filename="a.jpg"`)), "1"},
		{"a part of type image/jpg", form(part("1", `Content-Disposition: form-data; name="file"; filename="a.jpg"`, "Content-Type: image/jpg")), "1"},
		{"a part of a type that is none", form(part("1", `Content-Disposition: form-data; name="file"; filename="a.jpg"`, "Content-Type: ;;;")), "1"},
		{"a file name that is not ASCII", form(jpegPart("file", "Мария 王.jpg", "1")), "1"},
		{"a file name that is not UTF-8", form(jpegPart("file", "Mar\xeda.jpg", "1")), "1"},
		{"a file name in RFC 5987 form", form(part("1", `Content-Disposition: form-data; name="file"; filename*=UTF-8''%D0%9C.jpg`)), "1"},
		{"a file name without quotes", form(part("1", `Content-Disposition: form-data; name=file; filename=a.jpg`)), "1"},
		{"a file name without the quotes it needs", form(part("1", `Content-Disposition: form-data; name=file; filename=María L.jpg`)), "1"},
		{"a file name with a path", form(jpegPart("file", `C:\photos\a.jpg`, "1")), "1"},
		{"headers in any case", form(part("1", `content-disposition: Form-Data; Name="file"; FileName="a.jpg"`)), "1"},
		{"a file that is empty", form(jpegPart("file", "a.jpg", "")), ""},
		{"a file with line ends and dashes", form(jpegPart("file", "a.jpg", "\r\n--\r\n----b7e\r\n")), "\r\n--\r\n----b7e\r\n"},
		{"a body with a preamble and an epilogue", "hello\r\n" + form(jpegPart("file", "a.jpg", "1")) + "goodbye", "1"},
		{"a body without a line end behind its last boundary", strings.TrimSpace(form(jpegPart("file", "a.jpg", "1"))), "1"},
		{"a body with line ends of one character", strings.ReplaceAll(form(jpegPart("file", "a.jpg", "1")), "\r\n", "\n"), "1"},
		{"the last part that is allowed", form(strings.Repeat(field("x", ""), maxParts-1), jpegPart("file", "a.jpg", "1")), "1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, known := range []bool{true, false} {
				w := newWorld(t)
				got := w.spy()
				wantStatus(t, w.uploadAs(faceTarget, formType, sized(tt.body, known)), 200)
				if got.calls != 1 || got.jpeg != tt.want {
					t.Errorf("size known %v: enrolled %+v, want %q", known, *got, tt.want)
				}
			}
		})
	}
}

// sized returns a body whose size httptest knows, or not.
func sized(text string, known bool) io.Reader {
	if known {
		return strings.NewReader(text)
	}
	return io.MultiReader(strings.NewReader(text))
}

func TestContentTypesOfAForm(t *testing.T) {
	whole := form(jpegPart("file", "a.jpg", "1"))
	for _, contentType := range []string{
		formType, "Multipart/Form-Data; Boundary=" + boundary, `multipart/form-data; boundary="` + boundary + `"`,
		"multipart/form-data; charset=utf-8; boundary=" + boundary, "multipart/form-data;boundary=" + boundary,
	} {
		wantStatus(t, newWorld(t).uploadAs(faceTarget, contentType, strings.NewReader(whole)), 200)
	}
}

func TestUploadsThatDoNotArrive(t *testing.T) {
	whole := form(jpegPart("file", "a.jpg", "the photo"))
	const limit = 64
	large := strings.Repeat("x", limit+1)
	tests := []struct {
		name, contentType string
		body              io.Reader
		code              string
	}{
		{"no content type", "", strings.NewReader(whole), "not_multipart"},
		{"a photo as it is", "image/jpeg", strings.NewReader("\xff\xd8"), "not_multipart"},
		{"a form of the other kind", "application/x-www-form-urlencoded", strings.NewReader("file=x"), "not_multipart"},
		{"no boundary", "multipart/form-data", strings.NewReader(whole), "not_multipart"},
		{"a content type that is none", "multipart/form-data; =", strings.NewReader(whole), "not_multipart"},
		{"no body", formType, nil, "upload_incomplete"},
		{"an empty body", formType, strings.NewReader(""), "upload_incomplete"},
		{"another boundary", "multipart/form-data; boundary=other", strings.NewReader(whole), "upload_incomplete"},
		{"no part", formType, strings.NewReader(form()), "no_file"},
		{"no part with a file name", formType, strings.NewReader(form(part("x", `Content-Disposition: form-data; name="file"`))), "no_file"},
		{"an empty file name", formType, strings.NewReader(form(jpegPart("file", "", ""))), "no_file"},
		{"a part without a disposition", formType, strings.NewReader(form(part("x", "Content-Type: image/jpeg"))), "no_file"},
		{"too many parts", formType, strings.NewReader(form(strings.Repeat(part("", "A: b"), maxParts), jpegPart("file", "a.jpg", "1"))), "too_many_parts"},
		{"a photo larger than the limit", formType, strings.NewReader(form(jpegPart("file", "a.jpg", large))), "file_too_large"},
		{"a photo larger than the limit, of unknown size", formType, sized(form(jpegPart("file", "a.jpg", large)), false), "file_too_large"},
		{"a later photo larger than the limit", formType, strings.NewReader(form(jpegPart("x", "a.jpg", "1"), jpegPart("file", "a.jpg", large))), "file_too_large"},
		{"a body larger than any", formType, strings.NewReader(whole + strings.Repeat("x", overheadBytes+limit)), "file_too_large"},
		{"a field larger than any, of unknown size", formType,
			sized(form(part(strings.Repeat("x", overheadBytes+limit), "A: b"), jpegPart("file", "a.jpg", "1")), false), "file_too_large"},
		{"headers larger than any, of unknown size", formType, sized(form(part("x", "A: "+strings.Repeat("x", 4<<20))), false), ""},
		{"a body that ends in the header behind a photo", formType, strings.NewReader(jpegPart("x", "a.jpg", "1") + part("", "A: b")[:16]), "upload_incomplete"},
		{"a body that ends behind a boundary that does not close it", formType, strings.NewReader(jpegPart("x", "a.jpg", "1") + "--" + boundary), "upload_incomplete"},
		{"a body that breaks in the photo", formType, broken(whole[:len(whole)-18]), "upload_incomplete"},
		{"a body that breaks behind the photo", formType, broken(whole[:len(whole)-4]), "upload_incomplete"},
	}
	for cut := 1; cut < len(whole)-len("--\r\n")+2; cut += 7 {
		tests = append(tests, struct {
			name, contentType string
			body              io.Reader
			code              string
		}{fmt.Sprintf("cut off after %d bytes", cut), formType, strings.NewReader(whole[:cut]), "upload_incomplete"})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.config.MaxPhotoBytes = limit
			w.enroller = &enrollerDouble{} // must not be asked
			rec := w.uploadAs(faceTarget, tt.contentType, tt.body)
			wantError(t, rec, 400, "Loading file error")
			reason := decode[struct{ Reason reportjson.Reason }](t, rec).Reason
			if tt.code != "" && reason.Code != tt.code {
				t.Errorf("reason %q, want %q", reason.Code, tt.code)
			}
			if reason.Message == "" || reason.Advice == "" {
				t.Errorf("reason without words: %+v", reason)
			}
		})
	}
}

func TestBothSidesOfTheLargestPhoto(t *testing.T) {
	for _, known := range []bool{true, false} {
		for size, want := range map[int]int{1 << 20: 200, 1<<20 + 1: 400} {
			w := newWorld(t)
			w.config.MaxPhotoBytes = 1 << 20
			got := w.spy()
			photo := strings.Repeat("\xff\xd8\r\n", size/4+1)[:size]
			wantStatus(t, w.uploadAs(faceTarget, formType, sized(form(jpegPart("file", "a.jpg", photo)), known)), want)
			if want == 200 && got.jpeg != photo {
				t.Errorf("%d bytes arrived of %d", len(got.jpeg), size)
			}
		}
	}
}

// The first buffer for a photo takes less than twice its size, all copies on the
// way included, and a small photo never takes a buffer for the largest.
func TestMemoryOfAnUpload(t *testing.T) {
	tests := []struct {
		name   string
		size   int
		known  bool
		atMost uint64
	}{
		{"of 8 MiB and known size", 8 << 20, true, 16 << 20},
		{"of 1000 KiB and known size", 1000 << 10, true, 1200 << 10},
		{"of 10 KiB and known size", 10 << 10, true, 256 << 10},
		{"of 10 KiB and unknown size", 10 << 10, false, 256 << 10},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body := form(jpegPart("file", "a.jpg", strings.Repeat("x", tt.size)))
			r := httptest.NewRequest("POST", faceTarget, sized(body, tt.known))
			r.Header.Set("Content-Type", formType)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			photo, err := readPhoto(httptest.NewRecorder(), r, &buffer{}, 16<<20)
			runtime.ReadMemStats(&after)
			if err != nil || len(photo) != tt.size {
				t.Fatalf("%d bytes, %v", len(photo), err)
			}
			if got := after.TotalAlloc - before.TotalAlloc; got > tt.atMost {
				t.Errorf("%d bytes were allocated, want at most %d", got, tt.atMost)
			}
		})
	}
}

// A client that announces the largest photo and sends next to nothing.
func TestMemoryOfAnAnnouncement(t *testing.T) {
	head := "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"
	for _, tt := range []struct {
		name, sent string
		atMost     uint64
	}{
		{"and sends nothing", "", 64 << 10},
		{"and half a header", head[:40], 64 << 10},
		{"and no photo", head, announcedBytes + 64<<10},
		{"and one byte", head + "x", announcedBytes + 64<<10},
		{"and 2 MiB", head + strings.Repeat("x", 2<<20), 2*4<<20 + 64<<10},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest("POST", faceTarget, broken(tt.sent))
			r.Header.Set("Content-Type", formType)
			r.ContentLength = 16 << 20
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := readPhoto(httptest.NewRecorder(), r, &buffer{}, 16<<20)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, domain.KindUploadBroken) {
				t.Fatalf("got %v", err)
			}
			if got := after.TotalAlloc - before.TotalAlloc; got > tt.atMost {
				t.Errorf("%d bytes were allocated, want at most %d", got, tt.atMost)
			}
		})
	}
}

// A size that is announced and not kept.
func TestABodyShorterThanAnnounced(t *testing.T) {
	r := httptest.NewRequest("POST", faceTarget, broken("--"+boundary))
	r.Header.Set("Content-Type", formType)
	r.ContentLength = 1000
	if _, err := readPhoto(httptest.NewRecorder(), r, &buffer{}, 64); !errors.Is(err, domain.KindUploadBroken) {
		t.Errorf("got %v, want %v", err, domain.KindUploadBroken)
	}
}
