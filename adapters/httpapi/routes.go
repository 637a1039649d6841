package httpapi

import (
	"errors"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/gorilla/mux"
)

// audience says who may use a route.
type audience int

const (
	undeclared    audience = iota // nobody: New refuses a route that does not say
	open                          // anybody; credentials are not even looked at
	anyAccount                    // whoever can log in
	panel                         // that, or a panel that has the key
	administrator                 // administrators
)

// handler answers a request or returns why it cannot; the error is answered by
// API.fail. A handler that returns an error has written nothing.
type handler func(http.ResponseWriter, *http.Request) error

// route is one line of the API. Fixed words of the path are lower case.
type route struct {
	methods []string
	path    string
	whom    audience
	handler handler
}

// routes returns the whole API. Paths and methods are those of the contract;
// what it does not have is marked as ours.
func (a *API) routes() []route {
	var (
		get     = []string{http.MethodGet}
		post    = []string{http.MethodPost}
		patch   = []string{http.MethodPatch}
		del     = []string{http.MethodDelete}
		getPost = []string{http.MethodGet, http.MethodPost}
	)
	return []route{
		// Sections 2 and 4.
		{get, "/api/v1/login", open, a.login},
		{getPost, "/api/v1/logout", anyAccount, a.logout},
		{get, "/api/info", open, a.info},
		{get, "/api/v1/api/info", open, a.info}, // a path mistake that real clients make (section 4)

		// Sections 6 to 9 and 11.
		{post, "/api/v1/access/identifier", administrator, a.createIdentifier},
		{get, "/api/v1/access/identifier/item/{uid}", administrator, a.getIdentifier},
		{patch, "/api/v1/access/identifier/item/{uid}", administrator, a.changeIdentifier},
		{del, "/api/v1/access/identifier/item/{uid}", administrator, a.deleteIdentifier},
		{post, "/api/v1/access/identifier/item/{uid}/passes/reset", administrator, a.resetPasses},
		{get, "/api/v1/access/identifier/item/{uid}/qr", administrator, a.qrImage},
		{post, "/api/v1/access/identifier/item/face/file/{uid}", administrator, a.uploadFace},
		{get, "/api/v1/access/identifier/item/face/file/{uid}", administrator, a.portrait}, // ours
		{post, "/api/v1/access/identifier/face/check", administrator, a.checkFace},         // ours
		{get, "/api/v1/access/identifier/items", administrator, a.listIdentifiers},
		{del, "/api/v1/access/identifier/items", administrator, a.deleteIdentifiers},
		{del, "/api/v1/access/identifiers", administrator, a.deleteByNumber},
		{getPost, "/api/v1/access/identifiers", open, absent}, // clients that probe go on at 404 (section 18)

		// Section 10.
		{post, "/api/v1/access/identifier/items/link", administrator, a.putLinked},
		{del, "/api/v1/access/identifier/items/link", administrator, a.deleteLinked},
		{get, "/api/v1/access/identifier/items/link", administrator, a.listLinked},

		// Section 12.
		{post, "/api/v1/access/timeprofile", administrator, a.createProfile},
		{get, "/api/v1/access/timeprofile/item/{profile}", administrator, a.getProfile},
		{patch, "/api/v1/access/timeprofile/item/{profile}", administrator, a.changeProfile},
		{del, "/api/v1/access/timeprofile/item/{profile}", administrator, a.deleteProfile},
		{get, "/api/v1/access/timeprofile/items", administrator, a.listProfiles},
		{del, "/api/v1/access/timeprofile/items", administrator, a.deleteProfiles},
		{post, "/api/v1/access/timeprofile/items/link", administrator, a.putLinkedProfiles},
		{del, "/api/v1/access/timeprofile/items/link", administrator, a.deleteLinkedProfiles},
		{get, "/api/v1/access/timeprofile/items/link", administrator, a.listLinkedProfiles},
		{post, "/api/v1/access/identifier/item/{uid}/timeprofile/{profile}", administrator, a.attachProfile},
		{del, "/api/v1/access/identifier/item/{uid}/timeprofile/{profile}", administrator, a.detachProfile},

		// Section 13.
		{post, "/api/v1/apartment", administrator, a.createApartment},     // ours
		{get, "/api/v1/apartment/items", administrator, a.listApartments}, // ours
		{get, "/api/v1/apartment/item/{apartment}", administrator, a.getApartment},
		{patch, "/api/v1/apartment/item/{apartment}", administrator, a.changeApartment},            // ours
		{del, "/api/v1/apartment/item/{apartment}", administrator, a.deleteApartment},              // ours
		{post, "/api/v1/apartment/item/unbind/identifier/{uid}", administrator, a.detachApartment}, // before the next, whose path it fits
		{post, "/api/v1/apartment/item/{apartment}/identifier/{uid}", administrator, a.attachApartment},

		// Sections 14 to 17.
		{get, "/api/v1/access/general/facerecognition", administrator, a.getFaceRecognition},
		{post, "/api/v1/access/general/facerecognition", administrator, a.setFaceRecognition},
		{get, "/api/v1/access/general/remote/control/settings", administrator, a.getRemoteControl},
		{post, "/api/v1/access/general/remote/control/settings", administrator, a.setRemoteControl},
		{post, "/api/v1/access/question", panel, a.question}, // ours; what panels ask is section 15's
		{get, "/api/v1/log/items", administrator, a.listEvents},
		{get, "/api/v1/device/time", anyAccount, a.deviceTime},
		{post, "/api/v1/system/data/clear", administrator, a.clearData},
		{get, "/api/v1/access/general/unlock/input/code", administrator, a.getMasterCode},
		{post, "/api/v1/access/general/unlock/input/code", administrator, a.setMasterCode},

		// Section 18.
		{get, "/api/v0/login", open, a.login},
		{getPost, "/api/v0/logout", anyAccount, a.logout},
		{post, "/api/v0/access/identifiers/item", administrator, a.createIdentifier},
		{get, "/api/v0/access/identifiers/item/{uid}", administrator, a.getIdentifier},
		{patch, "/api/v0/access/identifiers/item/{uid}", administrator, a.changeIdentifier},
		{del, "/api/v0/access/identifiers/item/{uid}", administrator, a.deleteIdentifier},
		{post, "/api/v0/access/identifiers/item/{uid}/timeprofile/{profile}", administrator, a.attachProfile},
		{del, "/api/v0/access/identifiers/item/{uid}/timeprofile/{profile}", administrator, a.detachProfile},
		{get, "/api/v0/access/identifiers/items/list", administrator, a.listIdentifiers},
		{post, "/api/v0/access/identifiers/link/delete", administrator, a.deleteLinked},
		{get, "/api/v0/log/list", administrator, a.listEvents},

		// Ours.
		{get, "/api/openapi.json", open, a.openapi},
		{get, "/api/docs", open, a.docs},
		{get, "/api/docs/{asset}", open, a.docsAsset},
		{get, "/healthz", open, a.healthz},
		{get, "/readyz", open, a.readyz},
		{get, "/metrics", anyAccount, a.metrics},
	}
}

// undeclaredIn returns an error that names the routes that do not say who may
// use them.
func undeclaredIn(table []route) error {
	var faults []error
	for _, line := range table {
		if line.whom == undeclared {
			faults = append(faults, fmt.Errorf("route %s declares no audience", line.path))
		}
	}
	return errors.Join(faults...)
}

// router returns the handler for a table of routes. Mux finds the path; the
// method is chosen here, so that a wrong one is answered with Allow.
func (a *API) router(table []route) *mux.Router {
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
		guarded := a.guard(line.whom, line.handler)
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

// absent answers as an unknown path does.
func absent(w http.ResponseWriter, r *http.Request) error {
	notFound(w, r)
	return nil
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
		// net/url drops a parameter with a bare semicolon, and a list without
		// its filter is not what was asked for.
		address.RawQuery = strings.ReplaceAll(r.URL.RawQuery, ";", "%3B")
		tolerant.URL = &address
		next.ServeHTTP(w, tolerant)
	})
}
