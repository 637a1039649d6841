//go:build cgo

package sqlite

import (
	"errors"

	"github.com/mattn/go-sqlite3"
)

// available reports why the driver cannot work, if it cannot.
func available() error { return nil }

// isDuplicate reports whether err says that a row with that key exists. The
// driver's codes tell, not its texts, which may change.
func isDuplicate(err error) bool {
	return hasCode(err, sqlite3.ErrConstraintUnique) || hasCode(err, sqlite3.ErrConstraintPrimaryKey)
}

// isDangling reports whether err says that a row refers to one that does not
// exist.
func isDangling(err error) bool { return hasCode(err, sqlite3.ErrConstraintForeignKey) }

// isBusy reports whether err says that another program has the database.
func isBusy(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrBusy || e.Code == sqlite3.ErrLocked)
}

func hasCode(err error, code sqlite3.ErrNoExtended) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && e.ExtendedCode == code
}
