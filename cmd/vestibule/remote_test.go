package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/client"
)

// asAdmin is the password of the account that the commands log in with.
var asAdmin = []string{"VESTIBULE_PASSWORD=" + adminPassword}

// ask runs a command against the server, as its administrator.
func (s *server) ask(args ...string) outcome {
	s.t.Helper()
	return runProgram(s.t, asAdmin, append(args, "--server", s.url)...)
}

func TestIdentifiersOfARunningServer(t *testing.T) {
	s := serve(t, t.TempDir())
	who := basic("admin", adminPassword)
	s.create(who, aCard)
	s.create(who, `{"identifier_owner": {"name": "Ünal\u001b[2J", "type": "guest"}, "identifier_type": "inputCode", "identifier_number": "1234", "lock": "all",
		"valid": {"time": {"is_permanent": false, "to": 1798761599}, "passes": {"is_permanent": false, "max_passes": 3}}}`)

	list := s.ask("identifiers", "list")
	for _, want := range []string{"uid  type", "1    card       3090417  Maria Lindqvist", "always", "2    inputCode  1234", "until 20", "Ünal�[2J"} {
		if list.code != exitOK || !strings.Contains(list.out, want) {
			t.Errorf("list: %+v, want %q in it", list, want)
		}
	}
	if only := s.ask("identifiers", "list", "--number", "1234", "--json"); strings.Count(only.out, "\n") != 1 || !strings.Contains(only.out, `"identifier_uid":2,`) {
		t.Errorf("list by number: %+v", only)
	}
	if only := s.ask("identifiers", "list", "--filter", "lock eq 'all'", "--json"); strings.Count(only.out, "\n") != 1 {
		t.Errorf("list by an expression: %+v", only)
	}
	if only := s.ask("identifiers", "list", "--name", "Maria Lindqvist", "--json"); strings.Count(only.out, "\n") != 1 {
		t.Errorf("list by name: %+v", only)
	}
	if both := s.ask("identifiers", "list", "--name", "x", "--number", "1"); both.code != exitUsage {
		t.Errorf("two filters at once: %+v", both)
	}
	if shown := s.ask("identifiers", "show", "2", "9"); shown.code != exitRefused || !strings.Contains(shown.out, "inputCode") || !strings.Contains(shown.err, "identifier 9") {
		t.Errorf("show: %+v", shown)
	}
	if gone := s.ask("identifiers", "delete", "9", "1"); gone.code != exitRefused || gone.out != "9\tnot found\n1\tdeleted\n" {
		t.Errorf("delete: %+v", gone)
	}
	want(t, s.call(who, "GET", "/api/v1/access/identifier/item/1", ""), http.StatusBadRequest, "Wrong Identifier uid")
}

func TestCommandsForARunningServerFailInWords(t *testing.T) {
	s := serve(t, t.TempDir())
	for _, c := range []struct {
		name, want string
		code       int
		env, args  []string
	}{
		{"a wrong password", "Wrong login or password", exitRefused, []string{"VESTIBULE_PASSWORD=wrong"}, []string{"logs", "--server", s.url}},
		{"nobody listens", "connection refused", exitRefused, asAdmin, []string{"logs", "--server", "http://127.0.0.1:1"}},
		{"an address that is none", "vestibule:", exitUsage, asAdmin, []string{"identifiers", "list", "--server", "ftp://door"}},
		{"a uid that is none", "vestibule:", exitUsage, asAdmin, []string{"identifiers", "show", "x", "--server", s.url}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := runProgram(t, c.env, c.args...)
			if got.code != c.code || got.out != "" || !strings.Contains(got.err, c.want) {
				t.Errorf("%+v, want exit %d and %q", got, c.code, c.want)
			}
			if strings.Contains(got.err, "wrong") || strings.Contains(got.err, adminPassword) {
				t.Errorf("the error tells the password: %s", got.err)
			}
		})
	}
}

func TestLogsOfARunningServer(t *testing.T) {
	s := serve(t, t.TempDir())
	who := basic("admin", adminPassword)
	s.create(who, aCard)
	wantOK(t, s.call(who, "POST", "/api/v1/access/question", `{"identifier_type": "card", "identifier_number": "3090417"}`))
	all := s.ask("logs")
	for _, want := range []string{"info ", "Identifier 1 (card", "Valid identifier 3090417 was used", "logged in"} {
		if all.code != exitOK || !strings.Contains(all.out, want) {
			t.Errorf("logs: %+v, want %q in it", all, want)
		}
	}
	if access := s.ask("logs", "--category", "access", "--locale", "es"); strings.Count(access.out, "\n") != 1 || !strings.Contains(access.out, "3090417") {
		t.Errorf("logs of one category: %+v", access)
	}
	var e client.Event
	if lines := s.ask("logs", "--json", "--category", "access"); json.Unmarshal([]byte(lines.out), &e) != nil || e.Key != "access_granted_by_valid_identifier" {
		t.Errorf("logs as JSON: %+v", lines)
	}
	if none := s.ask("logs", "--since", "0s", "--category", "emergency"); none.code != exitOK || none.out != "" {
		t.Errorf("an empty log: %+v", none)
	}
}

