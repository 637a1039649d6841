package client

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// classes are all errors that an *Error may be.
var classes = []error{
	ErrUnauthorized, ErrForbidden, ErrNotFound, ErrConflict, ErrInvalid, ErrNotTemporary, ErrInProgress,
	ErrUploadBroken, ErrWrongFormat, ErrPhotoRefused, ErrNoFace, ErrAlreadyUnbound, ErrBusy, ErrUnsupported,
}

func TestErrorsAreWhatTheContractSays(t *testing.T) {
	tests := []struct {
		status int
		text   string
		want   error // nil for none of the classes
	}{
		{401, "Log In", ErrUnauthorized},
		{400, "Wrong login or password", ErrUnauthorized},
		{403, "Administrator rights required", ErrForbidden},
		{400, "Wrong Identifier uid", ErrNotFound},
		{400, "Wrong identifier uid", ErrNotFound},
		{400, "Wrong Timeprofile uid", ErrNotFound},
		{400, "Wrong Apartment uid", ErrNotFound},
		{400, "Identifier with that type and number already exist", ErrConflict},
		{400, "Cannot create identifier with the same input code number as master code", ErrConflict},
		{400, "Cannot create identifier with same card number as master card", ErrConflict},
		{400, "Identifier uid is already attached to another apartment", ErrConflict},
		{400, "That link_id already exist", ErrConflict},
		{400, "Required parameters missed", ErrInvalid},
		{400, "Wrong JSON body", ErrInvalid},
		{400, "Wrong JSON body: no value for `identifier_owner.name`", ErrInvalid},
		{400, "Wrong JSON body: value `lock` was of the wrong type", ErrInvalid},
		{400, "Wrong JSON body: value `lock` was of the wrong type ", ErrInvalid},
		{400, "Wrong query parameter", ErrInvalid},
		{400, "Invalid timeprofile settings", ErrInvalid},
		{400, "Wrong similarity param", ErrInvalid},
		{400, "Wrong mode param", ErrInvalid},
		{400, "Wrong identifier-uid. Missed temporary identifier for adding faceId", ErrNotTemporary},
		{400, "Loading file in progress. Wait for result", ErrInProgress},
		{400, "Loading file error", ErrUploadBroken},
		{503, "Loading file error", ErrBusy},
		{429, "", ErrBusy},
		{400, "Wrong file format", ErrWrongFormat},
		{400, "Wrong image file", ErrPhotoRefused},
		{400, "Face hasn't been detected on image", ErrNoFace},
		{400, "You cannot create face_id identifier on this panel", ErrUnsupported},
		{404, "Not found", ErrUnsupported},
		{405, "Method not allowed", ErrUnsupported},
		{501, "", ErrUnsupported},
		{200, "Identifier already unbound", ErrAlreadyUnbound},
		{400, "Identifier has no limit of passes", nil},
		{400, "Wrong JSON bodyguard", nil},
		{500, "Internal error", nil},
		{400, "", nil},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%d %s", tt.status, tt.text), func(t *testing.T) {
			d := newDoor(t, answering(tt.status, fmt.Sprintf(`{"error":%q}`, tt.text)))
			err := d.client(t).DeleteIdentifier(t.Context(), 7)
			for _, class := range classes {
				if got, want := errors.Is(err, class), class == tt.want; got != want {
					t.Errorf("errors.Is(err, %q) is %v, want %v", class, got, want)
				}
			}
			var failed *Error
			if !errors.As(err, &failed) {
				t.Fatalf("error %v is no *Error", err)
			}
			if failed.Status != tt.status || failed.Text != tt.text {
				t.Errorf("got %d %q", failed.Status, failed.Text)
			}
			if !strings.Contains(err.Error(), strings.TrimSpace(tt.text)) || !strings.HasPrefix(err.Error(), "DELETE /api/v1/access/identifier/item/7: ") {
				t.Errorf("error %q", err)
			}
		})
	}
}

// A class that no text or status stands for would never be met.
func TestEveryClassIsReachable(t *testing.T) {
	for _, class := range classes {
		reached := false
		for _, c := range byStatus {
			reached = reached || c == class
		}
		for _, c := range byText {
			reached = reached || c == class
		}
		if !reached {
			t.Errorf("%v is never met", class)
		}
	}
}

