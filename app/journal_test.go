package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
)

func namesIn(log []event.Event) string {
	var names []string
	for _, e := range log {
		names = append(names, e.Subject.Name)
	}
	return strings.Join(names, " ")
}

func TestTheOldestEventsGo(t *testing.T) {
	for _, c := range []struct {
		keep int
		want string
	}{
		{1, "e"}, {2, "d e"}, {4, "b c d e"}, {5, "a b c d e"}, {6, "a b c d e"},
	} {
		f := newFixture()
		f.journal.Keep = c.keep
		for _, name := range []string{"a", "b", "c", "d", "e"} {
			f.journal.Note(t.Context(), event.DeviceBooted, event.Subject{Name: name})
		}
		if got, want := namesIn(f.log(t)), c.want; got != want {
			t.Errorf("of those that keep %d there are %q, want %q", c.keep, got, want)
		}
	}
}

func TestChangesPushOldEventsOutAsWell(t *testing.T) {
	w := newWorld(t)
	w.journal.Keep = 1
	w.journal.Note(t.Context(), event.DeviceBooted, event.Subject{})
	ok(t, w.identifiers.ResetPasses(t.Context(), w.card))
	if log := w.log(t); len(log) != 1 || log[0].Key != event.PassesReset {
		t.Errorf("the log is %+v", log)
	}
}

func TestNoteSaysWhatWhenAndWho(t *testing.T) {
	f := newFixture()
	f.clock = time.Date(2026, 11, 23, 14, 0, 0, 1_999_999, time.FixedZone("", 7200))
	f.journal.Note(account.WithCaller(t.Context(), "operator"), event.DeviceBooted, event.Subject{UID: 7, Detail: "why"})
	want := event.Event{
		At:      time.Date(2026, 11, 23, 12, 0, 0, 1_000_000, time.UTC),
		Key:     event.DeviceBooted,
		Account: "operator",
		Subject: event.Subject{UID: 7, Detail: "why"},
	}
	if log := f.log(t); len(log) != 1 || log[0] != want {
		t.Errorf("the log is %+v, want %+v", log, want)
	}
}

func TestEventsFitTheirLimits(t *testing.T) {
	f := newFixture()
	f.journal.Note(t.Context(), event.DeviceBooted, event.Subject{Name: strings.Repeat("x", event.MaxText+1)})
	if log := f.log(t); len(log) != 1 || log[0].Subject.Name != strings.Repeat("x", event.MaxText) {
		t.Errorf("the log is %+v", log)
	}
}

// That an event is missing is said to the operator, without what it is about: a
// number may be a code that somebody types at the door.
func TestANoteThatFailsIsSaidToTheOperator(t *testing.T) {
	f := newFixture()
	f.events.broken = true
	f.journal.Note(t.Context(), event.FaceRefused, event.Subject{Name: "Maria Lindqvist", Number: codeNumber})
	said := f.operator.String()
	for _, want := range []string{"level=ERROR", "missing", string(event.FaceRefused), errDisk.Error()} {
		if !strings.Contains(said, want) {
			t.Errorf("the operator's log lacks %q: %s", want, said)
		}
	}
	for _, secret := range []string{codeNumber, "Maria"} {
		if strings.Contains(said, secret) {
			t.Errorf("the operator's log has %q: %s", secret, said)
		}
	}
}

func TestANoteThatSucceedsIsNotSaidToTheOperator(t *testing.T) {
	f := newFixture()
	f.journal.Note(t.Context(), event.DeviceBooted, event.Subject{})
	if got := f.operator.String(); got != "" {
		t.Errorf("the operator's log is %s", got)
	}
}

func TestANoteIsKeptAlsoIfTheRequestIsOver(t *testing.T) {
	f := newFixture()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	f.journal.Note(ctx, event.DeviceBooted, event.Subject{})
	if got, want := len(f.log(t)), 1; got != want {
		t.Errorf("the log has %d events, want %d", got, want)
	}
}

