package tlscert

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// world is a directory with certificates, a clock and a log.
type world struct {
	t   *testing.T
	dir string
	now time.Time
	mu  sync.Mutex
	log bytes.Buffer
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return &world{t: t, dir: t.TempDir(), now: time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC)}
}

func (w *world) clock() time.Time { return w.now }

func (w *world) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.log.Write(p)
}

func (w *world) logger() *slog.Logger { return slog.New(slog.NewTextHandler(w, nil)) }

// logged returns how many lines of the log have such a text.
func (w *world) logged(text string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return strings.Count(w.log.String(), text)
}

func (w *world) path(name string) string { return filepath.Join(w.dir, name) }

// own returns the self-signed certificate in a directory below that of the world.
func (w *world) own(name string, names ...string) *Certificate {
	w.t.Helper()
	c, err := OpenOwn(w.path(name), names, w.clock, w.logger())
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// put puts the files of a pair where the server's are.
func (w *world) put(certOf, keyOf string) {
	w.t.Helper()
	for from, to := range map[string]string{filepath.Join(certOf, ownCert): "cert.pem", filepath.Join(keyOf, ownKey): "key.pem"} {
		text, err := os.ReadFile(w.path(from))
		if err != nil {
			w.t.Fatal(err)
		}
		if err := os.WriteFile(w.path(to), text, 0o600); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *world) load() (*Certificate, error) {
	return Load(w.path("cert.pem"), w.path("key.pem"), w.clock, w.logger())
}

func (w *world) write(name, text string) {
	w.t.Helper()
	if err := os.WriteFile(w.path(name), []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// shown returns the fingerprint of the certificate that a client is shown.
func shown(t *testing.T, c *Certificate) string {
	t.Helper()
	var got string
	if err := handshake(t, c, &tls.Config{InsecureSkipVerify: true}, func(s tls.ConnectionState) {
		got = fingerprint(s.PeerCertificates[0].Raw)
	}); err != nil {
		t.Fatal(err)
	}
	return got
}

// handshake connects a client and returns its error.
func handshake(t *testing.T, c *Certificate, client *tls.Config, then func(tls.ConnectionState)) error {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	served := make(chan struct{})
	go func() {
		defer close(served)
		far, err := ln.Accept()
		if err != nil {
			return
		}
		defer far.Close()
		server := tls.Server(far, c.Config())
		if server.HandshakeContext(t.Context()) == nil {
			_, _ = server.Read(make([]byte, 1)) // until the client goes
		}
	}()
	near, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	conn := tls.Client(near, client)
	err = conn.HandshakeContext(t.Context())
	if err == nil && then != nil {
		then(conn.ConnectionState())
	}
	near.Close()
	<-served
	return err
}

func TestFilesThatAreNoPairDoNotLoad(t *testing.T) {
	w := newWorld(t)
	w.own("a")
	w.own("b")
	for _, tt := range []struct {
		name string
		do   func()
		want string
	}{
		{"the certificate is missing", func() { _ = os.Remove(w.path("cert.pem")) }, "TLS certificate"},
		{"the key is missing", func() { _ = os.Remove(w.path("key.pem")) }, "TLS key"},
		{"the key is another certificate's", func() { w.put("a", "b") }, "private key does not match"},
		{"the certificate is none", func() { w.write("cert.pem", "-----BEGIN X-----") }, "cert.pem"},
		{"the key is empty", func() { w.write("key.pem", "") }, "key.pem"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w.put("a", "a")
			if _, err := w.load(); err != nil {
				t.Fatal(err)
			}
			tt.do()
			if _, err := w.load(); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q in it", err, tt.want)
			}
		})
	}
}

func TestARenewedCertificateIsShown(t *testing.T) {
	w := newWorld(t)
	a, b := w.own("a").Fingerprint(), w.own("b").Fingerprint()
	w.put("a", "a")
	c, err := w.load()
	if err != nil {
		t.Fatal(err)
	}
	want := func(step, fingerprint string) {
		t.Helper()
		if got := shown(t, c); got != fingerprint || c.Fingerprint() != fingerprint {
			t.Errorf("%s: %s is shown, want %s", step, got, fingerprint)
		}
	}
	want("at the start", a)
	w.put("b", "b")
	w.now = w.now.Add(checkEvery - 1)
	want("a moment too early", a)
	w.now = w.now.Add(1)
	want("in time", b)
	if got := w.logged("certificate changed"); got != 1 {
		t.Errorf("%d lines about the change", got)
	}
	w.now = w.now.Add(checkEvery)
	want("with nothing new", b)
	if got := w.logged("certificate changed"); got != 1 {
		t.Errorf("%d lines about one change", got)
	}
}

func TestABrokenNewPairChangesNothingAndIsToldOnce(t *testing.T) {
	w := newWorld(t)
	a, b := w.own("a").Fingerprint(), w.own("b").Fingerprint()
	w.put("a", "a")
	c, err := w.load()
	if err != nil {
		t.Fatal(err)
	}
	for i, breaking := range []func(){
		func() { w.put("b", "a") },
		func() { w.write("cert.pem", "half a certifi") },
		func() { w.write("key.pem", "") },
		func() { _ = os.Remove(w.path("cert.pem")) },
		func() { _ = os.Remove(w.path("key.pem")) },
	} {
		w.put("a", "a")
		w.now = w.now.Add(checkEvery)
		shown(t, c)
		before := w.logged("level=WARN")
		breaking()
		for range 3 {
			w.now = w.now.Add(checkEvery)
			if got := shown(t, c); got != a {
				t.Errorf("case %d: %s is shown", i, got)
			}
		}
		if got := w.logged("level=WARN") - before; got != 1 {
			t.Errorf("case %d: told %d times", i, got)
		}
	}
	w.put("b", "b")
	w.now = w.now.Add(checkEvery)
	if got := shown(t, c); got != b {
		t.Errorf("mended, %s is shown", got)
	}
}

// Handshakes go on while the files change in every which way; each shows one of
// the pairs.
func TestHandshakesGoOnWhileFilesChange(t *testing.T) {
	w := newWorld(t)
	known := map[string]bool{w.own("a").Fingerprint(): true, w.own("b").Fingerprint(): true}
	w.put("a", "a")
	c, err := Load(w.path("cert.pem"), w.path("key.pem"), time.Now, w.logger())
	if err != nil {
		t.Fatal(err)
	}
	var clients sync.WaitGroup
	for range 4 {
		clients.Go(func() {
			for range 50 {
				c.checking.Lock()
				c.checked = time.Time{} // look now
				c.checking.Unlock()
				if got := shown(t, c); !known[got] {
					t.Errorf("%s is shown", got)
				}
			}
		})
	}
	for i := range 50 {
		w.put([]string{"a", "b"}[i%2], []string{"a", "b"}[i%2])
	}
	clients.Wait()
}

func TestOldProtocolsAreRefused(t *testing.T) {
	w := newWorld(t)
	c := w.own("a")
	for version, ok := range map[uint16]bool{tls.VersionTLS10: false, tls.VersionTLS11: false, tls.VersionTLS12: true, tls.VersionTLS13: true} {
		err := handshake(t, c, &tls.Config{InsecureSkipVerify: true, MinVersion: version, MaxVersion: version}, nil)
		if (err == nil) != ok {
			t.Errorf("%s: %v", tls.VersionName(version), err)
		}
	}
}

func TestACertificateThatHasEndedIsToldOf(t *testing.T) {
	w := newWorld(t)
	w.own("a")
	w.put("a", "a")
	ends := w.own("a").current.Load().Leaf.NotAfter
	for now, want := range map[time.Time]int{ends: 0, ends.Add(time.Second): 1} {
		w.now = now
		before := w.logged("has ended")
		if _, err := w.load(); err != nil {
			t.Fatal(err)
		}
		if got := w.logged("has ended") - before; got != want {
			t.Errorf("at %v told %d times, want %d", now, got, want)
		}
	}
}

func trusting(c *Certificate) *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(c.current.Load().Leaf)
	return pool
}
