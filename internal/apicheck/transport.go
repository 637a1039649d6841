package apicheck

import (
	"bytes"
	"io"
	"net/http"
)

// Transport returns a RoundTripper that hands requests on to next and reports
// in what a request, and then its answer, differ from the document. It reads
// both bodies whole. report may be called from several goroutines at once.
func (c *Checker) Transport(next http.RoundTripper, report func(error)) http.RoundTripper {
	return transport{c, next, report}
}

type transport struct {
	checker *Checker
	next    http.RoundTripper
	report  func(error)
}

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	sent := r.Clone(r.Context())
	body, err := reread(&sent.Body)
	if err != nil {
		return nil, err
	}
	t.note(t.checker.Request(r, body))

	answer, err := t.next.RoundTrip(sent)
	if err != nil {
		return answer, err
	}
	if body, err = reread(&answer.Body); err != nil {
		return nil, err
	}
	t.note(t.checker.Answer(r.Method, r.URL.Path, answer.StatusCode, answer.Header, body))
	return answer, nil
}

func (t transport) note(err error) {
	if err != nil {
		t.report(err)
	}
}

// reread reads a body, which may be nil, and puts in its place one that can be
// read again.
func reread(body *io.ReadCloser) ([]byte, error) {
	if *body == nil {
		return nil, nil
	}
	defer (*body).Close()
	text, err := io.ReadAll(*body)
	*body = io.NopCloser(bytes.NewReader(text))
	return text, err
}
