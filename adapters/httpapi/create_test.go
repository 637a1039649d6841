package httpapi

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/identifier"
)

// The contract's own example (section 6.1).
const cardBody = `{
  "identifier_owner": { "name": "Maria Lindqvist", "type": "owner" },
  "identifier_type": "card",
  "identifier_number": "3090417",
  "lock": "first",
  "valid": {
    "time":   { "is_permanent": false, "from": 1767225600, "to": 1798761599 },
    "passes": { "is_permanent": true }
  }
}`

var (
	from = time.Unix(1767225600, 0).UTC()
	to   = time.Unix(1798761599, 0).UTC()
)

// faceBodyWith returns the body for a face with more fields at its end.
func faceBodyWith(fields string) string {
	return `{"identifier_owner":{"name":"A","type":"owner"},"identifier_type":"face_id","lock":"all"` + fields + `}`
}

func faceSpec(v identifier.Validity) identifier.Spec {
	return identifier.Spec{
		Owner: identifier.Owner{Name: "A", Type: identifier.Resident}, Type: identifier.FaceID, Lock: identifier.AllLocks, Validity: v,
	}
}

// decoded returns the Spec that reaches the use case.
func decoded(t *testing.T, body string) identifier.Spec {
	t.Helper()
	w := newWorld(t)
	var got identifier.Spec
	w.identifiers.CreateFn = func(_ context.Context, s identifier.Spec) (identifier.UID, error) { got = s; return 1, nil }
	wantStatus(t, w.ask("POST", createTarget, strings.NewReader(body)), 200)
	return got
}

func TestCreateReadsTheContractsExample(t *testing.T) {
	want := identifier.Spec{
		Owner: identifier.Owner{Name: "Maria Lindqvist", Type: identifier.Resident},
		Type:  identifier.Card, Number: "3090417", Lock: identifier.FirstLock,
		Validity: identifier.Validity{
			Time:   identifier.TimeWindow{From: from, To: to},
			Passes: identifier.Passes{Permanent: true},
		},
	}
	if got := decoded(t, cardBody); got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestCreateToleratesWhatClientsSend(t *testing.T) {
	limited := func(w identifier.TimeWindow) identifier.Validity {
		return identifier.Validity{Time: w, Passes: identifier.Passes{Permanent: true}}
	}
	passes := func(n int) identifier.Validity {
		return identifier.Validity{Time: identifier.TimeWindow{Permanent: true}, Passes: identifier.Passes{Max: n}}
	}
	permanent := identifier.Permanent()
	tests := []struct {
		name, fields string
		want         identifier.Validity
	}{
		// identifier_number of a face
		{"no number", ``, permanent},
		{"an empty number", `,"identifier_number":""`, permanent},
		{"a null number", `,"identifier_number":null`, permanent},
		{"a number that is a number", `,"identifier_number":12`, permanent},
		{"a number that is a template", `,"identifier_number":"AAECAw=="`, permanent},
		{"a number that is an object", `,"identifier_number":{"a":[1]}`, permanent},
		{"two numbers", `,"identifier_number":1,"identifier_number":2`, permanent},

		// valid
		{"no valid", ``, permanent},
		{"valid null", `,"valid":null`, permanent},
		{"valid empty", `,"valid":{}`, permanent},
		{"time inside passes by mistake, everything else null",
			`,"valid":{"passes":{"is_permanent":true,"max_passes":null,"time":{"from":null,"is_permanent":true,"to":null}}}`, permanent},
		{"time inside passes, with limits",
			`,"valid":{"passes":{"is_permanent":true,"time":{"from":1767225600,"is_permanent":false,"to":1798761599}}}`,
			limited(identifier.TimeWindow{From: from, To: to})},
		{"time null, and time inside passes",
			`,"valid":{"time":null,"passes":{"is_permanent":true,"time":{"is_permanent":false,"to":1798761599}}}`,
			limited(identifier.TimeWindow{To: to})},
		{"time in both places: its own counts",
			`,"valid":{"time":{"is_permanent":true},"passes":{"is_permanent":true,"time":{"is_permanent":false,"to":1798761599}}}`, permanent},
		{"passes permanent with 0", `,"valid":{"passes":{"is_permanent":true,"max_passes":0}}`, permanent},
		{"passes permanent with 5", `,"valid":{"passes":{"is_permanent":true,"max_passes":5}}`, permanent},
		{"passes null", `,"valid":{"passes":null}`, permanent},
		{"passes empty", `,"valid":{"passes":{}}`, permanent},
		{"passes without is_permanent, but a limit", `,"valid":{"passes":{"max_passes":5}}`, passes(5)},
		{"passes without is_permanent, limit 0", `,"valid":{"passes":{"max_passes":0}}`, permanent},
		{"passes with is_permanent null and a limit", `,"valid":{"passes":{"is_permanent":null,"max_passes":5}}`, passes(5)},
		{"passes limited", `,"valid":{"passes":{"is_permanent":false,"max_passes":12}}`, passes(12)},
		{"time permanent with ends", `,"valid":{"time":{"is_permanent":true,"from":1767225600,"to":1798761599}}`, permanent},
		{"time with null ends", `,"valid":{"time":{"is_permanent":false,"from":null,"to":null}}`, limited(identifier.TimeWindow{})},
		{"time without ends", `,"valid":{"time":{"is_permanent":false}}`, limited(identifier.TimeWindow{})},
		{"time with ends of 0, as it is read", `,"valid":{"time":{"is_permanent":false,"from":0,"to":0}}`, limited(identifier.TimeWindow{})},
		{"time without is_permanent, but an end", `,"valid":{"time":{"from":1767225600}}`, limited(identifier.TimeWindow{From: from})},
		{"time empty", `,"valid":{"time":{}}`, permanent},
		{"seconds written as a float", `,"valid":{"time":{"is_permanent":false,"from":1.7672256e9,"to":1798761599.0}}`,
			limited(identifier.TimeWindow{From: from, To: to})},
		{"the last second of 9999", `,"valid":{"time":{"to":253402300799}}`,
			limited(identifier.TimeWindow{To: time.Unix(lastMoment, 0).UTC()})},
		{"passes written as a float", `,"valid":{"passes":{"is_permanent":false,"max_passes":3.0}}`, passes(3)},

		// 1.8.0
		{"time and passes at the top level", `,"time":{"is_permanent":false,"from":1767225600},"passes":{"is_permanent":false,"max_passes":2}`,
			identifier.Validity{Time: identifier.TimeWindow{From: from}, Passes: identifier.Passes{Max: 2}}},
		{"valid goes before the top level", `,"valid":{},"time":{"is_permanent":false},"passes":"x"`, permanent},

		// extra fields
		{"fields of other versions and other clients",
			`,"link_id":null,"apartment_number":12,"name":{"x":1},"lock_number":[],"uid":"7","valid_until":1e999`, permanent},
		{"names of known fields in another case", `,"Lock":5,"VALID":7`, permanent},
		{"an unknown field twice", `,"x":1,"x":2`, permanent},
		{"fields inside valid that are unknown", `,"valid":{"time":{"is_permanent":true,"zone":"UTC"},"x":1}`, permanent},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := decoded(t, faceBodyWith(tt.fields)), faceSpec(tt.want); got != want {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
		})
	}
}

