package identifier

import (
	"strings"
	"testing"
)

func TestOwner(t *testing.T) {
	tests := []struct {
		name  string
		owner Owner
		ok    bool
	}{
		// Names.
		{"a name exactly as long as the limit is accepted", Owner{strings.Repeat("a", MaxOwnerName), Resident}, true},
		{"a name one character longer is refused", Owner{strings.Repeat("a", MaxOwnerName+1), Resident}, false},
		{"characters count, not bytes: just enough", Owner{strings.Repeat("Ж", MaxOwnerName), Resident}, true},
		{"characters count, not bytes: one too many", Owner{strings.Repeat("Ж", MaxOwnerName+1), Resident}, false},
		{"characters of four bytes count once", Owner{strings.Repeat("😀", MaxOwnerName), Resident}, true},
		{"a name may be empty", Owner{"", Resident}, true},
		{"a name is free text", Owner{"O'Brien & sons; \"3rd floor\"\t<x>", Resident}, true},

		// Types.
		{"a guest is accepted", Owner{"Maria", Guest}, true},
		{"no type is refused", Owner{"Maria", ""}, false},
		{"a type that does not exist is refused", Owner{"Maria", "tenant"}, false},
		{"a type in the wrong case is refused", Owner{"Maria", "Owner"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := goodSpec(Card)
			s.Owner = tt.owner
			checkNew(t, s, tt.ok)
		})
	}
}

func TestLock(t *testing.T) {
	tests := []struct {
		name string
		lock Lock
		ok   bool
	}{
		{"the first lock is accepted", "first", true},
		{"the second lock is accepted", "second", true},
		{"all locks are accepted", "all", true},
		{"no lock is refused", "", false},
		{"a lock that does not exist is refused", "third", false},
		{"a lock in the wrong case is refused", "First", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := goodSpec(Card)
			s.Lock = tt.lock
			checkNew(t, s, tt.ok)
		})
	}
}
