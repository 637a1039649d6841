package httpapi

import "net/http"

// securityHeaders are on every answer; what is served to browsers has its own
// policy (openapi.go). Addresses hold secrets, at a login and with a panel's
// key, so that no browser may tell them on; and nothing may be kept by a cache
// or a disk on the way, for it is about people.
var securityHeaders = map[string]string{
	"Cache-Control":                "no-store",
	"Content-Security-Policy":      "default-src 'none'; frame-ancestors 'none'",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Referrer-Policy":              "no-referrer",
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
}

// strictTransport has browsers insist on TLS for half a year.
const strictTransport = "max-age=15552000"

// secured puts the security headers on answers before anybody writes one.
func secured(next http.Handler, strict bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for name, value := range securityHeaders {
			h.Set(name, value)
		}
		if strict && r.TLS != nil {
			h.Set("Strict-Transport-Security", strictTransport)
		}
		next.ServeHTTP(w, r)
	})
}
