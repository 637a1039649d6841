package conformance

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/ports"
)

var storingProfiles = []storeCase{
	{"every form of a time profile comes back as it was stored", everyTimeProfile},
	{"uids of time profiles are 1 or more and differ, those of deleted ones as well", profileUIDs},
	{"a time profile is found by its link", profileByLink},
	{"a link that another time profile has is refused and changes nothing", profileLinkTaken},
	{"a time profile's link is free again when it is deleted or has another", profileLinkFreed},
	{"an update replaces all of that time profile and nothing of another", updateProfile},
	{"delete removes that time profile and no other", deleteProfile},
	{"an unknown time profile is not found", unknownProfile},
	{"time profiles stay as they are when the context has ended", profilesGiveUp},
}

// profiles is the repository under test with the steps the cases share.
type profiles struct{ ports.TimeProfileRepo }

// newProfile fills every field that a profile can have together; profiles of
// different numbers from 1 to 12 differ in most.
func newProfile(t *testing.T, n int) schedule.Profile {
	t.Helper()
	p, err := schedule.New(profileSpec(n))
	return must(t, p, err).Linked(link(n))
}

func profileSpec(n int) schedule.Spec {
	return schedule.Spec{
		Name:   fmt.Sprintf("Office hours %d", n),
		AllDay: true,
		From:   now.Add(time.Duration(n) * time.Second),
		To:     now.Add(time.Duration(n) * time.Hour),
		Repeat: schedule.Repeat{
			Enabled: true,
			Cycle:   schedule.CustomCycle,
			Until:   now.Add(time.Duration(1000+n) * time.Hour),
			Custom: schedule.Custom{
				Unit:   schedule.YearUnit,
				Step:   n,
				Months: []int{12, n, 1},
				Nth:    schedule.NthDay{Order: schedule.Last, Day: schedule.WorkingDay},
			},
		},
	}
}

// custom returns a profile with a cycle of its own.
func custom(c schedule.Custom) schedule.Spec {
	s := profileSpec(1)
	s.Repeat.Custom = c
	return s
}

// profileForms has a profile of each form, with the parts of it in no order.
func profileForms() map[string]schedule.Spec {
	first := schedule.Spec{Name: "O'Brien's \"own\" %\n門", From: now, To: now.Add(time.Second)}
	forms := map[string]schedule.Spec{
		"once":                            first,
		"once for whole days":             {Name: "1", AllDay: true, From: now, To: now},
		"at the epoch":                    {Name: "1", From: time.Unix(0, 0).UTC(), To: time.Unix(0, 0).UTC()},
		"at the last moment":              {Name: "1", From: now, To: time.Date(schedule.MaxYear, 12, 31, 23, 59, 59, 0, time.UTC)},
		"not enabled, with all that is":   profileSpec(3),
		"every n-th day":                  custom(schedule.Custom{Unit: schedule.DayUnit, Step: schedule.MaxStep}),
		"weekdays":                        custom(schedule.Custom{Unit: schedule.WeekUnit, Step: 2, Weekdays: []schedule.Weekday{schedule.Sunday, schedule.Monday, schedule.Friday}}),
		"a weekday twice":                 custom(schedule.Custom{Unit: schedule.WeekUnit, Step: 2, Weekdays: []schedule.Weekday{schedule.Friday, schedule.Friday}}),
		"days of the month":               custom(schedule.Custom{Unit: schedule.MonthUnit, Step: 3, MonthDays: []int{31, 1, 15}}),
		"an n-th day of the month":        custom(schedule.Custom{Unit: schedule.MonthUnit, Step: 4, Nth: schedule.NthDay{Order: schedule.Second, Day: schedule.DayType(schedule.Tuesday)}}),
		"months":                          custom(schedule.Custom{Unit: schedule.YearUnit, Step: 5, Months: []int{11, 2}}),
		"an n-th day of months":           custom(schedule.Custom{Unit: schedule.YearUnit, Step: 6, Months: []int{7}, Nth: schedule.NthDay{Order: schedule.First, Day: schedule.DayOff}}),
		"a unit without any of its parts": custom(schedule.Custom{Unit: schedule.MonthUnit, Step: 1}),
	}
	disabled := forms["not enabled, with all that is"]
	disabled.Repeat.Enabled = false
	forms["not enabled, with all that is"] = disabled
	for _, cycle := range []schedule.Cycle{schedule.Daily, schedule.Weekly, schedule.TwoWeekly, schedule.Monthly, schedule.Yearly} {
		s := first
		s.Repeat = schedule.Repeat{Enabled: true, Cycle: cycle}
		forms["every "+string(cycle)] = s
		s.Repeat.Until = now.Add(24 * time.Hour)
		forms["for a while every "+string(cycle)] = s
	}
	return forms
}

