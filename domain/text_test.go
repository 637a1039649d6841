package domain_test

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

// The events' tests try the many ways in which a text can be odd.
func TestTrimmed(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		limit            int
	}{
		{"nothing stays nothing", "", "", 3},
		{"as long as the limit", "abc", "abc", 3},
		{"one character longer", "abcd", "abc", 3},
		{"characters count, not bytes", "ЖЖЖЖ", "ЖЖЖ", 3},
		{"a byte that is no UTF-8", "a\xff", "a\uFFFD", 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := domain.Trimmed(c.text, c.limit); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
