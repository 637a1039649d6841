package client

import (
	"net/http"
	"testing"
)

func TestBaseURLs(t *testing.T) {
	tests := []struct{ name, address, want string }{
		{"a root", "http://door:8080", "http://door:8080"},
		{"a slash at the end", "http://door:8080/", "http://door:8080"},
		{"the API's path", "http://door:8080/api/v1", "http://door:8080"},
		{"the API's path and a slash", "http://door:8080/api/v1/", "http://door:8080"},
		{"the API's path in another case", "http://door:8080/API/V1", "http://door:8080"},
		{"two slashes before the API's path", "http://door//api/v1", "http://door"},
		{"https", "https://door", "https://door"},
		{"the scheme in upper case", "HTTP://door", "http://door"},
		{"a name without a scheme", "door", "http://door"},
		{"a name and a port without a scheme", "door:8080", "http://door:8080"},
		{"an address and a port without a scheme", "192.168.1.90:80", "http://192.168.1.90:80"},
		{"an IPv6 address", "[fe80::1]:8080/api/v1", "http://[fe80::1]:8080"},
		{"a path without a scheme", "door/api/v1", "http://door"},
		{"a folder of a proxy", "https://gate/doors/1/", "https://gate/doors/1"},
		{"a folder of a proxy and the API's path", "https://gate/doors/1/api/v1", "https://gate/doors/1"},
		{"a folder whose name ends like the API's path", "https://gate/my-api/v1", "https://gate/my-api/v1"},
		{"a folder with an escape", "https://gate/a%2Fb/", "https://gate/a%2Fb"},
		{"space around it", " http://door \n", "http://door"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := New(tt.address, "admin", "123456")
			if err != nil {
				t.Fatal(err)
			}
			if got := c.root; got != tt.want {
				t.Errorf("root %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAddressesThatAreNone(t *testing.T) {
	tests := []struct{ name, address, want string }{
		{"nothing", "", "base URL: it has no host"},
		{"a port alone", ":8080", "base URL: it has no host"},
		{"a scheme alone", "http://", "base URL: it has no host"},
		{"another scheme", "ftp://door", `base URL: the scheme is "ftp", must be http or https`},
		{"a query", "http://door?a=b", "base URL: it must not have a query or a fragment"},
		{"a fragment", "http://door#a", "base URL: it must not have a query or a fragment"},
		{"no port after the colon's end", "http://door:x", `base URL: invalid port ":x" after host`},
		{"credentials", "http://admin:hunter2@door", "base URL: it must not have credentials"},
		{"credentials without a scheme", "admin:hunter2@door", "base URL: it must not have credentials"},
		{"credentials that no URL can have", "http://admin:hunter2%zz@door", "base URL: it must not have credentials"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := New(tt.address, "admin", "123456")
			if err == nil {
				t.Fatal("it is taken for an address")
			}
			if got := err.Error(); got != tt.want {
				t.Errorf("error %q, want %q", got, tt.want)
			}
		})
	}
}

func TestEveryFormOfABaseURLReachesTheServer(t *testing.T) {
	d := newDoor(t, nil)
	host := d.Listener.Addr().String()
	for _, address := range []string{d.URL, d.URL + "/", d.URL + "/api/v1", d.URL + "/api/v1/", host, host + "/api/v1"} {
		c, err := New(address, testUser, testPassword)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.DeleteIdentifier(t.Context(), 7); err != nil {
			t.Errorf("%s: %v", address, err)
		}
		if _, err := c.Info(t.Context()); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestOptionsAreSent(t *testing.T) {
	tests := []struct {
		name            string
		options         []Option
		agent, language string
	}{
		{"without options", nil, "vestibule-client", ""},
		{"with a user agent", []Option{WithUserAgent("gate/2")}, "gate/2", ""},
		{"with a locale", []Option{WithLocale("uk")}, "vestibule-client", "uk"},
		{"with no HTTP client", []Option{WithHTTPClient(nil)}, "vestibule-client", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var header http.Header
			d := newDoor(t, func(w http.ResponseWriter, r *http.Request) {
				header = r.Header
				answerJSON(w, 200, `{}`)
			})
			if err := d.client(t, tt.options...).DeleteIdentifier(t.Context(), 7); err != nil {
				t.Fatal(err)
			}
			if got := header.Get("User-Agent"); got != tt.agent {
				t.Errorf("User-Agent %q, want %q", got, tt.agent)
			}
			if got := header.Get("Accept-Language"); got != tt.language {
				t.Errorf("Accept-Language %q, want %q", got, tt.language)
			}
		})
	}
}

func TestTheGivenHTTPClientIsUsedAndStaysAsItIs(t *testing.T) {
	d := newDoor(t, nil)
	used := 0
	h := &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		used++
		return http.DefaultTransport.RoundTrip(r)
	})}
	if err := d.client(t, WithHTTPClient(h)).DeleteIdentifier(t.Context(), 7); err != nil {
		t.Fatal(err)
	}
	if used != 2 { // the login and the call
		t.Errorf("its Transport was used %d times, want 2", used)
	}
	if _, same := h.Transport.(roundTripper); !same || http.DefaultClient.Transport != nil {
		t.Error("an HTTP client that is not ours was changed")
	}
}