// create stores a profile and returns it as it should be there.
func (r profiles) create(t *testing.T, p schedule.Profile) schedule.Profile {
	t.Helper()
	uid, err := r.Create(t.Context(), p)
	return schedule.Restore(must(t, uid, err), p.Link(), p.Spec())
}

// want compares what is stored under a profile's uid and its link.
func (r profiles) want(t *testing.T, want schedule.Profile) {
	t.Helper()
	got, err := r.Get(t.Context(), want.UID())
	ok(t, err)
	same(t, got, want)
	if l := want.Link(); l != "" {
		got, err := r.ByLink(t.Context(), l)
		ok(t, err)
		same(t, got, want)
	}
}

func (r profiles) wantGone(t *testing.T, uid schedule.UID) {
	t.Helper()
	_, err := r.Get(t.Context(), uid)
	fails(t, err, domain.KindNoTimeProfile)
}

func (r profiles) wantNoLink(t *testing.T, l domain.LinkID) {
	t.Helper()
	_, err := r.ByLink(t.Context(), l)
	fails(t, err, domain.KindNoTimeProfile)
}

// renewed returns a profile with all but its uid from another one.
func renewed(p, other schedule.Profile) schedule.Profile {
	return schedule.Restore(p.UID(), other.Link(), other.Spec())
}

func everyTimeProfile(t *testing.T, s store) {
	for name, spec := range profileForms() {
		t.Run(name, func(t *testing.T) {
			p, err := schedule.New(spec)
			s.profiles.want(t, s.profiles.create(t, must(t, p, err)))
		})
	}
	s.profiles.want(t, s.profiles.create(t, newProfile(t, 1)))
}

func profileUIDs(t *testing.T, s store) {
	seen := map[schedule.UID]bool{}
	for range 3 {
		first, second := s.profiles.create(t, newProfile(t, 1)), s.profiles.create(t, newProfile(t, 2))
		for _, p := range []schedule.Profile{second, first} {
			if !p.UID().Valid() || seen[p.UID()] {
				t.Fatalf("uid is %d, want 1 or more and none of %v", p.UID(), seen)
			}
			seen[p.UID()] = true
			ok(t, s.Profiles.Delete(t.Context(), p.UID()))
		}
	}
}

func profileByLink(t *testing.T, s store) {
	s.profiles.wantNoLink(t, "")
	for range 2 {
		s.profiles.want(t, s.profiles.create(t, newProfile(t, 3).Linked("")))
	}
	first, second := s.profiles.create(t, newProfile(t, 1)), s.profiles.create(t, newProfile(t, 2))
	s.profiles.want(t, first)
	s.profiles.want(t, second)
	s.profiles.wantNoLink(t, link(3))
	s.profiles.wantNoLink(t, "")
}

func profileLinkTaken(t *testing.T, s store) {
	first, second := s.profiles.create(t, newProfile(t, 1)), s.profiles.create(t, newProfile(t, 2))
	_, err := s.Profiles.Create(t.Context(), newProfile(t, 3).Linked(link(1)))
	fails(t, err, domain.KindLinkTaken)
	fails(t, s.Profiles.Update(t.Context(), renewed(second, newProfile(t, 3)).Linked(link(1))), domain.KindLinkTaken)
	s.profiles.want(t, first)
	s.profiles.want(t, second)
	same(t, s.read(t.Context(), t).Profiles, []schedule.Profile{first, second})
}

func profileLinkFreed(t *testing.T, s store) {
	first, second := s.profiles.create(t, newProfile(t, 1)), s.profiles.create(t, newProfile(t, 2))
	ok(t, s.Profiles.Delete(t.Context(), first.UID()))
	s.profiles.wantNoLink(t, link(1))
	changed := second.Linked(link(1))
	ok(t, s.Profiles.Update(t.Context(), changed))
	s.profiles.want(t, changed)
	s.profiles.wantNoLink(t, link(2))
	s.profiles.want(t, s.profiles.create(t, newProfile(t, 2)))
	ok(t, s.Profiles.Update(t.Context(), changed.Linked("")))
	s.profiles.want(t, s.profiles.create(t, newProfile(t, 1)))
}

