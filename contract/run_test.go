package contract

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"
)

func TestRunEndsWhereTheAccountDoesNotLogIn(t *testing.T) {
	f := newPanel()
	target := f.start(t)
	var requests atomic.Int64
	f.bad = func(_ *panel, next http.Handler) http.Handler {
		requests.Add(1)
		return next
	}
	target.Password = "another"
	report := Run(t.Context(), target)
	if got := report.Failed(); got != 1 || report.Results[0].Verdict != Fail {
		t.Errorf("%d cases failed, want the first alone", got)
	}
	if got, want := report.Count(Skipped), len(cases); got != want {
		t.Errorf("%d cases were skipped, want %d", got, want)
	}
	if got := requests.Load(); got != 1 {
		t.Errorf("%d requests were sent, want 1: accounts may be locked", got)
	}
}

func TestRunRefusesATargetThatIsNone(t *testing.T) {
	tests := []struct {
		name   string
		target Target
		reason string
	}{
		{"no URL", Target{}, "http"},
		{"no scheme", Target{URL: "192.0.2.7"}, "http"},
		{"another scheme", Target{URL: "ftp://192.0.2.7"}, "ftp"},
		{"no host", Target{URL: "http:///panel"}, "host"},
		{"a password in the URL", Target{URL: "http://admin:geheim@192.0.2.7"}, "password"},
		{"a password in a URL that cannot be read", Target{URL: "http://admin:geheim@192.0.2.7:port"}, "read"},
		{"a query", Target{URL: "http://192.0.2.7?a=b"}, "path"},
		{"the path of the API", Target{URL: "http://192.0.2.7/API/v1"}, "root"},
		{"no random numbers", Target{URL: "http://192.0.2.7", Rand: iotest.ErrReader(errors.New("none"))}, "random"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			report := Run(t.Context(), tt.target)
			if report.Failed() != 1 || len(report.Results) != 1 {
				t.Fatalf("results %v, want one that failed", report.Results)
			}
			reason := report.Results[0].Reason
			if !strings.Contains(reason, tt.reason) || strings.Contains(reason, "geheim") {
				t.Errorf("reason %q, want one with %q and without the password", reason, tt.reason)
			}
		})
	}
}

func TestRunTakesARootWithAPathAndASlash(t *testing.T) {
	f := newPanel()
	target := f.start(t)
	f.bad = func(_ *panel, next http.Handler) http.Handler { return http.StripPrefix("/door", next) }
	target.URL += "/door/"
	if report := run(t.Context(), target, nil); report.Failed() != 0 {
		t.Errorf("the account does not log in: %s", report.Results[0].Reason)
	}
}

// The kit tidies up also after it was told to stop.
func TestRunStopsWithItsContextAndTidiesUp(t *testing.T) {
	f := newPanel()
	target := f.start(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stop := to("POST", "/access/identifier/item/*/passes/reset")
	f.bad = upsetting(stop, func(*panel, *http.Request) { cancel() })
	report := Run(ctx, target)
	if report.Failed() != 0 || report.Count(Pass) == 0 || report.Count(Skipped) == 0 {
		t.Errorf("%d passed, %d failed, %d skipped; want some passed and the rest skipped",
			report.Count(Pass), report.Failed(), report.Count(Skipped))
	}
	if last := report.Results[len(cases)]; last.Verdict != Skipped || last.Reason == "" {
		t.Errorf("the last case: %s, reason %q, want %s with a reason", last.Verdict, last.Reason, Skipped)
	}
	wantUntouched(t, f)
}

// A server may create something without saying so.
func TestAFailedCaseLeavesNothingBehind(t *testing.T) {
	tests := []struct {
		name string
		bad  bad
	}{
		{"a create answers 500 and creates", wrongly(aCreate, func(int, string) (int, string) { return 500, "" })},
		{"a create answers without the uid", wrongly(aCreate, text("uid", "id"))},
		{"a create answers 201", wrongly(aCreate, status("uid", 200, 201))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newPanel()
			if r := f.play(t, tt.bad, caseNamed(t, "Every success is exactly 200")); r.Verdict != Fail {
				t.Errorf("verdict %s, want %s", r.Verdict, Fail)
			}
			if got := f.names(); !slices.Equal(got, keeps) {
				t.Errorf("afterwards the panel has %q, want %q", got, keeps)
			}
		})
	}
}

