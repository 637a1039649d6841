package listing

import (
	"math"
	"testing"
)

func TestNewPage(t *testing.T) {
	tests := []struct {
		name          string
		number, limit int64
		want          Page
	}{
		// Limits.
		{"a panel's limit stays", 1, 30, Page{1, 30}},
		{"one item is the smallest page", 1, 1, Page{1, 1}},
		{"no limit is the default", 1, 0, Page{1, DefaultLimit}},
		{"a negative limit is the default", 1, -1, Page{1, DefaultLimit}},
		{"the smallest limit is the default", 1, math.MinInt64, Page{1, DefaultLimit}},
		{"the largest page stays", 1, MaxLimit, Page{1, MaxLimit}},
		{"one item more is cut off", 1, MaxLimit + 1, Page{1, MaxLimit}},
		{"what clients send is cut off", 1, 500, Page{1, MaxLimit}},
		{"a limit of more than 32 bits is cut off", 1, 1<<32 + 1, Page{1, MaxLimit}},
		{"the largest limit is cut off", 1, math.MaxInt64, Page{1, MaxLimit}},

		// Numbers.
		{"the second page stays", 2, 10, Page{2, 10}},
		{"no number is the first page", 0, 10, Page{1, 10}},
		{"a negative number is the first page", -1, 10, Page{1, 10}},
		{"the smallest number is the first page", math.MinInt64, 10, Page{1, 10}},
		{"the largest number stays, as far as an int goes", math.MaxInt64, 10, Page{math.MaxInt, 10}},
		{"nothing is asked for", 0, 0, Page{1, DefaultLimit}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := NewPage(tt.number, tt.limit), tt.want; got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestOffset(t *testing.T) {
	const full = math.MaxInt / MaxLimit // pages of MaxLimit items that can be counted
	tests := []struct {
		name string
		page Page
		want int
	}{
		{"nothing is before the first page", Page{1, 10}, 0},
		{"a page is before the second", Page{2, 10}, 10},
		{"two pages are before the third", Page{3, 7}, 14},
		{"the last offset that can be counted", Page{full + 1, MaxLimit}, full * MaxLimit},
		{"the next is the largest number", Page{full + 2, MaxLimit}, math.MaxInt},
		{"the last page is behind the largest number", Page{math.MaxInt, MaxLimit}, math.MaxInt},
		{"the last page of single items can be counted", Page{math.MaxInt, 1}, math.MaxInt - 1},
		{"a page that nobody made is the first", Page{}, 0},
		{"nor has a page with negative numbers anything before it", Page{-5, -10}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.page.Offset(), tt.want; got != want {
				t.Errorf("got %d, want %d", got, want)
			}
		})
	}
}

func TestPages(t *testing.T) {
	tests := []struct {
		name         string
		limit, total int
		want         int
	}{
		{"an empty list has no page", 10, 0, 0},
		{"nor has a list of less than nothing", 10, -1, 0},
		{"one item has a page", 10, 1, 1},
		{"a full page", 10, 10, 1},
		{"one item more begins another", 10, 11, 2},
		{"the contract's sample", 10, 23, 3},
		{"as many pages as items", 1, 23, 23},
		{"the largest list, in pages of one", 1, math.MaxInt, math.MaxInt},
		{"the largest list, in two pages", math.MaxInt/2 + 1, math.MaxInt, 2},
		{"a page that nobody made", 0, 3, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, number := range []int{1, 2, math.MaxInt} {
				if got, want := (Page{number, tt.limit}).Pages(tt.total), tt.want; got != want {
					t.Errorf("page %d says %d, want %d", number, got, want)
				}
			}
		})
	}
}

// Counting pages up until one is empty shows every item once (section 8.3).
func TestPagesFollowOn(t *testing.T) {
	for total := range 25 {
		for limit := 1; limit <= 12; limit++ {
			number, seen := 1, 0
			for ; ; number++ {
				p := NewPage(int64(number), int64(limit))
				items := min(p.Limit, total-p.Offset())
				if items <= 0 {
					break
				}
				if p.Offset() != seen {
					t.Fatalf("page %d of %d items begins at %d, want %d", number, limit, p.Offset(), seen)
				}
				seen += items
			}
			if seen != total {
				t.Errorf("%d of %d items were on pages of %d", seen, total, limit)
			}
			if got, want := (Page{1, limit}).Pages(total), number-1; got != want {
				t.Errorf("%d items by %d are %d pages, want %d", total, limit, got, want)
			}
		}
	}
}
