package httpapi

import (
	"fmt"
	"strings"
	"testing"
)

const (
	profileTarget  = v1 + "/access/timeprofile"
	profilesTarget = v1 + "/access/timeprofile/items"
)

func profileItem(uid int64) string { return fmt.Sprintf("%s/access/timeprofile/item/%d", v1, uid) }

// officeHours is the contract's sample (section 12.1).
const officeHours = `{
  "name": "Office hours",
  "time_options": { "is_all_day": false, "date_from": 1767254400, "date_to": 1767286800 },
  "repeat_options": {
    "repeat_enable": true,
    "repeat_format": {
      "repeat_type": "custom",
      "repeat_end": { "format": "never" },
      "repeat_custom": {
        "repeat_point_type": "week",
        "repeat_looper": 1,
        "repeat_options": ["MON", "TUE", "WED", "THU", "FRI"]
      }
    }
  }
}`

// repeating returns a time profile with that repeat_options.
func repeating(options string) string {
	return `{"name":"P","time_options":{"is_all_day":true,"date_from":1767254400,"date_to":1767286800},"repeat_options":` + options + `}`
}

// custom returns the repeat_options of a custom cycle.
func custom(unit, options string) string {
	return `{"repeat_enable":true,"repeat_format":{"repeat_type":"custom","repeat_end":{"format":"date","date":1798761599},` +
		`"repeat_custom":{"repeat_point_type":"` + unit + `","repeat_looper":3` + options + `}}}`
}

func TestEveryFormOfATimeProfileComesBackAsItWasSent(t *testing.T) {
	forms := map[string]string{
		"once":                          `{"repeat_enable":false}`,
		"once, with a form kept":        `{"repeat_enable":false,"repeat_format":{"repeat_type":"day","repeat_end":{"format":"never"}}}`,
		"once, with an end kept":        `{"repeat_enable":false,"repeat_format":{"repeat_type":"day","repeat_end":{"format":"date","date":1767254400}}}`,
		"custom day":                    custom("day", ""),
		"custom week":                   custom("week", `,"repeat_options":["SUN","MON"]`),
		"custom week of one day":        custom("week", `,"repeat_options":["SAT"]`),
		"custom week of the first day":  custom("week", ""),
		"custom month by numbers":       custom("month", `,"repeat_options":{"format":"dayNumbers","range":[1,15,31]}`),
		"custom month by a weekday":     custom("month", `,"repeat_options":{"format":"parameterizedDay","range":{"week_order":"last","day_type":"FRI"}}`),
		"custom month by a working day": custom("month", `,"repeat_options":{"format":"parameterizedDay","range":{"week_order":"first","day_type":"WEEK_DAY"}}`),
		"custom year of the first day":  custom("year", ""),
		"custom year":                   custom("year", `,"repeat_options":{"months":[1,12],"range":{"week_order":"fifth","day_type":"DAY_OFF"}}`),
		"custom year without a range":   custom("year", `,"repeat_options":{"months":[2]}`),
	}
	for _, cycle := range []string{"day", "week", "twoWeeks", "month", "year"} {
		forms[cycle] = `{"repeat_enable":true,"repeat_format":{"repeat_type":"` + cycle + `","repeat_end":{"format":"never"}}}`
	}
	w := newRealWorld(t)
	for name, form := range forms {
		t.Run(name, func(t *testing.T) {
			uid := w.create(profileTarget, repeating(form))
			w.has(profileItem(uid), "repeat_options", form)
			w.has(profileItem(uid), "time_options", `{"is_all_day":true,"date_from":1767254400,"date_to":1767286800}`)
		})
	}
}

func TestAnEmptyFormatIsNone(t *testing.T) {
	w := newRealWorld(t)
	body := repeating(`{"repeat_enable":false,"repeat_format":{}}`)
	uid := parsed[struct{ UID int64 }](t, w.sent("POST", profileTarget, body)).UID
	w.has(profileItem(uid), "repeat_options", `{"repeat_enable":false}`)
	w.refused("POST", profileTarget, repeating(`{"repeat_enable":true,"repeat_format":{}}`), "Wrong JSON body: no value for `repeat_options.repeat_format`")
	w.refused("POST", profileTarget, repeating(`{"repeat_enable":false,"repeat_format":{"repeat_type":"day"}}`), "Wrong JSON body: no value for `repeat_options.repeat_format.repeat_end`")
}

