package httpapi

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

const large = 30 << 20 // bytes that a client sends without asking first

// endless is n bytes of a form's photo, made as they are read.
func endless(n int64) io.Reader {
	head := "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"
	return io.MultiReader(strings.NewReader(head), io.LimitReader(zeros{}, n-int64(len(head))))
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// serveHTTP starts a real server on the world.
func (w *world) serveHTTP() *httptest.Server {
	w.t.Helper()
	s := httptest.NewUnstartedServer(w.handler())
	s.Config = newServer(w.handler(), w.handler().log)
	s.Start()
	w.t.Cleanup(s.Close)
	return s
}

func TestAClientThatIsStillSendingReadsTheAnswer(t *testing.T) {
	refusals := []struct {
		name, target, authorization string
		status                      int
		text                        string
	}{
		{"a photo that is too large", faceTarget, "Bearer " + string(adminToken), 400, "Loading file error"},
		{"no free slot", faceTarget, "Bearer " + string(adminToken), 503, "Loading file error"},
		{"wrong credentials", faceTarget, "Bearer stale", 401, "Log In"},
		{"a wrong path", "/nowhere", "", 404, "Not found"},
		{"a JSON body that is too large", createTarget, "Bearer " + string(adminToken), 400, "Wrong JSON body"},
	}
	for _, tt := range refusals {
		for _, length := range []int64{large, -1} {
			t.Run(fmt.Sprintf("%s, announced size %d", tt.name, length), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.config.MaxUploads = 1
				if tt.status == 503 {
					w.fillSlot()
				}
				s := w.serveHTTP()
				r, err := http.NewRequest("POST", s.URL+tt.target, endless(large))
				if err != nil {
					t.Fatal(err)
				}
				r.ContentLength = length
				r.Header.Set("Authorization", tt.authorization)
				r.Header.Set("Content-Type", formType)
				res, err := http.DefaultClient.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				defer res.Body.Close()
				body, err := io.ReadAll(res.Body)
				if err != nil || res.StatusCode != tt.status || !strings.Contains(string(body), `"`+tt.text+`"`) {
					t.Errorf("%d %s, %v; want %d %s", res.StatusCode, body, err, tt.status, tt.text)
				}
			})
		}
	}
}

// A plain client: it sends all it has before it reads anything. This is what
// sees the reset if nobody lingers.
func TestAClientThatSendsAllBeforeItReadsGetsTheAnswer(t *testing.T) {
	for _, head := range []string{fmt.Sprintf("Content-Length: %d", large), "Transfer-Encoding: chunked"} {
		t.Run(head, func(t *testing.T) {
			t.Parallel()
			s := newWorld(t).serveHTTP()
			c := dial(t, s)
			fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\n%s\r\n\r\n",
				faceTarget, adminToken, formType, head)
			var body io.Writer = c
			if strings.HasPrefix(head, "Transfer") {
				chunks := chunkWriter{c}
				defer chunks.Close()
				body = chunks
			}
			if _, err := io.Copy(body, endless(large)); err != nil {
				t.Fatalf("sending: %v", err)
			}
			wantAnswer(t, c, 400, "Loading file error")
		})
	}
}

// chunkWriter writes the chunked coding.
type chunkWriter struct{ w io.Writer }

func (c chunkWriter) Write(p []byte) (int, error) {
	if _, err := fmt.Fprintf(c.w, "%x\r\n%s\r\n", len(p), p); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (c chunkWriter) Close() error {
	_, err := io.WriteString(c.w, "0\r\n\r\n")
	return err
}

func dial(t *testing.T, s *httptest.Server) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		t.Fatal(err)
	}
	return c
}

func wantAnswer(t *testing.T, c net.Conn, status int, text string) {
	t.Helper()
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatalf("reading the answer: %v", err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != status || !strings.Contains(string(body), text) {
		t.Errorf("%d %s, %v; want %d %s", res.StatusCode, body, err, status, text)
	}
}

// A busy server's answer does not wait for the body, asked for or not.
func TestABusyServerAnswersBeforeTheBodyArrives(t *testing.T) {
	w := newWorld(t)
	w.config.MaxUploads = 1
	w.fillSlot()
	c := dial(t, w.serveHTTP())
	begin := time.Now()
	fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n",
		faceTarget, adminToken, formType, large)
	wantAnswer(t, c, 503, "Loading file error")
	if took := time.Since(begin); took > lingerTime/2 {
		t.Errorf("took %v", took)
	}
}

