package schedule

import (
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
)

func TestErrorsRepeatLittleOfALongWord(t *testing.T) {
	long := strings.Repeat("Q", 60_000)
	custom := func(c Custom) Repeat { return Repeat{Enabled: true, Cycle: CustomCycle, Custom: c} }
	for _, c := range []struct {
		name   string
		repeat Repeat
	}{
		{"a cycle", Repeat{Enabled: true, Cycle: Cycle(long)}},
		{"a unit", custom(Custom{Unit: Unit(long), Step: 1})},
		{"a weekday", custom(Custom{Unit: WeekUnit, Step: 1, Weekdays: []Weekday{Weekday(long)}})},
		{"an order", custom(Custom{Unit: MonthUnit, Step: 1, Nth: NthDay{WeekOrder(long), "MON"}})},
		{"a day type", custom(Custom{Unit: MonthUnit, Step: 1, Nth: NthDay{Last, DayType(long)}})},
		{"an order without a day type", custom(Custom{Unit: MonthUnit, Step: 1, Nth: NthDay{WeekOrder(long), ""}})},
	} {
		t.Run(c.name, func(t *testing.T) {
			from := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
			_, err := New(Spec{Name: "a", From: from, To: from.Add(time.Hour), Repeat: c.repeat})
			if err == nil {
				t.Fatal("it is accepted")
			}
			if got, want := strings.Count(err.Error(), "Q"), 64; got != want || len(err.Error()) > longestError {
				t.Errorf("the error has %d bytes and repeats %d characters, want %d; kind %v", len(err.Error()), got, want, domain.KindOf(err))
			}
		})
	}
}
