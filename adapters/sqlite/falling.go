package sqlite

import (
	"context"
	"database/sql"

	"github.com/vestibule-id/vestibule/domain/listing"
)

// fallingBy returns the column of an order that is to be read value by value.
func (l list[T]) fallingBy(orders []listing.Order) (column, bool) {
	if !l.byValue || len(orders) != 1 || !orders[0].Descending {
		return column{}, false
	}
	c, ok := l.fields[orders[0].Field]
	return c, ok && c.name != "uid"
}

// falling returns a page in the falling order of one column. Rows of one value
// are by uid, rising, even so: no index has that order, whichever way it is
// read, and where a type is that of half of the rows, to sort them takes longer
// than all the rest. But the values on the page are in the index, and for each
// of them the uids.
func (l list[T]) falling(ctx context.Context, tx *sql.Tx, where condition, c column, p listing.Page) (page []T, err error) {
	values, err := selectAll(ctx, tx, scanValue, l.valuesQuery(where, c), append(where.args, p.Limit, p.Offset())...)
	if err != nil || len(values) == 0 {
		return nil, err
	}
	var before int // with the value that the page begins with
	if err := tx.QueryRowContext(ctx, l.beforeQuery(where, c), append(where.args, p.Offset(), 0, values[0])...).Scan(&before); err != nil {
		return nil, err
	}
	for len(values) > 0 {
		n := run(values)
		rows, err := selectAll(ctx, tx, l.scan, l.valueQuery(where, c), append(where.args, values[0], n, before)...)
		if err != nil {
			return nil, err
		}
		page, values, before = append(page, rows...), values[n:], 0
	}
	return page, nil
}

// valuesQuery has the values of a page, which begins somewhere among the rows of
// its first value and ends somewhere among those of its last.
func (l list[T]) valuesQuery(where condition, c column) string {
	return `SELECT ` + c.name + ` AS value FROM ` + l.table + ` WHERE ` + where.sql + ` ORDER BY value DESC LIMIT ? OFFSET ?`
}

// beforeQuery counts a value among the values before an offset.
func (l list[T]) beforeQuery(where condition, c column) string {
	return `SELECT count(*) FROM (` + l.valuesQuery(where, c) + `) WHERE value IS ?`
}

// valueQuery has the rows of one value.
func (l list[T]) valueQuery(where condition, c column) string {
	return `SELECT ` + l.columns + ` FROM ` + l.table + ` WHERE ` + where.sql + ` AND ` + c.name + ` IS ? ORDER BY uid LIMIT ? OFFSET ?`
}

// scanValue reads a value of any type.
func scanValue(r row) (value any, err error) {
	err = r.Scan(&value)
	return value, err
}

// run returns how often the first value is there before another one comes.
func run(values []any) int {
	for i, v := range values {
		if v != values[0] {
			return i
		}
	}
	return len(values)
}
