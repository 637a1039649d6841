package contract

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// node is a place in a JSON answer. What is not there is a node of nothing, so
// that a case asks for the place it wants and no place on the way to it.
type node struct{ value any }

// at returns a place below, by names and indices: "result.0.success".
func (n node) at(path string) node {
	for _, word := range strings.Split(path, ".") {
		switch v := n.value.(type) {
		case map[string]any:
			n = node{v[word]}
		case []any:
			i, err := strconv.Atoi(word)
			if err != nil || i < 0 || i >= len(v) {
				return node{}
			}
			n = node{v[i]}
		default:
			return node{}
		}
	}
	return n
}

// has reports whether something other than null is at a place below.
func (n node) has(path string) bool { return n.at(path).value != nil }

// text returns a string; "" for anything else.
func (n node) text() string {
	s, _ := n.value.(string)
	return s
}

// integer returns a whole number and whether it is one.
func (n node) integer() (int64, bool) {
	number, ok := n.value.(json.Number)
	if !ok {
		return 0, false
	}
	i, err := number.Int64()
	return i, err == nil
}

// list returns an array and whether it is one.
func (n node) list() ([]node, bool) {
	values, ok := n.value.([]any)
	nodes := make([]node, len(values))
	for i, v := range values {
		nodes[i] = node{v}
	}
	return nodes, ok
}

// String returns the JSON, shortened for a report.
func (n node) String() string {
	text, err := json.Marshal(shortened(n.value))
	if err != nil {
		return "?"
	}
	return cut(string(text), summaryLetters)
}

// What a report shows of an answer.
const (
	summaryLetters = 300 // of a body
	valueLetters   = 60  // of one string in it: templates and photos are longer
)

// summary returns an answer in one line. Of a login, which holds a token under
// whatever name, it has the names of the fields alone.
func (a answer) summary() string {
	fields, _ := a.value.(map[string]any)
	switch {
	case a.confidential && a.status < http.StatusBadRequest:
		return fmt.Sprintf("%d with the fields %q", a.status, slices.Sorted(maps.Keys(fields)))
	case a.value != nil:
		return fmt.Sprintf("%d %v", a.status, a.node)
	case len(a.body) == 0:
		return fmt.Sprintf("%d without a body", a.status)
	}
	return fmt.Sprintf("%d with %d bytes of %s", a.status, len(a.body), http.DetectContentType(a.body))
}

// private are the fields that a report does not show: what they hold may be a
// secret, or somebody's.
var private = []string{
	"token", "face_image", "info", "custom_server_api_url", "input_code_number",
}

// shortened returns a JSON value without private fields, without others'
// identifiers, and without long strings, which may be photos or descriptors.
func shortened(value any) any {
	switch v := value.(type) {
	case map[string]any:
		if owner := (node{v}).at("identifier_owner.name"); owner.value != nil && !strings.HasPrefix(owner.text(), markPrefix) {
			return "(another's)"
		}
		short := make(map[string]any, len(v))
		for name, inner := range v {
			short[name] = shortened(inner)
			if slices.Contains(private, name) && inner != nil {
				short[name] = "(hidden)"
			}
		}
		return short
	case []any:
		short := make([]any, len(v))
		for i, inner := range v {
			short[i] = shortened(inner)
		}
		return short
	case string:
		if len(v) > valueLetters {
			return fmt.Sprintf("(%d bytes)", len(v))
		}
	}
	return value
}

// cut returns the first letters of a text.
func cut(text string, letters int) string {
	if runes := []rune(text); len(runes) > letters {
		return string(runes[:letters]) + "..."
	}
	return text
}
