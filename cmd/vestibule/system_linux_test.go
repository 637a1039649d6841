package main

import (
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// serveIn starts a server in a shell that does something first, and returns its
// address and what ends it as a power cut would.
func serveIn(t *testing.T, first, data string, flags ...string) (url string, kill func()) {
	t.Helper()
	p := program(t, []string{"VESTIBULE_ADMIN_PASSWORD=" + adminPassword}, append([]string{"serve", "--listen", "127.0.0.1:0", "--data", data}, flags...)...)
	cmd := exec.CommandContext(t.Context(), "sh", append([]string{"-c", first + `; exec "$0" "$@"`}, p.Args...)...)
	cmd.Env = p.Env
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill = func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	t.Cleanup(kill)
	text := ""
	for said := make([]byte, 4096); !strings.HasSuffix(url, "\n"); _, url, _ = strings.Cut(text, "listens on ") {
		n, err := out.Read(said)
		if text += string(said[:n]); err != nil && (err != io.EOF || n == 0) {
			t.Fatalf("it said %q, %v", text, err)
		}
	}
	return strings.TrimSpace(url), kill
}

// Whatever the mask, and whatever an earlier administrator left.
func TestFilesArePrivateWhateverTheMask(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	wantModes := func(step string) {
		t.Helper()
		for name, want := range map[string]os.FileMode{
			"": 0o700, "vestibule.db": 0o600, "vestibule.db-wal": 0o600, "vestibule.db-shm": 0o600, "tls-key.pem": 0o600, "tls-cert.pem": 0o644,
		} {
			info, err := os.Stat(filepath.Join(data, name))
			if err != nil {
				t.Fatal(err)
			}
			if got := info.Mode().Perm(); got != want {
				t.Errorf("%s: %q has %v, want %v", step, name, got, want)
			}
		}
	}
	_, kill := serveIn(t, "umask 0", data, "--tls=auto")
	wantModes("made")
	kill() // leaves all files
	for _, name := range []string{"", "vestibule.db", "vestibule.db-wal", "vestibule.db-shm", "tls-key.pem"} {
		if err := os.Chmod(filepath.Join(data, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	_, kill = serveIn(t, "umask 0", data, "--tls=auto")
	wantModes("found")
	kill()
}

// Strangers' connections leave the database its files.
func TestStrangersDoNotUseUpFileDescriptors(t *testing.T) {
	url, _ := serveIn(t, "ulimit -n 100", t.TempDir())
	for range 200 {
		c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	s := &server{t: t, url: url}
	for range 5 {
		wantOK(t, s.call(nobody, "GET", "/readyz", ""))
		s.create(basic("admin", adminPassword), aFace)
	}
}
