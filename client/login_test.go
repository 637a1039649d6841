package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestTheFirstCallLogsIn(t *testing.T) {
	d := newDoor(t, nil)
	c := d.client(t)
	for range 3 {
		if err := c.DeleteIdentifier(t.Context(), 7); err != nil {
			t.Fatal(err)
		}
	}
	item := "DELETE /api/v1/access/identifier/item/7"
	if got, want := d.seen(), strings.Join([]string{"GET /api/v1/login", item, item, item}, ", "); got != want {
		t.Errorf("requests %s, want %s", got, want)
	}
}

func TestTheDeviceSummaryNeedsNoLogin(t *testing.T) {
	d := newDoor(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			t.Error("credentials were sent")
		}
		answerJSON(w, 200, `{"api_version":"2.12.0","hybrid_version":null,"some_new_field":[1]}`)
	})
	info, err := d.client(t).Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := info.APIVersion, "2.12.0"; got != want {
		t.Errorf("API version %q, want %q", got, want)
	}
	if got, want := d.seen(), "GET /api/info"; got != want {
		t.Errorf("requests %s, want %s", got, want)
	}
}

func TestASessionThatIsOverIsRenewedAndTheCallRepeatedOnce(t *testing.T) {
	var bodies []string
	d := newDoor(t, func(w http.ResponseWriter, r *http.Request) {
		bodies = append(bodies, readAll(t, r.Body))
		answerJSON(w, 200, `{"uid":214}`)
	})
	c := d.client(t)
	if _, err := c.Login(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.end()
	uid, err := c.CreateIdentifier(t.Context(), IdentifierSpec{Type: Card, Number: "3090417"})
	if err != nil || uid != 214 {
		t.Fatalf("uid %d, error %v", uid, err)
	}
	want := "GET /api/v1/login, POST /api/v1/access/identifier, GET /api/v1/login, POST /api/v1/access/identifier"
	if got := d.seen(); got != want {
		t.Errorf("requests %s, want %s", got, want)
	}
	if len(bodies) != 1 || !strings.Contains(bodies[0], "3090417") {
		t.Errorf("bodies %q", bodies)
	}
}

// A server that takes no token must not be asked for ever.
func TestACallIsNotRepeatedTwice(t *testing.T) {
	d := newDoor(t, answering(401, `{"error":"Log In"}`))
	c := d.client(t)
	err := c.DeleteIdentifier(t.Context(), 7)
	if !errors.Is(err, ErrUnauthorized) {
		t.Errorf("error %v, want ErrUnauthorized", err)
	}
	item := "DELETE /api/v1/access/identifier/item/7"
	if got, want := d.seen(), "GET /api/v1/login, "+item+", GET /api/v1/login, "+item; got != want {
		t.Errorf("requests %s, want %s", got, want)
	}
}

func TestOtherFailuresAreNotRepeated(t *testing.T) {
	for _, status := range []int{400, 403, 404, 500, 503} {
		d := newDoor(t, answering(status, `{"error":"x"}`))
		if err := d.client(t).DeleteIdentifier(t.Context(), 7); err == nil {
			t.Errorf("%d is no error", status)
		}
		if got, want := d.seen(), "GET /api/v1/login, DELETE /api/v1/access/identifier/item/7"; got != want {
			t.Errorf("%d: requests %s, want %s", status, got, want)
		}
	}
}

func TestWrongCredentialsAreNotTriedTwice(t *testing.T) {
	d := newDoor(t, nil)
	c, err := New(d.URL, testUser, "wrong")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.DeleteIdentifier(t.Context(), 7); !errors.Is(err, ErrUnauthorized) {
		t.Errorf("error %v, want ErrUnauthorized", err)
	}
	if got, want := d.seen(), "GET /api/v1/login"; got != want {
		t.Errorf("requests %s, want %s", got, want)
	}
}

func TestConcurrentCallsShareALogin(t *testing.T) {
	const callers = 50
	for _, over := range []bool{false, true} {
		t.Run(fmt.Sprintf("the session was there and is over: %v", over), func(t *testing.T) {
			d := newDoor(t, nil)
			c := d.client(t)
			want := 1
			if over {
				if _, err := c.Login(t.Context()); err != nil {
					t.Fatal(err)
				}
				d.end()
				want = 2
			}
			var all sync.WaitGroup
			for range callers {
				all.Go(func() {
					if err := c.DeleteIdentifier(t.Context(), 7); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			if got := d.count(); got != want {
				t.Errorf("%d logins, want %d", got, want)
			}
		})
	}
}

// slowLogin is a Transport whose logins wait for release or the end of their
// context; every other request is good.
func slowLogin(release <-chan struct{}, logins *int, answer string) http.RoundTripper {
	return roundTripper(func(r *http.Request) (*http.Response, error) {
		rec := httptest.NewRecorder()
		if r.URL.Path != "/api/v1/login" {
			answerJSON(rec, 200, `{}`)
			return rec.Result(), nil
		}
		*logins++
		select {
		case <-release:
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
		answerJSON(rec, 200, answer)
		return rec.Result(), nil
	})
}

func newSlow(t *testing.T, release <-chan struct{}, logins *int, answer string) *Client {
	t.Helper()
	c, err := New("door", testUser, testPassword, WithHTTPClient(&http.Client{Transport: slowLogin(release, logins, answer)}))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhoGivesUpDoesNotSpoilTheLoginOfOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release, logins := make(chan struct{}), 0
		c := newSlow(t, release, &logins, `{"token":"a"}`)

		leading, giveUp := context.WithCancel(t.Context())
		failed := make(chan error, 1)
		go func() { failed <- c.DeleteIdentifier(leading, 7) }()
		synctest.Wait()
		done := make(chan error, 2)
		for range 2 {
			go func() { done <- c.DeleteIdentifier(t.Context(), 7) }()
		}
		synctest.Wait()

		giveUp()
		if err := <-failed; !errors.Is(err, context.Canceled) {
			t.Errorf("who gave up got %v", err)
		}
		synctest.Wait()
		close(release)
		for range 2 {
			if err := <-done; err != nil {
				t.Errorf("who waited got %v", err)
			}
		}
		if logins != 2 { // the one that was given up, and one for both others
			t.Errorf("%d logins, want 2", logins)
		}
	})
}

func TestAWaitForALoginEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release, logins := make(chan struct{}), 0
		c := newSlow(t, release, &logins, `{"token":"a"}`)
		leading := make(chan error, 1)
		go func() { leading <- c.DeleteIdentifier(t.Context(), 7) }()
		synctest.Wait()

		waiting, stop := context.WithTimeout(t.Context(), time.Second)
		defer stop()
		if err := c.DeleteIdentifier(waiting, 7); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v, want context.DeadlineExceeded", err)
		}
		close(release)
		if err := <-leading; err != nil {
			t.Error(err)
		}
		if logins != 1 {
			t.Errorf("%d logins, want 1", logins)
		}
	})
}

