package main

import (
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// aDay does something of everything with a server, which then has stopped, and
// returns its data directory and its log.
func aDay(t *testing.T) (data, logged string) {
	t.Helper()
	data = t.TempDir()
	s := serve(t, data)
	admin := s.login("admin", adminPassword)
	uid := s.create(admin, aFace)
	wantOK(t, s.upload(admin, uid, drawn(portrait.Options{})))
	if s.stored(basic("admin", adminPassword), uid) == nil {
		t.Error("the portrait was not read")
	}
	wantOK(t, s.call(admin, "DELETE", fmt.Sprintf("/api/v1/access/identifier/item/%d", uid), ""))
	wrong := string(account.DigestOf("wrong"))
	want(t, s.call(nobody, "GET", "/api/v1/login?username=admin&password="+wrong, ""), 400, "Wrong login or password")
	want(t, s.call(nobody, "GET", "/api/v1/login?username=Maria+Lindqvist&password="+wrong, ""), 400, "Wrong login or password")
	want(t, s.call(basic("admin", "wrong"), "GET", "/api/v1/access/identifier/items", ""), 401, logIn)
	wantOK(t, s.call(admin, "POST", "/api/v1/system/data/clear", `{"clear_fields": ["logs"]}`))
	if code := s.stop(syscall.SIGTERM); code != exitOK {
		t.Fatalf("exit code %d: %s", code, s.logged())
	}
	return data, s.logged()
}

func TestTheAuditLogTellsWhoDidWhatToWhom(t *testing.T) {
	data, logged := aDay(t)
	if got := runHere(t, "audit", "--data", data); got.code != exitOK {
		t.Fatalf("%+v", got)
	}
	console := fmt.Sprintf("(console uid %d)", os.Getuid())
	var told []string
	for _, e := range lines(t, runHere(t, "audit-log", "show", "--data", data, "--json").out) {
		told = append(told, fmt.Sprintf("%v %v %v %v %v", e["seq"], e["actor"], e["action"], e["uid"], e["detail"]))
		if e["hash"] != sumOfEntry(t, e) {
			t.Errorf("the hash of %v is not what the documentation says", e)
		}
	}
	want := []string{
		"1 (system) account_added 0 admin",
		"2 (system) device_booted 0 ",
		"3 admin successful_login_api_call 0 ",
		"4 admin identifier_created 1 ",
		"5 admin face_enrolled 1 ",
		"6 admin portrait_read 1 ",
		"7 admin identifier_deleted 1 ",
		"8 admin incorrect_login_api_call 0 ",
		"9 (unknown) incorrect_login_api_call 0 ",
		"10 admin incorrect_basic_auth 0 ",
		"11 admin log_cleared 0 ",
		"12 (system) server_stopped 0 ",
		"13 " + console + " portraits_measured 0 0",
	}
	if got := strings.Join(told, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("the audit log is\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}

	// Every head that the server logged is still in it.
	heads := regexp.MustCompile(`msg="audit log" head=([0-9]+:[0-9a-f]{64})`).FindAllStringSubmatch(logged, -1)
	if len(heads) != 2 || !strings.HasPrefix(heads[0][1], "2:") || !strings.HasPrefix(heads[1][1], "12:") {
		t.Fatalf("the server logged the heads %v", heads)
	}
	for _, head := range heads {
		got := runHere(t, "audit-log", "verify", "--data", data, "--head", head[1])
		if got.code != exitOK || !regexp.MustCompile(`^13 entries, chain intact, head 13:[0-9a-f]{64}\n$`).MatchString(got.out) {
			t.Errorf("with head %s: %+v", head[1], got)
		}
	}
}

// sumOfEntry computes the hash of an entry as it is printed, the way that package
// audit documents it.
func sumOfEntry(t *testing.T, e map[string]any) string {
	t.Helper()
	b, err := hex.DecodeString(e["previous"].(string))
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{"seq", "at_ms", "uid"} {
		b = binary.BigEndian.AppendUint64(b, uint64(e[field].(float64)))
	}
	for _, field := range []string{"actor", "action", "detail"} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(e[field].(string))))
		b = append(b, e[field].(string)...)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// alter changes the database with SQL.
func alter(t *testing.T, data string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(data, "vestibule.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func TestWhatIsDoneToTheAuditLogIsTold(t *testing.T) {
	data, logged := aDay(t)
	stopped := regexp.MustCompile(`12:[0-9a-f]{64}`).FindString(logged)

	// The last entry is cut off: only a head shows that.
	alter(t, data, `DROP TRIGGER audit_log_is_not_removed`, `DELETE FROM audit_log WHERE seq = 12`)
	if got := runHere(t, "audit-log", "verify", "--data", data); got.code != exitOK || !strings.HasPrefix(got.out, "11 entries, chain intact") {
		t.Errorf("cut off, without a head: %+v", got)
	}
	got := runHere(t, "audit-log", "verify", "--data", data, "--head", stopped)
	if want := "vestibule: the audit log is broken at entry 12: it is missing"; got.code != exitRefused || got.out != "" || !strings.HasPrefix(got.err, want) {
		t.Errorf("cut off: %+v, want %s", got, want)
	}

	// Somebody else is said to have read the portrait.
	alter(t, data, `DROP TRIGGER audit_log_is_not_changed`, `UPDATE audit_log SET actor = 'nobody' WHERE action = 'portrait_read'`)
	got = runHere(t, "audit-log", "verify", "--data", data)
	if want := "vestibule: the audit log is broken at entry 6: its hash is not that of what it says: it was changed\n"; got.code != exitRefused || got.out != "" || got.err != want {
		t.Errorf("changed: %+v, want %s", got, want)
	}
}

func TestTheAuditLogIsShown(t *testing.T) {
	data, _ := aDay(t)
	all := runHere(t, "audit-log", "show", "--data", data)
	line := regexp.MustCompile(`(?m)^     6  20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{3}Z  admin                 portrait_read                   1$`)
	if all.code != exitOK || strings.Count(all.out, "\n") != 12 || !line.MatchString(all.out) {
		t.Errorf("%+v", all)
	}
	alter(t, data, `DROP TRIGGER audit_log_is_not_changed`, `UPDATE audit_log SET at = at - 7200000 WHERE seq <= 4`)
	for _, c := range []struct {
		flags []string
		want  int
	}{
		{[]string{"--uid=1"}, 4}, {[]string{"--uid=2"}, 0}, {[]string{"--since=1h"}, 8}, {[]string{"--since=3h"}, 12}, {[]string{"--since=1h", "--uid=1"}, 3},
	} {
		got := runHere(t, append([]string{"audit-log", "show", "--data", data}, c.flags...)...)
		if got.code != exitOK || strings.Count(got.out, "\n") != c.want {
			t.Errorf("%v: %+v, want %d lines", c.flags, got, c.want)
		}
	}
}

func TestTheAuditLogOfNothing(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	for _, command := range []string{"verify", "show"} {
		got := runHere(t, "audit-log", command, "--data", data)
		if got.code != exitRefused || !strings.Contains(got.err, "there is no database in "+data) {
			t.Errorf("%s: %+v", command, got)
		}
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("a directory was made")
	}
	if got := runHere(t, "audit-log", "verify", "--data", data, "--head", "12"); got.code != exitUsage || !strings.Contains(got.err, "no head of an audit log") {
		t.Errorf("%+v", got)
	}
}

func TestCommandsOnTheDataDirectoryAreTheConsoles(t *testing.T) {
	data := t.TempDir()
	photos := album(t, map[string][]byte{"good.jpg": drawn(good), "hills.jpg": hills})
	t.Setenv("VESTIBULE_PASSWORD", "correct horse")
	for _, args := range [][]string{
		{"account", "add", "desk", "--role=user"},
		{"account", "password", "desk"},
		{"enroll", filepath.Join(photos, "good.jpg")},
		{"enroll", filepath.Join(photos, "hills.jpg")}, // refused: created, and deleted again
		{"audit"},
	} {
		runHere(t, append(args, "--data", data)...)
	}
	console := fmt.Sprintf("(console uid %d)", os.Getuid())
	var did []string
	for _, e := range lines(t, runHere(t, "audit-log", "show", "--data", data, "--json").out) {
		did = append(did, fmt.Sprint(e["action"]))
		if e["actor"] != console {
			t.Errorf("the actor is %v, want %s: %v", e["actor"], console, e)
		}
	}
	want := "account_added password_changed identifier_created face_enrolled identifier_created face_refused identifier_deleted portraits_measured"
	if got := strings.Join(did, " "); got != want {
		t.Errorf("the audit log has %s, want %s", got, want)
	}
}
