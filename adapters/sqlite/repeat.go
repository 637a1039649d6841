package sqlite

import (
	"encoding/json"
	"time"

	"github.com/vestibule-id/vestibule/domain/schedule"
)

// repeat is how a time profile repeats, as JSON in one column: it is read and
// written whole, no list is filtered or ordered by it, and in columns its lists
// would take a table of their own each. The names are ours, so that a file stays
// readable whatever the domain calls things.
type repeat struct {
	Enabled bool           `json:"enabled,omitzero"`
	Cycle   schedule.Cycle `json:"cycle,omitzero"`
	Until   *int64         `json:"until,omitzero"` // Unix seconds
	Custom  custom         `json:"custom,omitzero"`
}

// custom is the part of a custom cycle.
type custom struct {
	Unit      schedule.Unit      `json:"unit,omitzero"`
	Step      int                `json:"step,omitzero"`
	Weekdays  []schedule.Weekday `json:"weekdays,omitempty"`
	MonthDays []int              `json:"month_days,omitempty"`
	Order     schedule.WeekOrder `json:"nth_order,omitzero"`
	Day       schedule.DayType   `json:"nth_day,omitzero"`
	Months    []int              `json:"months,omitempty"`
}

// packRepeat returns a repetition for the database.
func packRepeat(r schedule.Repeat) (string, error) {
	c := r.Custom
	packed := repeat{
		Enabled: r.Enabled, Cycle: r.Cycle,
		Custom: custom{c.Unit, c.Step, c.Weekdays, c.MonthDays, c.Nth.Order, c.Nth.Day, c.Months},
	}
	if !r.Until.IsZero() {
		seconds := r.Until.Unix()
		packed.Until = &seconds
	}
	text, err := json.Marshal(packed)
	return string(text), err
}

// unpackRepeat is the inverse of packRepeat.
func unpackRepeat(text string) (schedule.Repeat, error) {
	var packed repeat
	if err := json.Unmarshal([]byte(text), &packed); err != nil {
		return schedule.Repeat{}, err
	}
	c := packed.Custom
	var until time.Time
	if packed.Until != nil {
		until = utc(*packed.Until)
	}
	return schedule.Repeat{
		Enabled: packed.Enabled, Cycle: packed.Cycle, Until: until,
		Custom: schedule.Custom{
			Unit: c.Unit, Step: c.Step, Weekdays: c.Weekdays, MonthDays: c.MonthDays,
			Nth: schedule.NthDay{Order: c.Order, Day: c.Day}, Months: c.Months,
		},
	}, nil
}
