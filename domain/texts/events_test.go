package texts

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/domain/access"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

func TestOfEvent(t *testing.T) {
	card := event.Subject{UID: 214, Name: "Maria Lindqvist", Number: "3090417", Type: "card"}
	atDoor := func(key event.Key, s event.Subject) event.Event { return event.Event{Key: key, Subject: s} }
	byAdmin := func(key event.Key, s event.Subject) event.Event {
		return event.Event{Key: key, Account: "admin", Subject: s}
	}
	tests := []struct {
		name     string
		language Language
		event    event.Event
		want     EventText
	}{
		// At the door.
		{"the sample of the contract", English, atDoor(event.AccessGranted, card), EventText{
			"Lock opened by identifier",
			"Valid identifier 3090417 was used, owner Maria Lindqvist, lock 0 was opened"}},
		{"an address follows the owner", English,
			atDoor(event.AccessGranted, event.Subject{Name: "Maria Lindqvist", Number: "3090417", Lock: 2, Apartment: "1-2-3-4"}), EventText{
				"Lock opened by identifier",
				"Valid identifier 3090417 was used, owner Maria Lindqvist, address 1-2-3-4, lock 2 was opened"}},
		{"an identifier without owner and number", English, atDoor(event.AccessGranted, event.Subject{Lock: 1}), EventText{
			"Lock opened by identifier",
			"A valid identifier was used, lock 1 was opened"}},
		{"why access was denied is in words", English,
			atDoor(event.AccessDenied, event.Subject{Name: "Maria Lindqvist", Number: "3090417", Detail: "no_passes_left"}), EventText{
				"Access denied: invalid identifier",
				"Invalid identifier 3090417 was used, owner Maria Lindqvist, reason: no passes left"}},
		{"a reason without words is its code", English, atDoor(event.AccessDenied, event.Subject{Number: "7", Detail: "full_moon"}), EventText{
			"Access denied: invalid identifier",
			"Invalid identifier 7 was used, reason: full_moon"}},
		{"a type is in words", English, atDoor(event.AccessDeniedUnknown, event.Subject{Type: "qr"}), EventText{
			"Access denied: unknown identifier",
			"An unknown identifier (QR code) was used"}},
		{"a type without words is its code", English, atDoor(event.AccessDeniedUnknown, event.Subject{Number: "7", Type: "palm"}), EventText{
			"Access denied: unknown identifier",
			"Unknown identifier 7 (palm) was used"}},

		// In the office.
		{"a login", English, byAdmin(event.LoginSucceeded, event.Subject{}), EventText{
			"Login over the API",
			"Account admin logged in"}},
		{"a login of nobody known", English, event.Event{Key: event.LoginSucceeded}, EventText{
			"Login over the API",
			"An account logged in"}},
		{"an identifier with type and owner", English, byAdmin(event.IdentifierCreated, card), EventText{
			"Identifier created",
			"Identifier 214 (card, owner Maria Lindqvist) was created by admin"}},
		{"an identifier without owner", English, byAdmin(event.IdentifierCreated, event.Subject{UID: 214, Type: "card"}), EventText{
			"Identifier created",
			"Identifier 214 (card) was created by admin"}},
		{"an identifier without type", English, byAdmin(event.IdentifierCreated, event.Subject{UID: 214, Name: "Maria Lindqvist"}), EventText{
			"Identifier created",
			"Identifier 214 (owner Maria Lindqvist) was created by admin"}},
		{"an identifier with nothing but its uid", English, atDoor(event.IdentifierCreated, event.Subject{UID: 214}), EventText{
			"Identifier created",
			"Identifier 214 was created"}},
		{"an identifier with nothing at all", English, event.Event{Key: event.IdentifierCreated}, EventText{
			"Identifier created",
			"An identifier was created"}},
		{"the reason a photo was refused for is its code, and not that of a denial", English,
			byAdmin(event.FaceRefused, event.Subject{UID: 7, Detail: "no_face"}), EventText{
				"Photo refused",
				"A photo for identifier 7, sent by admin, was refused, reason: no_face"}},
		{"a photo for an identifier that is none yet", English, atDoor(event.FaceRefused, event.Subject{Name: "Maria Lindqvist"}), EventText{
			"Photo refused",
			"A photo (owner Maria Lindqvist) was refused"}},

		// Other languages.
		{"another language has other words", Russian,
			atDoor(event.AccessDenied, event.Subject{Name: "Maria Lindqvist", Number: "3090417", Detail: "expired"}), EventText{
				"Доступ запрещён: идентификатор недействителен",
				"Использован недействительный идентификатор 3090417, владелец Maria Lindqvist, причина: срок действия истёк"}},
		{"another language has other types", Danish, byAdmin(event.IdentifierCreated, card), EventText{
			"Identifikator oprettet",
			"Identifikator 214 (kort, ejer Maria Lindqvist) blev oprettet af admin"}},
		{"another language has another order", Turkish, byAdmin(event.IdentifierDeleted, card), EventText{
			"Tanımlayıcı silindi",
			"214 numaralı tanımlayıcı (kart, sahibi Maria Lindqvist) admin tarafından silindi"}},

		// Fallbacks.
		{"a language that there is not is English", "de", byAdmin(event.IdentifierCreated, card), EventText{
			"Identifier created",
			"Identifier 214 (card, owner Maria Lindqvist) was created by admin"}},
		{"an event that nobody knows is its key", French, byAdmin("door_was_opened", card), EventText{"door_was_opened", "door_was_opened"}},
		{"an event that nobody knows is no template", English, byAdmin("{account}", card), EventText{"{account}", "{account}"}},
		{"no event has no words", English, event.Event{}, EventText{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.language.OfEvent(tt.event); got != tt.want {
				t.Errorf("words are %+v, want %+v", got, tt.want)
			}
		})
	}
}

