package httpapi

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const questionTarget = v1 + "/access/question"

func berlin(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func questionOf(typ, number string) string {
	return fmt.Sprintf(`{"identifier_number":%q,"identifier_type":%q}`, number, typ)
}

func TestAnswersPanels(t *testing.T) {
	const qr = "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77"
	w := newRealWorld(t)
	w.create(createTarget, identifierBody("card", "3090417", ""))
	w.create(createTarget, strings.Replace(identifierBody("inputCode", "1234", ""), `"first"`, `"second"`, 1))
	w.create(createTarget, strings.Replace(identifierBody("qr", qr, ""), `"first"`, `"all"`, 1))
	w.create(createTarget, identifierBody("card", "1", `,"valid":{"time":{"is_permanent":false,"from":1,"to":1795512599}}`))
	const denied = `{"handled":true,"access":{"granted":false}}`
	for _, tt := range []struct{ name, question, want string }{
		{"a card", questionOf("card", "3090417"), `{"handled":true,"access":{"granted":true,"lock_number":1}}`},
		{"a card whose number is a number", `{"identifier_number":3090417,"identifier_type":"card"}`, `{"handled":true,"access":{"granted":true,"lock_number":1}}`},
		{"a card with zeros before it", questionOf("card", "0003090417"), `{"handled":true,"access":{"granted":true,"lock_number":1}}`},
		{"a code", questionOf("input_code", "1234"), `{"handled":true,"access":{"granted":true,"lock_number":2}}`},
		{"a QR code", questionOf("qr", strings.ToUpper(qr)), `{"handled":true,"access":{"granted":true,"lock_number":0}}`},
		{"an unknown card", questionOf("card", "99"), denied},
		{"a card that has expired", questionOf("card", "1"), denied},
		{"a code that is a card's number", questionOf("input_code", "3090417"), denied},
		{"a face, which the panel decides", questionOf("face_id", "x"), `{"handled":false}`},
		{"a type that there is not", questionOf("inputCode", "1234"), `{"handled":false}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rec := w.ask("POST", questionTarget, body(tt.question))
			wantStatus(t, rec, 200)
			wantJSON(t, rec, tt.want)
		})
	}
	w.refused("POST", questionTarget, `{"identifier_type":"card"}`, "Wrong JSON body: no value for `identifier_number`")
	w.refused("POST", questionTarget, `{"identifier_number":"1"}`, "Wrong JSON body: no value for `identifier_type`")
	w.refused("POST", questionTarget, `{"identifier_number":[],"identifier_type":"card"}`, "Wrong JSON body: value `identifier_number` was of the wrong type")
}

func TestAPassIsUsedUpOnce(t *testing.T) {
	w := newRealWorld(t)
	uid := w.create(createTarget, identifierBody("card", "1", `,"valid":{"passes":{"is_permanent":false,"max_passes":5}}`))
	w.handler()
	var granted atomic.Int32
	var panels sync.WaitGroup
	for range 16 {
		panels.Go(func() {
			if strings.Contains(w.ask("POST", questionTarget, body(questionOf("card", "1"))).Body.String(), `"granted":true`) {
				granted.Add(1)
			}
		})
	}
	panels.Wait()
	if got := granted.Load(); got != 5 {
		t.Errorf("%d were let in on 5 passes", got)
	}
	w.has(item(uid), "additional.passes_left", "0")
}

func TestWhoMayAsk(t *testing.T) {
	const key = "0123456789abcdef"
	for _, tt := range []struct {
		name, key, query, authorization string
		want                            int
	}{
		{"a panel with the key", key, "?key=" + key, "", 200},
		{"a panel with another key", key, "?key=0123456789abcdeF", "", 401},
		{"a panel without a key", key, "", "", 401},
		{"a panel with an empty key where none is set", "", "?key=", "", 401},
		{"an account without a key", key, "", "Bearer " + string(userToken), 200},
		{"a wrong key and a good account", key, "?key=x", "Bearer " + string(userToken), 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newRealWorld(t)
			w.config.PanelKey = tt.key
			r := httptest.NewRequest("POST", questionTarget+tt.query, body(questionOf("card", "1")))
			r.Header.Set("Authorization", tt.authorization)
			wantStatus(t, w.do(r), tt.want)
			wantNone(t, w.logged.String(), "the log", key)
		})
	}
}

func TestAKeyOpensNothingElse(t *testing.T) {
	w := newRealWorld(t)
	w.config.PanelKey = "0123456789abcdef"
	wantError(t, w.do(httptest.NewRequest("GET", listTarget+"?key=0123456789abcdef", nil)), 401, "Log In")
}
