package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/access"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/domain/settings"
)

const (
	qrNumber = "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77"
	newQR    = "20000000-0000-4000-8000-000000000000"
)

// The answers a panel gets.
var (
	notHandled = access.Answer{}
	denied     = access.Answer{Handled: true}
	bothLocks  = access.Answer{Handled: true, Granted: true, Lock: 0}
	firstLock  = access.Answer{Handled: true, Granted: true, Lock: 1}
	secondLock = access.Answer{Handled: true, Granted: true, Lock: 2}
)

func (f *fixture) wantAnswer(t *testing.T, q access.Question, want access.Answer) {
	t.Helper()
	got, err := f.access.Ask(t.Context(), q)
	ok(t, err)
	if got != want {
		t.Errorf("%+v: got %+v, want %+v", q, got, want)
	}
}

func question(typ, number string) access.Question { return access.Question{Type: typ, Number: number} }

// doors has a card, a code and a QR code that open, and others that do not.
func doors(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	over := cardSpec()
	over.Number, over.Validity.Time.To = "2", over.Validity.Time.From
	early := cardSpec()
	early.Number, early.Validity.Time.From = "3", early.Validity.Time.To
	oldCode := over
	oldCode.Type = identifier.InputCode
	oldQR := spec(identifier.QR, "10000000-0000-4000-8000-000000000000")
	oldQR.Validity.Time = over.Validity.Time
	all := spec(identifier.QR, qrNumber)
	all.Lock = identifier.AllLocks
	for _, s := range []identifier.Spec{all, over, early, oldCode, oldQR} {
		w.put(t, newIdentifier(t, s, ""))
	}
	w.put(t, identifier.Restore(0, spent("4"), identifier.Complete, 0))
	nightly := w.put(t, newIdentifier(t, spec(identifier.Card, "5"), ""))
	ok(t, w.store.Profiles.Attach(t.Context(), nightly, w.night))
	return w
}

// spent returns a card that opens 5 times.
func spent(number string) identifier.Spec {
	s := spec(identifier.Card, number)
	s.Validity.Passes = identifier.Passes{Max: 5}
	return s
}

