package audit

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

const installation = "01234567-89ab-4cde-8f01-23456789abcd"

var noon = time.Date(2026, 1, 1, 9, 32, 21, 337_000_000, time.UTC)

// The hashes were computed by another program, in another language, from what
// the comments of Origin and sum say. Whoever must change one breaks every log
// there is.
func TestHashesAreThoseOfTheDocumentation(t *testing.T) {
	first := Next(Origin(installation), Entry{At: noon, Actor: System, Action: "device_booted"})
	second := Next(first.Head(), Entry{At: noon.Add(time.Millisecond), Actor: "jürgen@lobby", Action: PortraitRead, UID: 214, Detail: "Ж"})
	for _, c := range []struct {
		head Head
		want string
	}{
		{Origin(installation), "0:5eb786e8779c329b2caec95b644b5f8080c1d762a8881ffb39a4bca8ad94ff8f"},
		{first.Head(), "1:8bcbd28ecb4480a1624198dc8b201c4c0cac313c1ceb2860d47bce4994d7b6ee"},
		{second.Head(), "2:d1ca39133a248cd331e3e92cc7e076ae957bf9c79c52872c4fd778c723eb69c1"},
	} {
		if got := c.head.String(); got != c.want {
			t.Errorf("the head is %s, want %s", got, c.want)
		}
	}
}

func TestNextGivesNumberAndHashesItself(t *testing.T) {
	e := Entry{Seq: 99, At: noon, Actor: "admin", Action: PortraitRead, UID: 7, Previous: Hash{1}, Hash: Hash{2}}
	got := Next(Head{Seq: 4, Hash: Hash{3}}, e)
	want := e
	want.Seq, want.Previous, want.Hash = 5, Hash{3}, got.Hash
	if got != want || got.Hash == e.Hash || got.Hash != got.sum() {
		t.Errorf("got %+v", got)
	}
}

func TestNextTrims(t *testing.T) {
	long := strings.Repeat("Ж", MaxText)
	got := Next(Head{}, Entry{
		At: noon.Add(999_999 * time.Nanosecond).In(time.FixedZone("", 3600)), Actor: long + "a", Action: Action(long + "b"), Detail: long + "c",
	})
	want := Entry{Seq: 1, At: noon, Actor: long, Action: Action(long), Detail: long, Hash: got.Hash}
	if got != want || got.Hash != want.sum() {
		t.Errorf("got %+v", got)
	}
	if got := Next(Head{}, Entry{Actor: "a\xffb"}).Actor; got != "a\uFFFDb" {
		t.Errorf("the actor is %q", got)
	}
}

// Where one field ends and the next begins is part of what is hashed.
func TestNoTwoEntriesAreTheSameBytes(t *testing.T) {
	seen := map[Hash]Entry{}
	for _, e := range []Entry{
		{Actor: "ab"}, {Action: "ab"}, {Detail: "ab"},
		{Actor: "a", Action: "b"}, {Actor: "a", Detail: "b"}, {Action: "a", Detail: "b"},
		{Seq: 1}, {UID: 1}, {At: time.UnixMilli(1)}, {At: time.UnixMilli(0)}, {Previous: Hash{31: 1}},
		{Actor: "\x00"}, {Action: "\x00"}, {Actor: "\x00\x00"},
	} {
		if other, there := seen[e.sum()]; there {
			t.Errorf("%+v has the hash of %+v", e, other)
		}
		seen[e.sum()] = e
	}
}

func TestInstallationsHaveDifferentOrigins(t *testing.T) {
	if Origin("a") == Origin("b") {
		t.Error("two installations have one origin")
	}
}

func TestHeadsAreReadAsTheyAreWritten(t *testing.T) {
	for _, want := range []Head{{}, Origin(installation), {Seq: 1<<63 - 1, Hash: Hash{0xab}}} {
		for _, s := range []string{want.String(), strings.ToUpper(want.String())} {
			if got, err := ParseHead(s); got != want || err != nil {
				t.Errorf("%s is read as %v, %v", s, got, err)
			}
		}
	}
}

func TestWhatIsNoHead(t *testing.T) {
	digits := strings.Repeat("a", 64)
	for _, s := range []string{"", ":", "1", digits, ":" + digits, "1:", "x:" + digits, "-1:" + digits, "1:" + digits[1:],
		"1:" + digits[2:], "1:" + digits + "aa", "1:g" + digits[1:], "1: " + digits, "1:2:" + digits, "9223372036854775808:" + digits} {
		if got, err := ParseHead(s); !errors.Is(err, domain.KindInvalid) {
			t.Errorf("%q is read as %v, %v", s, got, err)
		}
	}
}