// A client that asks first (curl does, from 1 MB on) is answered at once, and
// not told to go on.
func TestAClientThatAsksFirstIsAnsweredAtOnce(t *testing.T) {
	s := newWorld(t).serveHTTP()
	c := dial(t, s)
	begin := time.Now()
	fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", faceTarget, large)
	wantAnswer(t, c, 401, "Log In")
	if _, err := io.Copy(io.Discard, c); err != nil {
		t.Errorf("the connection did not end well: %v", err)
	}
	if took := time.Since(begin); took > lingerTime/2 {
		t.Errorf("took %v", took)
	}
}

// The limits hold: neither a client that sends for ever nor one that stalls
// keeps its connection.
func TestLingeringEnds(t *testing.T) {
	refuse := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { writeError(w, 400, "no", nil) })
	tests := []struct {
		name  string
		bytes int64
		limit time.Duration
		send  func(net.Conn)
	}{
		{"after its bytes", 1 << 20, time.Minute, func(c net.Conn) { _, _ = io.Copy(c, zeros{}) }},
		{"after its time, with a client that stalls", 1 << 40, 50 * time.Millisecond, func(net.Conn) {}},
		{"after its time, with a client that never ends", 1 << 40, 50 * time.Millisecond, func(c net.Conn) { _, _ = io.Copy(c, zeros{}) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := httptest.NewServer(linger(refuse, tt.bytes, tt.limit))
			defer s.Close()
			c := dial(t, s)
			fmt.Fprintf(c, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n", int64(1)<<50)
			sent := make(chan struct{})
			go func() { tt.send(c); close(sent) }()
			begin := time.Now()
			// The read ends with the connection, whichever way it ends.
			_, _ = io.Copy(io.Discard, c)
			if took := time.Since(begin); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			c.Close()
			<-sent
		})
	}
}

// A short body that nobody wants costs no connection, and the deadline for it
// does not end a later request.
func TestAConnectionIsKeptAfterAShortBody(t *testing.T) {
	const limit = 50 * time.Millisecond
	api := newWorld(t).handler()
	s := httptest.NewServer(linger(api.handler, lingerBytes, limit))
	defer s.Close()
	c := dial(t, s)
	answers := bufio.NewReader(c)
	for range 3 {
		fmt.Fprintf(c, "DELETE %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 2\r\n\r\n{}", itemTarget, adminToken)
		res, err := http.ReadResponse(answers, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != 200 {
			t.Fatal(res.Status, err)
		}
		time.Sleep(2 * limit)
	}
}

// The slot is for reading and processing, not for waiting until a client that
// was refused is done.
func TestLingeringHoldsNoSlot(t *testing.T) {
	w := newWorld(t)
	w.config.MaxUploads, w.config.MaxPhotoBytes = 1, 1<<10
	s := w.serveHTTP()
	c := dial(t, s)
	fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n",
		faceTarget, adminToken, formType, large)
	wantAnswer(t, c, 400, "Loading file error")
	wantStatus(t, w.upload(faceTarget, form(jpegPart("file", "a.jpg", "p"))), 200)
}

// A client that gives up ends what is done for it.
func TestAClientThatHangsUpEndsTheWork(t *testing.T) {
	w := newWorld(t)
	inside, ended := make(chan struct{}), make(chan error, 1)
	w.identifiers.DeleteFn = func(ctx context.Context, _ identifier.UID) error {
		close(inside)
		<-ctx.Done()
		ended <- ctx.Err()
		return ctx.Err()
	}
	s := w.serveHTTP()
	c := dial(t, s)
	fmt.Fprintf(c, "DELETE %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n\r\n", itemTarget, basic(adminName, adminPassword))
	<-inside
	c.Close()
	if err := <-ended; err != context.Canceled {
		t.Errorf("ended with %v", err)
	}
	s.Close()
	wantNone(t, w.logged.String(), "the log", "level=ERROR", "level=WARN", adminPassword, string(account.DigestOf(adminPassword)))
}
