package contract

import (
	"fmt"
	"net/http"
	"slices"
)

// Section 16. Every login is an event; the cases look for their own.

var logCases = []testCase{
	{"16", "A login is in the log, with its time in milliseconds", logsLogin},
	{"16", "The log is polled with from in seconds and to in milliseconds", pollsMixed},
	{"16", "The log is polled with from and to in milliseconds", pollsMilliseconds},
	{"16", "The log is polled with from and to in seconds", pollsSeconds},
	{"16", "The filter category=access leaves other categories out", filtersCategory},
	{"16", "The log is sorted both ways, from old to new without being told", sortsLog},
	{"16", "Every documented limit and locale is taken", takesLimitsAndLocales},
	{"16", "A page of the log past the end is 200 with an empty list", endsLogEmpty},
	{"17", "The log is cleared by clear_fields and by data_types", clearsLog},
}

const logPath = "/log/items"

// loginEvent is the documented key of what every login leaves in the log.
const loginEvent = "successful_login_api_call"

// events returns what the log has for a query.
func (p *play) events(q string) []node {
	return p.listAt(p.ok(p.get(logPath+q)).node, "list_items")
}

// newest logs in and returns the newest event of a login, and its time in
// milliseconds: by the server's clock, which may differ from ours.
func (p *play) newest() (node, int64) {
	p.login(lower(p.target.Password))
	events := p.events("?limit=10&page_number=1&sort_type=desc")
	i := slices.IndexFunc(events, func(n node) bool { return n.at("name.key").text() == loginEvent })
	p.want(i >= 0, "the ten newest events have no %s", loginEvent)
	return events[i], p.integerAt(events[i], "timestamp")
}

// leastMillis is a time in milliseconds that no clock of today's shows in
// seconds: 1973, or the year 5138.
const leastMillis = 100_000_000_000

func logsLogin(p *play) {
	event, at := p.newest()
	p.want(at >= leastMillis, "timestamp is %d, want milliseconds", at)
	p.textAt(event, "category")
	p.textAt(event, "priority")
	p.textAt(event, "name.text")
	p.textAt(event, "info.text")
}

// pollsBetween wants an event within a span that has it, and none before or
// after. unit is how many milliseconds the client counts in for each end.
func pollsBetween(fromUnit, toUnit int64) func(*play) {
	return func(p *play) {
		_, at := p.newest()
		span := func(from, to int64) string {
			return fmt.Sprintf("?locale=en&from=%d&to=%d&limit=50&sort_type=desc", from/fromUnit, to/toUnit)
		}
		const second, hour = 1000, 3600 * 1000
		p.want(hasEvent(p.events(span(at-second, at+2*second)), at), "the log lacks an event of that span")
		before := p.events(span(at-2*hour, at-hour))
		p.want(!hasEvent(before, at), "the log has an event later than to")
		after := p.events(span(at+hour, at+2*hour))
		p.want(!hasEvent(after, at), "the log has an event earlier than from")
	}
}

var (
	pollsMixed        = pollsBetween(1000, 1)
	pollsMilliseconds = pollsBetween(1, 1)
	pollsSeconds      = pollsBetween(1000, 1000)
)

func hasEvent(events []node, at int64) bool {
	return slices.ContainsFunc(events, func(n node) bool {
		got, ok := n.at("timestamp").integer()
		return ok && got == at && n.at("name.key").text() == loginEvent
	})
}

func filtersCategory(p *play) {
	p.newest()
	q := query("filter_field", "category", "filter_type", "equal", "filter_value", "access", "sort_type", "desc")
	for _, event := range p.events(q) {
		p.wantText(event, "category", "access")
	}
}

func sortsLog(p *play) {
	p.newest()
	_, at := p.newest()
	up, down := p.times("?limit=50&sort_type=asc"), p.times("?limit=50&sort_type=desc")
	p.want(slices.IsSorted(up), "with sort_type=asc the times fall")
	p.want(slices.Equal(p.times("?limit=50"), up), "without sort_type the order is not that of asc")
	slices.Reverse(down)
	p.want(slices.IsSorted(down), "with sort_type=desc the times rise")
	p.want(len(down) > 0 && down[len(down)-1] >= at, "with sort_type=desc the newest events are missing")
}

// times returns the times of what the log has for a query.
func (p *play) times(q string) []int64 {
	var times []int64
	for _, event := range p.events(q) {
		times = append(times, p.integerAt(event, "timestamp"))
	}
	return times
}

func takesLimitsAndLocales(p *play) {
	p.newest()
	for _, limit := range []int{10, 20, 30, 50} {
		got := len(p.events(fmt.Sprintf("?limit=%d", limit)))
		p.want(0 < got && got <= limit, "with limit=%d the log has %d events", limit, got)
	}
	for _, locale := range []string{"en", "es", "ru", "uk", "pl"} {
		p.want(len(p.events("?locale="+locale)) > 0, "with locale=%s the log is empty", locale)
	}
}

func endsLogEmpty(p *play) {
	p.newest()
	got := len(p.events(fmt.Sprintf("?limit=50&page_number=%d", farPage)))
	p.want(got == 0, "page %d of the log has %d events, want none", farPage, got)
}

func clearsLog(p *play) {
	if !p.target.Disposable {
		p.skip("the log is others' as well, and the target is not disposable")
	}
	for _, field := range []string{"clear_fields", "data_types"} {
		_, at := p.newest()
		a := p.optional(p.post("/system/data/clear", body(obj{field: []string{"logs"}})), "call that clears the log")
		p.want(a.status == http.StatusOK, "with %s the answer is %s", field, a.summary())
		p.want(!hasEvent(p.events("?limit=50&sort_type=desc"), at), "with %s the log keeps an old event", field)
	}
}
