package main

import (
	"crypto/tls"
	"crypto/x509"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/tlscert"
)

// fingerprint returns what a server said of its certificate.
func (s *server) fingerprint() string {
	s.t.Helper()
	printed := s.out.String()
	_, shown, ok := strings.Cut(printed, "fingerprint is ")
	if !ok {
		s.t.Fatalf("no fingerprint in %q", printed)
	}
	shown, _, _ = strings.Cut(shown, "\n")
	return shown
}

// trusting returns a client that trusts a certificate, makes a connection for
// each request, and does not wait for ever.
func trusting(t *testing.T, certFile string) *http.Client {
	t.Helper()
	text, err := os.ReadFile(certFile)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(text)
	return &http.Client{Timeout: time.Minute, Transport: &http.Transport{
		DisableKeepAlives: true, ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{RootCAs: pool},
	}}
}

func TestTLSWithACertificateOfItsOwn(t *testing.T) {
	data := t.TempDir()
	s := serve(t, data, "--tls=auto")
	if !strings.HasPrefix(s.url, "https://127.0.0.1:") {
		t.Fatalf("it listens on %s", s.url)
	}
	res, err := trusting(t, filepath.Join(data, "tls-cert.pem")).Get(s.url + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != 200 || res.ProtoMajor != 2 || res.Header.Get("Strict-Transport-Security") != "" {
		t.Errorf("%s %s %v", res.Proto, res.Status, res.Header)
	}

	pin := s.fingerprint()
	wrong := pin[3:] + ":" + pin[:2]
	for _, c := range []struct {
		name, server, pin string
		code              int
		want              string
	}{
		{"by its fingerprint", s.url, pin, exitOK, ""},
		{"by its fingerprint in another spelling", s.url, strings.ToLower(strings.ReplaceAll(pin, ":", "")), exitOK, ""},
		{"by another name", strings.Replace(s.url, "127.0.0.1", "localhost", 1), pin, exitOK, ""},
		{"by another's fingerprint", s.url, wrong, exitRefused, "another fingerprint"},
		{"by nothing", s.url, "", exitRefused, "certificate"},
		{"by half a fingerprint", s.url, pin[:30], exitUsage, "SHA-256"},
		{"without TLS", "http" + strings.TrimPrefix(s.url, "https"), pin, exitUsage, "https://"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := runProgram(t, asAdmin, "identifiers", "list", "--server", c.server, "--tls-fingerprint", c.pin)
			if got.code != c.code || !strings.Contains(got.err, c.want) {
				t.Errorf("%+v, want exit %d and %q", got, c.code, c.want)
			}
		})
	}
	s.stop(syscall.SIGTERM)
	if again := serve(t, data, "--tls=auto").fingerprint(); again != pin {
		t.Errorf("after a start it is %s, before it was %s", again, pin)
	}
}

func TestTheContractKitOverTLS(t *testing.T) {
	s := serve(t, t.TempDir(), "--tls=auto")
	got := runProgram(t, asAdmin, "contract", s.url, "--disposable", "--tls-fingerprint", s.fingerprint())
	if got.code != exitOK || !strings.Contains(got.out, " 0 failed, 1 skipped") { // that plain HTTP is answered
		t.Errorf("%s%s", got.out, got.err)
	}
}

