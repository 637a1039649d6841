package httpapi

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/event"
)

const logTarget = v1 + "/log/items"

// eventKeys returns the keys in a page of the log.
func (w *world) eventKeys(target string) string {
	w.t.Helper()
	list := parsed[struct {
		Items []struct{ Name struct{ Key string } } `json:"list_items"`
	}](w.t, w.ok("GET", target, ""))
	var keys []string
	for _, e := range list.Items {
		keys = append(keys, e.Name.Key)
	}
	return strings.Join(keys, " ")
}

func TestTheLogTellsWhatHappened(t *testing.T) {
	w := newRealWorld(t)
	w.do(httptest.NewRequest("GET", query(v1+"/login", "username", adminName, "password", "00"), nil))
	w.create(createTarget, identifierBody("card", "3090417", ""))
	w.ok("POST", questionTarget, questionOf("card", "3090417"))
	w.ok("POST", questionTarget, questionOf("card", "99"))
	w.ok("DELETE", item(1), "")
	want := "incorrect_login_api_call identifier_created access_granted_by_valid_identifier access_denied_by_unknown_card identifier_deleted"
	if got := w.eventKeys(logTarget); got != want {
		t.Errorf("events\n%s, want\n%s", got, want)
	}
	w.has(query(logTarget, "filter_field", "category", "filter_type", "equal", "filter_value", "access"), "list_items.0", fmt.Sprintf(`{
		"timestamp": %d, "category": "access", "priority": "medium",
		"name": {"key": "access_granted_by_valid_identifier", "text": "Lock opened by identifier"},
		"info": {"text": "Valid identifier 3090417 was used, owner Maria Lindqvist, lock 1 was opened",
			"model": {"lock": 1, "owner": "Maria Lindqvist", "number": "3090417", "apartment_address": "", "type": "card", "uid": 1, "account": "warden"}}}`,
		clock.UnixMilli()))
	w.has(query(logTarget, "locale", "ru", "limit", "1"), "list_items.0.name.text", `"Неудачная попытка входа через API"`)
}

// Clients send seconds, milliseconds, and one of them both in one request.
func TestTheLogIsReadByTime(t *testing.T) {
	w := newRealWorld(t)
	begin := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	for i, ms := range []int{0, 500, 999, 1000, 2000} {
		e := event.Event{At: begin.Add(time.Duration(ms) * time.Millisecond), Key: event.LoginSucceeded, Account: fmt.Sprint(i)}
		if err := w.store.Events.Append(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	s, ms := begin.Unix(), begin.UnixMilli()
	for _, tt := range []struct {
		name     string
		from, to any
		want     string
	}{
		{"from and to in seconds, the second of to included", s, s, "3"},
		{"from and to in milliseconds", ms + 500, ms + 999, "2"},
		{"from in seconds, to in milliseconds", s, ms + 1000, "4"},
		{"from in milliseconds, to in seconds", ms + 1, s + 1, "3"},
		{"only from", s + 1, "", "2"},
		{"only to", "", ms, "1"},
		{"nothing is everything", "", "", "5"},
		{"to before from", s + 1, s, "0"},
		{"below 0", -5, -1, "0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w.has(query(logTarget, "from", fmt.Sprint(tt.from), "to", fmt.Sprint(tt.to)), "list_option.pagination.total_items", tt.want)
		})
	}
	for _, nonsense := range []string{"yesterday", "1.5", "1e9", "-9223372036854775808"} {
		w.refused("GET", query(logTarget, "from", nonsense), "", "Wrong query parameter")
		w.refused("GET", query(logTarget, "to", nonsense), "", "Wrong query parameter")
	}
	w.has(query(logTarget, "sort_type", "desc", "limit", "1"), "list_items.0.info.model.account", `"4"`)
	w.has(query(logTarget, "sort_type", "asc", "limit", "2", "page_number", "3"), "list_items.0.info.model.account", `"4"`)
	w.has(query(logTarget, "page_number", "4", "limit", "2"), "list_items", `[]`)
}

func TestTheMagnitudeOfATimeSaysItsUnit(t *testing.T) {
	for _, tt := range []struct {
		text string
		want int64
		ok   bool
	}{
		{"99999999999", 99999999999_999, true}, // the last in seconds
		{"100000000000", 100000000000, true},   // the first in milliseconds
		{"0", 999, true}, {"", 0, false}, {"1e3", 0, false}, {"99999999999999999999", 0, false}, {"-9223372036854775807", 0, false},
	} {
		if got, ok := milliseconds(tt.text, 999); ok != tt.ok || ok && got != tt.want {
			t.Errorf("%q is %d, %t, want %d, %t", tt.text, got, ok, tt.want, tt.ok)
		}
	}
}

func TestTheLogHoldsNoSecret(t *testing.T) {
	w := newRealWorld(t)
	w.ok("GET", query(v1+"/login", "username", adminName, "password", md5Of(adminPassword)), "")
	w.create(createTarget, identifierBody("face_id", "c2VjcmV0IHRlbXBsYXRl", ""))
	wantNone(t, w.ok("GET", logTarget, ""), "the log", md5Of(adminPassword), adminPassword, string(adminToken), "c2VjcmV0")
}
