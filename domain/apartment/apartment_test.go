package apartment

import (
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

const link domain.LinkID = "7d4d2f0e-9a0c-4b59-8a67-1f6d5f7a2c11"

// goodSpec returns a spec that New accepts, with every part of it set.
func goodSpec() Spec {
	return Spec{Name: "12A", Address: Address{Building: 1, Unit: 2, Floor: 3, Room: 4}, Link: link}
}

// checkNew reports whether New treats s as it should.
func checkNew(t *testing.T, s Spec, ok bool) {
	t.Helper()
	a, err := New(s)
	if ok {
		if err != nil {
			t.Errorf("refused: %v", err)
		}
		if got, want := a, Restore(0, s); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		return
	}
	if got, want := domain.KindOf(err), domain.KindInvalid; err == nil || got != want {
		t.Errorf("error is %v, want one of kind %q", err, want)
	}
	if got, want := a, (Apartment{}); got != want {
		t.Errorf("a refused apartment is %+v, want zero", got)
	}
}

func TestUIDValid(t *testing.T) {
	for uid, want := range map[UID]bool{-1: false, 0: false, 1: true, 1<<63 - 1: true} {
		if got := uid.Valid(); got != want {
			t.Errorf("%d is valid: %t, want %t", uid, got, want)
		}
	}
}

func TestAddress(t *testing.T) {
	tests := []struct {
		name    string
		address Address
		ok      bool
	}{
		{"the least of everything is accepted", Address{Building: MinBuilding}, true},
		{"the most of everything is accepted", Address{MaxBuilding, MaxUnit, MaxFloor, MaxRoom}, true},
		{"no building is refused", Address{Building: MinBuilding - 1, Unit: 2, Floor: 3, Room: 4}, false},
		{"a building past the last is refused", Address{MaxBuilding + 1, 2, 3, 4}, false},
		{"a unit below 0 is refused", Address{1, -1, 3, 4}, false},
		{"a unit past the last is refused", Address{1, MaxUnit + 1, 3, 4}, false},
		{"a floor below 0 is refused", Address{1, 2, -1, 4}, false},
		{"a floor past the last is refused", Address{1, 2, MaxFloor + 1, 4}, false},
		{"a room below 0 is refused", Address{1, 2, 3, -1}, false},
		{"a room past the last is refused", Address{1, 2, 3, MaxRoom + 1}, false},
		{"the zero address is refused", Address{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := goodSpec()
			s.Address = tt.address
			checkNew(t, s, tt.ok)
		})
	}
}

func TestTheDocumentedEndsOfAnAddress(t *testing.T) {
	got := [...]int{MinBuilding, MaxBuilding, MaxUnit, MaxFloor, MaxRoom}
	if want := [...]int{1, 9999, 99, 98, 99}; got != want {
		t.Errorf("got %v, the API says %v", got, want)
	}
}

func TestAnAddressInWords(t *testing.T) {
	if got, want := goodSpec().Address.String(), "1-2-3-4"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNames(t *testing.T) {
	tests := []struct {
		name      string
		apartment string
		ok        bool
	}{
		{"one character is accepted", "A", true},
		{"two characters are accepted", "AB", true},
		{"a character beyond ASCII is accepted", "Ж", true},
		{"space within is accepted", "Flat  12 A", true},
		{"a line break within is accepted", "Flat\n12", true},
		{"a name exactly as long as the limit is accepted", strings.Repeat("a", MaxName), true},
		{"a name one character longer is refused", strings.Repeat("a", MaxName+1), false},
		{"characters count, not bytes: just enough", strings.Repeat("Ж", MaxName), true},
		{"characters count, not bytes: one too many", strings.Repeat("Ж", MaxName+1), false},

		{"no name is refused", "", false},
		{"a space is refused", " ", false},
		{"spaces are refused", "   ", false},
		{"space in front is refused", " 12A", false},
		{"space at the end is refused", "12A ", false},
		{"a tab in front is refused", "\t12A", false},
		{"a line break at the end is refused", "12A\n", false},
		{"bytes that are no UTF-8 are refused", "12\xed", false},
		{"bytes that are no UTF-8 are refused within", "1\xed2", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := goodSpec()
			s.Name = tt.apartment
			checkNew(t, s, tt.ok)
		})
	}
}

func TestALinkIsNotNeeded(t *testing.T) {
	s := goodSpec()
	s.Link = ""
	checkNew(t, s, true)
}

func TestChangedKeepsTheUIDAndALinkThatItDoesNotName(t *testing.T) {
	before := Restore(7, goodSpec())
	other := Spec{Name: "Office", Address: Address{Building: 9}, Link: "11111111-1111-4111-8111-111111111111"}
	kept := other
	kept.Link = goodSpec().Link
	for _, tt := range []struct{ change, want Spec }{
		{other, other},
		{Spec{Name: other.Name, Address: other.Address}, kept},
	} {
		after, err := before.Changed(tt.change)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := after, Restore(7, tt.want); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if got, want := before, Restore(7, goodSpec()); got != want {
		t.Errorf("the apartment itself is now %+v", got)
	}
}

func TestARefusedChangeIsNoApartment(t *testing.T) {
	for name, s := range map[string]Spec{
		"a bad name":    {Address: goodSpec().Address},
		"a bad address": {Name: "12A"},
	} {
		after, err := Restore(7, goodSpec()).Changed(s)
		if got, want := domain.KindOf(err), domain.KindInvalid; err == nil || got != want {
			t.Errorf("%s: error is %v, want one of kind %q", name, err, want)
		}
		if got, want := after, (Apartment{}); got != want {
			t.Errorf("%s: got %+v, want zero", name, got)
		}
	}
}

func TestRestoreChecksNothing(t *testing.T) {
	s := Spec{Name: " ", Address: Address{Building: -1}}
	a := Restore(7, s)
	if got, want := a.UID(), UID(7); got != want {
		t.Errorf("uid is %d, want %d", got, want)
	}
	if got, want := a.Spec(), s; got != want {
		t.Errorf("spec is %+v, want %+v", got, want)
	}
}