// A panel need not keep to the time that the log is asked from.
func TestReadsALogOfAPanelThatIgnoresTheTime(t *testing.T) {
	panel := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := `{"token": "5f0c9d1b77e24a0c8d3b6e19a4f2c7d8b9e0a1c2", "account_type": "admin"}`
		if strings.HasSuffix(r.URL.Path, "/log/items") {
			answer = `{"list_option": {"pagination": {"total_items": 0, "items_limit": 50, "total_pages": 0, "current_page": 1}}, "list_items": []}`
			if r.URL.Query().Get("page_number") == "1" {
				answer = `{"list_option": {"pagination": {"total_items": 1, "items_limit": 50, "total_pages": 1, "current_page": 1}}, "list_items": [
					{"timestamp": 1767259941337, "category": "access", "priority": "medium", "name": {"key": "k", "text": "n"}, "info": {"text": "years ago", "model": {}}}]}`
			}
		}
		_, _ = w.Write([]byte(answer))
	}))
	defer panel.Close()
	got := runProgram(t, asAdmin, "logs", "--server", panel.URL)
	if got.code != exitOK || strings.Count(got.out, "years ago") != 1 {
		t.Errorf("%+v", got)
	}
}

// A log that is followed tells each event once, and ends with the user.
func TestFollowsALog(t *testing.T) {
	s := serve(t, t.TempDir())
	who := basic("admin", adminPassword)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := program(t, asAdmin, "logs", "--follow", "--category", "access", "--json", "--server", s.url)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer context.AfterFunc(ctx, func() { _ = cmd.Process.Kill() })()
	lines := bufio.NewScanner(out)
	for i := range 3 {
		wantOK(t, s.call(who, "POST", "/api/v1/access/question", fmt.Sprintf(`{"identifier_type": "card", "identifier_number": "%d"}`, i)))
		var e client.Event
		if !lines.Scan() || json.Unmarshal(lines.Bytes(), &e) != nil || e.Model["number"] != fmt.Sprint(i) {
			t.Fatalf("line %d is %q", i, lines.Text())
		}
	}
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("after Ctrl-C: %v", err)
	}
}

func TestTheServerPassesTheContractKit(t *testing.T) {
	s := serve(t, t.TempDir())
	got := runProgram(t, asAdmin, "contract", s.url, "--disposable")
	if got.code != exitOK || !strings.Contains(got.out, " 0 failed, 0 skipped") {
		t.Errorf("%s%s", got.out, got.err)
	}
	if again := runProgram(t, []string{"VESTIBULE_PASSWORD=wrong"}, "contract", s.url); again.code != exitRefused || !strings.Contains(again.out, "FAIL") {
		t.Errorf("with a wrong password: %+v", again)
	}
}

func TestAPasswordIsChanged(t *testing.T) {
	data := t.TempDir()
	s := serve(t, data)
	session := s.login("admin", adminPassword)
	changed := runProgram(t, []string{"VESTIBULE_PASSWORD=another one"}, "account", "password", "admin", "--data", data)
	if changed.code != exitOK {
		t.Fatalf("%+v", changed)
	}
	want(t, s.call(session, "GET", "/api/v1/log/items", ""), http.StatusUnauthorized, logIn)
	want(t, s.call(basic("admin", adminPassword), "GET", "/api/v1/log/items", ""), http.StatusUnauthorized, logIn)
	wantOK(t, s.call(basic("admin", "another one"), "GET", "/api/v1/log/items", ""))
	if nobody := runProgram(t, asAdmin, "account", "password", "nobody", "--data", data); nobody.code != exitRefused || !strings.Contains(nobody.err, "no account nobody") {
		t.Errorf("%+v", nobody)
	}
	if empty := runProgram(t, []string{"VESTIBULE_PASSWORD="}, "account", "password", "admin", "--data", data); empty.code != exitUsage {
		t.Errorf("%+v", empty)
	}
}

func TestAPanelAsksWithItsKey(t *testing.T) {
	s := serveWith(t, t.TempDir(), []string{"VESTIBULE_ADMIN_PASSWORD=" + adminPassword, "VESTIBULE_PANEL_KEY=0123456789abcdef"})
	s.create(basic("admin", adminPassword), aCard)
	const question = `{"identifier_type": "card", "identifier_number": "3090417"}`
	a := s.call(nobody, "POST", "/api/v1/access/question?key=0123456789abcdef", question)
	if got := string(a.body); got != `{"handled":true,"access":{"granted":true,"lock_number":1}}` {
		t.Errorf("answer %v", a)
	}
	want(t, s.call(nobody, "POST", "/api/v1/access/question?key=0123456789abcdeX", question), http.StatusUnauthorized, logIn)
	if strings.Contains(s.logged(), "0123456789abcde") {
		t.Error("the log holds the panel's key")
	}
	short := runProgram(t, []string{"VESTIBULE_PANEL_KEY=short"}, "serve", "--data", t.TempDir(), "--listen", "127.0.0.1:0")
	if short.code != exitUsage || !strings.Contains(short.err, "panel key") {
		t.Errorf("a short key: %+v", short)
	}
}

func TestTheTimeZoneMustExist(t *testing.T) {
	got := runProgram(t, nil, "serve", "--data", t.TempDir(), "--time-zone", "Europe/Atlantis")
	if got.code != exitUsage || !strings.Contains(got.err, "Atlantis") {
		t.Errorf("%+v", got)
	}
}
