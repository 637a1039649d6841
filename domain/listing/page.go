package listing

import "math"

// The limits of a page, in items. A panel has pages of 10, 20, 30 and 50, but
// clients ask for others, and are not refused for it (section 8.3).
const (
	DefaultLimit = 10
	MaxLimit     = 500
)

// Page is one part of a list. NewPage makes it.
type Page struct {
	Number int // 1 is the first
	Limit  int // items on each page, 1 to MaxLimit
}

// NewPage returns the page that a client asked for, as near as there is one: a
// number below 1 is 1, a limit below 1 is DefaultLimit, one above MaxLimit is
// that. A page past the end of the list is empty, whatever its number.
func NewPage(number, limit int64) Page {
	if limit < 1 {
		limit = DefaultLimit
	}
	return Page{
		Number: int(min(max(number, 1), math.MaxInt)),
		Limit:  int(min(limit, MaxLimit)),
	}
}

// Offset returns how many items are before the page; the largest int if they
// are more.
func (p Page) Offset() int {
	pages, limit := max(p.Number, 1)-1, max(p.Limit, 1)
	if pages > math.MaxInt/limit {
		return math.MaxInt
	}
	return pages * limit
}

// Pages returns how many pages a list of so many items has: 0 for an empty one.
func (p Page) Pages(total int) int {
	if total < 1 {
		return 0
	}
	return (total-1)/max(p.Limit, 1) + 1
}
