package client

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// answer is what a server sent, whole.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// ok reports whether the status is one of success. Panels have 200 alone
// (section 3), but no other of these means that nothing was done.
func (a answer) ok() bool { return a.status >= 200 && a.status <= 299 }

func (a answer) empty() bool { return len(bytes.TrimSpace(a.body)) == 0 }

// failure returns the error that an answer is, nil for a good one. A good
// answer is an image that begins so or, if that is nil, JSON without an error
// in it, or nothing: the contract leaves out what many calls answer.
func (a answer) failure(image []byte) *Error {
	if a.ok() && image != nil && bytes.HasPrefix(a.body, image) {
		return nil
	}
	e, isJSON := a.parse()
	switch {
	case e.Text != "": // also with 200, as a detach has it (section 13)
		return e
	case a.ok() && image == nil && (isJSON || a.empty()):
		return nil
	}
	e.Excerpt = a.excerpt()
	return e
}

// parse reads the body of an error, as far as it is one (section 3). The reason
// and the reasons beside the text are Vestibule's own.
func (a answer) parse() (e *Error, isJSON bool) {
	var body struct {
		Error   any      `json:"error"`
		Reason  *Reason  `json:"reason"`
		Reasons []Reason `json:"reasons"`
	}
	err := json.Unmarshal(a.body, &body)
	e = &Error{Status: a.status, Reasons: body.Reasons, RetryAfter: a.retryAfter()}
	e.Text, _ = body.Error.(string)
	if len(e.Reasons) == 0 && body.Reason != nil && body.Reason.Code != "" {
		e.Reasons = []Reason{*body.Reason}
	}
	var wrongType *json.UnmarshalTypeError
	return e, err == nil || errors.As(err, &wrongType)
}

// maxRetryAfter bounds what a server may say of the time to come back.
const maxRetryAfter = 24 * time.Hour

// retryAfter returns how long to wait, 0 if the server does not say
// (RFC 9110, 10.2.3).
func (a answer) retryAfter() time.Duration {
	text := a.header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(text, 10, 32); err == nil {
		return min(time.Duration(seconds)*time.Second, maxRetryAfter)
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	now, err := http.ParseTime(a.header.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	return max(0, min(at.Sub(now), maxRetryAfter))
}

// excerptRunes is how much of a foreign text is shown.
const excerptRunes = 200

// excerpt shows what a server sent in place of JSON, or where it redirects to.
func (a answer) excerpt() string {
	to, err := url.Parse(a.header.Get(movedTo))
	if err != nil || to.Host+to.Path == "" {
		return printable(string(a.body))
	}
	// A query may repeat the one of a login.
	shown := url.URL{Scheme: to.Scheme, Host: to.Host, Path: to.Path}
	return "moved to " + printable(shown.String())
}

// printable returns the first printable characters of a text in one line.
func printable(text string) string {
	var b strings.Builder
	n, space := 0, false
	for _, r := range text {
		switch {
		case n == excerptRunes:
			return b.String()
		case unicode.IsSpace(r):
			space = n > 0
			continue
		case !unicode.IsPrint(r) || r == unicode.ReplacementChar:
			continue
		case space && n < excerptRunes-1:
			b.WriteByte(' ')
			n++
		}
		b.WriteRune(r)
		n, space = n+1, false
	}
	return b.String()
}