// The types are English as well: one text is in one language.
func TestAnEventThatALanguageLacksIsEnglish(t *testing.T) {
	const sparse Language = "xx"
	eventTables[sparse] = eventWords{
		texts:   map[event.Key]EventText{event.IdentifierCreated: {"N", "I {type}"}},
		types:   map[string]string{"card": "T"},
		denials: map[string]string{"expired": "D"},
	}
	t.Cleanup(func() { delete(eventTables, sparse) })
	s := event.Subject{Type: "card", Detail: "expired"}
	if got, want := sparse.OfEvent(event.Event{Key: event.IdentifierCreated, Subject: s}), (EventText{"N", "I T"}); got != want {
		t.Errorf("what it has is %+v, want %+v", got, want)
	}
	for _, key := range []event.Key{event.IdentifierDeleted, event.AccessDenied} {
		e := event.Event{Key: key, Subject: s}
		if got, want := sparse.OfEvent(e), English.OfEvent(e); got != want {
			t.Errorf("what it lacks is %+v, want %+v", got, want)
		}
	}
}

// The tables.

func TestEveryEventHasWordsInEveryLanguage(t *testing.T) {
	if got, want := slices.Sorted(maps.Keys(eventTables)), slices.Sorted(slices.Values(Languages())); !slices.Equal(got, want) {
		t.Errorf("tables are those of %v, want %v", got, want)
	}
	want := slices.Sorted(slices.Values(event.Keys()))
	for _, l := range Languages() {
		if got := slices.Sorted(maps.Keys(eventTables[l].texts)); !slices.Equal(got, want) {
			t.Errorf("%s: keys are %v, want %v", l, got, want)
		}
		for key, text := range eventTables[l].texts {
			if text.Name == "" || text.Info == "" {
				t.Errorf("%s: %s is %+v", l, key, text)
			}
		}
	}
}

func TestEveryTypeAndDenialHasWordsInEveryLanguage(t *testing.T) {
	types := []string{"input_code"} // as section 15 writes it
	for _, typ := range []identifier.Type{
		identifier.Card, identifier.UKey, identifier.InputCode, identifier.FaceID, identifier.QR, identifier.LicensePlate,
	} {
		types = append(types, string(typ))
	}
	var denials []string
	for _, d := range []access.Denial{
		access.Unknown, access.NoFace, access.NotYetValid, access.Expired, access.NoPassesLeft, access.OutsideProfile,
	} {
		denials = append(denials, string(d))
	}
	for _, l := range Languages() {
		wantWords(t, l, eventTables[l].types, types)
		wantWords(t, l, eventTables[l].denials, denials)
	}
}

