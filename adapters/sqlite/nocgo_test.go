//go:build !cgo

package sqlite

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOpenWithoutCgoNamesTheRemedy(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	_, err := Open(t.Context(), dir, VaultFor(t))
	if err == nil || !strings.Contains(err.Error(), "built without cgo") || !strings.Contains(err.Error(), "CGO_ENABLED=1") {
		t.Errorf("got %v, want an error that says how to build", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("Open made the directory all the same")
	}
}
