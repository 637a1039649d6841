package client

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// TimeOptions is the first occurrence of a time profile, both ends included.
// With AllDay it is whole days.
type TimeOptions struct {
	AllDay   bool
	From, To time.Time
}

// RepeatOptions say whether and how an occurrence repeats. The zero
// RepeatOptions do not.
type RepeatOptions struct {
	Enabled bool          `json:"repeat_enable"`
	Format  *RepeatFormat `json:"repeat_format,omitempty"` // needed if Enabled; kept without effect if not
}

// RepeatType says how an occurrence repeats.
type RepeatType string

// The repeat types.
const (
	Daily     RepeatType = "day"
	Weekly    RepeatType = "week"
	TwoWeekly RepeatType = "twoWeeks"
	Monthly   RepeatType = "month"
	Yearly    RepeatType = "year"
	Custom    RepeatType = "custom"
)

// RepeatFormat is how an occurrence repeats, and how long.
type RepeatFormat struct {
	Type   RepeatType
	Until  time.Time     // no occurrence begins after it; zero: it never ends
	Custom *RepeatCustom // of Custom alone
}

// RepeatUnit is what RepeatCustom counts.
type RepeatUnit string

// The repeat units.
const (
	Day   RepeatUnit = "day"
	Week  RepeatUnit = "week"
	Month RepeatUnit = "month"
	Year  RepeatUnit = "year"
)

// RepeatCustom repeats every so many units, on certain days of them.
type RepeatCustom struct {
	Unit  RepeatUnit `json:"repeat_point_type"`
	Every int        `json:"repeat_looper"` // 1 to 1000
	Days  RepeatDays `json:"repeat_options,omitzero"`
}

// RepeatDays are days of a week, a month or a year, as the unit is: Weekdays;
// MonthDays or Nth; Months and Nth. The zero RepeatDays are the day of the first
// occurrence.
type RepeatDays struct {
	Weekdays  []string // "MON" … "SUN"
	MonthDays []int    // 1 to 31
	Nth       NthDay
	Months    []int // 1 to 12
}

// NthDay is a day such as the second Tuesday or the last working day. The zero
// NthDay is none.
type NthDay struct {
	Order string `json:"week_order"` // "first" … "fifth", "last"
	Day   string `json:"day_type"`   // "MON" … "SUN", "WEEK_DAY", "DAY_OFF"
}

// timeOptions has Unix times in seconds.
type timeOptions struct {
	AllDay bool  `json:"is_all_day"`
	From   int64 `json:"date_from"`
	To     int64 `json:"date_to"`
}

// MarshalJSON implements json.Marshaler.
func (o TimeOptions) MarshalJSON() ([]byte, error) {
	return json.Marshal(timeOptions{o.AllDay, unix(o.From), unix(o.To)})
}

// UnmarshalJSON implements json.Unmarshaler.
func (o *TimeOptions) UnmarshalJSON(text []byte) error {
	var read timeOptions
	err := json.Unmarshal(text, &read)
	*o = TimeOptions{read.AllDay, moment(read.From), moment(read.To)}
	return err
}

type repeatFormat struct {
	Type   RepeatType    `json:"repeat_type"`
	End    repeatEnd     `json:"repeat_end"`
	Custom *RepeatCustom `json:"repeat_custom,omitempty"`
}

type repeatEnd struct {
	Format string `json:"format"` // "never" or "date"
	Date   int64  `json:"date,omitempty"`
}

// MarshalJSON implements json.Marshaler.
func (f RepeatFormat) MarshalJSON() ([]byte, error) {
	end := repeatEnd{Format: "never"}
	if !f.Until.IsZero() {
		end = repeatEnd{Format: "date", Date: unix(f.Until)}
	}
	return json.Marshal(repeatFormat{f.Type, end, f.Custom})
}

// UnmarshalJSON implements json.Unmarshaler.
func (f *RepeatFormat) UnmarshalJSON(text []byte) error {
	var read repeatFormat
	err := json.Unmarshal(text, &read)
	*f = RepeatFormat{Type: read.Type, Custom: read.Custom}
	if read.End.Format != "never" {
		f.Until = moment(read.End.Date)
	}
	return err
}

// repeatDays is the form that the contract has for months and years.
type repeatDays struct {
	Format string `json:"format,omitempty"` // of a month: "dayNumbers" or "parameterizedDay"
	Months []int  `json:"months,omitempty"` // of a year
	Range  any    `json:"range,omitempty"`  // day numbers or an NthDay
}

// MarshalJSON implements json.Marshaler: one of the three forms of section 12.1.
func (d RepeatDays) MarshalJSON() ([]byte, error) {
	form := repeatDays{Months: d.Months}
	if d.Nth != (NthDay{}) {
		form.Range = d.Nth
	}
	switch {
	case len(d.Weekdays) > 0:
		return json.Marshal(d.Weekdays)
	case len(d.Months) > 0:
	case len(d.MonthDays) > 0:
		form.Format, form.Range = "dayNumbers", d.MonthDays
	case form.Range != nil:
		form.Format = "parameterizedDay"
	}
	return json.Marshal(form)
}

// UnmarshalJSON implements json.Unmarshaler.
func (d *RepeatDays) UnmarshalJSON(text []byte) error {
	*d = RepeatDays{}
	if isArray(text) {
		return json.Unmarshal(text, &d.Weekdays)
	}
	var form struct {
		Months []int           `json:"months"`
		Range  json.RawMessage `json:"range"`
	}
	if err := json.Unmarshal(text, &form); err != nil {
		return err
	}
	d.Months = form.Months
	if len(form.Range) == 0 {
		return nil
	}
	var days any = &d.Nth
	if isArray(form.Range) {
		days = &d.MonthDays
	}
	if err := json.Unmarshal(form.Range, days); err != nil {
		return fmt.Errorf("range: %w", err)
	}
	return nil
}

func isArray(text []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(text), []byte("[")) }
