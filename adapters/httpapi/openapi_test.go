package httpapi

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gorilla/mux"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/domain/settings"
	"github.com/vestibule-id/vestibule/domain/texts"
	"github.com/vestibule-id/vestibule/internal/apicheck"
)

// document returns the text of the OpenAPI document.
func document(t *testing.T) []byte {
	t.Helper()
	text, err := own.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// described is the checker of the document. It takes a while to make, and is
// made once.
var described = sync.OnceValues(func() (*apicheck.Checker, error) {
	text, err := own.ReadFile("openapi.json")
	if err != nil {
		return nil, err
	}
	return apicheck.New(text)
})

// checker returns what holds traffic against the document. That there is one
// says that the document is in order and that its examples are what it says.
func checker(t *testing.T) *apicheck.Checker {
	t.Helper()
	c, err := described()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// absentRoutes are served, as paths that are not there.
var absentRoutes = []string{"GET /api/v1/access/identifiers", "POST /api/v1/access/identifiers"}

func TestTheDocumentHasEveryRouteAndNoOther(t *testing.T) {
	var served, written []string
	for _, line := range (&API{}).routes() {
		for _, method := range line.methods {
			served = append(served, method+" "+line.path)
		}
	}
	served = slices.DeleteFunc(served, func(s string) bool { return slices.Contains(absentRoutes, s) })
	for _, op := range checker(t).Operations() {
		written = append(written, op.String())
	}
	for _, s := range served {
		if !slices.Contains(written, s) {
			t.Errorf("%s is served, and the document does not have it", s)
		}
	}
	for _, w := range written {
		if !slices.Contains(served, w) {
			t.Errorf("%s is in the document, and is not served", w)
		}
	}
}

// at returns what is at a JSON pointer of the document.
func at(t *testing.T, pointer string) any {
	t.Helper()
	var value any
	if err := json.Unmarshal(document(t), &value); err != nil {
		t.Fatal(err)
	}
	for key := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		object, _ := value.(map[string]any)
		if value = object[strings.ReplaceAll(key, "~1", "/")]; value == nil {
			t.Fatalf("the document has no %s", pointer)
		}
	}
	return value
}

// sorted returns texts in an order, to be compared with others.
func sorted[T any](values ...T) []string {
	var list []string
	for _, v := range values {
		list = append(list, fmt.Sprint(v))
	}
	slices.Sort(list)
	return list
}

func TestTheDocumentHasTheWordsOfTheDomain(t *testing.T) {
	const schemas = "/components/schemas/"
	for _, c := range []struct {
		name, pointer string
		want          []string
	}{
		{"identifier types", "IdentifierType/enum", sorted(identifier.Types()...)},
		{"owner types", "OwnerType/enum", sorted(identifier.Resident, identifier.Guest)},
		{"locks", "Lock/enum", sorted(identifier.FirstLock, identifier.SecondLock, identifier.AllLocks)},
		{"event keys", "Event/properties/name/properties/key/enum", sorted(event.Keys()...)},
		{"event categories", "Event/properties/category/enum", sorted(event.Access, event.Info, event.System, event.Emergency)},
		{"event priorities", "Event/properties/priority/enum", sorted(event.Low, event.Medium, event.High)},
		{"modes", "FaceRecognition/properties/mode/enum", sorted(settings.Modes()...)},
		{"modes to set", "NewFaceRecognition/properties/mode/enum", sorted(settings.Modes()...)},
		{"operators", "ExpressionFilter/properties/available_fields/items/properties/compare_operators/items/enum", sorted(listing.Operators()...)},
		{"verdicts", "Measure/properties/verdict/enum", sorted(rules.OK, rules.Warning, rules.Refusal)},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, _ := at(t, schemas+c.pointer).([]any)
			if got := sorted(list...); !slices.Equal(got, c.want) {
				t.Errorf("got  %v\nwant %v", got, c.want)
			}
		})
	}
}

