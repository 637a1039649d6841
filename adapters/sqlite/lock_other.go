//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd)

package sqlite

import (
	"context"
	"os"
)

// lockDirectory does nothing where there is no flock: if two programs open a
// fresh database at once there, one of them may fail and must be started again.
func lockDirectory(context.Context, string) (unlock func(), err error) {
	return func() {}, nil
}

// tryLock takes no lock: backups that are made at once can fail here.
func tryLock(*os.File) (bool, error) { return true, nil }
