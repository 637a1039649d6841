package identifier

import (
	"testing"
	"time"
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
			checkNew(t, s, tt.ok)
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

func TestTheZeroValidityIsRefused(t *testing.T) {
	s := goodSpec(Card)
	s.Validity = Validity{}
	checkNew(t, s, false)
}
