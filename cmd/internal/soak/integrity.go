package soak

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"

	_ "github.com/mattn/go-sqlite3" // the driver "sqlite3"
)

// checkDatabase has SQLite check the database in a directory while the server
// has it open. What it complains of is in the report.
func (r *run) checkDatabase(ctx context.Context, data string) (err error) {
	file := url.URL{Scheme: "file", Path: filepath.Join(data, "vestibule.db"), RawQuery: "mode=ro&_busy_timeout=10000"}
	db, err := sql.Open("sqlite3", file.String())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, check := range []string{
		`SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'`,
		`SELECT "table" FROM pragma_foreign_key_check`,
	} {
		complaints, err := texts(ctx, db, check)
		if err != nil {
			return fmt.Errorf("checking the database: %w", err)
		}
		for _, complaint := range complaints {
			r.report.note(Corrupt, "database: %s", complaint)
		}
	}
	return nil
}

func texts(ctx context.Context, db *sql.DB, query string) (all []string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, rows.Err()
}
