package sqlite

import (
	"context"
	"database/sql"
	"slices"

	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
)

// The widths of the ranges of uids in which the triggers of the schema count
// identifiers. To find where a page begins is to read the counts of all wide
// ranges, then those of the narrow ones in one of these, and then to step over
// less than a narrow one has.
const (
	wideSpan   = 8192
	narrowSpan = 512
)

// count says how many identifiers there are in a range of uids.
type count struct {
	begin identifier.UID
	items int
}

const (
	wideCounts   = `SELECT begin, items FROM identifier_counts WHERE span = 8192 ORDER BY begin`
	narrowCounts = `SELECT begin, items FROM identifier_counts WHERE span = 512 AND begin >= ? AND begin < ? ORDER BY begin`
)

func scanCount(r row) (c count, err error) {
	err = r.Scan(&c.begin, &c.items)
	return c, err
}

// The pages from a uid on, less what comes before the page.
const (
	pageRising  = `SELECT ` + identifierColumns + ` FROM identifiers WHERE uid >= ? ORDER BY uid LIMIT ? OFFSET ?`
	pageFalling = `SELECT ` + identifierColumns + ` FROM identifiers WHERE uid < ? ORDER BY uid DESC LIMIT ? OFFSET ?`
)

// pageOfAll returns a page of all identifiers in the order of their uids.
func pageOfAll(ctx context.Context, tx *sql.Tx, wide []count, descending bool, p listing.Page) ([]identifier.Identifier, error) {
	c, offset, ok := find(wide, descending, p.Offset())
	if !ok {
		return nil, nil // past the end
	}
	narrow, err := selectAll(ctx, tx, scanCount, narrowCounts, c.begin, c.begin+wideSpan)
	if err != nil {
		return nil, err
	}
	c, offset, _ = find(narrow, descending, offset)
	query, begin := pageRising, c.begin
	if descending {
		query, begin = pageFalling, c.begin+narrowSpan
	}
	return selectAll(ctx, tx, scanIdentifier, query, begin, p.Limit, offset)
}

// find returns the range that an offset is in, and the offset within it. It
// reports false if the offset is past the end.
func find(counts []count, descending bool, offset int) (c count, within int, ok bool) {
	if descending {
		slices.Reverse(counts)
	}
	for _, c := range counts {
		if offset < c.items {
			return c, offset, true
		}
		offset -= c.items
	}
	return count{}, 0, false
}