func wantWords(t *testing.T, l Language, table map[string]string, codes []string) {
	t.Helper()
	if got, want := slices.Sorted(maps.Keys(table)), slices.Sorted(slices.Values(codes)); !slices.Equal(got, want) {
		t.Errorf("%s: words are those of %v, want %v", l, got, want)
	}
	for code, words := range table {
		if words == "" || visible(words) != words || strings.ContainsAny(words, "{}[]|_.") {
			t.Errorf("%s: the words for %s are %q", l, code, words)
		}
	}
}

func TestTranslationsSayOfAnEventWhatEnglishSays(t *testing.T) {
	of := func(template string) []string {
		return slices.Compact(slices.Sorted(slices.Values(placeholder.FindAllString(template, -1))))
	}
	for _, l := range Languages() {
		for key, text := range eventTables[l].texts {
			if got, want := of(text.Info), of(englishEvents.texts[key].Info); !slices.Equal(got, want) {
				t.Errorf("%s: %s has %q, want %q", l, key, got, want)
			}
		}
	}
}

func TestEventsAreTranslated(t *testing.T) {
	languages := Languages()
	for _, key := range event.Keys() {
		for i, a := range languages {
			for _, b := range languages[i+1:] {
				x, y := eventTables[a].texts[key], eventTables[b].texts[key]
				if x.Name == y.Name || x.Info == y.Info {
					t.Errorf("%s is the same in %s and %s", key, a, b)
				}
			}
		}
	}
}

func TestTitlesOfEventsDiffer(t *testing.T) {
	for _, l := range Languages() {
		seen := map[string]event.Key{}
		for key, text := range eventTables[l].texts {
			if other, ok := seen[text.Name]; ok {
				t.Errorf("%s: %s and %s are both %q", l, key, other, text.Name)
			}
			seen[text.Name] = key
		}
	}
}

// Everything but a lock may be lacking.
func TestParticularsAreInBrackets(t *testing.T) {
	for _, l := range Languages() {
		for key, text := range eventTables[l].texts {
			if strings.ContainsAny(text.Name, "{}[]|") {
				t.Errorf("%s: the title %s is a template: %s", l, key, text.Name)
			}
			outside := choice.ReplaceAllString(text.Info, "")
			if rest := strings.ReplaceAll(outside, "{lock}", ""); strings.ContainsAny(rest, "{}[]|") {
				t.Errorf("%s: %s has outside of brackets: %s", l, key, outside)
			}
		}
	}
}

// Any combination of particulars.

// fields sets each text of an event, under the placeholder that shows it.
var fields = map[string]func(e *event.Event, value string){
	"{account}":   func(e *event.Event, value string) { e.Account = value },
	"{name}":      func(e *event.Event, value string) { e.Subject.Name = value },
	"{number}":    func(e *event.Event, value string) { e.Subject.Number = value },
	"{type}":      func(e *event.Event, value string) { e.Subject.Type = value },
	"{apartment}": func(e *event.Event, value string) { e.Subject.Apartment = value },
	"{detail}":    func(e *event.Event, value string) { e.Subject.Detail = value },
}

// combinations returns the events of a key that have any of the particulars and
// lack the others, with the values that they show.
func combinations(key event.Key) map[event.Event]map[string]string {
	all := map[event.Event]map[string]string{{Key: key, Subject: event.Subject{Lock: 2}}: {"{lock}": "2"}}
	add := func(p, value string, set func(e *event.Event, value string)) {
		for e, values := range maps.Clone(all) {
			set(&e, value)
			values = maps.Clone(values)
			values[p] = value
			all[e] = values
		}
	}
	add("{uid}", "214", func(e *event.Event, _ string) { e.Subject.UID = 214 })
	for p, set := range fields {
		add(p, "the"+strings.Trim(p, "{}"), set)
	}
	return all
}

