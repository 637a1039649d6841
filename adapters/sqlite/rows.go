package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
)

// row is a row of a result that can be scanned once: *sql.Row or *sql.Rows.
type row interface{ Scan(dest ...any) error }

// selectAll returns what a query finds, each row as scan reads it.
func selectAll[T any](ctx context.Context, tx *sql.Tx, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, item)
	}
	return all, rows.Err()
}

// unshared scans a blob without the copy that database/sql makes because some
// drivers use a value's memory again. This one does not, and photos are large.
type unshared []byte

// Scan implements sql.Scanner.
func (u *unshared) Scan(value any) error {
	blob, ok := value.([]byte)
	if !ok {
		return fmt.Errorf("a %T is no blob", value)
	}
	*u = blob
	return nil
}

// exists reports whether a query finds anything.
func exists(ctx context.Context, tx *sql.Tx, query string, args ...any) (found bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT EXISTS (`+query+`)`, args...).Scan(&found)
	return found, err
}

// numbers returns uids as one argument of a query, which has them as the rows of
// json_each(?).
func numbers[UID ~int64](uids []UID) (string, error) {
	list, err := json.Marshal(uids)
	return string(list), err
}

// linkOrNull returns a link for the database, where none is NULL.
func linkOrNull(l domain.LinkID) sql.NullString {
	return sql.NullString{String: string(l), Valid: l != ""}
}

// linkOf is the inverse of linkOrNull.
func linkOf(stored sql.NullString) domain.LinkID { return domain.LinkID(stored.String) }
