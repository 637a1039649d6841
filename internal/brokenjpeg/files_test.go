package brokenjpeg_test

import (
	"crypto/sha256"
	"errors"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/brokenjpeg"
)

// Most of them must not end at the header, or they say nothing about what is
// behind it; and the header must be answered for each.
func TestEachFileHasItsNameAndAnAnswer(t *testing.T) {
	names, seen := map[string]bool{}, map[[32]byte]int{}
	all, taken := 0, 0
	for name, jpeg := range brokenjpeg.Files(1) {
		if names[name] {
			t.Errorf("two files are called %q", name)
		}
		names[name] = true
		all++
		seen[sha256.Sum256(jpeg)]++
		_, err := photo.New(jpeg)
		switch {
		case strings.HasSuffix(name, ": whole") && err != nil:
			t.Errorf("%s is not whole: %v", name, err)
		case err == nil:
			taken++
		case !errors.Is(err, domain.KindPhotoRefused) && !errors.Is(err, domain.KindWrongFormat):
			t.Errorf("%s: %v", name, err)
		case len(domain.ReasonsOf(err)) != 1:
			t.Errorf("%s: no reason", name)
		}
	}
	if all < 40_000 || taken < 15_000 || len(seen) < all*9/10 {
		t.Errorf("%d files, %d different, %d with a header that is in order", all, len(seen), taken)
	}
	t.Logf("%d files, %d different, %d with a header that is in order", all, len(seen), taken)
}

func TestThinnedOutEveryKindIsThere(t *testing.T) {
	kinds := map[string]int{}
	count := 0
	for name := range brokenjpeg.Files(23) {
		count++
		base, what, _ := strings.Cut(name, ": ")
		kinds[base]++
		for _, kind := range []string{"cut off", "an end at", "flipped", "segment", "sampling", "Huffman", "restart", "EXIF", "a scan of", "comments"} {
			if strings.Contains(what, kind) {
				kinds[kind]++
			}
		}
	}
	for _, kind := range []string{
		"grey", "colour", "CMYK", "YCCK", "progressive", "portrait", "none",
		"cut off", "an end at", "flipped", "segment", "sampling", "Huffman", "restart", "EXIF", "a scan of", "comments",
	} {
		if kinds[kind] == 0 {
			t.Errorf("there is no %s", kind)
		}
	}
	t.Logf("%d files", count)
}

func TestWhoHasEnoughGetsNoMore(t *testing.T) {
	count := 0
	for range brokenjpeg.Files(1) {
		if count++; count == 10 {
			break
		}
	}
	if count != 10 {
		t.Errorf("%d files", count)
	}
}
