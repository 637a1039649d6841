package httpapi

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// send sends bytes to a server as they are, well formed or not, and reads until
// it hangs up.
func send(t *testing.T, server, request string) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(server, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	// A server that has enough of a request may break off.
	_, _ = io.Copy(io.Discard, conn)
}

// A secret in a query, and where a client puts one by mistake, reaches no log:
// neither ours at its least level nor that of Go's HTTP server.
func TestNoSecretOfARequestReachesALog(t *testing.T) {
	digest := string(account.DigestOf(adminPassword))
	w := newWorld(t)
	w.config.PanelKey = somePanelKey
	w.identifiers.GetFn = func(context.Context, identifier.UID) (identifier.Identifier, error) { panic("boom") }
	w.identifiers.DeleteFn = func(context.Context, identifier.UID) error { return errors.New("disk on fire") }
	log := slog.New(slog.NewTextHandler(w.logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s := start(t, w.handler(), func(ctx context.Context, ln net.Listener, h http.Handler) error {
		return Serve(ctx, ln, h, Serving{Log: log})
	})

	login := "username=" + adminName + "&password=" + digest
	targets := []string{
		"/api/v1/login?" + login, "/api/v0/login?" + login, "/api/v1/login?" + strings.ToLower(login), "/API/V1/LOGIN?" + login,
		"//api//v1//login/?" + login, "/api/v1/login?" + strings.ReplaceAll(login, "&", ";"), "/api/v1/login?" + login + "%zz",
		"/api/v1/login?x=" + url.QueryEscape(login), "/api/v1/login??" + login, "/nowhere?" + login, "/?" + login, "*?" + login, "?" + login,
		"/api/v1/login%3F" + login, "/api/v1/login&" + login, "/api/v1/login;" + login, "/api/v1/login/" + login,
		"/api/v1/login/" + adminName + "/" + digest, "/api/v1/" + digest + "/login", "/api/v1/login\x00" + login, "/%zz?" + login,
		"/api/v1/logout?token=" + string(adminToken), "/api/v1/logout/" + string(adminToken),
		itemTarget + "?" + login, "/api/v1/access/identifier/item/" + digest, "/api/v1/access/identifier/item/-1?" + login,
		"/api/v1/access/question?key=" + somePanelKey, "/api/v1/access/question?key=" + somePanelKey + "0",
		"/api/v1/access/question&key=" + somePanelKey, "/nowhere?key=" + somePanelKey, itemTarget + "?key=" + somePanelKey,
		"http://" + adminName + ":" + adminPassword + "@localhost/api/v1/login?" + login,
	}
	credentials := []string{
		"", "Bearer " + string(adminToken), "Bearer x" + string(adminToken), basic(adminName, adminPassword), basic(adminName, digest),
		"Basic " + adminPassword, digest,
	}
	for _, target := range targets {
		for _, method := range []string{"GET", "POST", "DELETE", "PUT", "HEAD"} {
			for _, c := range credentials {
				send(t, s.url, fmt.Sprintf("%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: %s\r\nReferer: http://localhost/?%s\r\n\r\n",
					method, strings.ReplaceAll(target, " ", "%20"), c, login))
			}
		}
		for _, malformed := range []string{
			"GET " + target + " HTTP/9.9\r\n\r\n",
			"GET " + target + "\r\n\r\n",
			"GET " + target + " HTTP/1.1\r\n\r\n", // without a host
			"GET " + target + " HTTP/1.1\r\nHost: a\r\nAuthorization " + adminPassword + "\r\n\r\n",
			"GET " + target + " HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat(digest, maxHeaderBytes/len(digest)+200) + "\r\n\r\n",
		} {
			send(t, s.url, malformed)
		}
	}
	s.stop()
	if err := <-s.done; err != nil {
		t.Error(err)
	}
	logged := w.logged.String()
	wantNone(t, logged, "the log", digest, string(adminToken), somePanelKey, adminPassword, url.PathEscape(adminPassword),
		basic(adminName, adminPassword)[len("Basic "):])
	for _, want := range []string{"status=200", "status=400", "status=401", "status=404", "status=405", "status=500", "msg=panic", "level=DEBUG"} {
		if !strings.Contains(logged, want) {
			t.Errorf("nothing with %q was logged that could have leaked", want)
		}
	}
}
