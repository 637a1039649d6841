package main

import (
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/account"
)

// at sends a request from another address of this machine, which on
// Linux has all that begin with 127.
func (s *server) at(address string, r *http.Request) answer {
	s.t.Helper()
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(address)}}
	transport := &http.Transport{DialContext: dialer.DialContext}
	defer transport.CloseIdleConnections()
	resp, err := (&http.Client{Transport: transport, Timeout: time.Minute}).Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	return answer{status: resp.StatusCode, header: resp.Header}
}

func TestAGuesserLocksOutNobodyElse(t *testing.T) {
	s := serve(t, t.TempDir())
	loginPath := func(password string) string {
		return "/api/v1/login?username=admin&password=" + string(account.DigestOf(password))
	}
	session := s.login("admin", adminPassword)
	const guesser = "127.0.0.2"
	statuses := map[int]int{}
	for range 40 {
		statuses[s.at(guesser, s.request(nobody, "GET", loginPath("guess"), "", nil)).status]++
	}
	if statuses[400] != account.PairAllowance.AtOnce || statuses[429] != 40-account.PairAllowance.AtOnce {
		t.Errorf("guesses are answered %v", statuses)
	}
	limited := s.at(guesser, s.request(basic("admin", adminPassword), "GET", timePath, "", nil))
	if limited.status != http.StatusTooManyRequests || limited.header.Get("Retry-After") == "" {
		t.Errorf("the right password is answered %d, Retry-After %q", limited.status, limited.header.Get("Retry-After"))
	}
	for range 20 {
		wantOK(t, s.call(nobody, "GET", loginPath(adminPassword), ""))
		wantOK(t, s.call(basic("admin", adminPassword), "GET", timePath, ""))
	}
	if a := s.at(guesser, s.request(session, "GET", timePath, "", nil)); a.status != http.StatusOK {
		t.Errorf("a token from the guesser's address is answered %d", a.status)
	}
	log := s.call(session, "GET", logPath+"?limit=50", "").String()
	if strings.Count(log, `"incorrect_login_api_call"`) != account.PairAllowance.AtOnce || strings.Count(log, `"logins_limited"`) != 1 ||
		!strings.Contains(log, "from "+guesser) {
		t.Errorf("the log is %s", log)
	}
}
