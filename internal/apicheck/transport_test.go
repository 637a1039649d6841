package apicheck_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
)

// roundTrip is a RoundTripper that is a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// overTransport sends a request to a server that answers with a body, and
// returns what the server read, what came back and what was reported.
func overTransport(t *testing.T, sent, answered string) (read, got string, reports []error) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		read = string(body)
		w.Header().Set("Content-Type", jsonType)
		io.WriteString(w, answered)
	}))
	defer server.Close()

	r, err := http.NewRequest("POST", server.URL+"/api/things", strings.NewReader(sent))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", bearer)
	client := http.Client{Transport: newChecker(t).Transport(http.DefaultTransport, func(err error) { reports = append(reports, err) })}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return read, string(body), reports
}

func TestTransport(t *testing.T) {
	const (
		goodRequest = `{"name":"a","kind":"face","until":0}`
		goodAnswer  = `{"name":"a","uid":1,"link_id":null}`
	)
	tests := []struct {
		name, sent, answered string
		says                 []string
	}{
		{"says nothing where all is well", goodRequest, goodAnswer, nil},
		{"reports a wrong request", `{}`, goodAnswer, []string{"missing properties"}},
		{"reports a wrong answer", goodRequest, `{"uid":1}`, []string{"missing property 'name'"}},
		{"reports both", `{`, `}`, []string{"request POST", "answer 200"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			read, got, reports := overTransport(t, tt.sent, tt.answered)
			if read != tt.sent || got != tt.answered {
				t.Errorf("the server read %q, the client %q", read, got)
			}
			if len(reports) != len(tt.says) {
				t.Fatalf("reports %v, want %d", reports, len(tt.says))
			}
			for i, says := range tt.says {
				wantError(t, reports[i], says)
			}
		})
	}
}

func TestTransportHandsOnFailures(t *testing.T) {
	broken := errors.New("broken")
	answering := roundTrip(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Body: io.NopCloser(iotest.ErrReader(broken))}, nil
	})
	failing := roundTrip(func(*http.Request) (*http.Response, error) { return nil, broken })
	tests := []struct {
		name string
		next http.RoundTripper
		body io.Reader
	}{
		{"of the connection", failing, nil},
		{"of reading an answer", answering, nil},
		{"of reading a request", answering, iotest.ErrReader(broken)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest("GET", "/api/things/1/picture", tt.body)
			_, err := newChecker(t).Transport(tt.next, func(err error) { t.Error(err) }).RoundTrip(r)
			if !errors.Is(err, broken) {
				t.Errorf("error %v, want %v", err, broken)
			}
		})
	}
}
