package identifier

import (
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

func TestTimeWindow(t *testing.T) {
	noon := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name   string
		window TimeWindow
		ok     bool
	}{
		{"a window that begins before it ends is accepted", TimeWindow{From: noon, To: noon.Add(time.Hour)}, true},
		{"a window of one second more than nothing is accepted", TimeWindow{From: noon, To: noon.Add(time.Second)}, true},
		{"a window that begins when it ends is accepted", TimeWindow{From: noon, To: noon}, true},
		{"a window that begins a second after it ends is refused", TimeWindow{From: noon.Add(time.Second), To: noon}, false},
		{"the same moment in another zone is the same moment", TimeWindow{From: noon.In(time.FixedZone("", 7200)), To: noon}, true},
		{"a window without a beginning is accepted", TimeWindow{To: noon}, true},
		{"a window without an end is accepted", TimeWindow{From: noon}, true},
		{"a window open at both ends is accepted", TimeWindow{}, true},
		{"an end before 1970 is accepted", TimeWindow{To: time.Unix(-1, 0)}, true},
		{"a permanent window is accepted", TimeWindow{Permanent: true}, true},
		{"a permanent window ignores what it begins and ends with", TimeWindow{Permanent: true, From: noon.Add(time.Second), To: noon}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := goodSpec(Card)
			s.Validity.Time = tt.window
			if id, err := New(s); tt.ok {
				checkNew(t, s, true)
			} else {
				checkRefused(t, id, err, domain.KindInvalidTimes)
			}
		})
	}
}

func TestPasses(t *testing.T) {
	tests := []struct {
		name   string
		passes Passes
		ok     bool
		left   int
	}{
		{"1 pass is accepted", Passes{Max: 1}, true, 1},
		{"12 passes are accepted", Passes{Max: 12}, true, 12},
		{"0 passes are refused", Passes{Max: 0}, false, 0},
		{"-1 passes are refused", Passes{Max: -1}, false, 0},
		{"permanent passes are always left", Passes{Permanent: true}, true, AlwaysLeft},
		{"permanent passes ignore 1", Passes{Permanent: true, Max: 1}, true, AlwaysLeft},
		{"permanent passes ignore 0", Passes{Permanent: true, Max: 0}, true, AlwaysLeft},
		{"permanent passes ignore -1", Passes{Permanent: true, Max: -1}, true, AlwaysLeft},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := goodSpec(Card)
			s.Validity.Passes = tt.passes
			checkNew(t, s, tt.ok)
			if !tt.ok {
				return
			}
			id, err := New(s)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := id.PassesLeft(), tt.left; got != want {
				t.Errorf("%d passes are left, want %d", got, want)
			}
		})
	}
}

func TestPermanentHasNoLimits(t *testing.T) {
	v := Permanent()
	if !v.Time.Permanent {
		t.Error("the time is limited")
	}
	if !v.Passes.Permanent {
		t.Error("the passes are limited")
	}
}

func TestTheDocumentedNumberOfUnlimitedPasses(t *testing.T) {
	if got, want := AlwaysLeft, -1; got != want {
		t.Errorf("%d passes are left always, the API says %d", got, want)
	}
}

func TestTheZeroValidityIsRefused(t *testing.T) {
	s := goodSpec(Card)
	s.Validity = Validity{}
	checkNew(t, s, false)
}

// A window is good from its first second to its last, both included.
func TestAheadAndEnded(t *testing.T) {
	noon := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	hour := TimeWindow{From: noon, To: noon.Add(time.Hour)}
	east := time.FixedZone("", 5*3600+1800)
	tests := []struct {
		name         string
		window       TimeWindow
		now          time.Time
		ahead, ended bool
	}{
		// The beginning.
		{"a second before it begins it is ahead", hour, noon.Add(-time.Second), true, false},
		{"a nanosecond before it begins it is ahead", hour, noon.Add(-1), true, false},
		{"when it begins it is not ahead any more", hour, noon, false, false},
		{"a nanosecond after that it is neither", hour, noon.Add(1), false, false},

		// The end.
		{"when it ends it is still good", hour, noon.Add(time.Hour), false, false},
		{"it is good throughout its last second", hour, noon.Add(time.Hour + time.Second - 1), false, false},
		{"a second after its end it has ended", hour, noon.Add(time.Hour + time.Second), false, true},

		// Clocks elsewhere.
		{"a clock in another zone changes nothing at the beginning", hour, noon.In(east), false, false},
		{"a clock in another zone changes nothing before it", hour, noon.Add(-1).In(east), true, false},
		{"a clock in another zone changes nothing in the last second", hour, noon.Add(time.Hour + time.Second - 1).In(east), false, false},
		{"a clock in another zone changes nothing after the end", hour, noon.Add(time.Hour + time.Second).In(east), false, true},

		// One moment.
		{"a window of one second is good in it", TimeWindow{From: noon, To: noon}, noon, false, false},
		{"a window of one second is ahead before it", TimeWindow{From: noon, To: noon}, noon.Add(-time.Second), true, false},
		{"a window of one second has ended after it", TimeWindow{From: noon, To: noon}, noon.Add(time.Second), false, true},

		// Open ends.
		{"without a beginning it is never ahead", TimeWindow{To: noon}, time.Unix(0, 0), false, false},
		{"without a beginning it ends all the same", TimeWindow{To: noon}, noon.Add(time.Second), false, true},
		{"without an end it never ends", TimeWindow{From: noon}, noon.AddDate(1000, 0, 0), false, false},
		{"without an end it is ahead all the same", TimeWindow{From: noon}, noon.Add(-time.Second), true, false},
		{"open at both ends it is always good", TimeWindow{}, noon, false, false},

		// Permanent.
		{"a permanent one ignores its beginning", TimeWindow{Permanent: true, From: noon}, noon.Add(-time.Second), false, false},
		{"a permanent one ignores its end", TimeWindow{Permanent: true, To: noon}, noon.Add(time.Second), false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.window.Ahead(tt.now), tt.ahead; got != want {
				t.Errorf("ahead is %t, want %t", got, want)
			}
			if got, want := tt.window.Ended(tt.now), tt.ended; got != want {
				t.Errorf("ended is %t, want %t", got, want)
			}
		})
	}
}
