package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// gallery answers with a list of so many identifiers, whose uids are 1 and on.
type gallery struct {
	total    int
	silent   bool // says nothing of pages
	lastOnly bool // has the last page in place of each one past the end
	failAt   int  // the page that fails, 0 for none
	asked    []int
}

func (l *gallery) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	page, _ := strconv.Atoi(q.Get("page_number"))
	limit, _ := strconv.Atoi(q.Get("limit"))
	l.asked = append(l.asked, page)
	if page == l.failAt {
		answerJSON(w, 500, `{"error":"Internal error"}`)
		return
	}
	pages := (l.total + limit - 1) / limit
	if l.lastOnly {
		page = min(page, pages)
	}
	var items []string
	for uid := (page-1)*limit + 1; uid <= min(page*limit, l.total); uid++ {
		items = append(items, fmt.Sprintf(`{"identifier_uid":%d}`, uid))
	}
	option := ""
	if !l.silent {
		told := pages
		if l.lastOnly {
			told = 0
		}
		option = fmt.Sprintf(`"list_option":{"pagination":{"total_items":%d,"items_limit":%d,"total_pages":%d,"current_page":%d}},`, l.total, limit, told, page)
	}
	answerJSON(w, 200, `{`+option+`"list_items":[`+strings.Join(items, ",")+`]}`)
}

func upTo(n int) []int64 {
	var uids []int64
	for uid := range n {
		uids = append(uids, int64(uid+1))
	}
	return uids
}

func TestAllIdentifiers(t *testing.T) {
	tests := []struct {
		name    string
		gallery *gallery
		options ListOptions
		want    []int64
		pages   []int // that were asked for
	}{
		{"none", &gallery{}, ListOptions{}, nil, []int{1}},
		{"less than a page", &gallery{total: allLimit - 1}, ListOptions{}, upTo(allLimit - 1), []int{1}},
		{"a page", &gallery{total: allLimit}, ListOptions{}, upTo(allLimit), []int{1}},
		{"more than a page", &gallery{total: allLimit + 1}, ListOptions{}, upTo(allLimit + 1), []int{1, 2}},
		{"with a limit of the caller's", &gallery{total: 5}, ListOptions{Limit: 2}, upTo(5), []int{1, 2, 3}},
		{"from a page on", &gallery{total: 5}, ListOptions{Limit: 2, Page: 2}, upTo(5)[2:], []int{2, 3}},
		{"from a page past the end on", &gallery{total: 5}, ListOptions{Limit: 2, Page: 9}, nil, []int{9}},
		{"of a server that does not count", &gallery{total: 4, silent: true}, ListOptions{Limit: 2}, upTo(4), []int{1, 2, 3}},
		{"of a server that repeats its last page", &gallery{total: 4, lastOnly: true}, ListOptions{Limit: 2}, upTo(4), []int{1, 2, 3}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDoor(t, tt.gallery.ServeHTTP)
			var got []int64
			for id, err := range d.client(t).AllIdentifiers(t.Context(), tt.options) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, id.UID)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("uids %v, want %v", got, tt.want)
			}
			if !slices.Equal(tt.gallery.asked, tt.pages) {
				t.Errorf("pages %v, want %v", tt.gallery.asked, tt.pages)
			}
		})
	}
}

func TestAnErrorEndsAList(t *testing.T) {
	d := newDoor(t, (&gallery{total: 6, failAt: 2}).ServeHTTP)
	var uids []int64
	var failed []error
	for id, err := range d.client(t).AllIdentifiers(t.Context(), ListOptions{Limit: 2}) {
		if err != nil {
			failed = append(failed, err)
			continue
		}
		uids = append(uids, id.UID)
	}
	if !slices.Equal(uids, upTo(2)) || len(failed) != 1 {
		t.Errorf("uids %v, errors %v", uids, failed)
	}
}

func TestAListThatIsLeftIsNotReadOn(t *testing.T) {
	l := &gallery{total: 6}
	d := newDoor(t, l.ServeHTTP)
	for range d.client(t).AllIdentifiers(t.Context(), ListOptions{Limit: 2}) {
		break
	}
	if !slices.Equal(l.asked, []int{1}) {
		t.Errorf("pages %v", l.asked)
	}
}

func TestAListCanBeReadTwice(t *testing.T) {
	d := newDoor(t, (&gallery{total: 3}).ServeHTTP)
	list := d.client(t).AllIdentifiers(t.Context(), ListOptions{Limit: 2})
	for range 2 {
		n := 0
		for range list {
			n++
		}
		if n != 3 {
			t.Errorf("%d identifiers, want 3", n)
		}
	}
}

func TestAListEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	d := newDoor(t, (&gallery{total: 6}).ServeHTTP)
	var last error
	n := 0
	for _, err := range d.client(t).AllIdentifiers(ctx, ListOptions{Limit: 2}) {
		if n++; n == 2 {
			cancel()
		}
		last = err
	}
	if n != 3 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d turns, error %v", n, last)
	}
}

func TestPagesAreRead(t *testing.T) {
	d := newDoor(t, (&gallery{total: 23}).ServeHTTP)
	p, err := d.client(t).Identifiers(t.Context(), ListOptions{Page: 3, Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Items) != 3 || p.Items[0].UID != 21 || p.Total != 23 || p.Pages != 3 || p.Current != 3 || p.Limit != 10 {
		t.Errorf("page %+v", p)
	}
}

// The other lists are read as that of identifiers.
func TestTheOtherListsAreReadToTheirEnd(t *testing.T) {
	paged := func(t *testing.T, path, item string) *Client {
		d := newDoor(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != path || r.URL.Query().Get("limit") != strconv.Itoa(allLimit) {
				t.Errorf("request %s", r.URL)
			}
			page := r.URL.Query().Get("page_number")
			answerJSON(w, 200, `{"list_option":{"pagination":{"total_pages":2,"current_page":`+page+`}},"list_items":[`+item+`]}`)
		})
		return d.client(t)
	}
	ctx, n := t.Context(), 0
	for p, err := range paged(t, "/api/v1/access/timeprofile/items", `{"timeprofile_uid":5}`).AllTimeProfiles(ctx, ListOptions{}) {
		if n++; err != nil || p.UID != 5 {
			t.Errorf("time profile %+v, error %v", p, err)
		}
	}
	for a, err := range paged(t, "/api/v1/apartment/items", `{"apartment_uid":9}`).AllApartments(ctx, ListOptions{}) {
		if n++; err != nil || a.UID != 9 {
			t.Errorf("apartment %+v, error %v", a, err)
		}
	}
	for e, err := range paged(t, "/api/v1/log/items", `{"category":"access"}`).AllEvents(ctx, LogOptions{}) {
		if n++; err != nil || e.Category != "access" {
			t.Errorf("event %+v, error %v", e, err)
		}
	}
	if n != 6 {
		t.Errorf("%d items, want 6", n)
	}
}
