package httpapi

import (
	"math/rand/v2"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/internal/apicheck"
)

// operationsThat returns those that the document describes.
func operationsThat(f *testing.F, are func(apicheck.Operation) bool) (ops []apicheck.Operation, c *apicheck.Checker) {
	f.Helper()
	c, err := described()
	if err != nil {
		f.Fatal(err)
	}
	for _, op := range c.Operations() {
		if are(op) {
			ops = append(ops, op)
		}
	}
	return ops, c
}

var pathParameter = regexp.MustCompile(`\{[^}]*\}`)

// requested sends a request of the administrator to a world in which there is
// one of everything, with the uid 1. No answer may be a fault of ours, and each
// must be as documented.
func requested(t *testing.T, op apicheck.Operation, uid uint8, query string, body []byte) {
	t.Helper()
	w := newRealWorld(t)
	w.sent("POST", v1+"/access/identifier", identifierBody("face_id", "", ""))
	w.sent("POST", v1+"/access/timeprofile", officeHours)
	path := pathParameter.ReplaceAllString(op.Path, strconv.Itoa(int(uid)))
	r := newRequest(op.Method, path, string(body))
	r.URL.RawQuery = query
	if rec := w.do(r); rec.Code >= 500 || strings.Contains(w.logged.String(), "level=ERROR") {
		t.Errorf("%s %s?%s %.300q: status %d, body %s, log %s", op.Method, path, query, body, rec.Code, rec.Body, w.logged)
	}
}

// Whatever the body is, of whichever call.
func FuzzJSONBodies(f *testing.F) {
	ops, c := operationsThat(f, func(op apicheck.Operation) bool { return op.JSONBody })
	rng := rand.New(rand.NewPCG(2026, 11))
	for i, op := range ops {
		f.Add(uint8(i), uint8(1), c.ValidBody(op, rng))
		for range 3 {
			body, _ := c.AnyBody(op, rng)
			f.Add(uint8(i), uint8(rng.IntN(3)), body)
		}
	}
	f.Fuzz(func(t *testing.T, which, uid uint8, body []byte) {
		requested(t, ops[int(which)%len(ops)], uid, "type=card", body)
	})
}

// Whatever the query is, of whichever call that has nothing else.
func FuzzQueries(f *testing.F) {
	ops, _ := operationsThat(f, func(op apicheck.Operation) bool { return op.Method == "GET" })
	for i := range ops {
		for _, query := range []string{
			"", "limit=10&page_number=2&sort_field=identifier_owner&sort_type=desc", "limit=-1&page_number=99999999999999999999",
			"filter=" + url.QueryEscape("identifier_number eq '3090417' or not lock eq 'all'") + "&order_by=name,lock+desc",
			"from=1&to=1e400&locale=uk&category=access&priority=low", "username=admin&password=" + md5Of("123456"), "%", "a;b", "type=face_id&number=%00",
		} {
			f.Add(uint8(i), uint8(1), query)
		}
	}
	f.Fuzz(func(t *testing.T, which, uid uint8, query string) {
		requested(t, ops[int(which)%len(ops)], uid, query, nil)
	})
}
