package httpapi

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/gorilla/mux"
)

// access says who may use a route.
type access int

const (
	open          access = iota // anybody; credentials are not even looked at
	anyAccount                  // whoever can log in
	administrator               // administrators
)

// handler answers a request or returns why it cannot; the error is answered by
// API.fail. A handler that returns an error has written nothing.
type handler func(http.ResponseWriter, *http.Request) error

// route is one line of the API. Fixed words of the path are lower case.
type route struct {
	methods []string
	path    string
	access  access
	handler handler
}

// routes returns the whole API. Paths and methods are those of sections 2, 4, 6
// and 7; reading a portrait back, checking a photo, and the last two are our
// own.
func (a *API) routes() []route {
	var (
		get     = []string{http.MethodGet}
		post    = []string{http.MethodPost}
		del     = []string{http.MethodDelete}
		getPost = []string{http.MethodGet, http.MethodPost}
	)
	return []route{
		{get, "/api/v1/login", open, a.login},
		{getPost, "/api/v1/logout", anyAccount, a.logout},

		{get, "/api/info", open, a.info},
		{get, "/api/v1/api/info", open, a.info}, // a path mistake that real clients make (section 4)

		{post, "/api/v1/access/identifier", administrator, a.createIdentifier},
		{get, "/api/v1/access/identifier/item/{uid}", administrator, a.getIdentifier},
		{del, "/api/v1/access/identifier/item/{uid}", administrator, a.deleteIdentifier},
		{post, "/api/v1/access/identifier/item/face/file/{uid}", administrator, a.uploadFace},
		{get, "/api/v1/access/identifier/item/face/file/{uid}", administrator, a.portrait},
		{post, "/api/v1/access/identifier/face/check", administrator, a.checkFace},

		{get, "/healthz", open, a.healthz},
		{get, "/readyz", open, a.readyz},
	}
}

// router returns the handler for a table of routes. Mux finds the path; the
// method is chosen here, so that a wrong one is answered with Allow.
func (a *API) router(table []route) http.Handler {
	// Paths arrive clean (tolerantPath). Mux would redirect those that are
	// not, and a client that follows turns its POST into a GET.
	r := mux.NewRouter().SkipClean(true)
	r.NotFoundHandler = http.HandlerFunc(notFound)

	byPath := map[string]methods{}
	for _, line := range table {
		if byPath[line.path] == nil {
			byPath[line.path] = methods{}
			r.Handle(line.path, byPath[line.path])
		}
		guarded := a.guard(line.access, line.handler)
		for _, method := range line.methods {
			byPath[line.path][method] = guarded
		}
	}
	return r
}

// methods answers one path.
type methods map[string]http.Handler

func (m methods) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	method := r.Method
	if method == http.MethodHead { // HTTP wants it wherever GET is; the server drops the body
		method = http.MethodGet
	}
	h, ok := m[method]
	if !ok {
		w.Header().Set("Allow", strings.Join(m.allowed(), ", "))
		writeError(w, http.StatusMethodNotAllowed, "Method not allowed", nil)
		return
	}
	h.ServeHTTP(w, r)
}

func (m methods) allowed() []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	if m[http.MethodGet] != nil {
		names = append(names, http.MethodHead)
	}
	slices.Sort(names)
	return names
}

func notFound(w http.ResponseWriter, _ *http.Request) {
	writeError(w, http.StatusNotFound, "Not found", nil)
}

// tolerantPath takes path words in any case (section 20, 15), doubled slashes
// and a slash at the end, which clients make of a base address that ends in
// one. Nothing is lost: the only variable in a path is a number.
func tolerantPath(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tolerant := r.WithContext(r.Context())
		address := *r.URL
		address.Path, address.RawPath = path.Clean(strings.ToLower(r.URL.Path)), ""
		tolerant.URL = &address
		next.ServeHTTP(w, tolerant)
	})
}
