package client

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// The paths of the API begin so (section 1); the device summary alone does not.
const apiPath = "/api/v1"

// parseRoot returns the part of an address that the paths of the API come
// after. Its errors never have the address: there may be a password in it.
func parseRoot(address string) (string, error) {
	address = strings.TrimSpace(address)
	if strings.Contains(address, "@") {
		return "", errors.New("base URL: it must not have credentials")
	}
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("base URL: %w", withoutURL(err))
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return "", fmt.Errorf("base URL: the scheme is %q, must be http or https", u.Scheme)
	case u.Hostname() == "":
		return "", errors.New("base URL: it has no host")
	case u.RawQuery != "" || u.Fragment != "":
		return "", errors.New("base URL: it must not have a query or a fragment")
	}
	return u.Scheme + "://" + u.Host + folder(u.EscapedPath()), nil
}

// folder returns what stays of a base address's path: where the server is
// behind a proxy.
func folder(path string) string {
	path = strings.TrimRight(path, "/")
	if n := len(path) - len(apiPath); n >= 0 && strings.EqualFold(path[n:], apiPath) {
		path = path[:n]
	}
	return strings.TrimRight(path, "/")
}

// withoutURL returns the cause of an error of net/url or net/http. They add the
// whole URL, and at a login its query has the secret.
func withoutURL(err error) error {
	for {
		var u *url.Error
		if !errors.As(err, &u) {
			return err
		}
		err = u.Err
	}
}
