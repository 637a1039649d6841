package contract

import (
	"context"
	"fmt"
	"net/http"
	"slices"
)

// play is one case being played. Its methods are the steps of cases; one that
// fails ends the case.
type play struct {
	*kit
	ctx    context.Context
	result Result
	owned  []*owned
	called []string // the names that the case gave
}

// do sends a request and returns the answer.
func (p *play) do(c call) answer {
	a, err := p.exchangeAgain(c)
	if err != nil {
		p.fail("%v", err)
	}
	return a
}

func (p *play) call(method, target string, options ...option) answer {
	return p.do(newCall(method, target, options...))
}

func (p *play) get(target string, options ...option) answer {
	return p.call(http.MethodGet, target, options...)
}

func (p *play) post(target string, options ...option) answer {
	return p.call(http.MethodPost, target, options...)
}

func (p *play) patch(target string, options ...option) answer {
	return p.call(http.MethodPatch, target, options...)
}

// fail ends the case.
func (p *play) fail(format string, args ...any) { p.end(Fail, fmt.Sprintf(format, args...)) }

// skip ends the case: the server may lack what it needs.
func (p *play) skip(format string, args ...any) { p.end(Skipped, fmt.Sprintf(format, args...)) }

// want fails unless something holds.
func (p *play) want(holds bool, format string, args ...any) {
	if !holds {
		p.fail(format, args...)
	}
}

// ok wants exactly 200: most clients take nothing else for success (section 3).
func (p *play) ok(a answer) answer {
	p.want(a.status == http.StatusOK, "the answer is %s, want 200", a.summary())
	return a
}

// refused wants 400 with one of some texts, or with any text if none is given.
func (p *play) refused(a answer, texts ...string) answer {
	p.want(a.status == http.StatusBadRequest, "the answer is %s, want 400", a.summary())
	p.wantError(a, texts...)
	return a
}

// wantError wants an error body with one of some texts, or with any.
func (p *play) wantError(a answer, texts ...string) {
	got := a.at("error").text()
	p.want(got != "", "the answer has no text in error: %s", a.summary())
	if len(texts) > 0 && !slices.Contains(texts, got) {
		p.fail("error is %q, want %q", got, texts)
	}
}

// optional skips the case if the server does not know a path.
func (p *play) optional(a answer, what string) answer {
	if a.status == http.StatusNotFound || a.status == http.StatusMethodNotAllowed {
		p.skip("the server has no %s (%d)", what, a.status)
	}
	return a
}

// textAt wants a string at a place.
func (p *play) textAt(n node, path string) string {
	s, ok := n.at(path).value.(string)
	p.want(ok, "%s is %v, want a string", path, n.at(path))
	return s
}

// integerAt wants a whole number at a place.
func (p *play) integerAt(n node, path string) int64 {
	i, ok := n.at(path).integer()
	p.want(ok, "%s is %v, want a whole number", path, n.at(path))
	return i
}

// flagAt wants a boolean at a place.
func (p *play) flagAt(n node, path string) bool {
	b, ok := n.at(path).value.(bool)
	p.want(ok, "%s is %v, want true or false", path, n.at(path))
	return b
}

// listAt wants an array at a place.
func (p *play) listAt(n node, path string) []node {
	items, ok := n.at(path).list()
	p.want(ok, "%s is %v, want an array", path, n.at(path))
	return items
}

// wantText wants a certain string at a place.
func (p *play) wantText(n node, path, want string) {
	got := p.textAt(n, path)
	p.want(got == want, "%s is %q, want %q", path, got, want)
}

// wantInteger wants a certain number at a place.
func (p *play) wantInteger(n node, path string, want int64) {
	got := p.integerAt(n, path)
	p.want(got == want, "%s is %d, want %d", path, got, want)
}

// wantFlag wants a certain boolean at a place.
func (p *play) wantFlag(n node, path string, want bool) {
	got := p.flagAt(n, path)
	p.want(got == want, "%s is %v, want %v", path, got, want)
}