// What a server does not give back is named.
func TestWhatCannotBeTakenAwayIsReported(t *testing.T) {
	tests := []struct {
		name string
		bad  bad
	}{
		{"a delete is refused", refusing(aDelete, 500, "Internal error")},
		{"a delete is confirmed and not done", replying(aDelete, 200, obj{})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newPanel()
			r := f.play(t, tt.bad, caseNamed(t, "What was deleted is gone"))
			if len(r.Left) != 1 || !strings.HasPrefix(r.Left[0], "identifier ") {
				t.Errorf("left behind %q, want one identifier", r.Left)
			}
		})
	}
}

func TestAServerThatDoesNotAnswerInTimeFails(t *testing.T) {
	f := newPanel()
	k := f.kit(t, f.start(t))
	k.within = 20 * time.Millisecond
	f.bad = func(_ *panel, next http.Handler) http.Handler {
		return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	}
	r := k.try(t.Context(), caseNamed(t, "The device summary needs no credentials"))
	if want := "GET /api/info: no answer within 20ms"; r.Verdict != Fail || r.Reason != want {
		t.Errorf("verdict %s, reason %q, want %s and %q", r.Verdict, r.Reason, Fail, want)
	}
}

func TestAServerThatIsGoneFailsWithoutShowingThePassword(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	report := run(t.Context(), Target{URL: server.URL, User: panelUser, Password: panelPassword}, nil)
	if r := report.Results[0]; r.Verdict != Fail || !strings.Contains(r.Reason, "no answer") {
		t.Errorf("verdict %s, reason %q, want %s and why there is no answer", r.Verdict, r.Reason, Fail)
	}
	wantNoSecrets(t, report.Results[0])
}

func TestAnAnswerWithoutEndFails(t *testing.T) {
	f := newPanel()
	k := f.kit(t, f.start(t))
	f.bad = func(*panel, http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			for chunk := make([]byte, 1<<20); ; {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		})
	}
	r := k.try(t.Context(), caseNamed(t, "The device summary needs no credentials"))
	if r.Verdict != Fail || !strings.Contains(r.Reason, "longer than") {
		t.Errorf("verdict %s, reason %q, want %s: the answer is too long", r.Verdict, r.Reason, Fail)
	}
}

// Clients send a photo again while another is in progress.
func TestAPhotoIsSentAgainWhileAnotherIsInProgress(t *testing.T) {
	enrols := caseNamed(t, "A face is created, gets its photo, and is there")
	for _, tt := range []struct {
		name string
		busy int64
		want Verdict
	}{
		{"as long as the kit tries", uploadTries - 1, Pass},
		{"once more", uploadTries, Fail},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newPanel()
			var photos atomic.Int64
			r := f.play(t, wrongly(aPhoto, func(status int, body string) (int, string) {
				if photos.Add(1) <= tt.busy {
					f.forgetPhotos()
					return 400, `{"error":"` + textInProgress + `"}`
				}
				return status, body
			}), enrols)
			if r.Verdict != tt.want {
				t.Errorf("verdict %s, reason %q, want %s", r.Verdict, r.Reason, tt.want)
			}
		})
	}
}

// Names tell where they come from, and no two runs use the same.
func TestRunsUseNamesOfTheirOwn(t *testing.T) {
	target := newPanel().start(t)
	first, err := newKit(target)
	if err != nil {
		t.Fatal(err)
	}
	second, err := newKit(target)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(first.mark, "contract kit ") || first.mark == second.mark {
		t.Errorf("marks %q and %q, want two that begin with \"contract kit\"", first.mark, second.mark)
	}
	target.Rand = strings.NewReader("abcd")
	third, err := newKit(target)
	if err != nil {
		t.Fatal(err)
	}
	if want := "contract kit 61626364"; third.mark != want {
		t.Errorf("with random numbers that are given the mark is %q, want %q", third.mark, want)
	}
}
