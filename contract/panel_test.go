package contract

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// panel is a server that keeps the contract, as far as the kit looks. The kit's
// tests make it break the contract in one way after another.
type panel struct {
	mu          sync.Mutex
	last        int64 // the last uid, token or millisecond that was given
	tokens      map[string]bool
	identifiers map[int64]*stored
	profiles    map[int64]obj
	apartments  map[int64]obj
	events      []obj
	remote      obj
	portrait    []byte

	mux    *http.ServeMux
	bad    bad    // nil: keeps the contract
	memory string // of a misbehaviour that needs one
}

// stored is an identifier.
type stored struct {
	base      obj // the four required fields
	valid     obj
	link      any // nil or a string
	photo     bool
	apartment int64
	profiles  []int64
}

const (
	panelUser     = "admin"
	panelPassword = "123456"
	tokenPrefix   = "5f0c9d1b77e2"
)

// newPanel returns a panel on which somebody else has an identifier.
func newPanel() *panel {
	f := &panel{
		last:        1000,
		tokens:      map[string]bool{},
		identifiers: map[int64]*stored{},
		profiles:    map[int64]obj{},
		apartments:  map[int64]obj{},
		remote:      obj{"enable": false, "enabled": false, "custom_server_enabled": true, "custom_server_api_url": "https://192.0.2.9"},
		portrait:    append([]byte{0xff, 0xd8, 0xff}, "a portrait"...),
		mux:         http.NewServeMux(),
	}
	for pattern, h := range f.routes() {
		f.mux.HandleFunc(pattern, f.handler(!isOpen(pattern), h))
	}
	f.addForeign()
	return f
}

// addForeign creates an identifier of somebody else.
func (f *panel) addForeign() {
	uid := f.next()
	f.identifiers[uid] = &stored{valid: permanent(), base: obj{
		"identifier_owner": obj{"name": "Maria Lindqvist", "type": "owner"}, "lock": "first",
		"identifier_type": "card", "identifier_number": strconv.FormatInt(uid, 10),
	}}
}

// forgetPhotos makes every face wait for its photo again.
func (f *panel) forgetPhotos() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range f.identifiers {
		s.photo = false
	}
}

// start serves a panel and returns the target that it is.
func (f *panel) start(t *testing.T) Target {
	t.Helper()
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	return Target{
		URL: server.URL, User: panelUser, Password: panelPassword,
		Portrait: f.portrait, Disposable: true, HTTP: server.Client(),
	}
}

// next returns a number that was not given yet.
func (f *panel) next() int64 { f.last++; return f.last }

func (f *panel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if f.bad != nil {
		f.bad(f, http.HandlerFunc(f.serve)).ServeHTTP(w, r)
		return
	}
	f.serve(w, r)
}

// serve finds the path in any case, and keeps what its names were.
func (f *panel) serve(w http.ResponseWriter, r *http.Request) {
	path := strings.ToLower(r.URL.Path)
	r.URL.Path, r.URL.RawPath = path, ""
	f.mux.ServeHTTP(w, r)
}

// request is what a handler gets.
type panelRequest struct {
	*http.Request
	body any // the JSON body; nil if there is none
	raw  []byte
}

// uid returns a number in the path.
func (r panelRequest) uid(name string) int64 {
	n, _ := strconv.ParseInt(r.PathValue(name), 10, 64)
	return n
}

// reply is a status and what is sent as JSON, or bytes.
type reply struct {
	status int
	body   any
}

func fine(body any) reply { return reply{http.StatusOK, body} }

func refuse(text string) reply { return reply{http.StatusBadRequest, obj{"error": text}} }

type panelHandler func(panelRequest) reply

func isOpen(pattern string) bool {
	return strings.HasSuffix(pattern, "/login") || strings.HasSuffix(pattern, "/api/info")
}

func (f *panel) handler(guarded bool, h panelHandler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f.mu.Lock()
		defer f.mu.Unlock()
		raw, _ := io.ReadAll(r.Body)
		request := panelRequest{Request: r, raw: raw}
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber()
		_ = d.Decode(&request.body)
		answer := reply{http.StatusUnauthorized, obj{"error": textLogIn}}
		if !guarded || f.knows(r) {
			answer = h(request)
		}
		write(w, answer)
	}
}

func write(w http.ResponseWriter, answer reply) {
	if image, ok := answer.body.([]byte); ok {
		w.Header().Set("Content-Type", "image/png")
		w.WriteHeader(answer.status)
		_, _ = w.Write(image)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(answer.status)
	_ = json.NewEncoder(w).Encode(answer.body)
}

// knows reports whether a request has credentials.
func (f *panel) knows(r *http.Request) bool {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") {
		return f.tokens[token]
	}
	user, password, ok := r.BasicAuth()
	return ok && user == panelUser && password == panelPassword
}

func (f *panel) log(category, key string) {
	f.events = append(f.events, obj{
		"timestamp": 1767259941000 + f.next(), "category": category, "priority": "low",
		"name": obj{"key": key, "text": key}, "info": obj{"text": key, "model": obj{}},
	})
}

// names returns the names of all that is on the panel, sorted.
func (f *panel) names() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []string
	for _, s := range f.identifiers {
		found = append(found, s.base["identifier_owner"].(obj)["name"].(string))
	}
	for _, p := range f.profiles {
		found = append(found, p["name"].(string))
	}
	for _, a := range f.apartments {
		found = append(found, a["apartment_name"].(string))
	}
	slices.Sort(found)
	return found
}

func (f *panel) routes() map[string]panelHandler {
	routes := map[string]panelHandler{
		"GET /api/info":        f.info,
		"GET /api/v1/api/info": f.info,
	}
	for _, some := range []map[string]panelHandler{
		f.sessionRoutes(), f.identifierRoutes(), f.linkRoutes(), f.profileRoutes(), f.apartmentRoutes(), f.otherRoutes(),
	} {
		maps.Copy(routes, some)
	}
	return routes
}

func (f *panel) info(panelRequest) reply {
	return fine(obj{
		"firmware_version": "4.2.1", "framework_version": "1.9.0", "api_version": "2.12.0", "device_type": "panel",
		"device_name": "AA-14FB", "device_model": "AA-14FB", "device_serial_number": "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77",
		"hybrid_enable": false,
	})
}

func (f *panel) sessionRoutes() map[string]panelHandler {
	return map[string]panelHandler{
		"GET /api/v1/login":   f.login,
		"GET /api/v1/logout":  f.logout,
		"POST /api/v1/logout": f.logout,
	}
}

func (f *panel) login(r panelRequest) reply {
	q := r.URL.Query()
	if !q.Has("username") || !q.Has("password") {
		return refuse(textNoParams)
	}
	if q.Get("username") != panelUser || !strings.EqualFold(q.Get("password"), lower(panelPassword)) {
		return refuse(textBadLogin)
	}
	f.log("system", loginEvent)
	token := tokenPrefix + strconv.FormatInt(f.next(), 10)
	f.tokens[token] = true
	return fine(obj{"token": token, "account_type": "admin"})
}

func (f *panel) logout(r panelRequest) reply {
	_, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	delete(f.tokens, token)
	return fine(obj{})
}
