package httpapi

import (
	"errors"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

func TestCreateRefuses(t *testing.T) {
	const (
		noJSON    = "Wrong JSON body"
		missing   = "Wrong JSON body: no value for `"
		wrongType = "Wrong JSON body: value `"
		wasWrong  = "` was of the wrong type"
	)
	card := func(old, replacement string) string {
		if !strings.Contains(cardBody, old) {
			panic(old)
		}
		return strings.Replace(cardBody, old, replacement, 1)
	}
	tests := []struct{ name, body, text string }{
		{"no body", ``, noJSON},
		{"spaces", `  `, noJSON},
		{"no JSON", `name=Maria&type=card`, noJSON},
		{"half a body", cardBody[:60], noJSON},
		{"something behind it", cardBody + `x`, noJSON},
		{"a second object behind it", cardBody + `{}`, noJSON},
		{"null", `null`, noJSON},
		{"a list", `[` + cardBody + `]`, noJSON},
		{"a text", `"x"`, noJSON},
		{"a number", `12`, noJSON},
		{"a text that is not UTF-8", card("Maria", "Mar\xeda"), noJSON},
		{"a comment", card(`"lock"`, `/* */ "lock"`), noJSON},
		{"nested too deep", strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000), noJSON},

		{"an empty object", `{}`, missing + "identifier_owner`"},
		{"the old dialect", `{"base": ` + cardBody + `}`, missing + "identifier_owner`"},
		{"owner null", card(`{ "name": "Maria Lindqvist", "type": "owner" }`, `null`), missing + "identifier_owner`"},
		{"owner empty", card(`{ "name": "Maria Lindqvist", "type": "owner" }`, `{}`), missing + "identifier_owner.name`"},
		{"no name", card(`"name": "Maria Lindqvist",`, ``), missing + "identifier_owner.name`"},
		{"name null", card(`"Maria Lindqvist"`, `null`), missing + "identifier_owner.name`"},
		{"no owner type", card(`, "type": "owner"`, ``), missing + "identifier_owner.type`"},
		{"no type", card(`"identifier_type": "card",`, ``), missing + "identifier_type`"},
		{"no number", card(`"identifier_number": "3090417",`, ``), missing + "identifier_number`"},
		{"number null", card(`"3090417"`, `null`), missing + "identifier_number`"},
		{"no lock", card(`"lock": "first",`, ``), missing + "lock`"},
		{"lock null", card(`"first"`, `null`), missing + "lock`"},
		{"limited passes without a limit", card(`"is_permanent": true`, `"is_permanent": false`), missing + "valid.passes.max_passes`"},
		{"limited passes with a limit of null", card(`"is_permanent": true`, `"is_permanent": false, "max_passes": null`), missing + "valid.passes.max_passes`"},
		{"limited passes without a limit, as in 1.8.0", card(`"valid": {`, `"passes": {"is_permanent": false}, "other": {`), missing + "passes.max_passes`"},

		{"owner is a text", card(`{ "name": "Maria Lindqvist", "type": "owner" }`, `"Maria"`), wrongType + "identifier_owner" + wasWrong},
		{"owner is a list", card(`{ "name": "Maria Lindqvist", "type": "owner" }`, `[]`), wrongType + "identifier_owner" + wasWrong},
		{"name is a number", card(`"Maria Lindqvist"`, `7`), wrongType + "identifier_owner.name" + wasWrong},
		{"owner type is a flag", card(`"owner" }`, `true }`), wrongType + "identifier_owner.type" + wasWrong},
		{"type is an object", card(`"card"`, `{}`), wrongType + "identifier_type" + wasWrong},
		{"number is a number", card(`"3090417"`, `3090417`), wrongType + "identifier_number" + wasWrong},
		{"lock is a number", card(`"first"`, `1`), wrongType + "lock" + wasWrong},
		{"lock is there twice", card(`"lock": "first"`, `"lock": "first", "lock": "first"`), wrongType + "lock" + wasWrong},
		{"lock is there three times", card(`"lock": "first"`, `"lock": "first", "lock": "first", "lock": "all"`), wrongType + "lock" + wasWrong},
		{"name is there twice", card(`"name": `, `"name": "B", "name": `), wrongType + "identifier_owner.name" + wasWrong},
		{"valid is a flag", faceBodyWith(`,"valid":true`), wrongType + "valid" + wasWrong},
		{"valid is there twice", faceBodyWith(`,"valid":null,"valid":null`), wrongType + "valid" + wasWrong},
		{"time is a text", faceBodyWith(`,"valid":{"time":"now"}`), wrongType + "valid.time" + wasWrong},
		{"passes is a number", faceBodyWith(`,"valid":{"passes":3}`), wrongType + "valid.passes" + wasWrong},
		{"time inside passes is a number", faceBodyWith(`,"valid":{"passes":{"time":3}}`), wrongType + "valid.passes.time" + wasWrong},
		{"is_permanent is a text", faceBodyWith(`,"valid":{"time":{"is_permanent":"true"}}`), wrongType + "valid.time.is_permanent" + wasWrong},
		{"is_permanent is a number", faceBodyWith(`,"valid":{"passes":{"is_permanent":1}}`), wrongType + "valid.passes.is_permanent" + wasWrong},
		{"is_permanent is wrong inside passes", faceBodyWith(`,"valid":{"passes":{"time":{"is_permanent":1}}}`), wrongType + "valid.passes.time.is_permanent" + wasWrong},
		{"from is a text", faceBodyWith(`,"valid":{"time":{"from":"1767225600"}}`), wrongType + "valid.time.from" + wasWrong},
		{"to is half a second", faceBodyWith(`,"valid":{"time":{"to":1767225600.5}}`), wrongType + "valid.time.to" + wasWrong},
		{"to is beyond any number", faceBodyWith(`,"valid":{"time":{"to":1e400}}`), wrongType + "valid.time.to" + wasWrong},
		{"max_passes is a text", faceBodyWith(`,"valid":{"passes":{"is_permanent":false,"max_passes":"3"}}`), wrongType + "valid.passes.max_passes" + wasWrong},

		{"to in milliseconds", faceBodyWith(`,"valid":{"time":{"to":1798761599000}}`), noJSON},
		{"to one second after 9999", faceBodyWith(`,"valid":{"time":{"to":253402300800}}`), noJSON},
		{"from before 1970", faceBodyWith(`,"valid":{"time":{"from":-1}}`), noJSON},
		{"more passes than 32 bits hold", faceBodyWith(`,"valid":{"passes":{"max_passes":4294967301}}`), noJSON},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.identifiers = &identifiersDouble{} // must not be asked
			wantError(t, w.ask("POST", createTarget, strings.NewReader(tt.body)), 400, tt.text)
		})
	}
}

// The decoder leaves the values to the domain.
func TestValuesThatTheDomainRefuses(t *testing.T) {
	for _, body := range []string{
		strings.Replace(cardBody, `"owner" }`, `"thief" }`, 1),
		strings.Replace(cardBody, `"card"`, `"key"`, 1),
		strings.Replace(cardBody, `"3090417"`, `"AABBCCDD"`, 1),
		strings.Replace(cardBody, `"first"`, `"third"`, 1),
		strings.Replace(cardBody, `1767225600`, `1798761600`, 1),
		faceBodyWith(`,"valid":{"passes":{"is_permanent":false,"max_passes":0}}`),
		faceBodyWith(`,"valid":{"passes":{"is_permanent":false,"max_passes":-1}}`),
	} {
		s, err := specIn([]byte(body))
		if err != nil {
			t.Errorf("decoding %s: %v", body, err)
		}
		if _, err := identifier.New(s); !errors.Is(err, domain.KindInvalid) && !errors.Is(err, domain.KindInvalidTimes) {
			t.Errorf("%s: got %v, want %v or %v", body, err, domain.KindInvalid, domain.KindInvalidTimes)
		}
	}
}
