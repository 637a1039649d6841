package contract

import (
	"fmt"
	"net/http"
	"slices"
)

// Section 12, and 20: item 15.

var profileCases = []testCase{
	{"12.2", "A time profile is created, read and deleted", createsProfile},
	{"12.1", "Every documented repeat form is taken", takesRepeatForms},
	{"12.3", "A time profile is changed", changesProfile},
	{"12.4", "A time profile is in the list", listsProfile},
	{"12.3", "A time profile that does not exist is 400", refusesUnknownProfile},
	{"12.2", "A required field that is missing in a time profile is named in backticks", namesMissingProfileField},
	{"12.5", "A time profile is attached and detached", attachesAt("timeprofile")},
	{"20.15", "The path word timeProfile is taken as well", attachesAt("timeProfile")},
	{"12.5", "Attaching a time profile that does not exist is 400", refusesToAttach},
}

const profilesPath = "/access/timeprofile/items"

func profilePath(uid int64) string { return fmt.Sprintf("/access/timeprofile/item/%d", uid) }

func profileNo(uid int64) string { return fmt.Sprintf("time profile %d", uid) }

// profile returns the body of a create request: office hours of a future year.
func (p *play) profile() obj {
	return repeating(p.name(), obj{
		"repeat_type": "custom",
		"repeat_end":  obj{"format": "never"},
		"repeat_custom": obj{
			"repeat_point_type": "week", "repeat_looper": 1,
			"repeat_options": []string{"MON", "TUE", "WED", "THU", "FRI"},
		},
	})
}

func repeating(name string, format obj) obj {
	return obj{
		"name":           name,
		"time_options":   obj{"is_all_day": false, "date_from": spanFrom + 8*3600, "date_to": spanFrom + 17*3600},
		"repeat_options": obj{"repeat_enable": true, "repeat_format": format},
	}
}

func (p *play) tryCreateProfile(profile obj) answer {
	a := p.post("/access/timeprofile", body(profile))
	if uid, ok := a.at("uid").integer(); ok && uid >= 1 {
		p.own(profileNo(uid), profilePath(uid), "name")
	}
	return a
}

func (p *play) createProfile(profile obj) int64 {
	a := p.ok(p.tryCreateProfile(profile))
	uid := p.integerAt(a.node, "uid")
	p.want(uid >= 1, "uid is %d, want 1 or more", uid)
	return uid
}

func createsProfile(p *play) {
	profile := p.profile()
	uid := p.createProfile(profile)
	read := p.ok(p.get(profilePath(uid)))
	p.wantText(read.node, "name", profile["name"].(string))
	p.wantFlag(read.node, "time_options.is_all_day", false)
	p.wantInteger(read.node, "time_options.date_from", spanFrom+8*3600)
	p.wantInteger(read.node, "time_options.date_to", spanFrom+17*3600)
	p.wantFlag(read.node, "repeat_options.repeat_enable", true)
	p.wantText(read.node, "repeat_options.repeat_format.repeat_custom.repeat_options.4", "FRI")
	p.wantInteger(read.node, "identifiers.count", 0)
	p.ok(p.call(http.MethodDelete, profilePath(uid)))
	p.disown(profileNo(uid))
	p.refused(p.get(profilePath(uid)))
}

