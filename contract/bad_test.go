package contract

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
)

// bad makes a panel break the contract in one way.
type bad func(f *panel, next http.Handler) http.Handler

// match says which requests something is about.
type match func(r *http.Request, body string) bool

// to returns the requests of a method, "" for any, to a path; "*" in it stands
// for a number.
func to(method, path string) match {
	if !strings.HasPrefix(path, "/api") {
		path = "/api/v1" + path
	}
	pattern := regexp.MustCompile(`(?i)^` + strings.ReplaceAll(path, "/*", "/[0-9]+") + `$`)
	return func(r *http.Request, _ string) bool {
		return (method == "" || r.Method == method) && pattern.MatchString(r.URL.Path)
	}
}

func anything(*http.Request, string) bool { return true }

func (m match) and(other match) match {
	return func(r *http.Request, body string) bool { return m(r, body) && other(r, body) }
}

func (m match) butNot(other match) match {
	return func(r *http.Request, body string) bool { return m(r, body) && !other(r, body) }
}

// saying narrows to bodies, asking to queries, and headed to headers, that a
// pattern matches.
func (m match) saying(pattern string) match {
	p := regexp.MustCompile(`(?s)` + pattern)
	return m.and(func(_ *http.Request, body string) bool { return p.MatchString(body) })
}

func (m match) asking(pattern string) match {
	p := regexp.MustCompile(pattern)
	return m.and(func(r *http.Request, _ string) bool { return p.MatchString(r.URL.RawQuery) })
}

func (m match) headed(name, pattern string) match {
	p := regexp.MustCompile(pattern)
	return m.and(func(r *http.Request, _ string) bool { return p.MatchString(r.Header.Get(name)) })
}

// spelt narrows to addresses as they were written.
func (m match) spelt(pattern string) match {
	p := regexp.MustCompile(pattern)
	return m.and(func(r *http.Request, _ string) bool { return p.MatchString(r.RequestURI) })
}

// bodyOf returns a request's body and leaves it to be read again.
func bodyOf(r *http.Request) string {
	text, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(text))
	return string(text)
}

// replying answers in place of the panel.
func replying(m match, status int, body obj) bad {
	return func(_ *panel, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if m(r, bodyOf(r)) {
				write(w, reply{status, body})
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// refusing answers with an error in place of the panel.
func refusing(m match, status int, text string) bad { return replying(m, status, obj{"error": text}) }

// wrongly changes an answer of the panel.
func wrongly(m match, change func(status int, body string) (int, string)) bad {
	return func(_ *panel, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			matches := m(r, bodyOf(r))
			recorder := httptest.NewRecorder()
			next.ServeHTTP(recorder, r)
			status, body := recorder.Code, recorder.Body.String()
			if matches {
				status, body = change(status, body)
			}
			maps.Copy(w.Header(), recorder.Header())
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		})
	}
}

// status changes one status to another, of answers that contain a text.
func status(text string, from, to int) func(int, string) (int, string) {
	return func(status int, body string) (int, string) {
		if status == from && strings.Contains(body, text) {
			status = to
		}
		return status, body
	}
}

// text changes a text.
func text(from, to string) func(int, string) (int, string) {
	return func(status int, body string) (int, string) { return status, strings.ReplaceAll(body, from, to) }
}

// pattern changes what a pattern matches.
func pattern(from, to string) func(int, string) (int, string) {
	p := regexp.MustCompile(from)
	return func(status int, body string) (int, string) { return status, p.ReplaceAllString(body, to) }
}

// hearing changes the query before the panel sees it.
func hearing(m match, change func(q url.Values)) bad {
	return func(_ *panel, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if m(r, bodyOf(r)) {
				q := r.URL.Query()
				change(q)
				r.URL.RawQuery = q.Encode()
			}
			next.ServeHTTP(w, r)
		})
	}
}

// dropping makes the panel overlook parameters.
func dropping(m match, names ...string) bad {
	return hearing(m, func(q url.Values) {
		for _, name := range names {
			q.Del(name)
		}
	})
}

// setting makes the panel take one value for whatever a parameter has.
func setting(m match, name, value string) bad {
	return hearing(m, func(q url.Values) { q.Set(name, value) })
}

// mishearing changes the body before the panel sees it.
func mishearing(m match, change func(body string) string) bad {
	return func(_ *panel, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if body := bodyOf(r); m(r, body) {
				r.Body = io.NopCloser(strings.NewReader(change(body)))
			}
			next.ServeHTTP(w, r)
		})
	}
}

// both breaks the contract in two ways at once.
func both(one, other bad) bad {
	return func(f *panel, next http.Handler) http.Handler { return one(f, other(f, next)) }
}

// upsetting does something to the panel when it gets a request.
func upsetting(m match, what func(f *panel, r *http.Request)) bad {
	return func(f *panel, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if m(r, bodyOf(r)) {
				f.mu.Lock()
				what(f, r)
				f.mu.Unlock()
			}
			next.ServeHTTP(w, r)
		})
	}
}

// storesNoSync answers a synchronisation with success and does nothing.
func storesNoSync(_ *panel, next http.Handler) http.Handler {
	m := to("POST", linkPath)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := bodyOf(r)
		if !m(r, body) {
			next.ServeHTTP(w, r)
			return
		}
		var in struct {
			Items []obj `json:"list_items"`
		}
		_ = json.Unmarshal([]byte(body), &in)
		result := []obj{}
		for _, item := range in.Items {
			result = append(result, obj{"link_id": item["link_id"], "success": true, "extended_info": codeCreated})
		}
		write(w, fine(obj{"result": result}))
	})
}

// sendsToHTTPS answers every GET with a redirect.
func sendsToHTTPS(f *panel, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			http.Redirect(w, r, "https://"+r.Host+r.RequestURI, http.StatusMovedPermanently)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// givesOneUID answers every create with the uid of the first.
func givesOneUID(f *panel, next http.Handler) http.Handler {
	uid := regexp.MustCompile(`[0-9]+`)
	return wrongly(to("POST", "/access/identifier"), func(status int, body string) (int, string) {
		if f.memory == "" {
			f.memory = uid.FindString(body)
		}
		return status, uid.ReplaceAllString(body, f.memory)
	})(f, next)
}

// staysBroken refuses every photo once it has refused one.
func staysBroken(f *panel, next http.Handler) http.Handler {
	return wrongly(to("POST", "/access/identifier/item/face/file/*"), func(status int, body string) (int, string) {
		if f.memory != "" {
			return http.StatusBadRequest, f.memory
		}
		if status != http.StatusOK {
			f.memory = `{"error":"` + textLoading + `"}`
		}
		return status, body
	})(f, next)
}

// endOthers ends every session but that of a request.
func endOthers(f *panel, r *http.Request) {
	_, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	clear(f.tokens)
	f.tokens[token] = true
}
