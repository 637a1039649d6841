package client

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"net/url"
	"strconv"
)

// ListOptions say what is wanted of a list (section 8.1). The zero ListOptions
// are the first page of everything, by uid.
type ListOptions struct {
	Page  int // 1 is the first, and so is 0
	Limit int // items on a page; panels have 10, 20, 30 and 50. 0: 10, or 50 where a method reads all pages

	SortField  string // "" for the uid
	Descending bool

	Filter     Filter // panels
	Expression string // the dialect of section 8.4, "name eq 'Maria'", of Vestibule and of Camdroid panels
}

// Filter has a list contain the items alone whose field has exactly that value.
// The zero Filter is every item.
type Filter struct {
	Field, Value string
}

// Page is a part of a list (section 8.2).
type Page[T any] struct {
	Items   []T
	Total   int // items on all pages
	Pages   int
	Current int // 1 is the first
	Limit   int // items on a page, as the server has it
}

// UnmarshalJSON implements json.Unmarshaler.
func (p *Page[T]) UnmarshalJSON(text []byte) error {
	var read struct {
		Option struct {
			Pagination struct {
				Total   int `json:"total_items"`
				Pages   int `json:"total_pages"`
				Current int `json:"current_page"`
				Limit   int `json:"items_limit"`
			} `json:"pagination"`
		} `json:"list_option"`
		Items []T `json:"list_items"`
	}
	err := json.Unmarshal(text, &read)
	of := read.Option.Pagination
	*p = Page[T]{Items: read.Items, Total: of.Total, Pages: of.Pages, Current: of.Current, Limit: of.Limit}
	return err
}

// allLimit is the size of the pages that are read one after the other: the
// largest that panels document.
const allLimit = 50

// at returns the options for one of all pages.
func (o ListOptions) at(page int) ListOptions {
	o.Page = page
	if o.Limit == 0 {
		o.Limit = allLimit
	}
	return o
}

func (o ListOptions) query() url.Values {
	q := paging(o.Page, o.Limit, o.Descending, o.Filter)
	set(q, "sort_field", o.SortField)
	set(q, "filter", o.Expression)
	return q
}

// paging returns the parameters that every list has.
func paging(page, limit int, descending bool, f Filter) url.Values {
	q := url.Values{}
	if page != 0 {
		q.Set("page_number", strconv.Itoa(page))
	}
	if limit != 0 {
		q.Set("limit", strconv.Itoa(limit))
	}
	if descending {
		q.Set("sort_type", "desc")
	}
	if f.Field != "" {
		q.Set("filter_field", f.Field)
		q.Set("filter_type", "equal")
		q.Set("filter_format", "string")
		q.Set("filter_value", f.Value)
	}
	return q
}

// set sets a parameter that is not empty.
func set(q url.Values, name, value string) {
	if value != "" {
		q.Set(name, value)
	}
}

func list[T any](ctx context.Context, c *Client, path string, q url.Values) (Page[T], error) {
	var p Page[T]
	err := c.send(ctx, call{method: http.MethodGet, path: path, query: q}, nil, &p)
	return p, err
}

// all reads pages until one is empty or the last. A server that answers with an
// earlier page than it was asked for has no more.
func all[T any](first int, read func(page int) (Page[T], error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page := max(first, 1); ; page++ {
			p, err := read(page)
			if err != nil {
				var nothing T
				yield(nothing, err)
				return
			}
			if len(p.Items) == 0 || (p.Current != 0 && p.Current < page) {
				return
			}
			for _, item := range p.Items {
				if !yield(item, nil) {
					return
				}
			}
			if p.Pages != 0 && page >= p.Pages {
				return
			}
		}
	}
}
