package httpapi

import (
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain/listing"
)

func body(text string) io.Reader { return strings.NewReader(text) }

// query returns an address with parameters, given in pairs.
func query(target string, pairs ...string) string {
	values := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return target + "?" + values.Encode()
}

// uidsAt returns the uids in a list.
func (w *world) uidsAt(target string) string {
	w.t.Helper()
	list := parsed[struct {
		Items []struct {
			UID int64 `json:"identifier_uid"`
		} `json:"list_items"`
	}](w.t, w.ok("GET", target, ""))
	var uids []string
	for _, i := range list.Items {
		uids = append(uids, fmt.Sprint(i.UID))
	}
	return strings.Join(uids, " ")
}

// listed returns a world with seven cards, of which the owners' names, numbers
// and locks are ordered otherwise than the uids.
func listed(t *testing.T) *world {
	w := newRealWorld(t)
	for i, owner := range []string{"Eve", "Bob", "Dan", "Bob", "Ann", "Ana", "O'Neil"} {
		w.create(createTarget, fmt.Sprintf(
			`{"identifier_owner":{"name":%q,"type":"owner"},"identifier_type":"card","identifier_number":"%d","lock":%q}`,
			owner, (i*5)%7+1, []string{"first", "second", "all"}[i%3]))
	}
	return w
}

func TestListsPages(t *testing.T) {
	w := listed(t)
	for _, tt := range []struct {
		name    string
		query   []string
		want    string
		options string // total, limit, pages, current
	}{
		{"without parameters", nil, "1 2 3 4 5 6 7", "7 10 1 1"},
		{"the first of several pages", []string{"limit", "3"}, "1 2 3", "7 3 3 1"},
		{"the last page", []string{"limit", "3", "page_number", "3"}, "7", "7 3 3 3"},
		{"a page past the end is empty", []string{"limit", "3", "page_number", "4"}, "", "7 3 3 4"},
		{"a page far past the end", []string{"page_number", "9223372036854775807"}, "", "7 10 1 9223372036854775807"},
		{"a number beyond all numbers", []string{"page_number", "99999999999999999999"}, "", "7 10 1 9223372036854775807"},
		{"a limit of 1", []string{"limit", "1", "page_number", "2"}, "2", "7 1 7 2"},
		{"the largest limit", []string{"limit", fmt.Sprint(listing.MaxLimit)}, "1 2 3 4 5 6 7", fmt.Sprintf("7 %d 1 1", listing.MaxLimit)},
		{"a limit that is too large", []string{"limit", fmt.Sprint(listing.MaxLimit + 1)}, "1 2 3 4 5 6 7", fmt.Sprintf("7 %d 1 1", listing.MaxLimit)},
		{"a limit of 0 is the default", []string{"limit", "0"}, "1 2 3 4 5 6 7", "7 10 1 1"},
		{"a limit below 0", []string{"limit", "-5", "page_number", "-1"}, "1 2 3 4 5 6 7", "7 10 1 1"},
		{"nonsense is as good as absent", []string{"limit", "ten", "page_number", "one", "sort_field", "colour", "sort_type", "up"}, "1 2 3 4 5 6 7", "7 10 1 1"},
		{"names that other clients use", []string{"items_limit", "1", "current_page", "3", "page", "2", "paginationLimit", "1"}, "1 2 3 4 5 6 7", "7 10 1 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			target := query(listTarget, tt.query...)
			if got := w.uidsAt(target); got != tt.want {
				t.Errorf("uids %q, want %q", got, tt.want)
			}
			var total, limit, pages, current int
			if _, err := fmt.Sscan(tt.options, &total, &limit, &pages, &current); err != nil {
				t.Fatal(err)
			}
			w.has(target, "list_option.pagination", fmt.Sprintf(
				`{"total_items":%d,"items_limit":%d,"total_pages":%d,"current_page":%d}`, total, limit, pages, current))
		})
	}
}

func TestSortsLists(t *testing.T) {
	w := listed(t)
	for _, tt := range []struct {
		name, want string
		query      []string
	}{
		{"by uid, falling", "7 6 5 4 3 2 1", []string{"sort_type", "desc"}},
		{"by uid in any case of the word", "7 6 5 4 3 2 1", []string{"sort_type", "DESC"}},
		{"by owner, equal ones by uid", "6 5 2 4 3 1 7", []string{"sort_field", "identifier_owner"}},
		{"by owner, falling, equal ones by uid", "7 1 3 2 4 5 6", []string{"sort_field", "identifier_owner", "sort_type", "desc"}},
		{"by name, which is the same", "6 5 2 4 3 1 7", []string{"sort_field", "name"}},
		{"by number", "1 4 7 3 6 2 5", []string{"sort_field", "identifier_number"}},
		{"by type", "1 2 3 4 5 6 7", []string{"sort_field", "identifier_type", "sort_type", "asc"}},
		{"by an expression", "5 2 6 3 7 4 1", []string{"order_by", "identifier_number desc"}},
		{"by a blank expression, which is none", "1 2 3 4 5 6 7", []string{"order_by", " ", "filter", " "}},
		{"by two fields", "3 6 1 4 7 2 5", []string{"order_by", "lock, identifier_uid asc"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := w.uidsAt(query(listTarget, tt.query...)); got != tt.want {
				t.Errorf("uids %q, want %q", got, tt.want)
			}
		})
	}
	w.has(query(listTarget, "sort_field", "name", "sort_type", "desc"), "list_option.sort",
		`{"field":"identifier_owner","asc":false,"is_sorted":true,"order":"desc",
		"available_fields":["identifier_uid","identifier_owner","identifier_type","identifier_number"]}`)
}

