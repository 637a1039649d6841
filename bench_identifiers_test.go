package vestibule_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// BenchmarkIdentifierAPI asks for identifiers over the API, on a database of
// 1,000 and one of 100,000. Beside the mean it reports the 99th percentile and,
// for the larger one, how many times the smaller one's median its median is.
func BenchmarkIdentifierAPI(b *testing.B) {
	medians := map[string]time.Duration{}
	for _, stored := range []int{1_000, 100_000} {
		b.Run(fmt.Sprintf("%d", stored), func(b *testing.B) {
			api := newBenchAPI(b, stored)
			for _, ask := range api.questions() {
				b.Run(ask.name, func(b *testing.B) {
					median := api.measure(b, ask.request)
					if stored == 1_000 {
						medians[ask.name] = median
					} else if small := medians[ask.name]; small > 0 {
						b.ReportMetric(float64(median)/float64(small), "x-of-1000")
					}
				})
			}
		})
	}
}

// benchAPI is a service with identifiers whose numbers are 1 to stored.
type benchAPI struct {
	handler http.Handler
	stored  int
	rng     *rand.Rand
	next    int // the newest number
}

func newBenchAPI(b *testing.B, stored int) *benchAPI {
	b.Helper()
	config := vestibule.DefaultConfig()
	config.DataDir, config.Landmarks = b.TempDir(), "none"
	config.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	service, cleanup, err := vestibule.New(b.Context(), config)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(cleanup)
	if _, err := service.Accounts.EnsureAdministrator(b.Context(), "correct horse"); err != nil {
		b.Fatal(err)
	}
	store := service.Identifiers.Store
	// In one transaction: each of its own would wait for the disk each time.
	err = store.Within(b.Context(), func(ctx context.Context) error {
		for i := range stored {
			id, err := identifier.New(identifier.Spec{
				Owner:    identifier.Owner{Name: fmt.Sprintf("Owner %d", i/3), Type: identifier.Resident},
				Type:     identifier.Card,
				Number:   fmt.Sprint(i + 1),
				Lock:     identifier.FirstLock,
				Validity: identifier.Permanent(),
			})
			if err != nil {
				return err
			}
			if _, err := store.Identifiers.Create(ctx, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return &benchAPI{handler: service.Handler, stored: stored, rng: rand.New(rand.NewPCG(1, 2)), next: stored}
}

type benchQuestion struct {
	name    string
	request func() *http.Request
}

// questions returns what clients ask most, each anywhere in the database.
func (a *benchAPI) questions() []benchQuestion {
	const items = "/api/v1/access/identifier/items"
	get := func(format string, args ...any) *http.Request {
		return httptest.NewRequest("GET", fmt.Sprintf(format, args...), nil)
	}
	return []benchQuestion{
		{"page", func() *http.Request { return get(items+"?limit=50&page_number=%d", a.rng.IntN(a.stored/50)+1) }},
		{"page/descending", func() *http.Request {
			return get(items+"?limit=50&sort_type=desc&page_number=%d", a.rng.IntN(a.stored/50)+1)
		}},
		{"filter/number", func() *http.Request {
			return get(items+"?filter_field=identifier_number&filter_type=equal&filter_value=%d", a.rng.IntN(a.stored)+1)
		}},
		{"filter/name", func() *http.Request {
			return get(items+"?filter_field=name&filter_value=Owner+%d", a.rng.IntN(a.stored/3))
		}},
		{"filter/expression", func() *http.Request {
			return get(items+"?filter=identifier_number+eq+'%d'", a.rng.IntN(a.stored)+1)
		}},
		{"read", func() *http.Request { return get("/api/v1/access/identifier/item/%d", a.rng.IntN(a.stored)+1) }},
		{"create", a.creation},
		{"delete", a.deletion},
	}
}

func (a *benchAPI) creation() *http.Request {
	a.next++
	return httptest.NewRequest("POST", "/api/v1/access/identifier", strings.NewReader(fmt.Sprintf(
		`{"identifier_owner":{"name":"Owner","type":"owner"},"identifier_type":"card","identifier_number":"%d","lock":"first"}`, a.next)))
}

// deletion creates an identifier and returns the request that deletes it, so
// that there are as many as before.
func (a *benchAPI) deletion() *http.Request {
	uid := strings.Trim(a.ask(a.creation()).Body.String(), `{}"uid:`)
	return httptest.NewRequest("DELETE", "/api/v1/access/identifier/item/"+uid, nil)
}

func (a *benchAPI) ask(r *http.Request) *httptest.ResponseRecorder {
	r.SetBasicAuth("admin", "correct horse")
	rec := httptest.NewRecorder()
	a.handler.ServeHTTP(rec, r)
	return rec
}

// measure asks b.N times and returns the median time of an answer.
func (a *benchAPI) measure(b *testing.B, request func() *http.Request) time.Duration {
	var times []time.Duration
	for b.Loop() {
		r := request()
		begin := time.Now()
		rec := a.ask(r)
		times = append(times, time.Since(begin))
		if rec.Code != http.StatusOK {
			b.Fatalf("%s %s: %d %s", r.Method, r.URL, rec.Code, rec.Body)
		}
	}
	middle := median(times)
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
	return middle
}

// median sorts the times.
func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}
