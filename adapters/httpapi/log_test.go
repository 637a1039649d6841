package httpapi

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

func TestTheAccessLog(t *testing.T) {
	w := newWorld(t)
	w.enroller.EnrolFn = func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) {
		return enrolment.Enrolment{}, domain.Refuse(domain.KindPhotoRefused, domain.Reason{Code: "face_too_small"}, domain.Reason{Code: "blurred"})
	}
	w.upload(faceTarget+"?replace=true", form(jpegPart("file", "a.jpg", "p")))
	var line string
	for _, l := range strings.Split(w.logged.String(), "\n") {
		if strings.Contains(l, "msg=request ") {
			line = l
		}
	}
	for _, want := range []string{
		"level=INFO", "method=POST", "path=" + faceTarget + " ", "status=400", "duration=", "bytes=", "account=" + adminName,
		`kind="photo refused"`, "reason=face_too_small",
	} {
		if !strings.Contains(line, want) {
			t.Errorf("%q is not in %q", want, line)
		}
	}
	wantNone(t, line, "the line", "replace", "bytes=0")
}

func TestTheAccessLogNamesWhoLoggedIn(t *testing.T) {
	w := newWorld(t)
	w.do(httptest.NewRequest("GET", loginTarget(userName, string(account.DigestOf(userPassword))), nil))
	if log := w.logged.String(); !strings.Contains(log, "account="+userName) {
		t.Errorf("log:\n%s", log)
	}
}

func TestHealthChecksAreQuietUnlessTheyFail(t *testing.T) {
	w := newWorld(t)
	broken := false
	w.probers = []NamedProber{{"database", proberFunc(func(context.Context) error {
		if broken {
			return errors.New("gone")
		}
		return nil
	})}}
	w.do(httptest.NewRequest("GET", "/healthz", nil))
	w.do(httptest.NewRequest("GET", "/readyz", nil))
	wantNone(t, w.logged.String(), "the log", "level=INFO", "level=ERROR")
	broken = true
	w.do(httptest.NewRequest("GET", "/readyz", nil))
	if log := w.logged.String(); !strings.Contains(log, "level=INFO") || !strings.Contains(log, "level=ERROR") {
		t.Errorf("log:\n%s", log)
	}
}

// All that this server is told in confidence, sent in every way it takes it.
func TestTheLogKeepsSecrets(t *testing.T) {
	digest := string(account.DigestOf(adminPassword))
	w := newWorld(t)
	send := func(method, target, authorization, body string) {
		r := httptest.NewRequest(method, target, strings.NewReader(body))
		r.Header.Set("Authorization", authorization)
		r.Header.Set("Content-Type", formType)
		w.do(r)
	}
	for _, target := range []string{
		loginTarget(adminName, digest), loginTarget(adminName, strings.ToLower(digest)), loginTarget(adminName, "wrong-"+digest),
		loginTarget("nobody", digest), "/api/v1/login?password=" + digest, "/nowhere?password=" + digest,
		itemTarget + "?password=" + digest, "/api/v1/access/identifier/item/x?password=" + digest,
	} {
		for _, method := range []string{"GET", "POST", "PUT"} {
			for _, authorization := range []string{
				"", "Bearer " + string(adminToken), "Bearer x" + string(adminToken), basic(adminName, adminPassword),
				basic(adminName, adminPassword+"x"), "Digest " + adminPassword,
			} {
				send(method, target, authorization, adminPassword)
			}
		}
	}
	body := form(jpegPart("file", "Maria-Lindqvist.jpg", "BIOMETRY"))
	send("POST", faceTarget, "Bearer "+string(adminToken), body)
	send("POST", faceTarget, "Bearer "+string(adminToken), body[:len(body)-20])
	send("POST", checkTarget+"?password="+digest, "Bearer "+string(adminToken), body)
	send("POST", createTarget, "Bearer "+string(adminToken), cardBody)
	send("POST", createTarget, "Bearer "+string(adminToken), strings.Replace(cardBody, `"first"`, `1`, 1))
	send("POST", "/api/v1/logout", "Bearer "+string(adminToken), "")
	log := w.logged.String()
	wantNone(t, log, "the log", digest, string(adminToken), adminPassword, basic(adminName, adminPassword)[len("Basic "):],
		"Lindqvist", "BIOMETRY", "3090417", "password=", ".go:", "stack")
	if !strings.Contains(log, "path=/api/v1/login ") || !strings.Contains(log, "status=200") {
		t.Error("nothing was logged that could have leaked")
	}
}

func TestAPanicIsAnsweredAndLogged(t *testing.T) {
	w := newWorld(t)
	w.identifiers.GetFn = func(context.Context, identifier.UID) (identifier.Identifier, error) { panic("boom") }
	wantError(t, w.ask("GET", itemTarget, nil), 500, "Internal error")
	log := w.logged.String()
	for _, want := range []string{"level=ERROR", "boom", "log_test.go", "status=500"} {
		if !strings.Contains(log, want) {
			t.Errorf("%q is not in the log:\n%s", want, log)
		}
	}
	wantStatus(t, w.ask("DELETE", itemTarget, nil), 200)
}

// Half an answer must not look like a whole one.
func TestAPanicInTheMiddleOfAnAnswerBreaksTheConnection(t *testing.T) {
	for _, cause := range []any{"boom", http.ErrAbortHandler} {
		w := newWorld(t)
		a := w.handler()
		h := a.logged(a.recovered(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
			rw.WriteHeader(200)
			panic(cause)
		})))
		func() {
			defer func() {
				if got := recover(); got != http.ErrAbortHandler {
					t.Errorf("panicked with %v, want http.ErrAbortHandler", got)
				}
			}()
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
		}()
		if log := w.logged.String(); !strings.Contains(log, "msg=request") {
			t.Errorf("no line in the access log:\n%s", log)
		}
		if got, want := strings.Contains(w.logged.String(), "msg=panic"), cause == "boom"; got != want {
			t.Errorf("panic %v logged: %v, want %v", cause, got, want)
		}
	}
}