func TestTheDocumentHasTheLimitsOfTheDomain(t *testing.T) {
	for pointer, want := range map[string]float64{
		"schemas/UnixTime/maximum":                                                                        lastMoment,
		"schemas/NewTime/properties/to/maximum":                                                           lastMoment,
		"schemas/NewPasses/properties/max_passes/maximum":                                                 math.MaxInt32,
		"schemas/Owner/properties/name/maxLength":                                                         identifier.MaxOwnerName,
		"schemas/NewAddress/properties/building/minimum":                                                  apartment.MinBuilding,
		"schemas/NewAddress/properties/building/maximum":                                                  apartment.MaxBuilding,
		"schemas/NewAddress/properties/unit/maximum":                                                      apartment.MaxUnit,
		"schemas/NewAddress/properties/floor/maximum":                                                     apartment.MaxFloor,
		"schemas/NewAddress/properties/room/maximum":                                                      apartment.MaxRoom,
		"schemas/NewApartment/properties/apartment_name/maxLength":                                        apartment.MaxName,
		"schemas/NewTimeProfile/properties/name/maxLength":                                                schedule.MaxName,
		"schemas/RepeatCustom/properties/repeat_looper/maximum":                                           schedule.MaxStep,
		"schemas/NewRemoteControl/properties/custom_server_api_url/maxLength":                             settings.MaxAddress,
		"schemas/Pagination/properties/items_limit/maximum":                                               listing.MaxLimit,
		"schemas/IdentifierPage/properties/list_items/maxItems":                                           listing.MaxLimit,
		"schemas/EventModel/properties/number/maxLength":                                                  event.MaxNumber,
		"parameters/limit/schema/default":                                                                 listing.DefaultLimit,
		"parameters/filter/schema/maxLength":                                                              listing.MaxText,
		"parameters/order_by/schema/maxLength":                                                            listing.MaxText,
		"parameters/locale/schema/maxLength":                                                              maxLanguageBytes,
		"requestBodies/LinkedIdentifiers/content/application~1json/schema/properties/list_items/maxItems": maxLinkItems,
	} {
		t.Run(pointer, func(t *testing.T) {
			if got := at(t, "/components/"+pointer); got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestTheDocumentHasEveryTextOfAnError(t *testing.T) {
	text := string(document(t))
	for kind, ans := range answers {
		switch kind {
		case domain.KindMissingField, domain.KindWrongType: // have a pattern, since they name a field
			continue
		}
		if !strings.Contains(text, quoted(ans.text)) {
			t.Errorf("%v: the document does not have %q", kind, ans.text)
		}
	}
}

func TestTheDocumentNamesTheVersionAndTheLanguages(t *testing.T) {
	if got := at(t, "/info/version"); got != apiVersion {
		t.Errorf("version %v, want %v", got, apiVersion)
	}
	description, _ := at(t, "/components/parameters/locale/description").(string)
	for _, l := range texts.Languages() {
		if !regexp.MustCompile(`\b` + string(l) + `\b`).MatchString(description) {
			t.Errorf("language %s is not in %q", l, description)
		}
	}
}

// The page.

// fetch returns an asset as a client with such a header gets it.
func fetch(t *testing.T, name string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("GET", "/api/docs/"+name, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	secured(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := (&API{}).docsAsset(w, mux.SetURLVars(r, map[string]string{"asset": name})); err != nil {
			t.Error(err)
		}
	}), false).ServeHTTP(rec, r)
	return rec
}

func TestAssets(t *testing.T) {
	for name, contentType := range map[string]string{
		"openapi.json": "application/json", "index.html": "text/html; charset=utf-8", "page.css": "text/css; charset=utf-8",
		"page.js": "text/javascript; charset=utf-8", "swagger-ui.css": "text/css; charset=utf-8", "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
	} {
		t.Run(name, func(t *testing.T) {
			plain := fetch(t, name)
			wantStatus(t, plain, 200)
			for header, want := range map[string]string{
				"Content-Type": contentType, "Content-Encoding": "", "Content-Security-Policy": pagePolicy,
				"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
			} {
				if got := plain.Header().Get(header); got != want {
					t.Errorf("%s is %q, want %q", header, got, want)
				}
			}
			if packed := unpacked(t, fetch(t, name, "Accept-Encoding", "br, gzip")); !bytes.Equal(packed, plain.Body.Bytes()) || len(packed) == 0 {
				t.Errorf("%d bytes packed, %d bytes plain", len(packed), plain.Body.Len())
			}
			again := fetch(t, name, "If-None-Match", `"x", `+plain.Header().Get("ETag"))
			wantStatus(t, again, 304)
			if again.Body.Len() > 0 {
				t.Errorf("%d bytes with a 304", again.Body.Len())
			}
			wantStatus(t, fetch(t, name, "If-None-Match", `"x"`), 200)
		})
	}
}

// unpacked returns the body of an answer, without its content encoding.
func unpacked(t *testing.T, rec *httptest.ResponseRecorder) []byte {
	t.Helper()
	if rec.Header().Get("Content-Encoding") != "gzip" {
		return rec.Body.Bytes()
	}
	r, err := gzip.NewReader(rec.Body)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestAnUnknownAssetIsNotFound(t *testing.T) {
	for _, name := range []string{"swagger-ui.js", "page.js.gz", "docs", "favicon-32x32.png"} {
		wantError(t, newWorld(t).do(httptest.NewRequest("GET", "/api/docs/"+name, nil)), http.StatusNotFound, "Not found")
	}
}

func TestThePageLoadsOnlyWhatWeServe(t *testing.T) {
	rec := httptest.NewRecorder()
	if err := (&API{}).docs(rec, httptest.NewRequest("GET", "/api/docs", nil)); err != nil {
		t.Fatal(err)
	}
	page := rec.Body.String()
	links := regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(page, -1)
	if len(links) < 5 {
		t.Errorf("%d links in\n%s", len(links), page)
	}
	for _, link := range links {
		name, ours := strings.CutPrefix(link[1], "/api/docs/")
		switch {
		case ours:
			// An asset with a capital would never be found: paths arrive in lower case.
			if got := fetch(t, name); got.Code != 200 || strings.ToLower(name) != name {
				t.Errorf("%s is answered %d", link[1], got.Code)
			}
		case link[1] != "/api/openapi.json" && link[1] != "data:,":
			t.Errorf("the page loads %s", link[1])
		}
	}
	script := fetch(t, "page.js").Body.String()
	wantNone(t, page+script+fetch(t, "page.css").Body.String(), "the page", "http:", "https:", "<style", "onload", "eval(", "@import")
	if strings.Contains(page, "<script>") || !strings.Contains(script, "validatorUrl: null") {
		t.Errorf("a script in the page, or Swagger UI sends the document to its validator:\n%s", page)
	}
}

func TestTheDocumentIsServedAsItIs(t *testing.T) {
	rec := httptest.NewRecorder()
	if err := (&API{}).openapi(rec, httptest.NewRequest("GET", "/api/openapi.json", nil)); err != nil {
		t.Fatal(err)
	}
	if err := checker(t).Answer("GET", "/api/openapi.json", rec.Code, rec.Header(), rec.Body.Bytes()); err != nil {
		t.Error(err)
	}
	if !bytes.Equal(rec.Body.Bytes(), document(t)) {
		t.Error("the answer is another document")
	}
}
