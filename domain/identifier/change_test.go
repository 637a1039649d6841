package identifier

import (
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

var (
	morning = time.Date(2026, time.March, 1, 8, 0, 0, 0, time.UTC)
	evening = morning.Add(12 * time.Hour)
)

// lived returns an identifier that has been in use: every part of it is set,
// and 3 of its 12 passes are gone.
func lived(typ Type) Identifier {
	s := goodSpec(typ)
	s.Validity = Validity{Time: TimeWindow{From: morning, To: evening}, Passes: Passes{Max: 12}}
	links := Links{Identifier: "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77", Apartment: "7d4d2f0e-9a0c-4b59-8a67-1f6d5f7a2c11"}
	state := Complete
	if typ == FaceID {
		state = Enrolled
	}
	return Restore(42, s, state, 9).Linked(links).In(7)
}

func to[T any](v T) *T { return &v }

func TestAChangeLeavesWhatItDoesNotName(t *testing.T) {
	window := TimeWindow{From: morning.Add(time.Hour), To: evening.Add(time.Hour)}
	tests := []struct {
		name   string
		typ    Type
		change Change
		want   func(*Spec)
	}{
		{"nothing", Card, Change{}, func(*Spec) {}},
		{"the owner's name", Card, Change{OwnerName: to("Jonas Weber")}, func(s *Spec) { s.Owner.Name = "Jonas Weber" }},
		{"the owner's name, to none", Card, Change{OwnerName: to("")}, func(s *Spec) { s.Owner.Name = "" }},
		{"the owner's type", Card, Change{OwnerType: to(Guest)}, func(s *Spec) { s.Owner.Type = Guest }},
		{"the type", Card, Change{Type: to(UKey)}, func(s *Spec) { s.Type = UKey }},
		{"the number", Card, Change{Number: to("44")}, func(s *Spec) { s.Number = "44" }},
		{"the lock", Card, Change{Lock: to(AllLocks)}, func(s *Spec) { s.Lock = AllLocks }},
		{"the time", Card, Change{Time: WindowChange{From: &window.From, To: &window.To}}, func(s *Spec) { s.Validity.Time = window }},
		{"one end of the time", Card, Change{Time: WindowChange{To: &window.To}}, func(s *Spec) { s.Validity.Time.To = window.To }},
		{"an end of the time, which opens", Card, Change{Time: WindowChange{From: &time.Time{}}}, func(s *Spec) { s.Validity.Time.From = time.Time{} }},
		{"the time, to always", Card, Change{Time: WindowChange{Permanent: to(true)}}, func(s *Spec) { s.Validity.Time = TimeWindow{Permanent: true} }},
		{"the time, to what it is", Card, Change{Time: WindowChange{Permanent: to(false)}}, func(*Spec) {}},
		{"type and number", Card, Change{Type: to(QR), Number: to(numbers[QR])}, func(s *Spec) { s.Type, s.Number = QR, numbers[QR] }},
		{"a face's lock", FaceID, Change{Lock: to(AllLocks)}, func(s *Spec) { s.Lock = AllLocks }},
		{"a face's number, which is ignored", FaceID, Change{Number: to("44")}, func(*Spec) {}},
		{"a face's number, whatever it is", FaceID, Change{Type: to(FaceID), Number: to("AAEC\n")}, func(*Spec) {}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := lived(tt.typ)
			spec := before.Spec()
			tt.want(&spec)
			want := Restore(42, spec, before.State(), 9).Linked(before.Links()).In(7)
			got, err := before.Changed(tt.change)
			if err != nil {
				t.Fatal(err)
			}
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if got, want := before, lived(tt.typ); got != want {
				t.Errorf("the identifier itself is now %+v", got)
			}
		})
	}
}