// repeatForms are all that section 12.1 documents.
func repeatForms() map[string]obj {
	never := obj{"format": "never"}
	custom := func(unit string, options any) obj {
		return obj{"repeat_type": "custom", "repeat_end": never, "repeat_custom": obj{
			"repeat_point_type": unit, "repeat_looper": 2, "repeat_options": options,
		}}
	}
	last := obj{"week_order": "last", "day_type": "FRI"}
	forms := map[string]obj{
		"until a date":         {"repeat_type": "day", "repeat_end": obj{"format": "date", "date": spanTo}},
		"days":                 {"repeat_type": "custom", "repeat_end": never, "repeat_custom": obj{"repeat_point_type": "day", "repeat_looper": 3}},
		"weekdays":             custom("week", []string{"MON", "SUN"}),
		"day numbers":          custom("month", obj{"format": "dayNumbers", "range": []int{1, 15, 31}}),
		"a day of the month":   custom("month", obj{"format": "parameterizedDay", "range": last}),
		"months":               custom("year", obj{"months": []int{1, 12}}),
		"a day of some months": custom("year", obj{"months": []int{6}, "range": obj{"week_order": "first", "day_type": "WEEK_DAY"}}),
	}
	for _, kind := range []string{"day", "week", "twoWeeks", "month", "year"} {
		forms[kind] = obj{"repeat_type": kind, "repeat_end": never}
	}
	return forms
}

func takesRepeatForms(p *play) {
	for form, format := range repeatForms() {
		a := p.tryCreateProfile(repeating(p.name(), format))
		p.want(a.status == http.StatusOK, "the form %q is answered with %s", form, a.summary())
	}
	once := repeating(p.name(), nil)
	once["repeat_options"] = obj{"repeat_enable": false}
	p.createProfile(once)
}

func changesProfile(p *play) {
	uid := p.createProfile(p.profile())
	changed := p.profile()
	changed["time_options"] = obj{"is_all_day": true, "date_from": spanFrom, "date_to": spanTo}
	p.ok(p.patch(profilePath(uid), body(changed)))
	read := p.ok(p.get(profilePath(uid)))
	p.wantText(read.node, "name", changed["name"].(string))
	p.wantFlag(read.node, "time_options.is_all_day", true)
}

func listsProfile(p *play) {
	profile := p.profile()
	p.createProfile(profile)
	name := profile["name"].(string)
	a := p.ok(p.get(profilesPath + byName(name) + "&limit=50"))
	items := p.listAt(a.node, "list_items")
	known := slices.ContainsFunc(items, func(n node) bool { return n.at("name").text() == name })
	p.want(known, "the list lacks the time profile of that name")
	p.want(a.has("list_option"), "the list has no list_option")
}

// unknownProfile returns the uid of a time profile that is gone.
func (p *play) unknownProfile() int64 {
	uid := p.unknownUID()
	p.want(p.get(profilePath(uid)).status != http.StatusOK, "time profile %d exists", uid)
	return uid
}

func refusesUnknownProfile(p *play) {
	unknown := p.unknownProfile()
	p.refused(p.get(profilePath(unknown)))
	p.refused(p.patch(profilePath(unknown), body(p.profile())))
	p.refused(p.call(http.MethodDelete, profilePath(unknown)))
}

func namesMissingProfileField(p *play) {
	p.refused(p.tryCreateProfile(without(p.profile(), "name")), noValue("name"))
	profile := p.profile()
	profile["time_options"] = without(profile["time_options"].(obj), "is_all_day")
	p.refused(p.tryCreateProfile(profile), noValue("is_all_day"), noValue("time_options.is_all_day"))
}

// attachesAt attaches and detaches at a path that ends in a word of two
// spellings (section 12.5).
func attachesAt(word string) func(*play) {
	return func(p *play) {
		uid, profile := p.create(p.card()), p.createProfile(p.profile())
		path := fmt.Sprintf("%s/%s/%d", itemPath(uid), word, profile)
		p.ok(p.post(path))
		read := p.read(uid)
		p.wantInteger(read.node, "time_profiles.count", 1)
		p.wantInteger(read.node, "time_profiles.uid_items.0", profile)
		p.wantInteger(p.ok(p.get(profilePath(profile))).node, "identifiers.uid_items.0", uid)
		p.ok(p.call(http.MethodDelete, path))
		p.wantInteger(p.read(uid).node, "time_profiles.count", 0)
	}
}

func refusesToAttach(p *play) {
	uid := p.create(p.card())
	p.refused(p.post(fmt.Sprintf("%s/timeprofile/%d", itemPath(uid), p.unknownProfile())))
}
