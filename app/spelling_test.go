package app_test

import (
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/linking"
)

// To a reader at the door they would be one, and to delete one would leave the
// other.
func TestNoTwoIdentifiersHaveOneNumberInTwoSpellings(t *testing.T) {
	for _, c := range []struct {
		name          string
		stored, other identifier.Spec
		taken         bool
	}{
		{"more zeros", spec(identifier.Card, "44"), spec(identifier.Card, "0044"), true},
		{"fewer zeros", spec(identifier.UKey, "0044"), spec(identifier.UKey, "44"), true},
		{"another case and other separators", spec(identifier.Card, "1A:2B"), spec(identifier.Card, "1a-2b"), true},
		{"a UUID in upper case", spec(identifier.QR, newQR[:35]+"a"), spec(identifier.QR, newQR[:35]+"A"), true},

		{"another type", spec(identifier.Card, "44"), spec(identifier.UKey, "0044"), false},
		{"another number", spec(identifier.Card, "44"), spec(identifier.Card, "440"), false},
		{"a code with a zero, which is another one", spec(identifier.InputCode, "44"), spec(identifier.InputCode, "044"), false},
		{"a number plate in another case", spec(identifier.LicensePlate, "b mw 1"), spec(identifier.LicensePlate, "B MW 1"), false},
		{"a second face", spec(identifier.FaceID, ""), spec(identifier.FaceID, ""), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			prepared := func() *world {
				w := newWorld(t)
				w.put(t, newIdentifier(t, c.stored, ""))
				return w
			}
			want := func(err error) {
				t.Helper()
				if c.taken {
					wantKind(t, err, domain.KindConflict)
				} else if err != nil {
					t.Errorf("refused: %v", err)
				}
			}
			_, err := prepared().identifiers.Create(t.Context(), c.other)
			want(err)
			if c.other.Type != identifier.FaceID {
				w := prepared()
				want(w.identifiers.Change(t.Context(), w.code, identifier.Replace(c.other)))
			}
			outcome := linking.Created
			if c.taken {
				outcome = linking.NumberTaken
			}
			prepared().wantOutcome(t, linking.Identifier{Link: newLink, Spec: c.other}, outcome)
		})
	}
}

func TestAnIdentifierMayChangeTheSpellingOfItsNumber(t *testing.T) {
	w := newWorld(t)
	zeros := "00" + cardNumber
	ok(t, w.identifiers.Change(t.Context(), w.card, identifier.Change{Number: &zeros}))
	if got, want := w.get(t, w.card).Spec().Number, zeros; got != want {
		t.Errorf("number is %q, want %q", got, want)
	}
	w.wantOutcome(t, cardItem(), linking.Updated)
	if got, want := w.get(t, w.card).Spec().Number, cardNumber; got != want {
		t.Errorf("number is %q, want %q", got, want)
	}
}

// Older records may have one number in two spellings.
func TestWhatHasANumberOfTwoSpellingsCanBeChangedOtherwise(t *testing.T) {
	w := newWorld(t)
	uid := w.put(t, newIdentifier(t, spec(identifier.Card, "0"+cardNumber), ""))
	ok(t, w.identifiers.Change(t.Context(), uid, identifier.Change{OwnerName: to("Jonas Weber")}))
	ok(t, w.identifiers.Change(t.Context(), w.card, identifier.Change{OwnerName: to("Jonas Weber")}))
	wantKind(t, w.identifiers.Change(t.Context(), uid, identifier.Change{Number: to("00" + cardNumber)}), domain.KindConflict)
}

func TestAConflictDoesNotSayTheNumber(t *testing.T) {
	w := newWorld(t)
	_, err := w.identifiers.Create(t.Context(), spec(identifier.Card, "0"+cardNumber))
	if err == nil || strings.Contains(err.Error(), cardNumber) {
		t.Errorf("error is %v", err)
	}
}
