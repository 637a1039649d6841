//go:build cgo && linux

package dlib

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

const withoutMemory = "VESTIBULE_TEST_WITHOUT_MEMORY"

// TestNoMemoryInCIsAnError runs itself in a process that may take hardly more
// memory than it has: there, dlib's allocations fail.
func TestNoMemoryInCIsAnError(t *testing.T) {
	if os.Getenv(withoutMemory) != "" {
		detectWithoutMemory(t)
		return
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, "-test.run", "^TestNoMemoryInCIsAnError$", "-test.v")
	cmd.Env = append(os.Environ(), withoutMemory+"=1")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "bad allocation") && !strings.Contains(string(out), "bad_alloc") {
		t.Errorf("%v: %s", err, out)
	}
}

func detectWithoutMemory(t *testing.T) {
	w := bareWorker(t)
	if err := w.show(newPicture(8000, 8000, 1), false); err != nil {
		t.Fatal(err)
	}
	var pages int64
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscan(string(statm), &pages); err != nil {
		t.Fatal(err)
	}
	limit := uint64(pages)*uint64(os.Getpagesize()) + 32<<20
	if err := syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
		t.Fatal(err)
	}
	_, err = w.scan(8000, 0)
	if err == nil {
		t.Fatal("dlib had memory enough")
	}
	t.Log(err)
}
