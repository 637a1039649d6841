package event

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

// The names on the wire: clients read them, so that none may change.
func TestKeys(t *testing.T) {
	tests := []struct {
		key      Key
		category Category
		priority Priority
	}{
		{"access_granted_by_valid_identifier", "access", "medium"},
		{"access_granted_by_master_code", "access", "high"},
		{"access_denied_by_not_valid_identifier", "access", "medium"},
		{"access_denied_by_not_valid_input_code", "access", "medium"},
		{"access_denied_by_unknown_card", "access", "medium"},
		{"access_denied_unknown_identifier", "access", "medium"},
		{"device_booted", "info", "low"},
		{"successful_login_api_call", "system", "low"},
		{"incorrect_login_api_call", "system", "high"},
		{"identifier_created", "system", "medium"},
		{"identifier_changed", "system", "medium"},
		{"identifier_deleted", "system", "medium"},
		{"identifier_passes_reset", "system", "medium"},
		{"face_enrolled", "system", "medium"},
		{"face_refused", "system", "low"},
		{"time_profile_created", "system", "medium"},
		{"time_profile_changed", "system", "medium"},
		{"time_profile_deleted", "system", "medium"},
		{"apartment_created", "system", "medium"},
		{"apartment_changed", "system", "medium"},
		{"apartment_deleted", "system", "medium"},
		{"settings_changed", "system", "high"},
		{"password_changed", "system", "high"},
		{"log_cleared", "system", "high"},
		{"person_exported", "system", "high"},
		{"person_erased", "system", "high"},
		{"account_added", "system", "high"},
		{"account_removed", "system", "high"},
		{"sessions_revoked", "system", "high"},
		{"logins_limited", "system", "high"},
	}
	var named []Key
	for _, tt := range tests {
		named = append(named, tt.key)
		t.Run(string(tt.key), func(t *testing.T) {
			if !tt.key.Valid() {
				t.Error("there is no such key")
			}
			if got, want := tt.key.Category(), tt.category; got != want {
				t.Errorf("category is %q, want %q", got, want)
			}
			if got, want := tt.key.Priority(), tt.priority; got != want {
				t.Errorf("priority is %q, want %q", got, want)
			}
		})
	}
	if got := Keys(); !slices.Equal(got, named) {
		t.Errorf("keys are %q, want %q", got, named)
	}
}

func TestKeysThatThereAreNot(t *testing.T) {
	tests := []struct {
		name string
		key  Key
	}{
		{"none", ""},
		{"a documented key that needs a door", "door_was_opened"},
		{"a key in upper case", "DEVICE_BOOTED"},
		{"a key with a space at its end", DeviceBooted + " "},
		{"the beginning of a key", AccessGranted[:len(AccessGranted)-1]},
		{"a category", Key(Access)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.key.Valid() {
				t.Error("there is such a key")
			}
			if got := tt.key.Category(); got != "" {
				t.Errorf("category is %q, want none", got)
			}
			if got := tt.key.Priority(); got != "" {
				t.Errorf("priority is %q, want none", got)
			}
		})
	}
}

// A constant that is missing in the table would have no category.
func TestEveryConstantIsInTheTable(t *testing.T) {
	keys := Keys()
	for name, key := range constants(t, "Key") {
		if !slices.Contains(keys, Key(key)) {
			t.Errorf("%s is not in the table", name)
		}
	}
	if got, want := len(constants(t, "Key")), len(keys); got != want {
		t.Errorf("%d constants for %d keys", got, want)
	}
}

func TestTheTableUsesWhatThereIs(t *testing.T) {
	form := regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)
	categories, priorities := values(constants(t, "Category")), values(constants(t, "Priority"))
	seen := map[Key]bool{}
	for _, tr := range traits {
		if seen[tr.key] {
			t.Errorf("%s is there twice", tr.key)
		}
		seen[tr.key] = true
		if !form.MatchString(string(tr.key)) {
			t.Errorf("%q is not in lower case with underscores", tr.key)
		}
		if !slices.Contains(categories, string(tr.category)) || !slices.Contains(priorities, string(tr.priority)) {
			t.Errorf("%s has category %q and priority %q", tr.key, tr.category, tr.priority)
		}
	}
}

func TestKeysAreTheCallers(t *testing.T) {
	Keys()[0] = "scribble"
	if got, want := Keys()[0], AccessGranted; got != want {
		t.Errorf("the first key is now %q, want %q", got, want)
	}
}

// constants returns the constants of a type that the package declares, by name.
func constants(t *testing.T, typ string) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "key.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if named, ok := spec.Type.(*ast.Ident); ok && named.Name == typ {
			found[spec.Names[0].Name], err = strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		}
		return err == nil
	})
	if err != nil || len(found) == 0 {
		t.Fatalf("no constants of type %s: %v", typ, err)
	}
	return found
}

func values(m map[string]string) []string {
	var all []string
	for _, v := range m {
		all = append(all, v)
	}
	return all
}
