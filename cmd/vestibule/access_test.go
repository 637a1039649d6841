package main

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain/account"
)

const (
	logPath  = "/api/v1/log/items"
	timePath = "/api/v1/device/time" // for any account
	tooMany  = "Too many failed logins"
)

// staff is a server with the account desk beside the administrator's.
func staff(t *testing.T) *server {
	t.Helper()
	s := serve(t, t.TempDir())
	added := runProgram(t, []string{"VESTIBULE_PASSWORD=front desk"}, "account", "add", "desk", "--role", "user", "--data", s.data)
	if added.code != exitOK {
		t.Fatalf("%+v", added)
	}
	return s
}

// operate runs a command on the server's data, and wants that it exits so and
// says that.
func (s *server) operate(code int, says string, args ...string) outcome {
	s.t.Helper()
	got := runProgram(s.t, nil, append(args, "--data", s.data)...)
	if got.code != code || !strings.Contains(got.out+got.err, says) {
		s.t.Errorf("%v: exit code %d, %q, %q; want %d, %q", args, got.code, got.out, got.err, code, says)
	}
	return got
}

func TestTokensAreListedAndRevoked(t *testing.T) {
	s := staff(t)
	first, second, admin := s.login("desk", "front desk"), s.login("desk", "front desk"), s.login("admin", adminPassword)
	listed := s.operate(exitOK, "ACCOUNT", "token", "list")
	ids := regexp.MustCompile(`(?m)^([0-9a-f]{12})  (desk|admin)  +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$`).FindAllStringSubmatch(listed.out, -1)
	if len(ids) != 3 {
		t.Fatalf("listed:\n%s", listed.out)
	}
	for _, id := range ids { // an ID is no token
		want(t, s.call(bearer(id[1]), "GET", timePath, ""), http.StatusUnauthorized, logIn)
	}
	for _, who := range []authorisation{first, second, admin} {
		r := s.request(who, "GET", timePath, "", nil)
		wantOK(t, s.do(r))
		if strings.Contains(listed.out, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")) {
			t.Error("the list holds a token")
		}
	}

	var ofAdmin string
	for _, id := range ids {
		if id[2] == "admin" {
			ofAdmin = id[1]
		}
	}
	s.operate(exitOK, "session "+ofAdmin+" is over", "token", "revoke", ofAdmin)
	want(t, s.call(admin, "GET", timePath, ""), http.StatusUnauthorized, logIn)
	s.operate(exitRefused, "nothing to end", "token", "revoke", ofAdmin)
	wantOK(t, s.call(first, "GET", timePath, ""))

	s.operate(exitOK, "sessions of desk", "token", "revoke", "--account", "desk")
	want(t, s.call(first, "GET", timePath, ""), http.StatusUnauthorized, logIn)
	want(t, s.call(second, "GET", timePath, ""), http.StatusUnauthorized, logIn)
	s.operate(exitRefused, "nothing to end", "token", "revoke", "--account", "nobody")

	again := s.login("desk", "front desk")
	for _, args := range [][]string{{}, {ofAdmin, "--all"}, {"--account", "desk", "--all"}} {
		s.operate(exitUsage, "either IDs, or --account NAME, or --all", append([]string{"token", "revoke"}, args...)...)
	}
	wantOK(t, s.call(again, "GET", timePath, ""))
	s.operate(exitOK, "all sessions are over", "token", "revoke", "--all")
	want(t, s.call(again, "GET", timePath, ""), http.StatusUnauthorized, logIn)
	if left := s.operate(exitOK, "ACCOUNT", "token", "list"); strings.Count(left.out, "\n") != 1 {
		t.Errorf("listed:\n%s", left.out)
	}
	if log := s.call(basic("admin", adminPassword), "GET", logPath+"?limit=50", "").String(); strings.Count(log, `"sessions_revoked"`) != 3 {
		t.Errorf("the log is %s", log)
	}
}

func TestAnAccountIsRemoved(t *testing.T) {
	s := staff(t)
	session := s.login("desk", "front desk")
	s.operate(exitOK, "admin\tadmin\ndesk\tuser\n", "account", "list")
	s.operate(exitRefused, "admin is the last administrator", "account", "remove", "admin")
	s.operate(exitRefused, "there is no account nobody", "account", "remove", "nobody")
	s.operate(exitOK, "account desk is removed", "account", "remove", "desk")
	want(t, s.call(session, "GET", timePath, ""), http.StatusUnauthorized, logIn)
	want(t, s.call(basic("desk", "front desk"), "GET", timePath, ""), http.StatusUnauthorized, logIn)
	s.operate(exitOK, "admin\tadmin\n", "account", "list")
	log := s.call(basic("admin", adminPassword), "GET", logPath+"?limit=50", "").String()
	for _, key := range []string{`"account_added"`, `"account_removed"`} {
		if !strings.Contains(log, key) {
			t.Errorf("the log has no %s: %s", key, log)
		}
	}
}

func TestALimitTellsWhenToComeBack(t *testing.T) {
	s := serve(t, t.TempDir())
	for range account.PairAllowance.AtOnce {
		want(t, s.call(basic("admin", "guess"), "GET", timePath, ""), http.StatusUnauthorized, logIn)
	}
	limited := s.call(basic("admin", adminPassword), "GET", timePath, "")
	want(t, limited, http.StatusTooManyRequests, tooMany)
	seconds, err := strconv.Atoi(limited.header.Get("Retry-After"))
	if longest := int(account.PairAllowance.Every.Seconds()); err != nil || seconds <= 0 || seconds > longest {
		t.Errorf("Retry-After is %d, %v, want 1 to %d", seconds, err, longest)
	}
	refused := runProgram(t, asAdmin, "identifiers", "list", "--server", s.url)
	if refused.code != exitRefused || !strings.Contains(refused.err, tooMany) {
		t.Errorf("a command says %+v", refused)
	}
}