func TestAskAnswersAndTellsTheLog(t *testing.T) {
	maria := "Maria Lindqvist"
	tests := []struct {
		name     string
		question access.Question
		answer   access.Answer
		key      event.Key
		subject  event.Subject
	}{
		// Granted.
		{"a card of the second lock", question("card", cardNumber), secondLock, event.AccessGranted,
			event.Subject{UID: 1, Name: maria, Number: cardNumber, Type: "card", Lock: 2, Apartment: "1-2-3-4"}},
		{"a code of the first lock", question("input_code", codeNumber), firstLock, event.AccessGranted,
			event.Subject{UID: 2, Name: maria, Number: codeNumber, Type: "inputCode", Lock: 1}},
		{"a QR code of both locks", question("qr", qrNumber), bothLocks, event.AccessGranted,
			event.Subject{UID: 5, Name: maria, Number: qrNumber, Type: "qr", Lock: 0}},
		{"the master code, which the log does not have", question("input_code", masterCode), bothLocks, event.AccessGrantedByMasterCode,
			event.Subject{Type: "inputCode"}},

		// Strangers.
		{"an unknown card", question("card", "44"), denied, event.AccessDeniedUnknownCard,
			event.Subject{Number: "44", Type: "card", Detail: "unknown"}},
		{"a wrong code", question("input_code", "9999"), denied, event.AccessDeniedInputCode,
			event.Subject{Number: "9999", Type: "inputCode", Detail: "unknown"}},
		{"an unknown QR code", question("qr", newQR), denied, event.AccessDeniedUnknown,
			event.Subject{Number: newQR, Type: "qr", Detail: "unknown"}},
		{"a card with the number of a code", question("card", codeNumber), denied, event.AccessDeniedUnknownCard,
			event.Subject{Number: codeNumber, Type: "card", Detail: "unknown"}},
		{"a card with the number of the master code", question("card", masterCode), denied, event.AccessDeniedUnknownCard,
			event.Subject{Number: masterCode, Type: "card", Detail: "unknown"}},
		{"no number, as faces have", question("card", ""), denied, event.AccessDeniedUnknownCard,
			event.Subject{Type: "card", Detail: "unknown"}},

		// Those who may not enter now.
		{"a card whose time is over", question("card", "2"), denied, event.AccessDenied,
			event.Subject{UID: 6, Name: maria, Number: "2", Type: "card", Lock: 2, Detail: "expired"}},
		{"a card whose time is to come", question("card", "3"), denied, event.AccessDenied,
			event.Subject{UID: 7, Name: maria, Number: "3", Type: "card", Lock: 2, Detail: "not_yet_valid"}},
		{"a code whose time is over", question("input_code", "2"), denied, event.AccessDeniedInputCode,
			event.Subject{UID: 8, Name: maria, Number: "2", Type: "inputCode", Lock: 2, Detail: "expired"}},
		{"a QR code whose time is over", question("qr", "10000000-0000-4000-8000-000000000000"), denied, event.AccessDenied,
			event.Subject{UID: 9, Name: maria, Number: "10000000-0000-4000-8000-000000000000", Type: "qr", Lock: 1, Detail: "expired"}},
		{"a card that was used as often as it may be", question("card", "4"), denied, event.AccessDenied,
			event.Subject{UID: 10, Name: maria, Number: "4", Type: "card", Lock: 1, Detail: "no_passes_left"}},
		{"a card of the night by day", question("card", "5"), denied, event.AccessDenied,
			event.Subject{UID: 11, Name: maria, Number: "5", Type: "card", Lock: 1, Detail: "outside_schedule"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := doors(t)
			before := w.contents(t)
			got, err := w.access.Ask(account.WithCaller(t.Context(), "panel"), tt.question)
			ok(t, err)
			if want := tt.answer; got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			want := event.Event{At: start.Truncate(time.Millisecond), Key: tt.key, Account: "panel", Subject: tt.subject}
			if log := w.log(t); len(log) != 1 || log[0] != want {
				t.Errorf("the log is %+v, want %+v", log, want)
			}
			if tt.answer.Granted && tt.subject.UID == int64(w.card) { // the one that has a limit of passes
				before.Identifiers[0].Identifier = before.Identifiers[0].Used()
			}
			if got, want := w.contents(t), before; !equal(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestWhatIsNotHandledIsNotInTheLog(t *testing.T) {
	w := newWorld(t)
	check := w.unchanged(t)
	for _, q := range []access.Question{question("face_id", ""), question("inputCode", codeNumber), question("ukey", cardNumber), question("", "")} {
		w.wantAnswer(t, q, notHandled)
	}
	check(t)
}

func TestADisabledMasterCodeIsUnknown(t *testing.T) {
	w := newWorld(t)
	ok(t, w.settings.SetMasterCode(t.Context(), settings.MasterCode{Number: masterCode}))
	w.wantAnswer(t, question("input_code", masterCode), denied)
}

func TestNumbersAreFoundHoweverAReaderSpellsThem(t *testing.T) {
	for _, c := range []struct {
		name, typ string
		stored    identifier.Spec
		asked     string
		want      access.Answer
	}{
		{"with leading zeros", "card", spec(identifier.Card, "44"), "0000000044", firstLock},
		{"in lower case with dashes", "card", spec(identifier.Card, "00:1A:2B"), "00-1a-2b", firstLock},
		{"in upper case with colons", "card", spec(identifier.Card, "00-1a-2b"), "00:1A:2B", firstLock},
		{"a QR code in upper case", "qr", spec(identifier.QR, newQR[:35]+"a"), "20000000-0000-4000-8000-00000000000A", firstLock},
		{"a code is not", "input_code", spec(identifier.InputCode, "44"), "0044", denied},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.put(t, newIdentifier(t, c.stored, ""))
			w.wantAnswer(t, question(c.typ, c.asked), c.want)
		})
	}
}

// Two cards may differ in their zeros alone.
func TestTheNumberAsItIsComesFirst(t *testing.T) {
	w := newWorld(t)
	second := spec(identifier.Card, "0044")
	second.Lock = identifier.SecondLock
	w.put(t, newIdentifier(t, spec(identifier.Card, "44"), ""))
	w.put(t, newIdentifier(t, second, ""))
	w.wantAnswer(t, question("card", "0044"), secondLock)
	w.wantAnswer(t, question("card", "44"), firstLock)
	w.wantAnswer(t, question("card", "00044"), firstLock)
}

// Time.

func TestAnIdentifierIsGoodFromItsFirstSecondToItsLast(t *testing.T) {
	window := cardSpec().Validity.Time
	for _, c := range []struct {
		name string
		now  time.Time
		want access.Answer
	}{
		{"before its first second", window.From.Add(-1), denied},
		{"in its first second", window.From, firstLock},
		{"in its last second", window.To.Add(time.Second - 1), firstLock},
		{"after its last second", window.To.Add(time.Second), denied},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			s := spec(identifier.Card, "44")
			s.Validity.Time = window
			w.put(t, newIdentifier(t, s, ""))
			w.clock = c.now
			w.wantAnswer(t, question("card", "44"), c.want)
		})
	}
}

func TestTimeProfilesAreReadByTheClockOfTheBuilding(t *testing.T) {
	berlin := time.FixedZone("", 3600)
	monday := time.Date(2026, 11, 23, 0, 0, 0, 0, berlin) // 23:00 on Sunday in UTC
	for _, c := range []struct {
		name string
		now  time.Time
		zone *time.Location
		want access.Answer
	}{
		{"when the day begins there", monday, berlin, firstLock},
		{"not before", monday.Add(-time.Second), berlin, denied},
		{"until it ends there", monday.Add(24*time.Hour - 1), berlin, firstLock},
		{"not after", monday.Add(24 * time.Hour), berlin, denied},
		{"by another clock it is another day", monday.Add(-time.Second), time.UTC, firstLock},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.clock, w.access.Zone = c.now, c.zone
			uid := w.put(t, newIdentifier(t, spec(identifier.Card, "44"), ""))
			profile := w.schedule(t, schedule.Spec{Name: "Monday", AllDay: true, From: monday, To: monday}, "")
			ok(t, w.store.Profiles.Attach(t.Context(), uid, profile))
			ok(t, w.store.Profiles.Attach(t.Context(), uid, w.schedule(t, schedule.Spec{Name: "Past", From: monday.AddDate(-1, 0, 0), To: monday.AddDate(-1, 0, 0)}, "")))
			w.wantAnswer(t, question("card", "44"), c.want)
		})
	}
}

