package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/ports"
)

// ok sends a request of the administrator that must succeed, and returns the
// body of the answer.
func (w *world) ok(method, target, body string) string {
	w.t.Helper()
	// Without a body there is the query only, and what succeeds there may be
	// nonsense that is ignored.
	if body != "" {
		if err := checker(w.t).Request(newRequest(method, target, body), []byte(body)); err != nil {
			w.t.Errorf("the request succeeds and is not as documented: %v", err)
		}
	}
	return w.sent(method, target, body)
}

// sent is ok for a request that need not be as documented, such as a batch with
// faulty items.
func (w *world) sent(method, target, body string) string {
	w.t.Helper()
	rec := w.ask(method, target, strings.NewReader(body))
	if rec.Code != 200 {
		w.t.Fatalf("%s %s %.300s: status %d, body %s", method, target, body, rec.Code, rec.Body)
	}
	return rec.Body.String()
}

// newRequest returns a request of the administrator.
func newRequest(method, target, body string) *http.Request {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+string(adminToken))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

// refused sends a request of the administrator that must be answered 400 with
// that text.
func (w *world) refused(method, target, body, text string) {
	w.t.Helper()
	rec := w.ask(method, target, strings.NewReader(body))
	if got := decode[struct{ Error string }](w.t, rec).Error; rec.Code != 400 || got != text {
		w.t.Errorf("%s %s %.300s: %d %q, want 400 %q", method, target, body, rec.Code, got, text)
	}
}

// create sends a creation and returns the uid.
func (w *world) create(target, body string) int64 {
	w.t.Helper()
	return parsed[struct{ UID int64 }](w.t, w.ok("POST", target, body)).UID
}

// has wants that a GET answers with an object in which the named value, by its
// dotted path, is so in JSON.
func (w *world) has(target, path, want string) {
	w.t.Helper()
	var v any
	if err := json.Unmarshal([]byte(w.ok("GET", target, "")), &v); err != nil {
		w.t.Fatal(err)
	}
	for name := range strings.SplitSeq(path, ".") {
		if list, ok := v.([]any); ok {
			var i int
			if _, err := fmt.Sscan(name, &i); err != nil || i >= len(list) {
				w.t.Fatalf("%s of %s: there is no element %s", path, target, name)
			}
			v = list[i]
			continue
		}
		v = v.(map[string]any)[name]
	}
	got, err := json.Marshal(v)
	if err != nil {
		w.t.Fatal(err)
	}
	if string(got) != canonicalLine(w.t, want) {
		w.t.Errorf("%s of %s is %s, want %s", path, target, got, want)
	}
}

func canonicalLine(t *testing.T, text string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func parsed[T any](t *testing.T, body string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Fatalf("%v in %q", err, body)
	}
	return v
}

// Addresses and bodies.
const (
	v1         = "/api/v1"
	listTarget = v1 + "/access/identifier/items"
	linkTarget = v1 + "/access/identifier/items/link"
)

func item(uid int64) string { return fmt.Sprintf("%s/access/identifier/item/%d", v1, uid) }

// identifierBody returns the body that creates an identifier, with more fields
// if more begins with a comma.
func identifierBody(typ, number, more string) string {
	return fmt.Sprintf(`{"identifier_owner":{"name":"Maria Lindqvist","type":"owner"},"identifier_type":%q,"identifier_number":%q,"lock":"first"%s}`, typ, number, more)
}

// md5Of returns what a client sends instead of a password.
func md5Of(password string) string { return string(account.DigestOf(password)) }

// unaudited is an audit log to which nothing can be added.
type unaudited struct{ ports.AuditRepo }

func (unaudited) Append(context.Context, audit.Entry) (audit.Entry, error) {
	return audit.Entry{}, errors.New("disk full")
}

func TestAPortraitIsNotGivenToAnybodyUnlogged(t *testing.T) {
	w := newRealWorld(t)
	uid := w.create(v1+"/access/identifier", identifierBody("face_id", "", ""))
	face := fmt.Sprintf("%s/access/identifier/item/face/file/%d", v1, uid)
	wantStatus(t, w.upload(face, form(jpegPart("file", "x.jpg", string(blank(90))))), 200)
	wantStatus(t, w.ask("GET", face, nil), 200)
	w.journal.Store.Audit = unaudited{}
	wantError(t, w.ask("GET", face, nil), 500, "Internal error")
}
