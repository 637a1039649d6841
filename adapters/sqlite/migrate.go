package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// A migration that was released is never changed; what must change is a new
// one with the next number.
//
//go:embed migrations/*.sql keyring/*.sql
var migrationFiles embed.FS

// migrations returns the steps of the database's schema.
func migrations() fs.FS { return steps("migrations") }

// steps returns a schema's steps, in files NNNNN_name.sql.
func steps(schema string) fs.FS {
	files, err := fs.Sub(migrationFiles, schema)
	if err != nil {
		panic(err) // the name of an embedded directory is not valid
	}
	return files
}

// migrate applies the steps that the database lacks, each in its own
// transaction, and returns how many these were. It refuses a database that has
// steps this program does not know.
func migrate(ctx context.Context, db *sql.DB, schema fs.FS) (applied int, err error) {
	// A file that is no database is better reported by SQLite than by goose.
	if err := db.PingContext(ctx); err != nil {
		return 0, err
	}
	if err := readVersions(ctx, db); err != nil {
		return 0, err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, schema,
		goose.WithLogger(goose.NopLogger()),
		// What an embedding program registers for its own database stays there.
		goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return 0, err
	}
	// The provider is not closed: that would close db.
	current, newest, err := provider.GetVersions(ctx)
	if err != nil {
		return 0, err
	}
	if current > newest {
		return 0, fmt.Errorf("its schema has version %d, this program knows versions up to %d: "+
			"a newer Vestibule wrote it, use that one", current, newest)
	}
	done, err := provider.Up(ctx)
	return len(done), err
}

// readVersions returns why the table of versions cannot be read, if it exists:
// goose takes any error for the lack of it, and would make it again.
func readVersions(ctx context.Context, db *sql.DB) error {
	var n int
	const tables = `SELECT count(*) FROM sqlite_schema WHERE name = 'goose_db_version'`
	if err := db.QueryRowContext(ctx, tables).Scan(&n); err != nil || n == 0 {
		return err
	}
	return db.QueryRowContext(ctx, `SELECT count(*) FROM goose_db_version WHERE version_id > 0`).Scan(&n)
}
