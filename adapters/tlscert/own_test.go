package tlscert

import (
	"bytes"
	"crypto/tls"
	"net"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestClientsThatTrustItVerifyItByItsNames(t *testing.T) {
	w := newWorld(t)
	c := w.own("a", "localhost", "127.0.0.1", "::1", "door.example")
	for name, ok := range map[string]bool{"localhost": true, "127.0.0.1": true, "::1": true, "door.example": true, "other.example": false, "192.0.2.1": false} {
		client := &tls.Config{RootCAs: trusting(c), ServerName: name, Time: w.clock}
		if err := handshake(t, c, client, nil); (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestItIsMadeOnce(t *testing.T) {
	w := newWorld(t)
	first := w.own("a", "localhost").Fingerprint()
	if again := w.own("a", "localhost").Fingerprint(); again != first {
		t.Error("another one was made")
	}
	if got := w.logged("certificate was made"); got != 1 {
		t.Errorf("told %d times that one was made", got)
	}
	if len(first) != 32*3-1 || strings.Count(first, ":") != 31 || strings.ToUpper(first) != first {
		t.Errorf("fingerprint %q", first)
	}
}

func TestItIsRenewedBeforeItsEndWithTheSameKey(t *testing.T) {
	w := newWorld(t)
	first := w.own("a")
	ends := first.current.Load().Leaf.NotAfter
	if got := ends.Sub(w.now); got < 10*365*24*time.Hour {
		t.Errorf("it is good for %v", got)
	}
	w.now = ends.Add(-renewBefore)
	if again := w.own("a"); again.Fingerprint() != first.Fingerprint() {
		t.Error("it was renewed too early")
	}
	w.now = w.now.Add(time.Second)
	renewed := w.own("a")
	if renewed.Fingerprint() == first.Fingerprint() || !renewed.current.Load().Leaf.NotAfter.After(ends) {
		t.Error("it was not renewed")
	}
	key := func(c *Certificate) []byte { return c.current.Load().Leaf.RawSubjectPublicKeyInfo }
	if !bytes.Equal(key(first), key(renewed)) {
		t.Error("the key is another one")
	}
}

// What cannot be read is not replaced: clients may have pinned it.
func TestDamagedFilesAreNotReplaced(t *testing.T) {
	for name, text := range map[string]string{ownCert: "x", ownKey: "x"} {
		w := newWorld(t)
		w.own("a")
		w.write("a/"+name, text)
		if _, err := OpenOwn(w.path("a"), nil, w.clock, w.logger()); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v", name, err)
		}
		if got, err := os.ReadFile(w.path("a/" + name)); err != nil || string(got) != text {
			t.Errorf("%s was replaced: %q, %v", name, got, err)
		}
	}
	w := newWorld(t)
	before := w.own("a").Fingerprint()
	if err := os.Remove(w.path("a/" + ownCert)); err != nil {
		t.Fatal(err)
	}
	if w.own("a").Fingerprint() == before {
		t.Error("a certificate that was taken away came back")
	}
}

func TestTheKeyIsPrivateAndTheCertificateIsNot(t *testing.T) {
	w := newWorld(t)
	wantModes := func() {
		t.Helper()
		for name, want := range map[string]os.FileMode{"a": 0o700, "a/" + ownCert: 0o644, "a/" + ownKey: 0o600} {
			if info, err := os.Stat(w.path(name)); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: %v, %v; want %v", name, info.Mode(), err, want)
			}
		}
	}
	w.own("a")
	wantModes()
	if err := os.Chmod(w.path("a/"+ownKey), 0o644); err != nil {
		t.Fatal(err)
	}
	w.own("a")
	wantModes()
}

func TestANameThatTheCertificateLacksIsToldOf(t *testing.T) {
	w := newWorld(t)
	before := w.own("a", "localhost").Fingerprint()
	if after := w.own("a", "localhost", "192.0.2.1").Fingerprint(); after != before {
		t.Error("another certificate was made")
	}
	if w.logged("name=192.0.2.1") != 1 || w.logged("name=localhost") != 0 {
		t.Errorf("the log says %s", w.log.String())
	}
}

func TestADirectoryThatCannotBeWrittenIsAnError(t *testing.T) {
	w := newWorld(t)
	w.write("file", "")
	if _, err := OpenOwn(w.path("file"), nil, w.clock, w.logger()); err == nil {
		t.Error("no error")
	}
}

func TestNames(t *testing.T) {
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	one := Names(&net.TCPAddr{IP: net.IPv4(192, 0, 2, 7), Port: 443})
	for _, want := range []string{"localhost", "127.0.0.1", "::1", host, "192.0.2.7"} {
		if !slices.Contains(one, want) {
			t.Errorf("%s is not among %q", want, one)
		}
	}
	all := Names(&net.TCPAddr{IP: net.IPv6unspecified, Port: 443})
	if slices.Contains(all, "::") || slices.Contains(all, "192.0.2.7") {
		t.Errorf("names for every address: %q", all)
	}
	for _, want := range addresses() {
		if !slices.Contains(all, want) {
			t.Errorf("%s is not among %q", want, all)
		}
	}
}
