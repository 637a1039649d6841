package httpapi

import (
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// profileBody is a time profile as it is read (section 12.1).
type profileBody struct {
	Name   string         `json:"name"`
	Time   timeOptions    `json:"time_options"`
	Repeat repeatOptions  `json:"repeat_options"`
	LinkID *domain.LinkID `json:"link_id"`
}

// listedProfile is a time profile in a list. The contract does not say what its
// uid is called there.
type listedProfile struct {
	UID     int64 `json:"timeprofile_uid"`
	SameUID int64 `json:"uid"`
	profileBody
}

// timeOptions has Unix times in seconds.
type timeOptions struct {
	AllDay bool  `json:"is_all_day"`
	From   int64 `json:"date_from"`
	To     int64 `json:"date_to"`
}

type repeatOptions struct {
	Enabled bool          `json:"repeat_enable"`
	Format  *repeatFormat `json:"repeat_format,omitempty"`
}

type repeatFormat struct {
	Type   schedule.Cycle `json:"repeat_type"`
	End    repeatEnd      `json:"repeat_end"`
	Custom *repeatCustom  `json:"repeat_custom,omitempty"`
}

type repeatEnd struct {
	Format string `json:"format"`
	Date   *int64 `json:"date,omitempty"`
}

type repeatCustom struct {
	Unit    schedule.Unit `json:"repeat_point_type"`
	Step    int           `json:"repeat_looper"`
	Options any           `json:"repeat_options,omitempty"` // one of the three forms
}

// The forms of repeat_options inside repeat_custom, beside the list of weekdays.
type (
	monthOptions struct {
		Format string `json:"format"`
		Range  any    `json:"range"` // day numbers or nthDay
	}
	yearOptions struct {
		Months []int   `json:"months"`
		Range  *nthDay `json:"range,omitempty"`
	}
	nthDay struct {
		Order schedule.WeekOrder `json:"week_order"`
		Day   schedule.DayType   `json:"day_type"`
	}
)

// What the contract calls the ends and the formats.
const (
	endNever         = "never"
	endDate          = "date"
	dayNumbers       = "dayNumbers"
	parameterizedDay = "parameterizedDay"
)

func newProfileBody(p schedule.Profile) profileBody {
	s := p.Spec()
	return profileBody{
		Name:   s.Name,
		Time:   timeOptions{AllDay: s.AllDay, From: s.From.Unix(), To: s.To.Unix()},
		Repeat: repeatOptions{Enabled: s.Repeat.Enabled, Format: newRepeatFormat(s.Repeat)},
		LinkID: nullable(p.Link()),
	}
}

func newRepeatFormat(r schedule.Repeat) *repeatFormat {
	if r.Cycle == "" {
		return nil
	}
	f := &repeatFormat{Type: r.Cycle, End: repeatEnd{Format: endNever}}
	if !r.Until.IsZero() {
		until := r.Until.Unix()
		f.End = repeatEnd{Format: endDate, Date: &until}
	}
	if r.Cycle == schedule.CustomCycle {
		f.Custom = &repeatCustom{Unit: r.Custom.Unit, Step: r.Custom.Step, Options: newCustomOptions(r.Custom)}
	}
	return f
}

func newCustomOptions(c schedule.Custom) any {
	var nth *nthDay
	if c.Nth != (schedule.NthDay{}) {
		nth = &nthDay{c.Nth.Order, c.Nth.Day}
	}
	switch {
	case len(c.Weekdays) > 0:
		return c.Weekdays
	case c.Unit == schedule.YearUnit && len(c.Months) > 0:
		return yearOptions{c.Months, nth}
	case len(c.MonthDays) > 0:
		return monthOptions{dayNumbers, c.MonthDays}
	case nth != nil:
		return monthOptions{parameterizedDay, nth}
	}
	return nil
}

// decodeProfile reads a time profile (section 12.1). The fault that o then has
// is one of those of decodeSpec.
func decodeProfile(o object) schedule.Spec {
	times, repeat := o.object("time_options"), o.object("repeat_options")
	s := schedule.Spec{
		Name:   o.text("name"),
		AllDay: times.requiredFlag("is_all_day"),
		From:   instant(times, "date_from"),
		To:     instant(times, "date_to"),
		Repeat: schedule.Repeat{Enabled: repeat.requiredFlag("repeat_enable")},
	}
	format, ok := repeat.optionalObject("repeat_format")
	switch {
	case ok && len(format.fields) > 0:
		decodeFormat(format, &s.Repeat)
	case s.Repeat.Enabled:
		o.fail(domain.Missing(repeat.name("repeat_format")))
	}
	return s
}

func decodeFormat(o object, r *schedule.Repeat) {
	r.Cycle = schedule.Cycle(o.text("repeat_type"))
	end := o.object("repeat_end")
	switch format := end.text("format"); format {
	case endDate:
		r.Until = instant(end, "date")
	case endNever, "": // no format at all is a fault already
	default:
		o.fail(domain.E(domain.KindInvalid, "repeat_end has no format %.64q", format))
	}
	if r.Cycle == schedule.CustomCycle {
		decodeCustom(o.object("repeat_custom"), &r.Custom)
	}
}

func decodeCustom(o object, c *schedule.Custom) {
	c.Unit = schedule.Unit(o.text("repeat_point_type"))
	c.Step = number(o, o.requiredInteger("repeat_looper"), "repeat_looper")
	if !o.says("repeat_options") {
		return
	}
	switch c.Unit {
	case schedule.WeekUnit:
		decodeWeek(o, c)
	case schedule.MonthUnit:
		decodeMonth(o.object("repeat_options"), c)
	case schedule.YearUnit:
		decodeYear(o.object("repeat_options"), c)
	}
}

func decodeWeek(o object, c *schedule.Custom) {
	days, _ := o.optionalTexts("repeat_options")
	for _, day := range days {
		c.Weekdays = append(c.Weekdays, schedule.Weekday(day))
	}
}

func decodeMonth(o object, c *schedule.Custom) {
	switch format := o.text("format"); format {
	case dayNumbers:
		c.MonthDays = numbers(o, "range")
	case parameterizedDay:
		c.Nth = decodeNth(o.object("range"))
	default:
		o.fail(domain.E(domain.KindInvalid, "repeat_options have no format %.64q", format))
	}
}

func decodeYear(o object, c *schedule.Custom) {
	if c.Months = numbers(o, "months"); len(c.Months) == 0 {
		o.fail(domain.E(domain.KindInvalid, "%s is empty", o.name("months")))
	}
	if o.says("range") {
		c.Nth = decodeNth(o.object("range"))
	}
}

func decodeNth(o object) schedule.NthDay {
	return schedule.NthDay{Order: schedule.WeekOrder(o.text("week_order")), Day: schedule.DayType(o.text("day_type"))}
}

// numbers returns a required array of small integers.
func numbers(o object, field string) []int {
	var all []int
	for _, n := range o.integers(field) {
		all = append(all, number(o, n, field))
	}
	return all
}

// number returns an integer as an int. One that none holds is a fault.
func number(o object, n int64, field string) int {
	if int64(int32(n)) != n {
		o.fail(domain.E(domain.KindInvalid, "%s is %d, out of range", o.name(field), n))
	}
	return int(int32(n))
}

// instant reads a required Unix time in seconds. 0 is a time like any other.
func instant(o object, field string) time.Time {
	n := o.requiredInteger(field)
	if n < 0 || n > lastMoment {
		o.fail(domain.E(domain.KindInvalid, "%s is %d, not a Unix time in seconds", o.name(field), n))
		return time.Time{}
	}
	return time.Unix(n, 0).UTC()
}