func TestEventsReadWellWhateverTheyLack(t *testing.T) {
	for _, key := range event.Keys() {
		for e, values := range combinations(key) {
			for _, l := range Languages() {
				text := l.OfEvent(e)
				for _, s := range []string{text.Name, text.Info} {
					if fault := faultOfTitle(s); fault != "" {
						t.Fatalf("%s: %s %s: %q", l, key, fault, s)
					}
				}
				for _, p := range placeholder.FindAllString(englishEvents.texts[key].Info, -1) {
					if value, ok := values[p]; ok && !strings.Contains(text.Info, value) {
						t.Fatalf("%s: %s lacks %s: %q", l, key, value, text.Info)
					}
				}
			}
		}
	}
}

// faultOfTitle returns what keeps a text from being a title or a sentence
// without a full stop; "" if nothing does.
func faultOfTitle(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	switch {
	case unicode.IsLower(first) || unicode.IsSpace(first):
		return "begins with no capital letter"
	case unicode.IsSpace(last) || strings.ContainsRune(".,:;", last):
		return "ends with a sign"
	case strings.ContainsAny(s, "{}[]|"):
		return "has the remains of a template"
	case strings.Contains(s, "  ") || strings.Contains(s, " ,") || strings.Contains(s, "( ") || strings.Contains(s, " )"):
		return "has a space too many"
	case strings.Contains(s, ",,") || strings.Contains(s, "()") || strings.Contains(s, "(,") || strings.Contains(s, ",)"):
		return "has a sign too many"
	case strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == utf8.RuneError || unicode.Is(unicode.Cf, r) }):
		return "has a character that nobody sees"
	}
	return ""
}

// Values of a stranger.

func TestValuesAreNoTemplates(t *testing.T) {
	const harmless = "harmless"
	hostile := []string{
		"{number}", "{account}", "{lock}", "{uid}", "{nothing}", "{{name}}", "{", "}",
		"[{name}|x]", "[x]", "[", "]", "|", "a|b", "$0", "${1}", `\1`, "%s", "%!d(int=1)",
	}
	for _, key := range event.Keys() {
		for p, set := range fields {
			for _, l := range Languages() {
				e := event.Event{Key: key, Subject: event.Subject{UID: 214, Name: "Name", Number: "Number"}}
				set(&e, harmless)
				template := l.OfEvent(e).Info
				for _, value := range hostile {
					set(&e, value)
					if got, want := l.OfEvent(e).Info, strings.ReplaceAll(template, harmless, value); got != want {
						t.Errorf("%s: %s with %s %q is %q, want %q", l, key, p, value, got, want)
					}
				}
			}
		}
	}
}

func TestValuesStayInTheirLine(t *testing.T) {
	tests := []struct {
		name  string
		value string
		want  string
	}{
		// What is kept.
		{"a name", "Maria Lindqvist", "Maria Lindqvist"},
		{"letters of other alphabets", "Żółć Ğüşî Їжак 東京 عمر", "Żółć Ğüşî Їжак 東京 عمر"},
		{"signs", `<b>"O'Brien" & sons</b>; 100 %`, `<b>"O'Brien" & sons</b>; 100 %`},
		{"a sign that joins two others", "👩\u200d🚀", "👩\u200d🚀"},
		{"spaces between words", "a  b", "a  b"},

		// What is not.
		{"spaces at the ends are left out", "\t a \n", "a"},
		{"nothing but spaces is nothing", " \t\r\n\u00a0", ""},
		{"a line break", "a\nb", "a\uFFFDb"},
		{"a carriage return", "a\rb", "a\uFFFDb"},
		{"a tab", "a\tb", "a\uFFFDb"},
		{"a zero byte", "a\x00b", "a\uFFFDb"},
		{"what clears a terminal", "a\x1b[2Jb", "a\uFFFD[2Jb"},
		{"a control character of two bytes", "a\u009bb", "a\uFFFDb"},
		{"a line separator", "a\u2028b", "a\uFFFDb"},
		{"a paragraph separator", "a\u2029b", "a\uFFFDb"},
		{"what reverses the line", "a\u202eb", "a\uFFFDb"},
		{"what isolates a part of it", "a\u2067b", "a\uFFFDb"},
		{"a byte that is no UTF-8", "a\xffb", "a\uFFFDb"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for p, set := range fields {
				var e event.Event
				set(&e, tt.value)
				if got, want := (eventWords{}).particulars(e)[p], tt.want; got != want {
					t.Errorf("%s is %q, want %q", p, got, want)
				}
			}
		})
	}
}