func TestTheEpochIsAnEndLikeAnyOther(t *testing.T) {
	w := newRealWorld(t)
	const form = `{"repeat_enable":true,"repeat_format":{"repeat_type":"day","repeat_end":{"format":"date","date":0}}}`
	uid := w.create(profileTarget, `{"name":"P","time_options":{"is_all_day":false,"date_from":0,"date_to":60},"repeat_options":`+form+`}`)
	w.has(profileItem(uid), "repeat_options", form)
	w.has(profileItem(uid), "time_options", `{"is_all_day":false,"date_from":0,"date_to":60}`)
}

func TestRefusesTimeProfiles(t *testing.T) {
	w := newRealWorld(t)
	kept := w.create(profileTarget, officeHours)
	before := w.ok("GET", profileItem(kept), "")
	replace := func(old, with string) string { return strings.Replace(officeHours, old, with, 1) }
	for _, tt := range []struct{ name, body, text string }{
		{"no JSON", `x`, "Wrong JSON body"},
		{"no name", replace(`"name": "Office hours",`, ""), "Wrong JSON body: no value for `name`"},
		{"an empty name", replace(`Office hours`, ""), "Wrong JSON body"},
		{"no times", `{"name":"P","repeat_options":{"repeat_enable":false}}`, "Wrong JSON body: no value for `time_options`"},
		{"no beginning", replace(`"date_from": 1767254400,`, ""), "Wrong JSON body: no value for `time_options.date_from`"},
		{"a beginning that is a text", replace(`1767254400`, `"today"`), "Wrong JSON body: value `time_options.date_from` was of the wrong type"},
		{"a beginning in milliseconds", replace(`1767254400`, `1767254400000`), "Wrong JSON body"},
		{"an end before the beginning", replace(`1767286800`, `1767254399`), "Invalid timeprofile settings"},
		{"no repeat_enable", replace(`"repeat_enable": true,`, ""), "Wrong JSON body: no value for `repeat_options.repeat_enable`"},
		{"a repetition without a format", repeating(`{"repeat_enable":true}`), "Wrong JSON body: no value for `repeat_options.repeat_format`"},
		{"a cycle that there is not", replace(`"custom"`, `"fortnight"`), "Wrong JSON body"},
		{"an end that there is not", replace(`never`, `sometime`), "Wrong JSON body"},
		{"an end without a date", replace(`never`, `date`), "Wrong JSON body: no value for `repeat_options.repeat_format.repeat_end.date`"},
		{"every 0th week", replace(`"repeat_looper": 1`, `"repeat_looper": 0`), "Invalid timeprofile settings"},
		{"every 4294967297th week", replace(`"repeat_looper": 1`, `"repeat_looper": 4294967297`), "Wrong JSON body"},
		{"a weekday that there is not", replace(`"MON"`, `"MOO"`), "Wrong JSON body"},
		{"a weekday that is a number", replace(`"MON"`, `1`), "Wrong JSON body: value `repeat_options.repeat_format.repeat_custom.repeat_options` was of the wrong type"},
		{"a day 32", repeating(custom("month", `,"repeat_options":{"format":"dayNumbers","range":[32]}`)), "Invalid timeprofile settings"},
		{"a form of month that there is not", repeating(custom("month", `,"repeat_options":{"format":"moon","range":[1]}`)), "Wrong JSON body"},
		{"a form of month that a week has", repeating(custom("month", `,"repeat_options":["MON"]`)), "Wrong JSON body: value `repeat_options.repeat_format.repeat_custom.repeat_options` was of the wrong type"},
		{"a year without months", repeating(custom("year", `,"repeat_options":{}`)), "Wrong JSON body: no value for `repeat_options.repeat_format.repeat_custom.repeat_options.months`"},
		{"a year of no months", repeating(custom("year", `,"repeat_options":{"months":[],"range":{"week_order":"fifth","day_type":"DAY_OFF"}}`)), "Wrong JSON body"},
		{"a custom cycle without its parts", repeating(`{"repeat_enable":true,"repeat_format":{"repeat_type":"custom","repeat_end":{"format":"never"}}}`), "Wrong JSON body: no value for `repeat_options.repeat_format.repeat_custom`"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w.refused("POST", profileTarget, tt.body, tt.text)
			w.refused("PATCH", profileItem(kept), tt.body, tt.text)
		})
	}
	w.has(profilesTarget, "list_option.pagination.total_items", "1")
	if after := w.ok("GET", profileItem(kept), ""); after != before {
		t.Errorf("a refused change changed something:\n%s\n%s", before, after)
	}
}

