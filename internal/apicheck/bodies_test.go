package apicheck_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/internal/apicheck"
)

// bodies is how many random bodies a test looks at.
const bodies = 3000

func source() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

func create(t *testing.T, c *apicheck.Checker) apicheck.Operation {
	t.Helper()
	op, ok := c.Operation("POST", "/api/things")
	if !ok {
		t.Fatal("no operation")
	}
	return op
}

// allowed reports whether the document allows a body.
func allowed(c *apicheck.Checker, body []byte) bool {
	r := httptest.NewRequest("POST", "/api/things", nil)
	r.Header = http.Header{"Authorization": {bearer}}
	return c.Request(r, body) == nil
}

// thing is what the small document describes.
type thing struct {
	Name   string
	Kind   string
	Number any
	Until  *float64
	Parts  []any
	Photo  *string
	Where  any
}

func TestValidBodiesAreValidAndOfEveryKind(t *testing.T) {
	c, rng, seen := newChecker(t), source(), map[string]bool{}
	for range bodies {
		body := c.ValidBody(create(t, c), rng)
		if !allowed(c, body) {
			t.Fatalf("not valid: %s", body)
		}
		var v thing
		if err := json.Unmarshal(body, &v); err != nil {
			t.Fatalf("%v in %s", err, body)
		}
		_, inRoom := v.Where.(map[string]any)
		for kind, is := range map[string]bool{
			"a face": v.Kind == "face", "a card": v.Kind == "card", "a short name": utf8.RuneCountInString(v.Name) == 1,
			"a long name": utf8.RuneCountInString(v.Name) == 8, "no end": v.Until == nil, "the first end": v.Until != nil && *v.Until == 0,
			"the last end": v.Until != nil && *v.Until == 1e12, "another end": v.Until != nil && *v.Until > 1 && *v.Until < 1e12,
			"a null": bytes.Contains(body, []byte("null")), "one part": len(v.Parts) == 1, "three parts": len(v.Parts) == 3, "no parts": v.Parts == nil,
			"the photo of the example": v.Photo != nil && *v.Photo == "/9j/4AAQ", "another photo": v.Photo != nil && *v.Photo != "/9j/4AAQ", "a room": inRoom, "a place": text(v.Where) != "" && !strings.Contains(text(v.Where), "-"), "a place with a number": strings.Contains(text(v.Where), "-"),
			"the longest photo": v.Photo != nil && utf8.RuneCountInString(*v.Photo) == 100, "nowhere": v.Where == nil,
			"an unknown field": bytes.Contains(body, []byte(`"x_`)), "an exponent": bytes.Contains(body, []byte(`1e12`)),
			"a fraction of nothing": bytes.Contains(body, []byte(`.0`)), "a number with colons": strings.Contains(text(v.Number), ":"), "a code": v.Kind == "code" && len(text(v.Number)) == 4,
			"a card's long number": v.Kind == "card" && len(text(v.Number)) > 5,
		} {
			seen[kind] = seen[kind] || is
		}
	}
	for kind, was := range seen {
		if !was {
			t.Errorf("none of %d bodies has %s", bodies, kind)
		}
	}
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func TestAnyBodyTellsWhatIsValid(t *testing.T) {
	c, rng := newChecker(t), source()
	counts := map[bool]int{}
	seen := map[string]bool{}
	for range bodies {
		body, valid := c.AnyBody(create(t, c), rng)
		if valid != allowed(c, body) {
			t.Fatalf("said to be valid: %v, and is not so: %s", valid, body)
		}
		counts[valid]++
		var object map[string]json.RawMessage
		isObject := json.Unmarshal(body, &object) == nil && object != nil
		for way, is := range map[string]bool{
			"empty": len(body) == 0, "not UTF-8": !utf8.Valid(body), "not JSON": len(body) > 0 && !json.Valid(body),
			"a value that is no object": json.Valid(body) && !isObject, "a field missing": isObject && object["name"] == nil,
			"a null": isObject && string(object["name"]) == "null", "another type": isObject && string(object["kind"]) == "true",
			"a field twice": bytes.Count(body, []byte(`"kind":`)) == 2, "a huge number": bytes.Contains(body, []byte("1e400")),
			"deep nesting":                 bytes.Contains(body, []byte(strings.Repeat("[", 2000))),
			"nesting that no reader takes": bytes.Contains(body, []byte(strings.Repeat("[", 10_001))),
			"a text too long":              bytes.Contains(body, []byte(strings.Repeat("x", 256))), "an extra field": bytes.Contains(body, []byte(`"__proto__":`)),
			"a byte order mark": bytes.HasPrefix(body, []byte("\xef\xbb\xbf")),
		} {
			seen[way] = seen[way] || is
			if is && valid && way != "deep nesting" && way != "a huge number" && way != "an extra field" && way != "a text too long" {
				t.Errorf("%s is said to be valid: %.200q", way, body)
			}
		}
	}
	if least := bodies / 10; counts[true] < least || counts[false] < least {
		t.Errorf("%d bodies are valid and %d are not, want %d of each", counts[true], counts[false], least)
	}
	for way, was := range seen {
		if !was {
			t.Errorf("none of %d bodies is broken so: %s", bodies, way)
		}
	}
}

func TestBodiesAreTheSameForOneSeed(t *testing.T) {
	c := newChecker(t)
	var first [][]byte
	for rng := source(); len(first) < 200; {
		first = append(first, c.ValidBody(create(t, c), rng))
	}
	for rng := source(); rng.IntN(1000) > 0; { // what is broken is a copy
		c.AnyBody(create(t, c), rng)
	}
	rng := source()
	for _, want := range first {
		if got := c.ValidBody(create(t, c), rng); !bytes.Equal(got, want) {
			t.Fatalf("got %s, want %s", got, want)
		}
	}
}

func TestBodiesOfWhatHasNone(t *testing.T) {
	c := newChecker(t)
	picture, _ := c.Operation("POST", "/api/things/1/picture")
	for name, op := range map[string]apicheck.Operation{"an operation without a JSON body": picture, "no operation": {}} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			c.ValidBody(op, source())
		})
	}
}
