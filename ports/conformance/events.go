package conformance

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
)

// RunEventRepo checks the contract of ports.EventRepo.
//
// open must return an empty log that shares nothing with any other one it
// returned. It is called once for each subtest, with that subtest's t; what
// must be closed afterwards, open closes by t.Cleanup.
func RunEventRepo(t *testing.T, open func(t *testing.T) ports.EventRepo) {
	runAll(t, func(t *testing.T) events { return events{open(t)} },
		logging, listCases(eventList), pruning, erasing, racingEvents)
}

// events is the repository under test with the steps the cases share.
type events struct{ ports.EventRepo }

type eventCase = testCase[events]

var logging = []eventCase{
	{"an empty log lists nothing", emptyLog},
	{"an event comes back as it was stored", everyEvent},
	{"an event of every key comes back", everyKey},
	{"events are told apart by the millisecond", everyMillisecond},
	{"the ID is given by the log and rises", eventIDs},
	{"without an order the log is by time, whenever an event came", logByTime},
	{"what an order leaves equal is by ID in the direction of its first field", logTies},
	{"the log stays as it is when the context has ended", eventsGiveUp},
}

// newEvent fills every field but the ID; events of different numbers differ in
// each but the key.
func newEvent(n int) event.Event {
	return event.Event{
		At:      now.Add(time.Duration(n) * time.Millisecond),
		Key:     event.AccessGranted,
		Account: fmt.Sprintf("door.client@lobby-%d", n),
		Subject: event.Subject{
			UID:       int64(1000 + n),
			Name:      fmt.Sprintf("Maria Lindqvist %d", n),
			Number:    fmt.Sprintf("00%d", n),
			Type:      fmt.Sprintf("card %d", n),
			Lock:      n,
			Apartment: fmt.Sprintf("1-2-3-%d", n),
			Detail:    fmt.Sprintf("detail %d", n),
		},
	}
}

// log stores events and returns them as they should be there, after what was
// there before.
func (r events) log(t *testing.T, all ...event.Event) []event.Event {
	t.Helper()
	for i, e := range all {
		ok(t, r.Append(t.Context(), e))
		all[i].ID = r.newest(t)
	}
	return all
}

// newest returns the highest ID.
func (r events) newest(t *testing.T) (highest int64) {
	t.Helper()
	for _, e := range r.all(t) {
		highest = max(highest, e.ID)
	}
	return highest
}

func (r events) all(t *testing.T) []event.Event {
	t.Helper()
	all, total, err := r.List(t.Context(), listing.Query{Page: whole})
	ok(t, err)
	if total != len(all) {
		t.Fatalf("%d events on one page, %d in all", len(all), total)
	}
	return all
}

// want wants that these are in the log, in this order, and no others.
func (r events) want(t *testing.T, want ...event.Event) {
	t.Helper()
	if got := r.all(t); len(got) != len(want) || (len(got) > 0 && !equal(got, want)) {
		t.Fatalf("the log has\n%+v, want\n%+v", got, want)
	}
}

func emptyLog(t *testing.T, r events) { r.want(t) }

func everyEvent(t *testing.T, r events) {
	bare := event.Event{At: now.Add(time.Second), Key: event.DeviceBooted}
	odd := newEvent(2000)
	odd.Account = "' OR \"1\" -- %_"
	odd.Subject.Name, odd.Subject.Detail = "Ünal\t山田\n🚪", " "
	r.want(t, r.log(t, newEvent(1), newEvent(2), bare, odd)...)
}

func everyKey(t *testing.T, r events) {
	var all []event.Event
	for i, key := range event.Keys() {
		e := newEvent(i)
		e.Key = key
		all = append(all, e)
	}
	r.want(t, r.log(t, all...)...)
}

func everyMillisecond(t *testing.T, r events) {
	at := func(t time.Time) event.Event { return event.Event{At: t.UTC(), Key: event.DeviceBooted} }
	epoch := time.Unix(0, 0)
	r.want(t, r.log(t,
		at(epoch), at(epoch.Add(time.Millisecond)), at(epoch.Add(time.Second)),
		at(now.Add(-time.Millisecond)), at(now), at(now.Add(time.Millisecond)), at(now.Add(999*time.Millisecond)),
	)...)
}

func eventIDs(t *testing.T, r events) {
	var last int64
	for n := range 5 {
		e := newEvent(5 - n) // later ones are earlier in time
		e.ID = int64(1_000_000 - n)
		ok(t, r.Append(t.Context(), e))
		got := r.newest(t)
		if got <= last || got == e.ID {
			t.Fatalf("ID %d came after %d, want a higher one, whatever the event had", got, last)
		}
		last = got
	}
	ids := map[int64]bool{}
	for _, e := range r.all(t) {
		ids[e.ID] = true
	}
	if len(ids) != 5 {
		t.Fatalf("5 events have %d different IDs", len(ids))
	}
}