func updateProfile(t *testing.T, s store) {
	before, p, after := s.profiles.create(t, newProfile(t, 1)), s.profiles.create(t, newProfile(t, 2)), s.profiles.create(t, newProfile(t, 3))
	for name, spec := range profileForms() {
		t.Run(name, func(t *testing.T) {
			changed, err := p.Changed(spec)
			ok(t, s.Profiles.Update(t.Context(), must(t, changed, err)))
			s.profiles.want(t, changed)
		})
	}
	for _, changed := range []schedule.Profile{renewed(p, newProfile(t, 4)), p.Linked(link(4)), p, p} {
		ok(t, s.Profiles.Update(t.Context(), changed))
		s.profiles.want(t, changed)
	}
	same(t, s.read(t.Context(), t).Profiles, []schedule.Profile{before, p, after})
}

func deleteProfile(t *testing.T, s store) {
	before, gone, after := s.profiles.create(t, newProfile(t, 1)), s.profiles.create(t, newProfile(t, 2)), s.profiles.create(t, newProfile(t, 3))
	ok(t, s.Profiles.Delete(t.Context(), gone.UID()))
	s.profiles.wantGone(t, gone.UID())
	fails(t, s.Profiles.Delete(t.Context(), gone.UID()), domain.KindNoTimeProfile)
	same(t, s.read(t.Context(), t).Profiles, []schedule.Profile{before, after})
}

func unknownProfile(t *testing.T, s store) {
	unknown := s.profiles.create(t, newProfile(t, 1)).UID() + 1
	for _, uid := range []schedule.UID{unknown, 0, -1, 1 << 62} {
		s.profiles.wantGone(t, uid)
		other := newProfile(t, 2)
		fails(t, s.Profiles.Update(t.Context(), schedule.Restore(uid, other.Link(), other.Spec())), domain.KindNoTimeProfile)
		fails(t, s.Profiles.Delete(t.Context(), uid), domain.KindNoTimeProfile)
	}
	s.profiles.wantNoLink(t, link(2))
}

func profilesGiveUp(t *testing.T, s store) {
	p, other := s.profiles.create(t, newProfile(t, 1)), s.profiles.create(t, newProfile(t, 2))
	uid := s.ids.create(t, card(t, 1))
	ok(t, s.Profiles.Attach(t.Context(), uid, p.UID()))
	for _, call := range []func(ctx context.Context) error{
		func(ctx context.Context) error { _, err := s.Profiles.Create(ctx, newProfile(t, 3)); return err },
		func(ctx context.Context) error { _, err := s.Profiles.Get(ctx, p.UID()); return err },
		func(ctx context.Context) error { _, err := s.Profiles.ByLink(ctx, link(1)); return err },
		func(ctx context.Context) error { return s.Profiles.Update(ctx, renewed(p, newProfile(t, 3))) },
		func(ctx context.Context) error { return s.Profiles.Delete(ctx, p.UID()) },
		func(ctx context.Context) error { return s.Profiles.Attach(ctx, uid, other.UID()) },
		func(ctx context.Context) error { return s.Profiles.Detach(ctx, uid, p.UID()) },
		func(ctx context.Context) error { _, err := s.Profiles.Attached(ctx, uid); return err },
		func(ctx context.Context) error { _, err := s.Profiles.Holders(ctx, p.UID()); return err },
	} {
		givesUp(t, call)
	}
	same(t, s.read(t.Context(), t).Profiles, []schedule.Profile{p, other})
	s.profiles.wantAttached(t, uid, p)
}

// profileList fills a repository with profiles of which some begin or end at
// the same time.
func profileList(t *testing.T, s store) list[schedule.Profile] {
	var all []schedule.Profile
	for i := range listedItems {
		spec := profileSpec(1)
		spec.Name = named(i)
		spec.From = now.Add(time.Duration(i*7%5-2) * time.Second)
		spec.To = now.Add(time.Duration(i%4+3) * time.Second)
		all = append(all, s.profiles.create(t, schedule.Restore(0, listedLink(i), spec)))
	}
	return list[schedule.Profile]{ask: s.Profiles.List, schema: schedule.Schema, items: all}
}