func TestAttachesAndDetachesTimeProfiles(t *testing.T) {
	w := newRealWorld(t)
	uid := w.create(createTarget, identifierBody("card", "1", ""))
	profile := w.create(profileTarget, officeHours)
	attachment := func(uid, profile int64) string { return fmt.Sprintf("%s/timeProfile/%d", item(uid), profile) }

	w.ok("POST", attachment(uid, profile), "")
	w.ok("POST", attachment(uid, profile), "")
	w.has(item(uid), "time_profiles", `{"uid_items":[1],"link_ids":[],"count":1}`)
	w.has(profileItem(profile), "identifiers", `{"uid_items":[1],"link_ids":[],"count":1}`)
	w.ok("DELETE", attachment(uid, profile), "")
	w.ok("DELETE", strings.ToLower(attachment(uid, profile)), "")
	w.has(item(uid), "time_profiles.count", "0")

	for _, method := range []string{"POST", "DELETE"} {
		w.refused(method, attachment(99, profile), "", "Wrong Identifier uid")
		w.refused(method, attachment(uid, 99), "", "Wrong Timeprofile uid")
		w.refused(method, item(uid)+"/timeprofile/x", "", "Wrong Timeprofile uid")
		w.refused(method, v1+"/access/identifier/item/0/timeprofile/1", "", "Wrong Identifier uid")
	}
}

func TestChangesAndDeletesTimeProfiles(t *testing.T) {
	w := newRealWorld(t)
	first, second := w.create(profileTarget, officeHours), w.create(profileTarget, repeating(`{"repeat_enable":false}`))
	w.ok("PATCH", profileItem(first), repeating(custom("day", "")))
	w.has(profileItem(first), "name", `"P"`)
	w.has(query(profilesTarget, "filter_field", "name", "filter_value", "P", "sort_type", "desc"), "list_items.0.timeprofile_uid", fmt.Sprint(second))
	for _, tt := range []struct{ field, value, total string }{
		{"since", "1767254400", "2"}, {"since", "1767254401", "0"}, {"until", "1767286800", "2"}, {"until", "1767286799", "0"},
	} {
		w.has(query(profilesTarget, "filter_field", tt.field, "filter_value", tt.value), "list_option.pagination.total_items", tt.total)
	}
	w.has(query(profilesTarget, "filter", "date_from ge 1767254400"), "list_option.pagination.total_items", "2")

	w.ok("DELETE", profileItem(first), "")
	w.refused("DELETE", profileItem(first), "", "Wrong Timeprofile uid")
	w.refused("GET", profileItem(first), "", "Wrong Timeprofile uid")
	w.refused("PATCH", profileItem(first), officeHours, "Wrong Timeprofile uid")
	w.ok("DELETE", profilesTarget, fmt.Sprintf(`{"uid_items":[%d,%d]}`, first, second))
	w.has(profilesTarget, "list_items", "[]")
}

func TestSynchronisesTimeProfiles(t *testing.T) {
	const target = profilesTarget + "/link"
	w := newRealWorld(t)
	profile := strings.Replace(officeHours, "{", `{"link_id":"`+linkA+`",`, 1)
	for _, tt := range []struct{ name, item, want string }{
		{"a new one", profile, "true created"},
		{"the same again", profile, "true updated"},
		{"times that cannot be", strings.Replace(profile, "1767286800", "1", 1), "false invalid_time_rules_settings"},
		{"a field that is missing", `{"link_id":"` + linkB + `"}`, "false wrong_time_profile"},
		{"no link", officeHours, "false wrong_time_profile"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := outcomes(t, w.sent("POST", target, batch(tt.item))); got != tt.want {
				t.Errorf("outcome %q, want %q", got, tt.want)
			}
		})
	}
	w.create(profileTarget, officeHours)
	w.has(target, "list_option.pagination.total_items", "1")
	w.has(target+"?link_id="+linkA, "list_items.0.link_id", `"`+linkA+`"`)
	if got := outcomes(t, w.ok("DELETE", target, `{"link_ids":["`+linkA+`","`+linkA+`"]}`)); got != "true deleted, false entity_not_found" {
		t.Errorf("outcome %q", got)
	}
}
