//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// lockRetry is how long lockDirectory waits between two attempts.
const lockRetry = 20 * time.Millisecond

// lockDirectory waits until this is the only Open at work in the directory, in
// any process, and returns what ends that. Two programs that migrate a fresh
// database at once would otherwise both create its tables, and goose has locks
// for other databases only. The lock is on the directory itself, so it leaves
// no file behind, and it ends with the process.
func lockDirectory(ctx context.Context, dir string) (unlock func(), err error) {
	d, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	for {
		err := syscall.Flock(int(d.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			// Closing the only descriptor gives the lock back.
			return func() { d.Close() }, nil
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			return nil, errors.Join(fmt.Errorf("locking %s: %w", dir, err), d.Close())
		}
		select {
		case <-ctx.Done():
			d.Close()
			return nil, fmt.Errorf("waiting for another program that opens the database: %w", ctx.Err())
		case <-time.After(lockRetry):
		}
	}
}

// tryLock takes the lock on a file that ends with its descriptor, and reports
// whether nobody else had it.
func tryLock(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
