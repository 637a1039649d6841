package dlib

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestAProgramForAnotherProcessorSaysWhatIsMissing(t *testing.T) {
	old := []string{"sse3", "ssse3", "sse4.1", "sse4.2", "popcnt"}
	has := func(set string) bool { return slices.Contains(old, set) }
	if err := lacking(old, has); err != nil {
		t.Errorf("a processor that has all: %v", err)
	}
	if err := lacking(nil, has); err != nil {
		t.Errorf("a program that needs nothing: %v", err)
	}
	err := lacking([]string{"sse4.2", "avx2", "avx512f"}, has)
	if !errors.Is(err, errProcessor) || !strings.Contains(err.Error(), "lacks avx2, avx512f;") {
		t.Errorf("got %v, want avx2 and avx512f named", err)
	}
}

// A set that nothing is known of would be missing everywhere.
func TestThisProcessorHasWhatThisTestWasBuiltFor(t *testing.T) {
	if err := CheckProcessor(); err != nil {
		t.Error(err)
	}
}
