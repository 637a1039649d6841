package httpapi

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"runtime/debug"
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

// visit is what the access log learns of a request while it is handled. One
// goroutine handles a request, so nothing guards it.
type visit struct {
	account string // who is calling, if known
	kind    string // of the error it was answered with, if any
	reason  string // code of that error's worst, if any
	quiet   bool   // not worth a line, as health checks that find nothing
}

type visitKey struct{}

// visitOf returns the visit of a request, or one that nobody reads.
func visitOf(r *http.Request) *visit {
	if v, ok := r.Context().Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{}
}

func (v *visit) note(kind domain.Kind, reasons []domain.Reason) {
	v.kind = kind.String()
	if len(reasons) > 0 {
		v.reason = reasons[0].Code
	}
}

// secretInPath is what may hold a secret in a path, where none belongs: a query
// whose beginning was escaped or mistyped, and the digits of a digest or token.
var secretInPath = regexp.MustCompile(`(?s)[?&;=].*|[[:xdigit:]]{32,}`)

// loggedPath returns the path of a request as a log may have it.
func loggedPath(r *http.Request) string {
	return secretInPath.ReplaceAllLiteralString(r.URL.Path, "…")
}

// logged writes the access log: one line a request, without its query, which
// at a login holds the secret, and without headers and bodies.
func (a *API) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		v := &visit{}
		watched := &watchedWriter{ResponseWriter: w}
		// Also when the handler panics with http.ErrAbortHandler.
		defer func() { a.logVisit(r, v, watched, time.Since(begin)) }()
		next.ServeHTTP(watched, r.WithContext(context.WithValue(r.Context(), visitKey{}, v)))
	})
}

func (a *API) logVisit(r *http.Request, v *visit, w *watchedWriter, took time.Duration) {
	attrs := []slog.Attr{
		slog.String("method", r.Method),
		slog.String("path", loggedPath(r)),
		slog.Int("status", w.status),
		slog.Duration("duration", took),
		slog.Int64("bytes", w.bytes),
	}
	if v.account != "" {
		attrs = append(attrs, slog.String("account", v.account))
	}
	if v.kind != "" {
		attrs = append(attrs, slog.String("kind", v.kind))
	}
	if v.reason != "" {
		attrs = append(attrs, slog.String("reason", v.reason))
	}
	level := slog.LevelInfo
	if v.quiet {
		level = slog.LevelDebug
	}
	a.log.LogAttrs(r.Context(), level, "request", attrs...)
}

// recovered turns a panic into an answer, or, if the answer had begun, into a
// connection that breaks off, so that no client takes a part for the whole.
func (a *API) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			cause := recover()
			if cause == nil {
				return
			}
			if cause != http.ErrAbortHandler {
				visitOf(r).note(domain.KindInternal, nil)
				a.log.ErrorContext(r.Context(), "panic",
					"method", r.Method, "path", loggedPath(r), "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
			}
			if cause == http.ErrAbortHandler || begun(w) {
				panic(http.ErrAbortHandler)
			}
			writeError(w, http.StatusInternalServerError, answers[domain.KindInternal].text, nil)
		}()
		next.ServeHTTP(w, r)
	})
}

// watchedWriter remembers the status and size of an answer.
type watchedWriter struct {
	http.ResponseWriter
	status int // 0 until the answer begins
	bytes  int64
}

// begun reports whether an answer has begun.
func begun(w http.ResponseWriter) bool {
	watched, ok := w.(*watchedWriter)
	return ok && watched.status != 0
}

// WriteHeader implements http.ResponseWriter.
func (w *watchedWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (w *watchedWriter) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(p)
	w.bytes += int64(n)
	return n, err
}