func logByTime(t *testing.T, r events) {
	e := r.log(t, newEvent(2), newEvent(3), newEvent(1), newEvent(2))
	r.want(t, e[2], e[0], e[3], e[1])
}

func logTies(t *testing.T, r events) {
	e := r.log(t, newEvent(1), newEvent(1), newEvent(2), newEvent(2))
	for _, c := range []struct {
		order []listing.Order
		want  []event.Event
	}{
		{nil, []event.Event{e[0], e[1], e[2], e[3]}},
		{[]listing.Order{{Field: event.FieldTimestamp}}, []event.Event{e[0], e[1], e[2], e[3]}},
		{[]listing.Order{{Field: event.FieldTimestamp, Descending: true}}, []event.Event{e[3], e[2], e[1], e[0]}},
		{[]listing.Order{{Field: event.FieldKey}, {Field: event.FieldTimestamp, Descending: true}}, []event.Event{e[2], e[3], e[0], e[1]}},
		{[]listing.Order{{Field: event.FieldKey, Descending: true}, {Field: event.FieldTimestamp}}, []event.Event{e[1], e[0], e[3], e[2]}},
	} {
		got, _, err := r.List(t.Context(), listing.Query{Order: c.order, Page: whole})
		ok(t, err)
		same(t, got, c.want)
	}
}

func eventsGiveUp(t *testing.T, r events) {
	kept := r.log(t, newEvent(1), newEvent(2))
	for _, call := range []func(ctx context.Context) error{
		func(ctx context.Context) error { return r.Append(ctx, newEvent(3)) },
		func(ctx context.Context) error { return r.Prune(ctx, 1) },
		func(ctx context.Context) error { return r.Clear(ctx) },
		func(ctx context.Context) error {
			_, err := r.Erase(ctx, event.Mention{UIDs: []int64{1001}})
			return err
		},
		func(ctx context.Context) error { _, err := r.Mentioning(ctx, event.Mention{}); return err },
	} {
		givesUp(t, call)
	}
	r.want(t, kept...)
}

// eventList fills the log with events that did not come in the order of time,
// of every category there is a key for, some of them equal in each field.
func eventList(t *testing.T, r events) list[event.Event] {
	keys := []event.Key{event.LoginFailed, event.AccessGranted, event.DeviceBooted, event.AccessDenied, event.LoginSucceeded}
	var all []event.Event
	for i := range listedItems {
		e := newEvent(i * 7 % 11)
		e.Key, e.Account, e.Subject.Number = keys[i%len(keys)], listedName(i), listedName(i*5)
		all = append(all, e)
	}
	return list[event.Event]{
		ask: r.List, schema: event.Schema, items: r.log(t, all...),
		standard: []listing.Order{{Field: event.FieldTimestamp}}, tieIsLike: true,
	}
}

var pruning = []eventCase{
	{"pruning leaves the newest by ID, however old they are", pruneOldest},
	{"pruning to as many as there are, or more, removes nothing", pruneNothing},
	{"clearing removes everything", clearLog},
	{"IDs go on after pruning and clearing", idsGoOn},
}

func pruneOldest(t *testing.T, r events) {
	e := r.log(t, newEvent(3), newEvent(5), newEvent(4), newEvent(1), newEvent(2))
	ok(t, r.Prune(t.Context(), 4))
	r.want(t, e[3], e[4], e[2], e[1])
	ok(t, r.Prune(t.Context(), 2))
	r.want(t, e[3], e[4])
	more := r.log(t, newEvent(0))
	ok(t, r.Prune(t.Context(), 1))
	r.want(t, more...)
}

func pruneNothing(t *testing.T, r events) {
	ok(t, r.Prune(t.Context(), 1))
	e := r.log(t, newEvent(1), newEvent(2), newEvent(3))
	for _, keep := range []int{3, 4, 1 << 30} {
		ok(t, r.Prune(t.Context(), keep))
		r.want(t, e...)
	}
}

func clearLog(t *testing.T, r events) {
	ok(t, r.Clear(t.Context()))
	r.log(t, newEvent(1), newEvent(2))
	ok(t, r.Clear(t.Context()))
	r.want(t)
	r.want(t, r.log(t, newEvent(3))...)
}

func idsGoOn(t *testing.T, r events) {
	last := r.log(t, newEvent(1), newEvent(2))[1].ID
	for i, remove := range []func() error{
		func() error { return r.Prune(t.Context(), 1) },
		func() error { return r.Clear(t.Context()) },
		func() error { return r.Clear(t.Context()) },
	} {
		ok(t, remove())
		next := r.log(t, newEvent(3+i))[0].ID
		if next <= last {
			t.Fatalf("ID %d came after %d, want a higher one", next, last)
		}
		last = next
	}
}

