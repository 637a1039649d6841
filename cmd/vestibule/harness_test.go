package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/internal/serverproc"
)

// asProgram makes the test binary behave as the vestibule program. The
// end-to-end tests start it that way, as a process of its own and, under the
// race detector, with the race detector.
const asProgram = "VESTIBULE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

const adminPassword = "123456" // the documented example's

// automaticLandmarks is the flag that takes the landmarks that the machine has.
// Without it the tests have none: they take a second to load, and what is found
// should not depend on the machine.
const automaticLandmarks = "--landmarks="

// program returns the vestibule program with arguments and variables of its
// own; none of the machine's VESTIBULE_ variables reaches it.
func program(t *testing.T, env []string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Env = []string{"GORACE=atexit_sleep_ms=0"} // or each process ends a second late
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "VESTIBULE_") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(append(cmd.Env, asProgram+"=1", "VESTIBULE_LANDMARKS=none"), env...)
	return cmd
}

// outcome is what a finished program leaves.
type outcome struct {
	out, err string
	code     int
}

// runProgram runs the program to its end.
func runProgram(t *testing.T, env []string, args ...string) outcome {
	t.Helper()
	cmd := program(t, env, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return outcome{out: out.String(), err: errs.String(), code: cmd.ProcessState.ExitCode()}
}

// runHere runs the program to its end within the test: faster, for what needs
// no process of its own.
func runHere(t *testing.T, args ...string) outcome {
	t.Helper()
	t.Setenv("VESTIBULE_LANDMARKS", "none")
	var out, errs bytes.Buffer
	code := run(t.Context(), args, streams{in: strings.NewReader(""), out: &out, err: &errs})
	return outcome{out: out.String(), err: errs.String(), code: code}
}

// server is a running vestibule serve.
type server struct {
	*serverproc.Server
	t    *testing.T
	url  string
	data string
	out  printed
	log  printed
}

// printed is what a process has printed so far.
type printed struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (p *printed) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.Write(b)
}

func (p *printed) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}

// logged returns the server's log so far.
func (s *server) logged() string { return s.log.String() }

// serve starts a server on a free port and returns once it listens.
func serve(t *testing.T, data string, flags ...string) *server {
	t.Helper()
	return serveWith(t, data, []string{"VESTIBULE_ADMIN_PASSWORD=" + adminPassword}, flags...)
}

// serveProgram returns the program as a server on a free port.
func serveProgram(t *testing.T, data string, env []string, flags ...string) *exec.Cmd {
	t.Helper()
	return program(t, env, append([]string{"serve", "--listen", "127.0.0.1:0", "--data", data}, flags...)...)
}

func serveWith(t *testing.T, data string, env []string, flags ...string) *server {
	t.Helper()
	s := &server{t: t, data: data}
	cmd := serveProgram(t, data, env, flags...)
	cmd.Stdout, cmd.Stderr = &s.out, &s.log
	var err error
	if s.Server, s.url, err = serverproc.Start(cmd); err != nil {
		t.Fatalf("%v: %s", err, s.logged())
	}
	t.Cleanup(s.kill)
	return s
}

// kill ends the server as a power cut would.
func (s *server) kill() { s.Kill() }

// stop asks the server to stop and returns its exit code.
func (s *server) stop(signal syscall.Signal) int {
	s.t.Helper()
	code, _ := s.StopWith(signal)
	return code
}

// answer is an HTTP answer, read to its end.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (a answer) String() string { return fmt.Sprintf("%d %s", a.status, a.body) }

// text returns the answer's error text.
func (a answer) text() string {
	var body struct{ Error string }
	_ = json.Unmarshal(a.body, &body)
	return body.Error
}

func (s *server) do(req *http.Request) answer {
	s.t.Helper()
	resp, err := (&http.Client{Timeout: time.Minute}).Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{status: resp.StatusCode, header: resp.Header, body: body}
}

// authorisation puts credentials on a request.
type authorisation func(*http.Request)

func nobody(*http.Request) {}

func bearer(token string) authorisation {
	return func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) }
}

func basic(name, password string) authorisation {
	return func(r *http.Request) { r.SetBasicAuth(name, password) }
}

func (s *server) request(who authorisation, method, path, contentType string, body io.Reader) *http.Request {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	who(req)
	return req
}

func (s *server) call(who authorisation, method, path, body string) answer {
	s.t.Helper()
	return s.do(s.request(who, method, path, "application/json", strings.NewReader(body)))
}

// login returns the token for an account.
func (s *server) login(name, password string) authorisation {
	s.t.Helper()
	a := s.call(nobody, "GET", "/api/v1/login?username="+name+"&password="+string(account.DigestOf(password)), "")
	var session struct{ Token string }
	if err := json.Unmarshal(a.body, &session); err != nil || session.Token == "" {
		s.t.Fatalf("login of %s: %v", name, a)
	}
	return bearer(session.Token)
}

// create creates an identifier and returns its uid.
func (s *server) create(who authorisation, body string) int64 {
	s.t.Helper()
	a := s.call(who, "POST", "/api/v1/access/identifier", body)
	var created struct{ UID int64 }
	if err := json.Unmarshal(a.body, &created); a.status != http.StatusOK || err != nil || created.UID < 1 {
		s.t.Fatalf("creating an identifier: %v", a)
	}
	return created.UID
}

const (
	aFace = `{"identifier_owner": {"name": "Maria Lindqvist", "type": "owner"}, "identifier_type": "face_id", "lock": "first"}`
	aCard = `{"identifier_owner": {"name": "Maria Lindqvist", "type": "owner"}, "identifier_type": "card", "identifier_number": "3090417", "lock": "first"}`
)

func facePath(uid any) string { return fmt.Sprintf("/api/v1/access/identifier/item/face/file/%v", uid) }

// form is a multipart body with one file, whose part has no content type if
// typ is empty.
func form(part, file, typ string, data []byte) (contentType string, body []byte) {
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	h := textproto.MIMEHeader{"Content-Disposition": {fmt.Sprintf(`form-data; name=%q; filename=%q`, part, file)}}
	if typ != "" {
		h.Set("Content-Type", typ)
	}
	p, _ := w.CreatePart(h)
	_, _ = p.Write(data)
	_ = w.Close()
	return w.FormDataContentType(), buf.Bytes()
}

// upload loads a photo for an identifier.
func (s *server) upload(who authorisation, uid any, jpeg []byte) answer {
	s.t.Helper()
	contentType, body := form("file", "photo.jpg", "image/jpeg", jpeg)
	return s.do(s.request(who, "POST", facePath(uid), contentType, bytes.NewReader(body)))
}

// stored returns the stored portrait, nil if there is none.
func (s *server) stored(who authorisation, uid int64) []byte {
	s.t.Helper()
	a := s.call(who, "GET", facePath(uid), "")
	if a.status != http.StatusOK {
		return nil
	}
	return a.body
}

func drawn(o portrait.Options) []byte { return portrait.JPEG(portrait.Draw(o), 90) }

func want(t *testing.T, a answer, status int, text string) {
	t.Helper()
	if a.status != status || a.text() != text {
		t.Errorf("answer %v, want %d %q", a, status, text)
	}
}

func wantOK(t *testing.T, a answer) {
	t.Helper()
	want(t, a, http.StatusOK, "")
}
