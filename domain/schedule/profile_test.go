package schedule

import (
	"reflect"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

const link = domain.LinkID("0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77")

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
	for name, s := range fullSpecs() {
		t.Run(name, func(t *testing.T) {
			p, err := New(s)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := p.Spec(), s; !reflect.DeepEqual(got, want) {
				t.Errorf("spec is %+v, want %+v", got, want)
			}
			if got, want := p.UID(), UID(0); got != want {
				t.Errorf("uid is %d, want %d", got, want)
			}
			if got, want := p.Link(), domain.LinkID(""); got != want {
				t.Errorf("link is %q, want none", got)
			}
		})
	}
}

// fullSpecs returns specs that have every field between them.
func fullSpecs() map[string]Spec {
	until := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	week := custom(Custom{Unit: WeekUnit, Step: 3, Weekdays: []Weekday{Sunday, Monday}})
	week.Until = until
	days := repeated(custom(Custom{Unit: MonthUnit, Step: 2, MonthDays: []int{31, 1}}))
	days.AllDay = true
	return map[string]Spec{
		"once":                goodSpec(),
		"with an end":         repeated(Repeat{Enabled: true, Cycle: Daily, Until: until}),
		"a week":              repeated(week),
		"days of the month":   days,
		"an n-th of a month":  repeated(custom(Custom{Unit: MonthUnit, Step: 1, Nth: NthDay{Last, WorkingDay}})),
		"an n-th of a year":   repeated(custom(Custom{Unit: YearUnit, Step: 1, Nth: NthDay{Second, DayType(Friday)}, Months: []int{12, 6}})),
		"a repetition at bay": repeated(Repeat{Cycle: Weekly, Until: until}),
	}
}

func TestNewKeepsUTCAndWholeSeconds(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	s := repeated(every(Daily))
	s.From = time.Date(2024, 1, 1, 10, 0, 0, 999_999_999, berlin)
	s.To = time.Date(2024, 1, 1, 11, 0, 0, 1, berlin)
	s.Repeat.Until = time.Date(2025, 1, 1, 11, 0, 0, 1, berlin)
	s = mustNew(t, s)
	for _, tt := range []struct {
		name      string
		got, want time.Time
	}{
		{"From", s.From, time.Date(2024, 1, 1, 9, 0, 0, 0, time.UTC)},
		{"To", s.To, time.Date(2024, 1, 1, 10, 0, 0, 0, time.UTC)},
		{"Until", s.Repeat.Until, time.Date(2025, 1, 1, 10, 0, 0, 0, time.UTC)},
	} {
		if tt.got != tt.want {
			t.Errorf("%s is %v, want %v", tt.name, tt.got, tt.want)
		}
	}
}

func TestAnEmptyListIsNone(t *testing.T) {
	s := repeated(custom(Custom{Unit: DayUnit, Step: 1, Weekdays: []Weekday{}, MonthDays: []int{}, Months: []int{}}))
	want := repeated(custom(Custom{Unit: DayUnit, Step: 1}))
	if got := mustNew(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("New keeps %+v, want %+v", got, want)
	}
	if got := Restore(1, "", s).Spec(); !reflect.DeepEqual(got, want) {
		t.Errorf("Restore keeps %+v, want %+v", got, want)
	}
}

// lists returns a spec with every list, which only Restore takes.
func lists() Spec {
	return repeated(custom(Custom{Weekdays: []Weekday{Monday}, MonthDays: []int{1}, Months: []int{1}}))
}

func scribble(s Spec) {
	c := s.Repeat.Custom
	for i := range c.Weekdays {
		c.Weekdays[i] = "scribble"
	}
	for i := range c.MonthDays {
		c.MonthDays[i] = -1
	}
	for i := range c.Months {
		c.Months[i] = -1
	}
}

func TestAProfileSharesNoSlice(t *testing.T) {
	t.Run("Restore copies", func(t *testing.T) {
		s := lists()
		p := Restore(1, "", s)
		scribble(s)
		if got, want := p.Spec(), lists(); !reflect.DeepEqual(got, want) {
			t.Errorf("spec is %+v, want %+v", got, want)
		}
	})
	t.Run("Spec copies", func(t *testing.T) {
		p := Restore(1, "", lists())
		scribble(p.Spec())
		if got, want := p.Spec(), lists(); !reflect.DeepEqual(got, want) {
			t.Errorf("spec is %+v, want %+v", got, want)
		}
	})
	for name := range fullSpecs() {
		t.Run("New copies "+name, func(t *testing.T) {
			s := fullSpecs()[name]
			p, err := New(s)
			if err != nil {
				t.Fatal(err)
			}
			scribble(s)
			if got, want := p.Spec(), fullSpecs()[name]; !reflect.DeepEqual(got, want) {
				t.Errorf("spec is %+v, want %+v", got, want)
			}
		})
	}
}

func TestRestoreChecksNothing(t *testing.T) {
	s := lists()
	s.Name, s.From, s.Repeat.Cycle = "", s.To.Add(time.Hour), "century"
	p := Restore(42, link, s)
	if got, want := p.UID(), UID(42); got != want {
		t.Errorf("uid is %d, want %d", got, want)
	}
	if got, want := p.Link(), link; got != want {
		t.Errorf("link is %q, want %q", got, want)
	}
	if got, want := p.Spec(), s; !reflect.DeepEqual(got, want) {
		t.Errorf("spec is %+v, want %+v", got, want)
	}
}

func TestLinkedChangesTheLinkOnly(t *testing.T) {
	old := Restore(42, "", goodSpec())
	p := old.Linked(link)
	if got, want := p, Restore(42, link, goodSpec()); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := old.Link(), domain.LinkID(""); got != want {
		t.Errorf("the old profile has link %q, want none", got)
	}
	if got, want := p.Linked(""), old; !reflect.DeepEqual(got, want) {
		t.Errorf("without a link %+v, want %+v", got, want)
	}
}

func TestChangedKeepsUIDAndLink(t *testing.T) {
	old := Restore(42, link, goodSpec())
	for name, s := range fullSpecs() {
		t.Run(name, func(t *testing.T) {
			p, err := old.Changed(s)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := p, Restore(42, link, s); !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
	if got, want := old, Restore(42, link, goodSpec()); !reflect.DeepEqual(got, want) {
		t.Errorf("the old profile is now %+v, want %+v", got, want)
	}
}

func TestChangedRefusesWhatNewRefuses(t *testing.T) {
	s := goodSpec()
	s.To = s.From.Add(-time.Second)
	p, err := Restore(42, link, goodSpec()).Changed(s)
	if got, want := domain.KindOf(err), domain.KindInvalidTimes; err == nil || got != want {
		t.Errorf("error is %v, want one of kind %q", err, want)
	}
	if got, want := p, (Profile{}); !reflect.DeepEqual(got, want) {
		t.Errorf("a refused profile is %+v, want zero", got)
	}
}