func TestWithoutAZoneTheClockIsThatOfTheMachine(t *testing.T) {
	former := time.Local
	t.Cleanup(func() { time.Local = former })
	time.Local = time.FixedZone("", 10*3600)
	midnight := time.Date(2026, 11, 23, 0, 0, 0, 0, time.Local) // 14:00 on Sunday in UTC

	w := newWorld(t)
	w.access.Zone = nil
	uid := w.put(t, newIdentifier(t, spec(identifier.Card, "44"), ""))
	profile := w.schedule(t, schedule.Spec{Name: "Monday", AllDay: true, From: midnight, To: midnight}, "")
	ok(t, w.store.Profiles.Attach(t.Context(), uid, profile))
	w.wantAnswer(t, question("card", "44"), firstLock)
	w.clock = midnight.Add(-time.Second)
	w.wantAnswer(t, question("card", "44"), denied)
}

// Passes.

func TestAPassIsUsedExactlyOnce(t *testing.T) {
	const passes, panels = 5, 16
	w := newWorld(t)
	uid := w.put(t, newIdentifier(t, spent("44"), ""))
	var granted [panels]bool
	for _, err := range atOnce(panels, func(worker int) error {
		answer, err := w.access.Ask(t.Context(), question("card", "44"))
		granted[worker] = answer.Granted
		return err
	}) {
		ok(t, err)
	}
	if got, want := count(granted[:], true), passes; got != want {
		t.Errorf("%d were let in, want %d", got, want)
	}
	if got, want := w.get(t, uid).PassesLeft(), 0; got != want {
		t.Errorf("%d passes are left, want %d", got, want)
	}
	var keys []event.Key
	for _, e := range w.log(t) {
		keys = append(keys, e.Key)
	}
	if got, want := count(keys, event.AccessGranted), passes; got != want {
		t.Errorf("the log has %d grants, want %d", got, want)
	}
	if got, want := count(keys, event.AccessDenied), panels-passes; got != want {
		t.Errorf("the log has %d denials, want %d", got, want)
	}
}

func count[T comparable](all []T, v T) int {
	return len(slices.DeleteFunc(slices.Clone(all), func(w T) bool { return w != v }))
}

func TestADenialUsesNoPass(t *testing.T) {
	w := newWorld(t)
	w.clock = start.Add(2 * time.Hour)
	w.wantAnswer(t, question("card", cardNumber), denied)
	if got, want := w.get(t, w.card).PassesLeft(), 9; got != want {
		t.Errorf("%d passes are left, want %d", got, want)
	}
}

func TestPassesAreUsedOneByOne(t *testing.T) {
	w := newWorld(t)
	for left := 8; left >= 0; left-- {
		w.wantAnswer(t, question("card", cardNumber), secondLock)
		if got, want := w.get(t, w.card).PassesLeft(), left; got != want {
			t.Errorf("%d passes are left, want %d", got, want)
		}
	}
	w.wantAnswer(t, question("card", cardNumber), denied)
	ok(t, w.identifiers.ResetPasses(t.Context(), w.card))
	w.wantAnswer(t, question("card", cardNumber), secondLock)
}

// Failures.

// A panel that gets an error decides by itself: it must not find an answer
// beside it.
func TestAnErrorIsNoAnswer(t *testing.T) {
	for _, q := range []access.Question{question("card", cardNumber), question("card", "44"), question("input_code", masterCode), question("qr", qrNumber)} {
		w := newWorld(t)
		check := w.unchanged(t)
		breakEachCall(t, func(ctx context.Context) error {
			answer, err := w.access.Ask(ctx, q)
			if err != nil {
				check(t)
				if answer != (access.Answer{}) {
					t.Errorf("%+v: answer %+v beside the error", q, answer)
				}
			}
			return err
		})
	}
}

// A panel may send anything.
func TestALongNumberFitsTheLog(t *testing.T) {
	w := newWorld(t)
	for _, typ := range []string{"card", "input_code", "qr"} {
		w.wantAnswer(t, question(typ, strings.Repeat("0", 10_000)), denied)
	}
	for _, e := range w.log(t) {
		if got, want := len(e.Subject.Number), event.MaxNumber; got != want {
			t.Errorf("the number in the log has %d characters, want %d", got, want)
		}
	}
}
