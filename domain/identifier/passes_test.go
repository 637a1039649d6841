package identifier

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

// limited returns a card with a limit of passes.
func limited(limit, left int) Identifier {
	s := goodSpec(Card)
	s.Validity.Passes = Passes{Max: limit}
	return Restore(42, s, Complete, left).Linked(Links{Identifier: "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77"}).In(7)
}

func unlimited() Identifier { return Restore(42, goodSpec(Card), Complete, AlwaysLeft) }

func TestResetPasses(t *testing.T) {
	tests := []struct {
		name string
		left int
	}{
		{"used up", 0},
		{"used but for one", 1},
		{"not used at all", 12},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			id, err := limited(12, tt.left).ResetPasses()
			if err != nil {
				t.Fatal(err)
			}
			if got, want := id, limited(12, 12); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
	t.Run("without a limit there is nothing to reset", func(t *testing.T) {
		id, err := unlimited().ResetPasses()
		checkRefused(t, id, err, domain.KindUnlimited)
	})
}

func TestUsed(t *testing.T) {
	tests := []struct {
		name         string
		before, want Identifier
	}{
		{"one pass of several goes", limited(12, 12), limited(12, 11)},
		{"the last pass goes", limited(12, 1), limited(12, 0)},
		{"where none is left, none goes", limited(12, 0), limited(12, 0)},
		{"where passes are not limited, none goes", unlimited(), unlimited()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.before.Used(), tt.want; got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestWithPassesLeft(t *testing.T) {
	tests := []struct {
		name   string
		before Identifier
		left   int
		want   Identifier
	}{
		{"as many as there may be", limited(12, 3), 12, limited(12, 12)},
		{"fewer", limited(12, 3), 2, limited(12, 2)},
		{"more", limited(12, 3), 4, limited(12, 4)},
		{"none", limited(12, 3), 0, limited(12, 0)},
		{"some, where passes are not limited", unlimited(), 5, unlimited()},
		{"none, where passes are not limited", unlimited(), 0, unlimited()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := tt.before.WithPassesLeft(tt.left); got != tt.want || err != nil {
				t.Errorf("got %+v, %v, want %+v", got, err, tt.want)
			}
		})
	}
	for _, left := range []int{13, 1<<31 - 1, -1} {
		if _, err := limited(12, 3).WithPassesLeft(left); domain.KindOf(err) != domain.KindInvalid || err == nil {
			t.Errorf("%d of 12: got %v, want kind %q", left, err, domain.KindInvalid)
		}
	}
}
