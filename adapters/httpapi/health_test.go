package httpapi

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func ok(context.Context) error { return nil }

func TestHealthzAsksNobody(t *testing.T) {
	w := newWorld(t)
	w.probers = []NamedProber{{"database", proberFunc(func(context.Context) error { t.Error("asked"); return nil })}}
	rec := w.do(httptest.NewRequest("GET", "/healthz", nil))
	wantStatus(t, rec, 200)
	wantJSON(t, rec, `{"status": "ok"}`)
	wantJSONHeaders(t, rec)
}

func TestReadyz(t *testing.T) {
	fails := func(context.Context) error { return errors.New("sqlite: no such file /var/lib/x") }
	panics := func(context.Context) error { panic("boom") }
	tests := []struct {
		name    string
		probers []NamedProber
		status  int
		want    string
	}{
		{"nothing to ask", nil, 200, `{"status": "ok"}`},
		{"all well", []NamedProber{{"database", proberFunc(ok)}, {"detector", proberFunc(ok)}}, 200,
			`{"status": "ok", "checks": {"database": "ok", "detector": "ok"}}`},
		{"one fails, all are asked", []NamedProber{{"database", proberFunc(fails)}, {"detector", proberFunc(ok)}}, 503,
			`{"status": "failed", "checks": {"database": "failed", "detector": "ok"}}`},
		{"all fail", []NamedProber{{"database", proberFunc(fails)}, {"detector", proberFunc(fails)}}, 503,
			`{"status": "failed", "checks": {"database": "failed", "detector": "failed"}}`},
		{"one panics", []NamedProber{{"database", proberFunc(ok)}, {"detector", proberFunc(panics)}}, 503,
			`{"status": "failed", "checks": {"database": "ok", "detector": "failed"}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.probers = tt.probers
			rec := w.do(httptest.NewRequest("GET", "/readyz", nil))
			wantStatus(t, rec, tt.status)
			wantJSON(t, rec, tt.want)
			wantJSONHeaders(t, rec)
			if tt.name == "one fails, all are asked" && !strings.Contains(w.logged.String(), "no such file") {
				t.Errorf("the log does not say why:\n%s", w.logged)
			}
		})
	}
}

func TestReadyzWaitsFiveSecondsAndAsksAllAtOnce(t *testing.T) {
	obeys := func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
	synctest.Test(t, func(t *testing.T) {
		hang := make(chan struct{})
		hangs := func(context.Context) error { <-hang; return nil }
		slow := func(context.Context) error { time.Sleep(probeTime - time.Second); return nil }
		w := newWorld(t)
		w.probers = []NamedProber{{"hangs", proberFunc(hangs)}, {"obeys", proberFunc(obeys)}, {"slow", proberFunc(slow)}, {"quick", proberFunc(ok)}}
		begin := time.Now()
		rec := w.do(httptest.NewRequest("GET", "/readyz", nil))
		if took := time.Since(begin); took != probeTime {
			t.Errorf("took %v, want %v", took, probeTime)
		}
		wantStatus(t, rec, 503)
		wantJSON(t, rec, `{"status": "failed", "checks": {"hangs": "failed", "obeys": "failed", "slow": "ok", "quick": "ok"}}`)
		close(hang)
	})
}

func TestReadyzOfAClientThatHungUpIsNoErrorInTheLog(t *testing.T) {
	w := newWorld(t)
	w.probers = []NamedProber{{"database", proberFunc(func(ctx context.Context) error { return ctx.Err() })}}
	ctx, hangUp := context.WithCancel(t.Context())
	hangUp()
	w.do(httptest.NewRequest("GET", "/readyz", nil).WithContext(ctx))
	wantNone(t, w.logged.String(), "the log", "level=ERROR")
}
