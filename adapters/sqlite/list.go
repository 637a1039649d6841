package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"github.com/vestibule-id/vestibule/domain/listing"
)

// list is how the rows of a table are listed.
type list[T any] struct {
	table   string
	fields  columns
	columns string // what scan reads
	scan    func(row) (T, error)
	order   string                              // where a query has none
	ties    func(orders []listing.Order) string // what decides where a query's orders do not
	byValue bool                                // a falling order is read value by value
}

// read returns a page of what the query asks for, and how many there are on all
// pages.
func (l list[T]) read(ctx context.Context, tx *sql.Tx, q listing.Query) (page []T, total int, err error) {
	where, err := l.fields.condition(q.Filter)
	if err != nil {
		return nil, 0, err
	}
	if err := tx.QueryRowContext(ctx, l.countQuery(where), where.args...).Scan(&total); err != nil {
		return nil, 0, err
	}
	page, err = l.page(ctx, tx, where, q)
	return page, total, err
}

// page returns the page of the rows for which a condition is true.
func (l list[T]) page(ctx context.Context, tx *sql.Tx, where condition, q listing.Query) ([]T, error) {
	if c, ok := l.fallingBy(q.Order); ok {
		return l.falling(ctx, tx, where, c, q.Page)
	}
	query, err := l.pageQuery(where, q.Order)
	if err != nil {
		return nil, err
	}
	return selectAll(ctx, tx, l.scan, query, append(where.args, q.Page.Limit, q.Page.Offset())...)
}

func (l list[T]) countQuery(where condition) string {
	return `SELECT count(*) FROM ` + l.table + ` WHERE ` + where.sql
}

// pageQuery takes the limit and the offset after the arguments of the condition.
// Rows before the offset are stepped over in the index.
func (l list[T]) pageQuery(where condition, orders []listing.Order) (string, error) {
	by, err := l.orderBy(orders)
	return `SELECT ` + l.columns + ` FROM ` + l.table + ` WHERE ` + where.sql + ` ORDER BY ` + by + ` LIMIT ? OFFSET ?`, err
}

func (l list[T]) orderBy(orders []listing.Order) (string, error) {
	if len(orders) == 0 {
		return l.order, nil
	}
	terms := make([]string, len(orders))
	for i, o := range orders {
		c, err := l.fields.of(o.Field)
		if err != nil {
			return "", err
		}
		terms[i] = directed(c.name, o.Descending)
	}
	return strings.Join(append(terms, l.ties(orders)), ", "), nil
}

func directed(term string, descending bool) string {
	if descending {
		return term + " DESC"
	}
	return term
}

// byUID decides ties for whatever has a uid.
func byUID([]listing.Order) string { return "uid" }
