//go:build cgo

package sqlite

import (
	"errors"
	"fmt"

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

// explained adds to an error of opening a database what an operator can do about
// it.
func explained(err error) error {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case sqlite3.ErrNotADB, sqlite3.ErrCorrupt:
		return fmt.Errorf("%w: it is damaged, or no database of Vestibule; it was left as it is, put a good copy in its place", err)
	case sqlite3.ErrReadonly, sqlite3.ErrCantOpen, sqlite3.ErrPerm:
		return fmt.Errorf("%w: the user that runs Vestibule must be able to write to it and to its directory", err)
	case sqlite3.ErrFull, sqlite3.ErrIoErr:
		return fmt.Errorf("%w: is the disk full, or broken?", err)
	}
	return err
}

func hasCode(err error, code sqlite3.ErrNoExtended) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && e.ExtendedCode == code
}