var erasing = []eventCase{
	{"events that tell of a person are found by uid and by name, by ID", mentioning},
	{"nobody is told of by uids and names that are not in the log", mentioningNobody},
	{"an event that tells of a person keeps what happened alone", erasePerson},
	{"what is erased already is not counted again", eraseAgain},
}

// people fills the log with events about people and others, of which those with
// the indexes returned tell of the mentioned one.
func (r events) people(t *testing.T) (all []event.Event, m event.Mention, told []int) {
	t.Helper()
	for n := range 8 {
		all = append(all, newEvent(10-n)) // later ones are earlier in time
	}
	at := func(n int) *event.Subject { return &all[n].Subject }
	at(1).UID, at(1).Name = 7, "a former name" // by uid
	at(3).UID, at(3).Name = 0, "Jane Roe"      // by name
	at(4).UID, at(4).Name = 8, "Jane Roe"      // by both
	at(5).UID, at(5).Type = 7, ""              // an apartment of that uid
	at(6).Name, at(6).Type = "Jane Roe", ""    // an apartment of that name
	at(7).Name = "jane roe"                    // somebody else
	return r.log(t, all...), event.Mention{UIDs: []int64{7, 8, 99}, Name: "Jane Roe"}, []int{1, 3, 4}
}

func mentioning(t *testing.T, r events) {
	all, m, told := r.people(t)
	var want []event.Event
	for _, n := range told {
		want = append(want, all[n])
	}
	got, err := r.Mentioning(t.Context(), m)
	same(t, must(t, got, err), want)
	got, err = r.Mentioning(t.Context(), event.Mention{UIDs: m.UIDs})
	same(t, must(t, got, err), []event.Event{all[1], all[4]})
	got, err = r.Mentioning(t.Context(), event.Mention{Name: m.Name})
	same(t, must(t, got, err), []event.Event{all[3], all[4]})
}

func mentioningNobody(t *testing.T, r events) {
	nameless := newEvent(1)
	nameless.Subject.Name, nameless.Subject.UID = "", 0
	all := r.log(t, nameless, newEvent(2))
	for _, m := range []event.Mention{{}, {UIDs: []int64{1, 2}}, {Name: "Maria Lindqvist"}, {Name: "Maria Lindqvist _"}, {Name: "MARIA LINDQVIST 2"}} {
		got, err := r.Mentioning(t.Context(), m)
		if must(t, got, err); len(got) > 0 {
			t.Fatalf("%+v is told of by %+v", m, got)
		}
		changed, err := r.Erase(t.Context(), m)
		if must(t, changed, err) != 0 {
			t.Fatalf("%d events were changed for %+v", changed, m)
		}
	}
	r.want(t, all...)
}

func erasePerson(t *testing.T, r events) {
	want, m, told := r.people(t)
	changed, err := r.Erase(t.Context(), m)
	if must(t, changed, err) != len(told) {
		t.Fatalf("%d events were changed, want %d", changed, len(told))
	}
	for _, n := range told {
		want[n] = want[n].Erased()
	}
	slices.Reverse(want)
	r.want(t, want...)
}

func eraseAgain(t *testing.T, r events) {
	_, m, told := r.people(t)
	changed, err := r.Erase(t.Context(), event.Mention{Name: m.Name})
	if must(t, changed, err) != 2 {
		t.Fatalf("%d events were changed, want 2", changed)
	}
	for _, want := range []int{len(told) - 2, 0} {
		changed, err := r.Erase(t.Context(), m)
		if must(t, changed, err) != want {
			t.Fatalf("%d events were changed, want %d", changed, want)
		}
	}
}

var racingEvents = []eventCase{
	{"events appended at once are all there, with IDs of their own", parallelEvents},
	{"a log that is pruned after each event never has many more", parallelPruning},
}

func parallelEvents(t *testing.T, r events) {
	for _, err := range atOnce(func(worker int) error { return r.Append(t.Context(), newEvent(worker)) }) {
		ok(t, err)
	}
	ids := map[int64]bool{}
	for n, e := range r.all(t) {
		ids[e.ID] = true
		want := newEvent(n)
		want.ID = e.ID
		same(t, e, want)
	}
	if len(ids) != workers {
		t.Fatalf("%d events have %d different IDs", workers, len(ids))
	}
}

func parallelPruning(t *testing.T, r events) {
	const keep = 3
	for _, err := range atOnce(func(worker int) error {
		for n := range 5 {
			if err := r.Append(t.Context(), newEvent(100*worker+n)); err != nil {
				return err
			}
			if err := r.Prune(t.Context(), keep); err != nil {
				return err
			}
		}
		_, total, err := r.List(t.Context(), listing.Query{Page: whole})
		if err == nil && (total < keep || total > keep+workers) {
			return fmt.Errorf("there are %d events, want %d and at most one more of each worker", total, keep)
		}
		return err
	}) {
		ok(t, err)
	}
	if got := len(r.all(t)); got != keep {
		t.Fatalf("%d events are left, want %d", got, keep)
	}
}