func TestCreateKeepsTextsAsWritten(t *testing.T) {
	tests := []struct{ name, kind, number, owner string }{
		{"decimal digits", "card", "0003090417", "Anna"},
		{"hex with colons", "card", "1A:2b:3C:4d", "Anna"},
		{"seven bytes of hex with dashes", "ukey", "00-00-00-1A-2B-3C-4D", "Anna"},
		{"eight bytes of hex", "card", "00-00-00-00-1A-2B-3C-4D", "Anna"},
		{"a code", "inputCode", "0042", "Anna"},
		{"a UUID", "qr", "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77", "Anna"},
		{"a number plate", "license_plate", "А123ВС 77", "Anna"},
		{"a name in UTF-8", "card", "1", "Zoë Łukasz 王小明 😀"},
		{"spaces round a name", "card", "1", "  Anna "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := decoded(t, `{"identifier_owner":{"name":"`+tt.owner+`","type":"guest"},"identifier_type":"`+tt.kind+
				`","identifier_number":"`+tt.number+`","lock":"second"}`)
			want := identifier.Spec{Owner: identifier.Owner{Name: tt.owner, Type: identifier.Guest}, Type: identifier.Type(tt.kind),
				Number: tt.number, Lock: identifier.SecondLock, Validity: identifier.Permanent()}
			if got != want {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
		})
	}
}

func TestCreateReadsEscapes(t *testing.T) {
	got := decoded(t, strings.Replace(faceBodyWith(""), `"A"`, `"\u0410\n\"\ud83d\ude00"`, 1))
	if want := "А\n\"😀"; got.Owner.Name != want {
		t.Errorf("name %q, want %q", got.Owner.Name, want)
	}
}

// specIn decodes the body of a create request.
func specIn(body []byte) (identifier.Spec, error) {
	o, err := parseBody(body)
	if err != nil {
		return identifier.Spec{}, err
	}
	s := decodeSpec(o)
	if err := o.fault(); err != nil {
		return identifier.Spec{}, err
	}
	return s, nil
}
