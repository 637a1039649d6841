package contract

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Target is the server to try.
type Target struct {
	// URL is the server's root, without the API's own path:
	// "http://192.0.2.7".
	URL string

	// User and Password are those of an administrator. The password is plain.
	User, Password string

	// Portrait is a JPEG that the server accepts as a face. Without one, the
	// cases that need it are skipped.
	Portrait []byte

	// Disposable says that nothing on the server is worth keeping. Without
	// it, the cases that could delete what others created are skipped:
	// clearing the log, and a bulk delete of nothing, which a panel may take
	// to mean everything (section 21, 10).
	Disposable bool

	// HTTP sends the requests; nil means a client of the kit's own.
	HTTP *http.Client

	// Rand is where names and numbers come from; nil means crypto/rand.
	Rand io.Reader
}

// root returns the URL that paths are appended to. The error says what is wrong
// with Target.URL, and never quotes a password in it.
func (t Target) root() (string, error) {
	u, err := url.Parse(t.URL)
	switch {
	case err != nil:
		return "", errors.New("the URL cannot be read")
	case u.Scheme != "http" && u.Scheme != "https":
		return "", fmt.Errorf("the URL begins with %q, not with http or https", u.Scheme)
	case u.Host == "":
		return "", errors.New("the URL names no host")
	case u.User != nil:
		return "", errors.New("user and password do not belong into the URL")
	case u.RawQuery != "" || u.Fragment != "":
		return "", errors.New("the URL has more than a host and a path")
	case strings.Contains(strings.ToLower(u.Path), "/api"):
		return "", errors.New("the URL names the path of the API; only the server's root is wanted")
	}
	return strings.TrimRight(u.String(), "/"), nil
}

func (t Target) client() *http.Client {
	if t.HTTP != nil {
		return t.HTTP
	}
	return &http.Client{}
}

func (t Target) random() io.Reader {
	if t.Rand != nil {
		return t.Rand
	}
	return rand.Reader
}