func TestNoJournalKeepsNothingAndIsNoFault(t *testing.T) {
	var none *app.Journal
	none.Note(t.Context(), event.DeviceBooted, event.Subject{})
	if page, total, err := none.List(t.Context(), everything); page != nil || total != 0 || err != nil {
		t.Errorf("got %v of %d, %v", page, total, err)
	}
}

// unpruned is a log from which nothing can be removed.
type unpruned struct{ ports.EventRepo }

func (unpruned) Prune(context.Context, int) error { return errDisk }

func TestAnEventThatMakesTheLogTooLongIsNotKept(t *testing.T) {
	f := newFixture()
	f.journal.Store.Events = unpruned{f.store.Events}
	f.journal.Note(t.Context(), event.DeviceBooted, event.Subject{})
	if log := f.log(t); len(log) != 0 {
		t.Errorf("the log is %+v", log)
	}
	if got, want := f.operator.String(), errDisk.Error(); !strings.Contains(got, want) {
		t.Errorf("the operator's log lacks %q: %s", want, got)
	}
}

func TestTheLogIsListed(t *testing.T) {
	w := newWorld(t)
	for _, key := range []event.Key{event.DeviceBooted, event.FaceRefused, event.DeviceBooted} {
		w.journal.Note(t.Context(), key, event.Subject{})
	}
	booted := listing.Comparison{Field: event.FieldKey, Operator: listing.Equal, Value: listing.Text(string(event.DeviceBooted))}
	page, total, err := w.journal.List(t.Context(), listing.Query{Filter: booted, Page: listing.NewPage(2, 1)})
	if err != nil || len(page) != 1 || page[0].ID != 3 || total != 2 {
		t.Errorf("got %+v of %d, %v", page, total, err)
	}
}

// Refused photos.

func TestARefusedPhotoIsInTheLogWithItsReason(t *testing.T) {
	w := newWorld(t)
	_, err := w.Enrol(account.WithCaller(t.Context(), "operator"), w.face, jpegOf(100, 100), false)
	if err == nil {
		t.Fatal("it was accepted")
	}
	about := aboutFace(w.face)
	about.Detail = "image_too_small"
	want := event.Event{At: start.Truncate(time.Millisecond), Key: event.FaceRefused, Account: "operator", Subject: about}
	if log := w.log(t); len(log) != 1 || log[0] != want {
		t.Errorf("the log is %+v, want %+v", log, want)
	}
}

func TestUploadsThatFailForOtherReasonsAreNotRefusedPhotos(t *testing.T) {
	w := newWorld(t)
	check := w.unchanged(t)
	if _, err := w.Enrol(t.Context(), w.card, w.portrait, false); err == nil {
		t.Error("a card has a face")
	}
	if _, err := w.Enrol(t.Context(), nobody, w.portrait, false); err == nil {
		t.Error("nobody has a face")
	}
	w.Assessor.Detector = broken
	if _, err := w.Enrol(t.Context(), w.face, w.portrait, false); err == nil {
		t.Error("a face was found by a broken detector")
	}
	check(t)
}

func TestAnEnrolmentIsInTheLog(t *testing.T) {
	w := newWorld(t)
	if _, err := w.Enrol(account.WithCaller(t.Context(), "operator"), w.face, w.portrait, false); err != nil {
		t.Fatal(err)
	}
	want := event.Event{At: start.Truncate(time.Millisecond), Key: event.FaceEnrolled, Account: "operator", Subject: aboutFace(w.face)}
	if log := w.log(t); len(log) != 1 || log[0] != want {
		t.Errorf("the log is %+v, want %+v", log, want)
	}
}

func TestAnEnrolmentThatCannotBeLoggedIsNotMade(t *testing.T) {
	w := newWorld(t)
	check := w.unchanged(t)
	w.events.broken = true
	for _, uid := range []identifier.UID{w.face, w.enrolled} {
		if _, err := w.Enrol(t.Context(), uid, jpegOf(641, 480), true); err == nil {
			t.Error("it was made")
		}
	}
	check(t)
	w.events.broken = false
	if _, err := w.Enrol(t.Context(), w.face, w.portrait, false); err != nil {
		t.Errorf("right after: %v", err)
	}
}
