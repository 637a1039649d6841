package client

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
)

func decoded[T any](t *testing.T, text string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

func wantEqual[T any](t *testing.T, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

var (
	newYear = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)      // 1767225600
	yearEnd = time.Date(2026, 12, 31, 23, 59, 59, 0, time.UTC) // 1798761599
)

func TestIdentifiersAreRead(t *testing.T) {
	tests := []struct {
		name, text string
		want       Identifier
	}{
		{
			"the contract's example with more",
			`{"identifier_uid":214,"identifier_owner":{"name":"Maria Lindqvist","type":"owner"},"identifier_type":"card","identifier_number":"3090417",
			"lock":"first","valid":{"time":{"is_permanent":false,"from":1767225600,"to":1798761599},"passes":{"is_permanent":false,"max_passes":12}},
			"apartment":{"uid":7,"link_id":null,"logical_address":{"building":1,"unit":2,"floor":3,"room":4}},
			"time_profiles":{"uid_items":[3,5],"link_ids":["a"],"count":2},"additional":{"passes_left":9},
			"link_id":"7d4d2f0e-9a0c-4b59-8a67-1f6d5f7a2c11","new_field":{"x":[1]}}`,
			Identifier{
				UID: 214,
				IdentifierSpec: IdentifierSpec{
					Owner: Owner{"Maria Lindqvist", Resident}, Type: Card, Number: "3090417", Lock: FirstLock,
					Valid: Validity{Time: Window{newYear, yearEnd}, MaxPasses: 12},
				},
				Apartment:    ApartmentReference{UID: 7, Address: Address{1, 2, 3, 4}},
				TimeProfiles: References{[]int64{3, 5}, []string{"a"}, 2},
				Additional:   Additional{9},
				LinkID:       "7d4d2f0e-9a0c-4b59-8a67-1f6d5f7a2c11",
			},
		},
		{
			"an item of a panel that tells little",
			`{"identifier_uid":1,"identifier_owner":{"name":"A"},"identifier_type":"qr","identifier_number":"x"}`,
			Identifier{
				UID: 1, IdentifierSpec: IdentifierSpec{Owner: Owner{Name: "A"}, Type: QRCode, Number: "x"},
				Apartment: ApartmentReference{UID: -1}, Additional: Additional{-1},
			},
		},
		{
			"nulls",
			`{"identifier_uid":1,"valid":null,"apartment":null,"time_profiles":null,"additional":null,"link_id":null}`,
			Identifier{UID: 1, Apartment: ApartmentReference{UID: -1}, Additional: Additional{-1}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { wantEqual(t, decoded[Identifier](t, tt.text), tt.want) })
	}
}

func TestValidity(t *testing.T) {
	tests := []struct {
		name    string
		written string // how it is written
		also    string // how it may be read beside that
		want    Validity
	}{
		{"always", `{"time":{"is_permanent":true},"passes":{"is_permanent":true}}`,
			`{"time":{"is_permanent":true,"from":1767225600,"to":1798761599},"passes":{"is_permanent":true,"max_passes":3}}`, Validity{}},
		{"always, with nulls", `{"time":{"is_permanent":true},"passes":{"is_permanent":true}}`,
			`{"time":{"is_permanent":true,"from":null,"to":null},"passes":{"is_permanent":true,"max_passes":null}}`, Validity{}},
		{"nothing said", `{"time":{"is_permanent":true},"passes":{"is_permanent":true}}`, `{}`, Validity{}},
		{"between two moments", `{"time":{"is_permanent":false,"from":1767225600,"to":1798761599},"passes":{"is_permanent":true}}`,
			`{"time":{"from":1767225600,"to":1798761599}}`, Validity{Time: Window{newYear, yearEnd}}},
		{"from a moment on", `{"time":{"is_permanent":false,"from":1767225600},"passes":{"is_permanent":true}}`,
			`{"time":{"is_permanent":false,"from":1767225600,"to":0}}`, Validity{Time: Window{From: newYear}}},
		{"until a moment", `{"time":{"is_permanent":false,"to":1798761599},"passes":{"is_permanent":true}}`,
			`{"time":{"is_permanent":false,"from":null,"to":1798761599}}`, Validity{Time: Window{To: yearEnd}}},
		{"so many times", `{"time":{"is_permanent":true},"passes":{"is_permanent":false,"max_passes":12}}`,
			`{"time":{"is_permanent":true},"passes":{"is_permanent":false,"max_passes":12,"x":1}}`, Validity{MaxPasses: 12}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantJSON(t, toJSON(t, tt.want), tt.written)
			wantEqual(t, decoded[Validity](t, tt.written), tt.want)
			wantEqual(t, decoded[Validity](t, tt.also), tt.want)
		})
	}
}

func TestTimesAreWrittenInUTCWhateverTheirZone(t *testing.T) {
	there := time.FixedZone("", 5*3600)
	wantJSON(t, toJSON(t, Window{From: newYear.In(there).Add(999 * time.Millisecond)}), `{"is_permanent":false,"from":1767225600}`)
}

func TestChanges(t *testing.T) {
	tests := []struct {
		name string
		c    Change
		want string
	}{
		{"nothing", Change{}, `{}`},
		{"the owner's name", Change{OwnerName: new("Zoë")}, `{"identifier_owner":{"name":"Zoë"}}`},
		{"an empty name", Change{OwnerName: new("")}, `{"identifier_owner":{"name":""}}`},
		{"the owner's type", Change{OwnerType: new(Guest)}, `{"identifier_owner":{"type":"guest"}}`},
		{"the type", Change{Type: new(UKey)}, `{"identifier_type":"ukey"}`},
		{"the number", Change{Number: new("44")}, `{"identifier_number":"44"}`},
		{"an empty number", Change{Number: new("")}, `{"identifier_number":""}`},
		{"the lock", Change{Lock: new(SecondLock)}, `{"lock":"second"}`},
		{"the time", Change{Time: new(Window{To: yearEnd})}, `{"valid":{"time":{"is_permanent":false,"to":1798761599}}}`},
		{"no limit in time", Change{Time: new(Window{})}, `{"valid":{"time":{"is_permanent":true}}}`},
		{"the passes", Change{MaxPasses: new(3)}, `{"valid":{"passes":{"is_permanent":false,"max_passes":3}}}`},
		{"no limit of passes", Change{MaxPasses: new(0)}, `{"valid":{"passes":{"is_permanent":true}}}`},
		{"everything, to what is empty", Replace(IdentifierSpec{}), `{"identifier_owner":{"name":"","type":""},"identifier_type":"","identifier_number":"",
			"lock":"","valid":{"time":{"is_permanent":true},"passes":{"is_permanent":true}}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { wantJSON(t, toJSON(t, tt.c), tt.want) })
	}
}

// Each of the forms of section 12.1 is written and read back.
func TestTimeProfiles(t *testing.T) {
	spec := func(r RepeatOptions) TimeProfileSpec {
		return TimeProfileSpec{Name: "Office hours", Time: TimeOptions{From: newYear, To: yearEnd}, Repeat: r}
	}
	repeats := func(f RepeatFormat) RepeatOptions { return RepeatOptions{Enabled: true, Format: &f} }
	custom := func(u RepeatUnit, every int, d RepeatDays) RepeatOptions {
		return repeats(RepeatFormat{Type: Custom, Custom: &RepeatCustom{Unit: u, Every: every, Days: d}})
	}
	customJSON := func(rest string) string {
		return `{"repeat_enable":true,"repeat_format":{"repeat_type":"custom","repeat_end":{"format":"never"},"repeat_custom":{` + rest + `}}}`
	}
	tests := []struct {
		name   string
		repeat RepeatOptions
		text   string
	}{
		{"once", RepeatOptions{}, `{"repeat_enable":false}`},
		{"every day, for ever", repeats(RepeatFormat{Type: Daily}),
			`{"repeat_enable":true,"repeat_format":{"repeat_type":"day","repeat_end":{"format":"never"}}}`},
		{"every other week, until a date", repeats(RepeatFormat{Type: TwoWeekly, Until: yearEnd}),
			`{"repeat_enable":true,"repeat_format":{"repeat_type":"twoWeeks","repeat_end":{"format":"date","date":1798761599}}}`},
		{"switched off, and kept", RepeatOptions{Format: &RepeatFormat{Type: Yearly}},
			`{"repeat_enable":false,"repeat_format":{"repeat_type":"year","repeat_end":{"format":"never"}}}`},
		{"every third day", custom(Day, 3, RepeatDays{}), customJSON(`"repeat_point_type":"day","repeat_looper":3`)},
		{"on working days", custom(Week, 1, RepeatDays{Weekdays: []string{"MON", "TUE", "WED", "THU", "FRI"}}),
			customJSON(`"repeat_point_type":"week","repeat_looper":1,"repeat_options":["MON","TUE","WED","THU","FRI"]`)},
		{"on days of the month", custom(Month, 2, RepeatDays{MonthDays: []int{1, 31}}),
			customJSON(`"repeat_point_type":"month","repeat_looper":2,"repeat_options":{"format":"dayNumbers","range":[1,31]}`)},
		{"on the second Tuesday", custom(Month, 1, RepeatDays{Nth: NthDay{"second", "TUE"}}),
			customJSON(`"repeat_point_type":"month","repeat_looper":1,"repeat_options":{"format":"parameterizedDay","range":{"week_order":"second","day_type":"TUE"}}`)},
		{"in some months", custom(Year, 1, RepeatDays{Months: []int{2, 12}}),
			customJSON(`"repeat_point_type":"year","repeat_looper":1,"repeat_options":{"months":[2,12]}`)},
		{"on the last day off of some months", custom(Year, 4, RepeatDays{Months: []int{6}, Nth: NthDay{"last", "DAY_OFF"}}),
			customJSON(`"repeat_point_type":"year","repeat_looper":4,"repeat_options":{"months":[6],"range":{"week_order":"last","day_type":"DAY_OFF"}}`)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := `{"name":"Office hours","time_options":{"is_all_day":false,"date_from":1767225600,"date_to":1798761599},"repeat_options":` + tt.text + `}`
			wantJSON(t, toJSON(t, spec(tt.repeat)), text)
			wantEqual(t, decoded[TimeProfileSpec](t, text), spec(tt.repeat))
		})
	}
}

func TestATimeProfileIsReadWithWhatBelongsToIt(t *testing.T) {
	got := decoded[TimeProfile](t, `{"timeprofile_uid":5,"uid":5,"name":"A","link_id":null,"time_options":{"is_all_day":true,"date_from":1767225600,"date_to":1767225600},
		"repeat_options":{"repeat_enable":false,"repeat_format":null},"identifiers":{"uid_items":[1],"link_ids":[],"count":1}}`)
	wantEqual(t, got, TimeProfile{
		UID: 5, TimeProfileSpec: TimeProfileSpec{Name: "A", Time: TimeOptions{AllDay: true, From: newYear, To: newYear}},
		Identifiers: References{[]int64{1}, []string{}, 1},
	})
}

func TestRepeatDaysThatAreNone(t *testing.T) {
	for _, text := range []string{`7`, `"MON"`, `[7]`, `{"months":"x"}`, `{"range":7}`, `{"range":["x"]}`, `{"format":"dayNumbers","range":"x"}`} {
		var d RepeatDays
		if err := json.Unmarshal([]byte(text), &d); err == nil {
			t.Errorf("%s is read as %+v", text, d)
		}
	}
}

func TestApartmentsAreRead(t *testing.T) {
	got := decoded[Apartment](t, `{"apartment_uid":9,"uid":9,"apartment_name":"Flat 4","apartment_address":{"building":1,"unit":2,"floor":3,"room":4},
		"link_id":"a","residents":{"count":2},"identifiers":{"physicals":{"card":{"uid_items":[1],"link_ids":[],"count":1},
		"ukey":{"uid_items":[2],"link_ids":[],"count":1},"face_id":{"uid_items":[3],"link_ids":["b"],"count":1}},
		"input_numbers":{"uid_items":[4],"link_ids":[],"count":1}}}`)
	one := func(uid int64, links ...string) References {
		return References{[]int64{uid}, append([]string{}, links...), 1}
	}
	wantEqual(t, got, Apartment{
		UID: 9, ApartmentSpec: ApartmentSpec{Name: "Flat 4", Address: Address{1, 2, 3, 4}, LinkID: "a"}, Residents: Residents{2},
		Identifiers: ApartmentIdentifiers{Physicals: Physicals{Card: one(1), UKey: one(2), FaceID: one(3, "b")}, InputNumbers: one(4)},
	})
}

func TestEvents(t *testing.T) {
	text := `{"timestamp":1767259941337,"category":"access","priority":"medium",
		"name":{"key":"access_granted_by_valid_identifier","text":"Lock opened by identifier"},
		"info":{"text":"Valid identifier 3090417 was used","model":{"lock":0,"number":"3090417"}}}`
	want := Event{
		Time: time.Date(2026, 1, 1, 9, 32, 21, 337e6, time.UTC), Category: "access", Priority: "medium",
		Key: "access_granted_by_valid_identifier", Name: "Lock opened by identifier",
		Text: "Valid identifier 3090417 was used", Model: map[string]any{"lock": 0.0, "number": "3090417"},
	}
	wantEqual(t, decoded[Event](t, text), want)
	wantJSON(t, toJSON(t, want), text)
}

func TestSettingsAndAnswersAreRead(t *testing.T) {
	d := newDoor(t, answering(200, `{"enable":true,"similarity":"normal","mode":"software","autostart":true,"available_modes":["software","3D"]}`))
	settings, err := d.client(t).FaceRecognition(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	wantEqual(t, settings, FaceRecognition{true, "normal", "software", true, []string{"software", "3D"}})

	for text, want := range map[string]Access{
		`{"handled":false}`:                                          {},
		`{"handled":true,"access":{"granted":false}}`:                {Handled: true},
		`{"handled":true,"access":{"granted":true,"lock_number":2}}`: {Handled: true, Granted: true, Lock: 2},
	} {
		d := newDoor(t, answering(200, text))
		got, err := d.client(t).Ask(t.Context(), Card, "1")
		if err != nil {
			t.Fatal(err)
		}
		wantEqual(t, got, want)
	}
}

func TestLinkResultsAreRead(t *testing.T) {
	d := newDoor(t, answering(200, `{"result":[{"link_id":"a","success":true,"extended_info":"created"},
		{"link_id":"b","success":false,"extended_info":"face_has_not_recognized","has_dublicates":true,"reason":{"code":"no_face","message":"No face."}}]}`))
	got, err := d.client(t).SyncIdentifiers(t.Context(), make([]LinkedIdentifier, 2))
	if err != nil {
		t.Fatal(err)
	}
	wantEqual(t, got, []LinkResult{
		{LinkID: "a", Success: true, ExtendedInfo: "created"},
		{LinkID: "b", ExtendedInfo: "face_has_not_recognized", Reason: &Reason{Code: "no_face", Message: "No face."}},
	})
}

func TestAnswersOfTheWrongTypeAreErrors(t *testing.T) {
	d := newDoor(t, answering(200, `{"identifier_type":7}`))
	_, err := d.client(t).Identifier(t.Context(), 7)
	if err == nil || !strings.Contains(err.Error(), "not as documented") {
		t.Errorf("error %v", err)
	}
}
