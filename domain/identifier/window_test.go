package identifier

import (
	"testing"
	"time"
)

func TestAChangeOfTheTimeWindow(t *testing.T) {
	var (
		open      = time.Time{}
		limited   = TimeWindow{From: morning, To: evening}
		permanent = TimeWindow{Permanent: true}
		noted     = TimeWindow{Permanent: true, From: morning, To: evening} // permanent, and its ends are ignored
		later     = evening.Add(time.Hour)
	)
	tests := []struct {
		name   string
		before TimeWindow
		change WindowChange
		want   TimeWindow
	}{
		// Of a window that is limited.
		{"nothing is said of a limited one", limited, WindowChange{}, limited},
		{"a limited one is not to be permanent", limited, WindowChange{Permanent: to(false)}, limited},
		{"its beginning moves", limited, WindowChange{From: to(morning.Add(time.Hour))}, TimeWindow{From: morning.Add(time.Hour), To: evening}},
		{"its end moves", limited, WindowChange{To: &later}, TimeWindow{From: morning, To: later}},
		{"its beginning opens", limited, WindowChange{From: &open}, TimeWindow{To: evening}},
		{"its end opens", limited, WindowChange{To: &open}, TimeWindow{From: morning}},
		{"both its ends open", limited, WindowChange{From: &open, To: &open}, TimeWindow{}},
		{"it becomes permanent, and its ends are gone", limited, WindowChange{Permanent: to(true)}, permanent},
		{"it becomes permanent, and the end that is given stays", limited, WindowChange{Permanent: to(true), To: &later}, TimeWindow{Permanent: true, To: later}},

		// Of a window that is permanent.
		{"nothing is said of a permanent one", permanent, WindowChange{}, permanent},
		{"nothing is said of one with ends that are ignored", noted, WindowChange{}, noted},
		{"a beginning limits it", permanent, WindowChange{From: &morning}, TimeWindow{From: morning}},
		{"an end limits it", permanent, WindowChange{To: &evening}, TimeWindow{To: evening}},
		{"an end that is open does not", permanent, WindowChange{To: &open}, permanent},
		{"both ends that are open do not", permanent, WindowChange{From: &open, To: &open}, permanent},
		{"it stays permanent if that is said, whatever the ends", permanent, WindowChange{Permanent: to(true), From: &morning, To: &evening}, noted},
		{"it is not to be permanent, and is open at both ends", permanent, WindowChange{Permanent: to(false)}, TimeWindow{}},
		{"it is not to be permanent, and gets its ends", permanent, WindowChange{Permanent: to(false), From: &morning, To: &evening}, limited},
		{"ends that were ignored are gone when it is permanent again", noted, WindowChange{Permanent: to(true)}, permanent},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := goodSpec(Card)
			s.Validity.Time = tt.before
			id, err := Restore(42, s, Complete, AlwaysLeft).Changed(Change{Time: tt.change})
			if err != nil {
				t.Fatal(err)
			}
			s.Validity.Time = tt.want
			if got, want := id.Spec(), s; got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestReplaceSaysTheWholeWindow(t *testing.T) {
	for name, want := range map[string]TimeWindow{
		"permanent":                    {Permanent: true},
		"permanent, with its ends":     {Permanent: true, From: morning, To: evening},
		"open at both ends":            {},
		"with a beginning":             {From: morning.Add(time.Hour)},
		"with an end":                  {To: evening.Add(time.Hour)},
		"of the same ends":             {From: morning, To: evening},
		"permanent, with one end said": {Permanent: true, To: evening},
	} {
		s := goodSpec(Card)
		s.Validity.Time = want
		for _, before := range []Identifier{lived(Card), unlimited()} {
			id, err := before.Changed(Replace(s))
			if err != nil {
				t.Fatal(err)
			}
			if got := id.Spec().Validity.Time; got != want {
				t.Errorf("%s: got %+v, want %+v", name, got, want)
			}
		}
	}
}