func TestReplaceIsAChangeOfEverything(t *testing.T) {
	for typ := range numberChecks {
		t.Run(string(typ), func(t *testing.T) {
			want := Spec{
				Owner:    Owner{Name: "Jonas Weber", Type: Guest},
				Type:     typ,
				Number:   numbers[typ],
				Lock:     SecondLock,
				Validity: Validity{Time: TimeWindow{From: evening}, Passes: Passes{Max: 2}},
			}
			if typ == InputCode {
				want.Number = "0000"
			}
			id, err := lived(typ).Changed(Replace(want))
			if err != nil {
				t.Fatal(err)
			}
			if got := id.Spec(); got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestReplaceIgnoresTheNumberOfAFace(t *testing.T) {
	s := goodSpec(FaceID)
	s.Number = "AAECAwQFBgc="
	id, err := lived(FaceID).Changed(Replace(s))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := id.Spec().Number, ""; got != want {
		t.Errorf("number is %q, want none", got)
	}
}

func TestChangesThatAreRefused(t *testing.T) {
	tests := []struct {
		name   string
		typ    Type
		change Change
		want   domain.Kind
	}{
		{"a name that is too long", Card, Change{OwnerName: to(strings.Repeat("a", MaxOwnerName+1))}, domain.KindInvalid},
		{"an owner type that does not exist", Card, Change{OwnerType: to(OwnerType("tenant"))}, domain.KindInvalid},
		{"a type that does not exist", Card, Change{Type: to(Type("barcode"))}, domain.KindInvalid},
		{"a number that is none of a card", Card, Change{Number: to("AABBCCDD")}, domain.KindInvalid},
		{"a lock that does not exist", Card, Change{Lock: to(Lock("third"))}, domain.KindInvalid},
		{"a time that ends before it begins", Card, Change{Time: WindowChange{From: &evening, To: &morning}}, domain.KindInvalidTimes},
		{"no passes at all", Card, Change{Passes: &Passes{}}, domain.KindInvalid},

		// The number must be one of the new type.
		{"a key cannot be a code", UKey, Change{Type: to(InputCode)}, domain.KindInvalid},
		{"a card cannot be a QR code without a UUID", Card, Change{Type: to(QR)}, domain.KindInvalid},
		{"a code cannot be a card with the number of a QR code", InputCode, Change{Type: to(Card), Number: to(numbers[QR])}, domain.KindInvalid},

		// A face is what it is by its enrolment.
		{"a card cannot become a face", Card, Change{Type: to(FaceID)}, domain.KindInvalid},
		{"a card without a number cannot become a face", Card, Change{Type: to(FaceID), Number: to("")}, domain.KindInvalid},
		{"a face cannot become a card", FaceID, Change{Type: to(Card), Number: to("44")}, domain.KindInvalid},
		{"a face cannot become a number plate", FaceID, Change{Type: to(LicensePlate), Number: to("B MW 1234")}, domain.KindInvalid},
		{"a face cannot become what does not exist", FaceID, Change{Type: to(Type(""))}, domain.KindInvalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := lived(tt.typ)
			id, err := before.Changed(tt.change)
			checkRefused(t, id, err, tt.want)
			if got, want := before, lived(tt.typ); got != want {
				t.Errorf("the identifier itself is now %+v", got)
			}
		})
	}
}

// What a client sends goes into the log with the error, so that it must not be
// as long as a request may be.
func TestARefusalIsShortWhateverWasSent(t *testing.T) {
	long := strings.Repeat("x", 10_000)
	for name, change := range map[string]Change{
		"owner type": {OwnerType: to(OwnerType(long))},
		"type":       {Type: to(Type(long))},
		"lock":       {Lock: to(Lock(long))},
	} {
		for _, typ := range []Type{Card, FaceID} {
			if _, err := lived(typ).Changed(change); err == nil || len(err.Error()) > 200 {
				t.Errorf("a long %s of a %s: the error has %d bytes", name, typ, len(err.Error()))
			}
		}
	}
}

func TestANumberThatFitsTheNewTypeStays(t *testing.T) {
	id, err := lived(Card).Changed(Change{Type: to(InputCode)})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := id.Key(), (Key{InputCode, numbers[Card]}); got != want {
		t.Errorf("key is %+v, want %+v", got, want)
	}
}

func TestPassesThatWereUsedStayUsed(t *testing.T) {
	permanent := Passes{Permanent: true}
	tests := []struct {
		name   string
		before Passes
		left   int
		change *Passes // nil: passes are not mentioned
		want   int
	}{
		{"without a word of passes they stay", Passes{Max: 12}, 9, nil, 9},
		{"the same limit leaves as many", Passes{Max: 12}, 9, &Passes{Max: 12}, 9},
		{"a higher limit leaves as many more", Passes{Max: 12}, 9, &Passes{Max: 20}, 17},
		{"a lower limit leaves as many fewer", Passes{Max: 12}, 9, &Passes{Max: 5}, 2},
		{"a limit one above those used leaves 1", Passes{Max: 12}, 9, &Passes{Max: 4}, 1},
		{"a limit of those used leaves none", Passes{Max: 12}, 9, &Passes{Max: 3}, 0},
		{"a limit below those used leaves none", Passes{Max: 12}, 9, &Passes{Max: 2}, 0},
		{"a limit far below those used leaves none", Passes{Max: 12}, 0, &Passes{Max: 1}, 0},
		{"none of them used, all are left", Passes{Max: 12}, 12, &Passes{Max: 5}, 5},
		{"all of them used, the ones added are left", Passes{Max: 12}, 0, &Passes{Max: 13}, 1},
		{"a limit where there was none leaves all of it", permanent, AlwaysLeft, &Passes{Max: 5}, 5},
		{"no limit where there was one leaves always", Passes{Max: 12}, 9, &permanent, AlwaysLeft},
		{"no limit where all were used leaves always", Passes{Max: 12}, 0, &permanent, AlwaysLeft},
		{"no limit as before leaves always", permanent, AlwaysLeft, &permanent, AlwaysLeft},
		{"a limit that is ignored leaves always", permanent, AlwaysLeft, &Passes{Permanent: true, Max: 5}, AlwaysLeft},
		{"a limit that was ignored is not counted", Passes{Permanent: true, Max: 12}, AlwaysLeft, &Passes{Max: 5}, 5},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := goodSpec(Card)
			s.Validity.Passes = tt.before
			id, err := Restore(42, s, Complete, tt.left).Changed(Change{Passes: tt.change})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := id.PassesLeft(), tt.want; got != want {
				t.Errorf("%d passes are left, want %d", got, want)
			}
			if tt.change != nil {
				s.Validity.Passes = *tt.change
			}
			if got, want := id.Spec(), s; got != want {
				t.Errorf("spec is %+v, want %+v", got, want)
			}
		})
	}
}
