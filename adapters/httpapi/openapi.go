package httpapi

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"

	"github.com/gorilla/mux"
	"github.com/swaggest/swgui/v5/static"
)

// own has what is served about this API: the document, written by hand and held
// against the traffic of the tests, and the page that shows it.
//
//go:embed openapi.json docs
var own embed.FS

// pagePolicy lets the page load what we serve and nothing else, run no script
// that stands in it, and be shown in no other page. Swagger UI has pictures in
// its style sheet (data:) and shows those of an answer from memory (blob:).
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// asset is a file that is the same for everybody.
type asset struct {
	contentType string
	body        []byte
	gzipped     bool
	tag         string // of its version
}

// assets returns what there is to load, by name. Names are lower case, for so
// are the paths that arrive (tolerantPath). The bundle and its style sheet are
// Swagger UI's.
var assets = sync.OnceValues(func() (map[string]asset, error) {
	all := map[string]asset{}
	for _, file := range []struct {
		files fs.FS
		path  string
	}{
		{own, "openapi.json"},
		{own, "docs/index.html"}, {own, "docs/page.css"}, {own, "docs/page.js"},
		{static.FS, "swagger-ui.css.gz"}, {static.FS, "swagger-ui-bundle.js.gz"},
	} {
		body, err := fs.ReadFile(file.files, file.path)
		if err != nil {
			return nil, fmt.Errorf("embedded file: %w", err)
		}
		name, gzipped := strings.CutSuffix(path.Base(file.path), ".gz")
		sum := sha256.Sum256(body)
		all[name] = asset{contentTypes[path.Ext(name)], body, gzipped, `W/"` + hex.EncodeToString(sum[:8]) + `"`}
	}
	return all, nil
})

// contentTypes are fixed here: what the mime package knows depends on the
// machine.
var contentTypes = map[string]string{
	".json": "application/json",
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
}

// openapi returns the OpenAPI document of everything that is served.
func (a *API) openapi(w http.ResponseWriter, r *http.Request) error {
	return serveAsset(w, r, "openapi.json")
}

// docs returns the page that shows the document.
func (a *API) docs(w http.ResponseWriter, r *http.Request) error {
	return serveAsset(w, r, "index.html")
}

// docsAsset returns what the page loads.
func (a *API) docsAsset(w http.ResponseWriter, r *http.Request) error {
	return serveAsset(w, r, mux.Vars(r)["asset"])
}

// serveAsset answers with an asset, or that the client has its newest version.
func serveAsset(w http.ResponseWriter, r *http.Request, name string) error {
	all, err := assets()
	if err != nil {
		return err
	}
	file, ok := all[name]
	if !ok {
		notFound(w, r)
		return nil
	}
	h := w.Header()
	h.Set("Content-Security-Policy", pagePolicy)
	h.Set("Cache-Control", "no-cache") // ask each time: a new release has new files under these names
	h.Set("ETag", file.tag)
	h.Set("Vary", "Accept-Encoding")
	if hasVersion(r, file.tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	body, err := file.encoded(w, r)
	if err != nil {
		return err
	}
	h.Set("Content-Type", file.contentType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	// The only error is a client that does not listen any more.
	_, _ = w.Write(body)
	return nil
}

// hasVersion reports whether the client says that it has that version.
func hasVersion(r *http.Request, tag string) bool {
	for candidate := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		if strings.TrimSpace(candidate) == tag {
			return true
		}
	}
	return false
}

// encoded returns the file as the client can read it. Every browser reads gzip;
// for the rest it is unpacked.
func (f asset) encoded(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if !f.gzipped {
		return f.body, nil
	}
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		return f.body, nil
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(f.body))
	if err != nil {
		return nil, fmt.Errorf("unpacking an embedded file: %w", err)
	}
	return io.ReadAll(unpacked)
}