func TestReasonsAreRead(t *testing.T) {
	small := `{"code":"face_too_small","rule":"face_width","message":"The face is too small.","measured":62,"limit":80,"unit":"px","advice":"Move closer."}`
	format := `{"code":"not_jpeg","message":"The file is a PNG.","measured":"png","limit":"jpeg","unit":"","advice":"Save it as JPEG."}`
	wantSmall := Reason{
		Code: "face_too_small", Rule: "face_width", Message: "The face is too small.", Measured: 62.0, Limit: 80.0, Unit: "px", Advice: "Move closer.",
	}
	wantFormat := Reason{Code: "not_jpeg", Message: "The file is a PNG.", Measured: "png", Limit: "jpeg", Advice: "Save it as JPEG."}
	tests := []struct {
		name, body string
		want       []Reason
		text       string
	}{
		{"one", `{"error":"Wrong image file","reason":` + small + `}`, []Reason{wantSmall}, "400 Wrong image file: The face is too small."},
		{"several", `{"error":"Wrong image file","reason":` + small + `,"reasons":[` + small + `,` + format + `]}`,
			[]Reason{wantSmall, wantFormat}, "400 Wrong image file: The face is too small.: The file is a PNG."},
		{"none, as from a panel", `{"error":"Wrong image file"}`, nil, "400 Wrong image file"},
		{"none that make sense", `{"error":"Wrong image file","reason":"x","reasons":7}`, nil, "400 Wrong image file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDoor(t, answering(400, tt.body))
			err := d.client(t).DeleteIdentifier(t.Context(), 7)
			var failed *Error
			if !errors.As(err, &failed) {
				t.Fatalf("error %v", err)
			}
			if !slices.Equal(failed.Reasons, tt.want) {
				t.Errorf("reasons %+v, want %+v", failed.Reasons, tt.want)
			}
			if got := failed.Error(); got != tt.text {
				t.Errorf("text %q, want %q", got, tt.text)
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	date := "Mon, 02 Mar 2026 10:00:00 GMT"
	tests := []struct {
		name, value string
		want        time.Duration
	}{
		{"seconds", "7", 7 * time.Second},
		{"no seconds", "0", 0},
		{"a date", "Mon, 02 Mar 2026 10:00:30 GMT", 30 * time.Second},
		{"a date that has passed", "Mon, 02 Mar 2026 09:00:00 GMT", 0},
		{"as long as is believed", fmt.Sprint(int(maxRetryAfter / time.Second)), maxRetryAfter},
		{"longer than is believed", fmt.Sprint(int(maxRetryAfter/time.Second) + 1), maxRetryAfter},
		{"a date later than is believed", "Mon, 02 Mar 2099 10:00:00 GMT", maxRetryAfter},
		{"more than there are", "99999999999999999999", 0},
		{"less than none", "-1", 0},
		{"nonsense", "soon", 0},
		{"nothing", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDoor(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Date", date)
				w.Header().Set("Retry-After", tt.value)
				answerJSON(w, 503, `{"error":"Loading file error"}`)
			})
			err := d.client(t).DeleteIdentifier(t.Context(), 7)
			var failed *Error
			if !errors.As(err, &failed) {
				t.Fatalf("error %v", err)
			}
			if got := failed.RetryAfter; got != tt.want {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}

func TestAnswersThatAreNotJSON(t *testing.T) {
	page := "<html>\r\n\t<h1>Bad\x00 Gateway</h1> \x1b[31m\u202e ünï</html>"
	shown := "<html> <h1>Bad Gateway</h1> [31m ünï</html>"
	exact := strings.Repeat("é", excerptRunes)
	tests := []struct {
		name    string
		status  int
		body    string
		excerpt string
		text    string
	}{
		{"a page with an error status", 502, page, shown, "502, and the answer is not as documented: " + shown},
		{"a page with status 200", 200, page, shown, "200, and the answer is not as documented: " + shown},
		{"as much as is shown", 502, exact, exact, ""},
		{"more than is shown", 502, exact + "é", exact, ""},
		{"nothing", 502, "", "", "502 without a text"},
		{"JSON of another kind", 400, `{"message":"no"}`, `{"message":"no"}`, ""},
		{"an error that is no text", 400, `{"error":true}`, `{"error":true}`, ""},
		{"a list", 400, `[1]`, `[1]`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDoor(t, answering(tt.status, tt.body))
			err := d.client(t).DeleteIdentifier(t.Context(), 7)
			var failed *Error
			if !errors.As(err, &failed) {
				t.Fatalf("error %v", err)
			}
			if failed.Status != tt.status || failed.Text != "" || failed.Excerpt != tt.excerpt {
				t.Errorf("got %+v", failed)
			}
			if got := failed.Error(); tt.text != "" && got != tt.text {
				t.Errorf("text %q, want %q", got, tt.text)
			}
		})
	}
}

// A text is shown in one line of limited length, and kept as it is.
func TestATextIsShownSafely(t *testing.T) {
	text := "a\nb\x1b[31m" + strings.Repeat("x", excerptRunes)
	e := &Error{Status: 400, Text: text, Reasons: []Reason{{Message: text}}}
	for _, part := range strings.Split(e.Error(), ": ") {
		if n := utf8.RuneCountInString(strings.TrimPrefix(part, "400 ")); n != excerptRunes {
			t.Errorf("%d characters of %q, want %d", n, part, excerptRunes)
		}
	}
	wantNone(t, e.Error(), "\n", "\x1b")
}

func TestGoodAnswersWithoutABody(t *testing.T) {
	for _, body := range []string{``, " \n", `{}`, `[]`, `null`, `"OK"`, `{"error":""}`, `{"error":null}`, `{"error":true}`} {
		d := newDoor(t, answering(200, body))
		if err := d.client(t).DeleteIdentifier(t.Context(), 7); err != nil {
			t.Errorf("%q: %v", body, err)
		}
	}
}

func TestAnswersThatLackWhatIsNeeded(t *testing.T) {
	for _, body := range []string{``, `{}`, `{"uid":0}`, `{"uid":-1}`, `{"uid":"7"}`, `[]`} {
		d := newDoor(t, answering(200, body))
		uid, err := d.client(t).CreateIdentifier(t.Context(), IdentifierSpec{})
		if err == nil || uid != 0 {
			t.Errorf("%q: uid %d, error %v", body, uid, err)
		}
		if body == "" && !strings.HasSuffix(err.Error(), "the answer is empty") {
			t.Errorf("error %q", err)
		}
	}
}

func TestOtherStatusesOfSuccessAreSuccess(t *testing.T) {
	for status, good := range map[int]bool{200: true, 201: true, 204: true, 299: true, 300: false, 302: false} {
		d := newDoor(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		if err := d.client(t).DeleteIdentifier(t.Context(), 7); (err == nil) != good {
			t.Errorf("%d: error %v", status, err)
		}
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	tests := []struct{ name, location, want string }{
		{"to another server", "https://door.example:1/a?password=secret#b", "moved to https://door.example:1/a"},
		{"to another path", "/start.html?x=secret", "moved to /start.html"},
		{"to an address with credentials", "https://admin:secret@door.example/a", "moved to https://door.example/a"},
		{"to a host alone", "https://door.example", "moved to https://door.example"},
		{"to no address", "http://a b:secret", ""},
		{"to nowhere", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDoor(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", tt.location)
				w.WriteHeader(http.StatusTemporaryRedirect)
			})
			err := d.client(t).DeleteIdentifier(t.Context(), 7)
			var failed *Error
			if !errors.As(err, &failed) {
				t.Fatalf("error %v", err)
			}
			if failed.Excerpt != tt.want {
				t.Errorf("excerpt %q, want %q", failed.Excerpt, tt.want)
			}
			wantNone(t, err.Error(), "secret")
		})
	}
}

// Only a redirect moves something.
func TestAnswersThatSayWhereSomethingIsAreNoRedirects(t *testing.T) {
	d := newDoor(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "/a")
		w.Header().Set(movedTo, "/b")
		answerJSON(w, 404, "<html>")
	})
	err := d.client(t).DeleteIdentifier(t.Context(), 7)
	var failed *Error
	if !errors.As(err, &failed) || failed.Excerpt != "<html>" {
		t.Errorf("error %v", err)
	}
}

func TestBigAnswersAreNotTaken(t *testing.T) {
	list := func(size int) string {
		body := `{"list_items":[],"x":"`
		return body + strings.Repeat("x", size-len(body)-len(`"}`)) + `"}`
	}
	picture := func(size int) string { return string(pngStart) + strings.Repeat("x", size-len(pngStart)) }
	getList := func(c *Client, t *testing.T) error { _, err := c.Identifiers(t.Context(), ListOptions{}); return err }
	getImage := func(c *Client, t *testing.T) error { _, err := c.QR(t.Context(), 7); return err }
	tests := []struct {
		name string
		body string
		get  func(*Client, *testing.T) error
		good bool
	}{
		{"JSON as large as allowed", list(maxJSON), getList, true},
		{"JSON larger than allowed", list(maxJSON + 1), getList, false},
		{"an image as large as allowed", picture(maxImage), getImage, true},
		{"an image larger than allowed", picture(maxImage + 1), getImage, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			big := roundTripper(func(*http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(tt.body))}, nil
			})
			c := clientOf(t, "door", WithHTTPClient(&http.Client{Transport: big}))
			c.session.current = grant{token: "a"}
			err := tt.get(c, t)
			if (err == nil) != tt.good {
				t.Fatalf("error %v", err)
			}
			if err != nil && !strings.Contains(err.Error(), "the answer is larger than") {
				t.Errorf("error %q", err)
			}
		})
	}
}

// The status of an error matters more than its whole body.
func TestABigErrorKeepsItsStatus(t *testing.T) {
	d := newDoor(t, answering(403, strings.Repeat("x", maxJSON+1)))
	if err := d.client(t).DeleteIdentifier(t.Context(), 7); !errors.Is(err, ErrForbidden) {
		t.Errorf("error %v, want ErrForbidden", err)
	}
}
