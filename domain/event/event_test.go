package event

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/domain/identifier"
)

// texts are the texts of an event that may be cut, each with its limit.
var texts = []struct {
	name  string
	limit int
	of    func(*Event) *string
}{
	{"account", MaxText, func(e *Event) *string { return &e.Account }},
	{"name", MaxText, func(e *Event) *string { return &e.Subject.Name }},
	{"number", MaxNumber, func(e *Event) *string { return &e.Subject.Number }},
	{"type", MaxNumber, func(e *Event) *string { return &e.Subject.Type }},
	{"apartment", MaxText, func(e *Event) *string { return &e.Subject.Apartment }},
	{"detail", MaxText, func(e *Event) *string { return &e.Subject.Detail }},
}

func TestTrimmedTexts(t *testing.T) {
	tests := []struct {
		name string
		text func(limit int) string
		want func(limit int) string
	}{
		// Length.
		{"nothing stays nothing",
			func(int) string { return "" },
			func(int) string { return "" }},
		{"a text exactly as long as the limit stays",
			func(n int) string { return strings.Repeat("a", n) },
			func(n int) string { return strings.Repeat("a", n) }},
		{"a text one character longer loses its last",
			func(n int) string { return strings.Repeat("a", n) + "b" },
			func(n int) string { return strings.Repeat("a", n) }},
		{"a very long text is cut",
			func(int) string { return strings.Repeat("a", 10_000) },
			func(n int) string { return strings.Repeat("a", n) }},
		{"characters count, not bytes: just enough",
			func(n int) string { return strings.Repeat("Ж", n) },
			func(n int) string { return strings.Repeat("Ж", n) }},
		{"characters count, not bytes: one too many",
			func(n int) string { return strings.Repeat("😀", n+1) },
			func(n int) string { return strings.Repeat("😀", n) }},
		{"a long character at the limit is not cut in two",
			func(n int) string { return strings.Repeat("a", n-1) + "😀b" },
			func(n int) string { return strings.Repeat("a", n-1) + "😀" }},

		// Bytes that are no UTF-8. Several in a row become one character.
		{"a byte that is no UTF-8 is replaced",
			func(int) string { return "Mar\xeda" },
			func(int) string { return "Mar\uFFFDa" }},
		{"half a character is replaced",
			func(int) string { return "Ж"[:1] },
			func(int) string { return "\uFFFD" }},
		{"many such bytes are replaced by one character",
			func(n int) string { return strings.Repeat("\xff", n+1) + "a" },
			func(int) string { return "\uFFFDa" }},
		{"a character that is replaced counts: just enough",
			func(n int) string { return "\xff" + strings.Repeat("a", n-1) },
			func(n int) string { return "\uFFFD" + strings.Repeat("a", n-1) }},
		{"a character that is replaced counts: one too many",
			func(n int) string { return "\xff" + strings.Repeat("a", n) },
			func(n int) string { return "\uFFFD" + strings.Repeat("a", n-1) }},

		// What is kept.
		{"a zero byte, quotes and line breaks stay",
			func(int) string { return "a\x00\"b\"\r\n" },
			func(int) string { return "a\x00\"b\"\r\n" }},
		{"spaces at the ends stay",
			func(int) string { return " a " },
			func(int) string { return " a " }},
	}
	for _, text := range texts {
		for _, tt := range tests {
			t.Run(text.name+"/"+tt.name, func(t *testing.T) {
				var e, want Event
				*text.of(&e) = tt.text(text.limit)
				*text.of(&want) = tt.want(text.limit)
				if got := e.Trimmed(); got != want {
					t.Errorf("got %+v, want %+v", got, want)
				}
			})
		}
	}
}

func TestTrimmedTime(t *testing.T) {
	at := func(nanoseconds int, zone *time.Location) time.Time {
		return time.Date(2026, 1, 1, 9, 32, 21, nanoseconds, zone)
	}
	now := time.Now() // has a reading of the monotonic clock
	tests := []struct {
		name     string
		at, want time.Time
	}{
		{"a whole millisecond stays", at(337_000_000, time.UTC), at(337_000_000, time.UTC)},
		{"less than a millisecond is lost", at(337_999_999, time.UTC), at(337_000_000, time.UTC)},
		{"a microsecond is lost", at(1_000, time.UTC), at(0, time.UTC)},
		{"another zone becomes UTC", at(0, time.FixedZone("", 3600)), at(0, time.UTC).Add(-time.Hour)},
		{"no time stays none", time.Time{}, time.Time{}},
		{"a reading of the monotonic clock is lost", now, time.UnixMilli(now.UnixMilli()).UTC()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := (Event{At: tt.at}).Trimmed().At, tt.want; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

// full has a value in every field.
func full() Event {
	return Event{
		ID:      7,
		At:      time.Date(2026, 1, 1, 9, 32, 21, 337_000_000, time.UTC),
		Key:     AccessGranted,
		Account: "admin",
		Subject: Subject{UID: 214, Name: "Maria Lindqvist", Number: "3090417", Type: "card", Lock: 2,
			Apartment: "building 1, room 12", Detail: "expired"},
	}
}

func TestTrimmedKeepsTheRest(t *testing.T) {
	if got, want := full().Trimmed(), full(); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestTrimmedLeavesTheCallersEvent(t *testing.T) {
	e := full()
	e.Account = strings.Repeat("a", MaxText+1)
	before := e
	e.Trimmed()
	if e != before {
		t.Errorf("the event is now %+v", e)
	}
}

// What an identifier may have, its events may have.
func TestTheLimitsOfAnIdentifierFit(t *testing.T) {
	if got, want := MaxText, identifier.MaxOwnerName; got < want {
		t.Errorf("a name has %d characters, an owner's may have %d", got, want)
	}
	longest := identifier.Spec{
		Owner: identifier.Owner{Type: identifier.Resident}, Type: identifier.LicensePlate,
		Number: strings.Repeat("A", MaxNumber), Lock: identifier.AllLocks, Validity: identifier.Permanent(),
	}
	if _, err := identifier.New(longest); err != nil {
		t.Errorf("no number plate is as long as the limit: %v", err)
	}
	longest.Number += "A"
	if _, err := identifier.New(longest); err == nil {
		t.Error("a number plate may be longer than the limit")
	}
}

func TestTrimmingAnything(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for range 500 {
		garbage := make([]byte, random.IntN(4*MaxText))
		for i := range garbage {
			garbage[i] = byte(random.Uint32())
		}
		e := Event{}
		for _, text := range texts {
			*text.of(&e) = string(garbage)
		}
		got := e.Trimmed()
		for _, text := range texts {
			s := *text.of(&got)
			if n := utf8.RuneCountInString(s); !utf8.ValidString(s) || n > text.limit {
				t.Fatalf("%s is %q of %d characters", text.name, s, n)
			}
		}
		if again := got.Trimmed(); again != got {
			t.Fatalf("trimmed again, %+v is %+v", got, again)
		}
	}
}
