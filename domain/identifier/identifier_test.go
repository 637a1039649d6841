package identifier

import (
	"errors"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
)

// numbers has one good number for every type.
var numbers = map[Type]string{
	Card:         "3090417",
	UKey:         "00-00-00-1A-2B-3C-4D",
	InputCode:    "0451",
	QR:           "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77",
	LicensePlate: "B MW 1234",
	FaceID:       "",
}

// goodSpec returns a spec that New accepts.
func goodSpec(typ Type) Spec {
	return Spec{
		Owner:    Owner{Name: "Maria Lindqvist", Type: Resident},
		Type:     typ,
		Number:   numbers[typ],
		Lock:     FirstLock,
		Validity: Permanent(),
	}
}

// checkNew reports whether New treats s as it should.
func checkNew(t *testing.T, s Spec, ok bool) {
	t.Helper()
	id, err := New(s)
	if ok {
		if err != nil {
			t.Errorf("refused: %v", err)
		}
		return
	}
	checkRefused(t, id, err, domain.KindInvalid)
}

// checkRefused reports whether there is an error of that kind and no
// identifier.
func checkRefused(t *testing.T, id Identifier, err error, want domain.Kind) {
	t.Helper()
	if got := domain.KindOf(err); err == nil || got != want {
		t.Errorf("error is %v, want one of kind %q", err, want)
	}
	if got, want := id, (Identifier{}); got != want {
		t.Errorf("a refused identifier is %+v, want zero", got)
	}
}

func TestUIDValid(t *testing.T) {
	tests := []struct {
		name string
		uid  UID
		want bool
	}{
		{"1 is the first uid", 1, true},
		{"0 is none", 0, false},
		{"a negative number is none", -1, false},
		{"the largest number is one", 1<<63 - 1, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.uid.Valid(), tt.want; got != want {
				t.Errorf("got %t, want %t", got, want)
			}
		})
	}
}

func TestNewKeepsWhatTheClientSaid(t *testing.T) {
	for typ := range numberChecks {
		t.Run(string(typ), func(t *testing.T) {
			s := goodSpec(typ)
			id, err := New(s)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := id.Spec(), s; got != want {
				t.Errorf("spec is %+v, want %+v", got, want)
			}
			if got, want := id.UID(), UID(0); got != want {
				t.Errorf("uid is %d, want %d", got, want)
			}
			state := Complete
			if typ == FaceID {
				state = Temporary
			}
			if got, want := id.State(), state; got != want {
				t.Errorf("state is %q, want %q", got, want)
			}
			if got, want := id.PassesLeft(), AlwaysLeft; got != want {
				t.Errorf("%d passes are left, want %d", got, want)
			}
		})
	}
}

func TestAFaceIgnoresItsNumber(t *testing.T) {
	tests := []struct {
		name   string
		number string
	}{
		{"none", ""},
		{"a card's number", numbers[Card]},
		{"a template in Base64", "AAECAwQFBgc="},
		{"anything else", "not a number at all\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := goodSpec(FaceID)
			s.Number = tt.number
			id, err := New(s)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := id.Spec().Number, ""; got != want {
				t.Errorf("number is %q, want none", got)
			}
			if got, want := id.State(), Temporary; got != want {
				t.Errorf("state is %q, want %q", got, want)
			}
			if got, want := s.Number, tt.number; got != want {
				t.Errorf("the caller's spec now has number %q, want %q", got, want)
			}
		})
	}
}

// A number may be a code somebody types at the door: no error says it.
func TestARefusedNumberIsNotInTheError(t *testing.T) {
	s := goodSpec(InputCode)
	s.Number = "0451x"
	_, err := New(s)
	var e *domain.Error
	if !errors.As(err, &e) {
		t.Fatalf("error is %v, want a domain error", err)
	}
	if got, want := e.Message, "the number is not one of a inputCode"; got != want {
		t.Errorf("message is %q, want %q", got, want)
	}
}

func TestRestoreChecksNothing(t *testing.T) {
	s := Spec{Type: "barcode", Number: "a number no rule allows"}
	id := Restore(42, s, Enrolled, 3)
	if got, want := id.UID(), UID(42); got != want {
		t.Errorf("uid is %d, want %d", got, want)
	}
	if got, want := id.Spec(), s; got != want {
		t.Errorf("spec is %+v, want %+v", got, want)
	}
	if got, want := id.State(), Enrolled; got != want {
		t.Errorf("state is %q, want %q", got, want)
	}
	if got, want := id.PassesLeft(), 3; got != want {
		t.Errorf("%d passes are left, want %d", got, want)
	}
}

func TestRestoreUndoesWhatNewMade(t *testing.T) {
	for typ := range numberChecks {
		id, err := New(goodSpec(typ))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := Restore(id.UID(), id.Spec(), id.State(), id.PassesLeft()), id; got != want {
			t.Errorf("%s: got %+v, want %+v", typ, got, want)
		}
	}
}

func TestLinksAndApartmentChangeNothingElse(t *testing.T) {
	links := Links{Identifier: "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77", Apartment: "7d4d2f0e-9a0c-4b59-8a67-1f6d5f7a2c11"}
	before := Restore(42, goodSpec(FaceID), Enrolled, AlwaysLeft)
	id := before.Linked(links).In(7)
	if got, want := id.Links(), links; got != want {
		t.Errorf("links are %+v, want %+v", got, want)
	}
	if got, want := id.Apartment(), apartment.UID(7); got != want {
		t.Errorf("apartment is %d, want %d", got, want)
	}
	if got, want := before.Links(), (Links{}); got != want {
		t.Errorf("the identifier itself now has links %+v", got)
	}
	if got, want := before.Apartment(), apartment.UID(0); got != want {
		t.Errorf("the identifier itself is now in apartment %d", got)
	}
	if got, want := id.Linked(Links{}).In(0), before; got != want {
		t.Errorf("without links and apartment it is %+v, want %+v", got, want)
	}
}

func TestTheKeyIsTypeAndNumber(t *testing.T) {
	for typ := range numberChecks {
		id, err := New(goodSpec(typ))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := id.Key(), (Key{typ, numbers[typ]}); got != want {
			t.Errorf("key is %+v, want %+v", got, want)
		}
	}
}
