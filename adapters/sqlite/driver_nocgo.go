//go:build !cgo

package sqlite

import "errors"

// available reports why the driver cannot work, if it cannot.
func available() error {
	return errors.New("built without cgo: SQLite needs CGO_ENABLED=1 and a C compiler when the program is built")
}

func isDuplicate(error) bool { return false }

func isDangling(error) bool { return false }

func isBusy(error) bool { return false }

func explained(err error) error { return err }