func TestFiltersLists(t *testing.T) {
	w := listed(t)
	for _, tt := range []struct {
		name, want string
		query      []string
	}{
		{"by number", "2", []string{"filter_field", "identifier_number", "filter_type", "equal", "filter_format", "string", "filter_value", "6"}},
		{"by name", "2 4", []string{"filter_field", "name", "filter_type", "equal", "filter_value", "Bob"}},
		{"by owner, which is the name", "2 4", []string{"filter_field", "identifier_owner", "filter_value", "Bob"}},
		{"by uid", "3", []string{"filter_field", "identifier_uid", "filter_value", "3"}},
		{"no match is an empty list", "", []string{"filter_field", "identifier_number", "filter_value", "06"}},
		{"names differ in case", "", []string{"filter_field", "name", "filter_value", "bob"}},
		{"an empty value is no filter", "1 2 3 4 5 6 7", []string{"filter_field", "name", "filter_value", ""}},
		{"as a JSON object", "2 4", []string{"filter", `{"filter_field":"name","filter_type":"equal","filter_format":"string","filter_value":"Bob"}`}},
		{"as an expression", "2", []string{"filter", "identifier_number eq '6'"}},
		{"as an expression of several", "1 4", []string{"filter", "lock eq 'first' and not (name eq 'O''Neil')"}},
		{"by the quote in a name", "7", []string{"filter", "name eq 'O''Neil'"}},
		{"with a limit", "2", []string{"filter", "name eq 'Bob'", "limit", "1"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := w.uidsAt(query(listTarget, tt.query...)); got != tt.want {
				t.Errorf("uids %q, want %q", got, tt.want)
			}
		})
	}
	w.has(listTarget+"?filter_field=name&filter_value=Bob;x=1", "list_option.pagination.total_items", "0")
	w.has(query(listTarget, "filter_field", "name", "filter_value", "Bob"), "list_option.filter",
		`{"filter_field":"name","filter_type":"equal","filter_format":"string","filter_value":"Bob"}`)
	w.has(listTarget, "list_option.filter", `{"filter_field":"name","filter_type":"equal","filter_format":"string","filter_value":""}`)
	w.has(query(listTarget, "filter", "lock eq 'all'"), "list_option.filter.expression", `"lock eq 'all'"`)
}

// A filter that cannot be kept to must not answer with everything: clients take
// what they get for what they asked for.
func TestRefusesFilters(t *testing.T) {
	w := listed(t)
	for _, tt := range []struct {
		name  string
		query []string
	}{
		{"an unknown field", []string{"filter_field", "colour", "filter_value", "blue"}},
		{"an unknown comparison", []string{"filter_field", "name", "filter_type", "like", "filter_value", "B"}},
		{"a uid that is none", []string{"filter_field", "identifier_uid", "filter_value", "x"}},
		{"an expression that is none", []string{"filter", "name eq"}},
		{"an unknown field in an expression", []string{"filter", "colour eq 'blue'"}},
		{"half a JSON object", []string{"filter", `{"filter_field":"name"`}},
		{"a JSON object of the wrong types", []string{"filter", `{"filter_field":"name","filter_value":7}`}},
		{"an order that is none", []string{"order_by", "colour asc"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w.refused("GET", query(listTarget, tt.query...), "", "Wrong query parameter")
		})
	}
	for _, target := range []string{
		linkTarget, profilesTarget, profilesTarget + "/link", apartmentTarget + "/items", logTarget,
		"/api/v0/access/identifiers/items/list", "/api/v0/log/list",
	} {
		w.refused("GET", query(target, "filter", "colour eq 'blue'"), "", "Wrong query parameter")
	}
	wantJSON(t, w.ask("GET", query(apartmentTarget+"/items", "filter", "colour eq 'blue'", "locale", "da"), nil), `{
		"error": "Wrong query parameter", "reason": {"code": "wrong_filter", "measured": "filter", "limit": "apartment_name, apartment_uid, link_id", "unit": "",
		"message": "Filteret eller rækkefølgen kan ikke forstås: »filter«.", "advice": "Brug disse felter: apartment_name, apartment_uid, link_id."}}`)
	w.refused("GET", query(listTarget, "filter", "code eq '482913'"), "", "Wrong query parameter")
	w.refused("GET", query(listTarget, "filter_field", "identifier_uid", "filter_value", "482913x"), "", "Wrong query parameter")
	wantNone(t, w.logged.String(), "the log", "482913")
	w.has(query(listTarget, "filter_field", "colour"), "list_option.filter.filter_field", `"name"`)
}

// One client counts pages up until one is empty.
func TestReadingUntilAPageIsEmptyFindsEachOnce(t *testing.T) {
	w := listed(t)
	var found []string
	for page := 1; ; page++ {
		uids := w.uidsAt(query(listTarget, "limit", "2", "page_number", fmt.Sprint(page)))
		if uids == "" {
			break
		}
		if found = append(found, uids); page > 10 {
			t.Fatal("the pages do not end")
		}
	}
	if got := strings.Join(found, " "); got != "1 2 3 4 5 6 7" {
		t.Errorf("found %q", got)
	}
}