// A wrong password must not be tried once for each of those who wait: panels
// may lock the account.
func TestALoginThatFailsFailsForAllWhoWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release, logins := make(chan struct{}), 0
		c := newSlow(t, release, &logins, `{"error":"Wrong login or password"}`)
		done := make(chan error, 3)
		for range 3 {
			go func() { done <- c.DeleteIdentifier(t.Context(), 7) }()
		}
		synctest.Wait()
		close(release)
		for range 3 {
			if err := <-done; !errors.Is(err, ErrUnauthorized) {
				t.Errorf("error %v, want ErrUnauthorized", err)
			}
		}
		if logins != 1 {
			t.Errorf("%d logins, want 1", logins)
		}
	})
}

func TestLoginSaysWhoIsLoggedIn(t *testing.T) {
	d := newDoor(t, nil)
	c := d.client(t)
	for range 2 {
		accountType, err := c.Login(t.Context())
		if err != nil || accountType != "admin" {
			t.Errorf("account type %q, error %v", accountType, err)
		}
	}
	if got := d.count(); got != 2 {
		t.Errorf("%d logins, want 2", got)
	}
}

func TestLogout(t *testing.T) {
	tests := []struct {
		name     string
		loggedIn bool
		over     bool
		want     string
	}{
		{"without a session nothing is sent", false, false, ""},
		{"a session ends", true, false, "GET /api/v1/login, GET /api/v1/logout"},
		{"a session that is over is no error", true, true, "GET /api/v1/login, GET /api/v1/logout"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDoor(t, nil)
			c := d.client(t)
			if tt.loggedIn {
				if _, err := c.Login(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if tt.over {
				d.end()
			}
			for range 2 { // the second has nothing to do
				if err := c.Logout(t.Context()); err != nil {
					t.Error(err)
				}
			}
			if got := d.seen(); got != tt.want {
				t.Errorf("requests %s, want %s", got, tt.want)
			}
		})
	}
}

func TestLogoutReportsWhatWentWrong(t *testing.T) {
	d := newDoor(t, answering(500, `{"error":"Internal error"}`))
	c := d.client(t)
	if _, err := c.Login(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := c.Logout(t.Context()); err == nil {
		t.Error("no error")
	}
}

func TestACallAfterLogoutLogsIn(t *testing.T) {
	d := newDoor(t, nil)
	c := d.client(t)
	for range 2 {
		if err := c.DeleteIdentifier(t.Context(), 7); err != nil {
			t.Fatal(err)
		}
		if err := c.Logout(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := d.count(); got != 2 {
		t.Errorf("%d logins, want 2", got)
	}
}

func TestLoginAnswersThatAreNone(t *testing.T) {
	for _, body := range []string{``, `{}`, `[]`, `{"token":""}`, `{"token":null}`, `{"token":5550123}`, `token-5550123`, `{"token":"5550123`} {
		c := serving(t, 200, "application/json", body)
		_, err := c.Login(t.Context())
		if err == nil {
			t.Errorf("%q opens a session", body)
			continue
		}
		wantNone(t, err.Error(), "5550123", testPassword, testDigest)
	}
}