// A certificate is renewed while clients connect all the time: none fails.
func TestACertificateIsRenewedWithoutAFailure(t *testing.T) {
	dir := t.TempDir()
	log := slog.New(slog.DiscardHandler)
	path := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"old", "new"} {
		if _, err := tlscert.OpenOwn(path(name), []string{"127.0.0.1"}, time.Now, log); err != nil {
			t.Fatal(err)
		}
	}
	install := func(from string) {
		for _, name := range []string{"tls-key.pem", "tls-cert.pem"} {
			text, err := os.ReadFile(filepath.Join(path(from), name))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path(name), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	install("old")
	s := serve(t, t.TempDir(), "--tls-cert", path("tls-cert.pem"), "--tls-key", path("tls-key.pem"))
	client := trusting(t, filepath.Join(path("old"), "tls-cert.pem"))
	text, err := os.ReadFile(filepath.Join(path("new"), "tls-cert.pem"))
	if err != nil {
		t.Fatal(err)
	}
	client.Transport.(*http.Transport).TLSClientConfig.RootCAs.AppendCertsFromPEM(text)
	ask := func() []byte {
		res, err := client.Get(s.url + "/healthz")
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.Header.Get("Strict-Transport-Security") == "" {
			t.Error("browsers are not told to insist on TLS")
		}
		return res.TLS.PeerCertificates[0].Raw
	}
	before := string(ask())
	install("new")
	deadline := time.Now().Add(20 * time.Second)
	for string(ask()) == before {
		if time.Now().After(deadline) {
			t.Fatal("the new certificate is not shown")
		}
	}
	s.stop(syscall.SIGTERM)
	if !strings.Contains(s.logged(), "the TLS certificate changed") {
		t.Errorf("the log says %s", s.logged())
	}
}

func TestTLSSettingsThatContradictEachOther(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"a certificate without a key", []string{"--tls-cert", "c.pem"}, "both a certificate and a key"},
		{"a key without a certificate", []string{"--tls-key", "k.pem"}, "both a certificate and a key"},
		{"one of its own and one from a file", []string{"--tls=auto", "--tls-cert", "c.pem", "--tls-key", "k.pem"}, "not both"},
		{"one of its own and a key", []string{"--tls=auto", "--tls-key", "k.pem"}, "both a certificate and a key"},
		{"none and one from a file", []string{"--tls=off", "--tls-cert", "c.pem", "--tls-key", "k.pem"}, "contradicts"},
		{"a word that is none", []string{"--tls=files"}, "--tls"},
		{"no connections", []string{"--max-connections=0"}, "0 connections"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := runHere(t, append([]string{"serve", "--listen", "127.0.0.1:0", "--data", t.TempDir()}, c.args...)...)
			if got.code != exitUsage || !strings.Contains(got.err, c.want) {
				t.Errorf("%+v, want exit %d and %q", got, exitUsage, c.want)
			}
		})
	}
	missing := runProgram(t, nil, "serve", "--listen", "127.0.0.1:0", "--data", t.TempDir(), "--tls-cert", "/nowhere/c.pem", "--tls-key", "/nowhere/k.pem")
	if missing.code != exitRefused || !strings.Contains(missing.err, "/nowhere/c.pem") {
		t.Errorf("files that are missing: %+v", missing)
	}
}

func TestWhereOthersCanListenIsWarnedOf(t *testing.T) {
	for _, c := range []struct {
		name  string
		flags []string
		want  bool
	}{
		{"every address", []string{"--listen", "0.0.0.0:0"}, true},
		{"every address of IPv6", []string{"--listen", "[::]:0"}, true},
		{"loopback", nil, false},
		{"loopback of IPv6", []string{"--listen", "[::1]:0"}, false},
		{"every address, with TLS", []string{"--listen", "0.0.0.0:0", "--tls=auto"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t, t.TempDir(), c.flags...)
			s.stop(syscall.SIGTERM) // then all of the log is there
			if got := strings.Contains(s.logged(), "readable for everybody on the way"); got != c.want {
				t.Errorf("warned: %v, want %v: %s", got, c.want, s.logged())
			}
		})
	}
	for addr, want := range map[net.Addr]bool{
		&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}: false, &net.TCPAddr{IP: net.IPv4(127, 9, 9, 9)}: false, &net.TCPAddr{IP: net.IPv6loopback}: false,
		&net.TCPAddr{IP: net.IPv4(192, 168, 1, 2)}: true, &net.TCPAddr{IP: net.IPv6unspecified}: true, &net.UnixAddr{Name: "/run/v.sock"}: false,
	} {
		if got := overhearable(addr); got != want {
			t.Errorf("%v: %v", addr, got)
		}
	}
}

func TestServerNames(t *testing.T) {
	at := &net.TCPAddr{IP: net.IPv4(192, 0, 2, 7)}
	for listen, want := range map[string]bool{"door.example:443": true, "192.0.2.7:443": false, ":443": false} {
		if got := strings.Contains(strings.Join(serverNames(listen, at), " "), "door.example"); got != want {
			t.Errorf("%s: %v", listen, serverNames(listen, at))
		}
	}
}
