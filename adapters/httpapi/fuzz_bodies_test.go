package httpapi

import (
	"encoding/base64"
	"encoding/json"
	"net/http/httptest"
	"reflect"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// bodyFaults are the kinds that a body may be at fault with.
var bodyFaults = map[domain.Kind]bool{domain.KindInvalid: true, domain.KindMissingField: true, domain.KindWrongType: true}

// objectIn returns the object that a body is; faults of another kind fail the
// test.
func objectIn(t *testing.T, body []byte) (object, bool) {
	t.Helper()
	o, err := parseBody(body)
	if err != nil && !bodyFaults[domain.KindOf(err)] {
		t.Errorf("kind %v: %v", domain.KindOf(err), err)
	}
	return o, err == nil
}

func wantBodyFault(t *testing.T, o object) (ok bool) {
	t.Helper()
	if err := o.fault(); err != nil && !bodyFaults[domain.KindOf(err)] {
		t.Errorf("kind %v: %v", domain.KindOf(err), err)
	}
	return o.fault() == nil
}

// A time profile that is accepted reads back as what is sent again.
func FuzzDecodeProfile(f *testing.F) {
	f.Add([]byte(officeHours))
	for _, options := range []string{
		`{"repeat_enable":false}`, custom("day", ""), custom("week", ""), custom("year", `,"repeat_options":{"months":[2]}`),
		custom("month", `,"repeat_options":{"format":"dayNumbers","range":[1,15,31]}`),
		custom("month", `,"repeat_options":{"format":"parameterizedDay","range":{"week_order":"last","day_type":"FRI"}}`),
		custom("year", `,"repeat_options":{"months":[1,12],"range":{"week_order":"fifth","day_type":"DAY_OFF"}}`),
		`{"repeat_enable":true,"repeat_format":{"repeat_type":"year","repeat_end":{"format":"date","date":0}}}`,
		`{"repeat_enable":true,"repeat_format":{"repeat_type":"custom","repeat_end":{"format":"never"},"repeat_custom":{"repeat_point_type":"week","repeat_looper":4294967297}}}`,
	} {
		f.Add([]byte(repeating(options)))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		o, ok := objectIn(t, body)
		if !ok {
			return
		}
		spec := decodeProfile(o)
		if !wantBodyFault(t, o) {
			return
		}
		p, err := schedule.New(spec)
		if err != nil {
			return
		}
		text, err := json.Marshal(newProfileBody(p))
		if err != nil {
			t.Fatal(err)
		}
		again, ok := objectIn(t, text)
		if !ok {
			t.Fatalf("reads back as %s", text)
		}
		if got := decodeProfile(again); again.fault() != nil || !reflect.DeepEqual(got, p.Spec()) {
			t.Errorf("%s reads back as %s: %+v, %v", body, text, got, again.fault())
		}
	})
}

// A change that is accepted does what a second one of the same does: nothing
// more.
func FuzzDecodeChange(f *testing.F) {
	for _, body := range []string{
		`{}`, `{"lock":"all"}`, `{"base":{"lock":"all"},"passes":{"is_permanent":false,"max_passes":5}}`,
		`{"identifier_owner":{"name":"A","type":"guest"},"identifier_type":"card","identifier_number":"1","lock":"first"}`,
		`{"valid":{"passes":{"is_permanent":true,"max_passes":null,"time":{"from":null,"is_permanent":true,"to":null}}}}`,
		`{"valid":{"time":{"is_permanent":false,"from":2,"to":1}}}`, `{"identifier_type":"face_id","identifier_number":7}`,
	} {
		f.Add([]byte(body))
	}
	id, err := identifier.New(identifier.Spec{
		Owner: identifier.Owner{Name: "Maria Lindqvist", Type: identifier.Resident},
		Type:  identifier.Card, Number: "3090417", Lock: identifier.FirstLock, Validity: identifier.Permanent(),
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		o, ok := objectIn(t, body)
		if !ok {
			return
		}
		c := decodeChange(o)
		if !wantBodyFault(t, o) {
			return
		}
		once, err := id.Changed(c)
		if err != nil {
			return
		}
		if twice, err := once.Changed(c); err != nil || twice != once {
			t.Errorf("%s: once %+v, twice %+v, %v", body, once, twice, err)
		}
	})
}

// Whatever is in a query, a list is asked for within its limits, or refused.
func FuzzAskForAList(f *testing.F) {
	for _, query := range []string{
		"", "limit=10&page_number=2&sort_field=identifier_owner&sort_type=desc", "limit=-1&page_number=99999999999999999999",
		"filter_field=identifier_number&filter_type=equal&filter_format=string&filter_value=3090417",
		"filter=identifier_number+eq+%273090417%27&order_by=name,lock+desc", `filter={"filter_field":"name","filter_value":"x"}`,
		"filter={", "filter=((((", "order_by=x", "order_by=+", "filter=+", "%", "a;b",
	} {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.URL.RawQuery = query
		for _, l := range []list{identifierList, profileList, apartmentList, eventList, identifierList.byLink()} {
			a, err := l.ask(r)
			if err != nil {
				if domain.KindOf(err) != domain.KindWrongParam {
					t.Errorf("%q: kind %v: %v", query, domain.KindOf(err), err)
				}
				continue
			}
			if p := a.query.Page; p.Number < 1 || p.Limit < 1 || len(a.query.Order) < 1 || p.Offset() < 0 {
				t.Errorf("%q asks for %+v", query, a.query)
			}
			if _, err := json.Marshal(a.body(7, []int{})); err != nil {
				t.Errorf("%q: %v", query, err)
			}
		}
	})
}

// A photo in Base64 is what was encoded, however it was wrapped.
func FuzzPhotoIn(f *testing.F) {
	f.Add([]byte("photo"), "")
	f.Add([]byte{0xFF, 0xD8, 0xFF}, "\r\n")
	f.Fuzz(func(t *testing.T, photo []byte, more string) {
		text := base64.StdEncoding.EncodeToString(photo)
		for _, sent := range []string{text, "data:image/jpeg;base64," + text, text + "\n", " " + text} {
			o, ok := objectIn(t, []byte(`{"face_image":`+quoted(sent)+`}`))
			if got := photoIn(o, "face_image", int64(len(photo))); !ok || o.fault() != nil || string(got) != string(photo) {
				t.Errorf("%q reads as %q, %v", sent, got, o.fault())
			}
		}
		o, ok := objectIn(t, []byte(`{"face_image":`+quoted(text+more)+`}`))
		if got := photoIn(o, "face_image", 10); ok && len(got) > 10 {
			t.Errorf("%d bytes of photo, at most 10 are allowed", len(got))
		}
	})
}
