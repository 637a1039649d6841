package texts

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/rules"
)

// reasons returns every reason there is, with numbers such as it may have.
func reasons() []domain.Reason {
	return append(ruleReasons(), otherReasons()...)
}

// ruleReasons returns the reasons of all rules on both sides.
func ruleReasons() []domain.Reason {
	var all []domain.Reason
	for _, r := range rules.All() {
		limit := r.Panel.Limit
		if r.Low != "" {
			all = append(all, reasonOf(r, r.Low, limit.Min-math.Abs(limit.Min)/10, limit.Min))
		}
		if r.High != "" {
			all = append(all, reasonOf(r, r.High, limit.Max+math.Abs(limit.Max)/10, limit.Max))
		}
	}
	return all
}

func reasonOf(r *rules.Rule, code string, measured, limit float64) domain.Reason {
	return domain.Reason{Code: code, Rule: r.Code, Measured: domain.Number(measured), Limit: domain.Number(limit), Unit: r.Unit}
}

// otherReasons returns those that come from no rule.
func otherReasons() []domain.Reason {
	return []domain.Reason{
		{Code: "wrong_format", Measured: domain.Text("PNG"), Limit: domain.Text("JPEG")},
		{Code: "photo_cut_off"},
		{Code: "photo_damaged"},
		{Code: "photo_coding", Measured: domain.Text("12 bits per sample"), Limit: domain.Text("baseline or progressive, 8 bits")},
		{Code: "takes_too_long", Measured: domain.Number(10.002), Limit: domain.Number(10), Unit: "seconds"},
		{Code: "face_not_describable"},
		{Code: "unknown_profile", Measured: domain.Text("loose"), Limit: domain.Text("panel, strict, off")},
		{Code: "wrong_filter", Measured: domain.Text("colour eq 'blue'"), Limit: domain.Text("name, lock")},
		{Code: "file_too_large", Limit: domain.Number(16 << 20), Unit: "bytes"},
		{Code: "too_many_parts", Limit: domain.Number(100), Unit: "parts"},
		{Code: "not_multipart"},
		{Code: "no_file"},
		{Code: "upload_incomplete"},
	}
}

func TestEveryLanguageHasATable(t *testing.T) {
	got, want := slices.Sorted(maps.Keys(tables)), slices.Sorted(slices.Values(Languages()))
	if !slices.Equal(got, want) {
		t.Errorf("tables are those of %v, want %v", got, want)
	}
	if got := Languages()[0]; got != English {
		t.Errorf("the first language is %s, want %s", got, English)
	}
}

func TestEveryReasonHasWordsInEveryLanguage(t *testing.T) {
	for _, l := range Languages() {
		for _, r := range reasons() {
			if _, ok := l.template(r); !ok {
				t.Errorf("%s: no words for %s of rule %q", l, r.Code, r.Rule)
			}
			if text := l.Of(r); text.Message == "" || text.Advice == "" {
				t.Errorf("%s: %s of rule %q is %+v", l, r.Code, r.Rule, text)
			}
		}
	}
}

// A code that several rules give needs the words of each, or words for all.
func TestAllWordsHaveAReason(t *testing.T) {
	used := map[string]bool{}
	for _, r := range reasons() {
		if own := r.Code + "." + r.Rule; english[own] != (Text{}) {
			used[own] = true
		} else {
			used[r.Code] = true
		}
	}
	for key := range english {
		if !used[key] {
			t.Errorf("no reason needs %s", key)
		}
	}
}

func TestEveryLanguageHasTheKeysOfEnglish(t *testing.T) {
	want := slices.Sorted(maps.Keys(english))
	for _, l := range Languages() {
		if got := slices.Sorted(maps.Keys(tables[l])); !slices.Equal(got, want) {
			t.Errorf("%s: keys are %v, want %v", l, got, want)
		}
	}
}

func TestTranslationsHaveThePlaceholdersOfEnglish(t *testing.T) {
	of := func(s string) string {
		return strings.Join(slices.Sorted(slices.Values(placeholder.FindAllString(s, -1))), " ")
	}
	for _, l := range Languages() {
		for key, text := range tables[l] {
			if got, want := of(text.Message), of(english[key].Message); got != want {
				t.Errorf("%s: the message %s has %q, want %q", l, key, got, want)
			}
			if got, want := of(text.Advice), of(english[key].Advice); got != want {
				t.Errorf("%s: the advice %s has %q, want %q", l, key, got, want)
			}
		}
	}
}

func TestMessagesOfRulesNameBothNumbers(t *testing.T) {
	for _, r := range ruleReasons() {
		if r.Code == "no_face" || r.Code == "not_frontal" { // 0 of 1 says nothing more
			continue
		}
		text, _ := English.template(r)
		if !strings.Contains(text.Message, "{measured}") || !strings.Contains(text.Message, "{limit}") {
			t.Errorf("%s of rule %s lacks a number: %s", r.Code, r.Rule, text.Message)
		}
	}
}

// "share" and "degrees" bring their sign, px do not.
func TestEveryUnitIsNamedOnce(t *testing.T) {
	for _, l := range Languages() {
		for _, r := range reasons() {
			text, _ := l.template(r)
			if strings.ContainsAny(text.Message+text.Advice, "%°") {
				t.Errorf("%s: %s of rule %s has a sign: %+v", l, r.Code, r.Rule, text)
			}
			if got, want := strings.Contains(text.Message, "{measured} px"), r.Unit == "px"; got != want {
				t.Errorf("%s: %s of rule %s has px: %t, want %t", l, r.Code, r.Rule, got, want)
			}
		}
	}
}

func TestTextsAreSentences(t *testing.T) {
	for _, l := range Languages() {
		for key, text := range tables[l] {
			for _, sentence := range []string{text.Message, text.Advice} {
				if fault := faultOf(sentence); fault != "" {
					t.Errorf("%s: %s %s: %q", l, key, fault, sentence)
				}
			}
		}
	}
}

// faultOf returns what keeps a text from being one sentence; "" if nothing does.
func faultOf(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	switch {
	case !unicode.IsUpper(first):
		return "begins with no capital letter"
	case !strings.HasSuffix(s, ".") || strings.HasSuffix(s, ".."):
		return "does not end with a full stop"
	case strings.Contains(s, ". "):
		return "is more than one sentence"
	case strings.Contains(s, "  ") || strings.Contains(s, " .") || strings.Contains(s, " ,"):
		return "has a space too many"
	case strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == utf8.RuneError || unicode.Is(unicode.Cf, r) }):
		return "has a character that nobody sees"
	}
	return ""
}

func TestTranslationsAreTranslated(t *testing.T) {
	languages := Languages()
	for key := range english {
		for i, a := range languages {
			for _, b := range languages[i+1:] {
				if tables[a][key].Message == tables[b][key].Message || tables[a][key].Advice == tables[b][key].Advice {
					t.Errorf("%s is the same in %s and %s", key, a, b)
				}
			}
		}
	}
}

// letters are those beyond a to z that a language has. Its texts may have no
// others: a Ukrainian ending in a Russian word is easily overlooked.
var letters = map[Language]string{
	English:   "",
	Russian:   "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
	Ukrainian: "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
	Polish:    "ąćęłńóśźż",
	Spanish:   "áéíóúüñ",
	French:    "àâæçéèêëîïôœùûüÿ",
	Dutch:     "áéèëïóöü",
	Danish:    "æøåé",
	Turkish:   "çğıöşüâîû",
}

func TestTextsAreInTheLettersOfTheirLanguage(t *testing.T) {
	for _, l := range Languages() {
		native := 0
		for key, text := range words(l) {
			for _, r := range strings.ToLower(text) {
				switch {
				case strings.ContainsRune(letters[l], r):
					native++
				case unicode.IsLetter(r) && r > unicode.MaxASCII:
					t.Errorf("%s: %s has the letter %q", l, key, r)
				}
			}
		}
		if letters[l] != "" && native == 0 {
			t.Errorf("%s: no text has any of %s", l, letters[l])
		}
	}
}

// words returns all words of a language, those of events too, by the key they
// have.
func words(l Language) map[string]string {
	all := map[string]string{}
	for key, text := range tables[l] {
		all[key] = text.Message + " " + text.Advice
	}
	events := eventTables[l]
	for key, text := range events.texts {
		all[string(key)] = text.Name + " " + text.Info
	}
	for code, text := range events.types {
		all["type "+code] = text
	}
	for code, text := range events.denials {
		all["denial "+code] = text
	}
	return all
}

// A Latin letter in a Cyrillic word looks right and is wrong.
func TestCyrillicWordsAreCyrillic(t *testing.T) {
	// The words that may be Latin: names of formats, units, header fields and
	// techniques.
	foreign := regexp.MustCompile(`^(JPEG|px|multipart|form|data|Content|Type|boundary|filename|photo|jpg|API|QR|UKEY)$`)
	word := regexp.MustCompile(`\p{L}+`)
	for _, l := range []Language{Russian, Ukrainian} {
		for key, text := range words(l) {
			for _, w := range word.FindAllString(placeholder.ReplaceAllString(text, ""), -1) {
				cyrillic := !strings.ContainsFunc(w, func(r rune) bool { return !unicode.Is(unicode.Cyrillic, r) })
				if !cyrillic && !foreign.MatchString(w) {
					t.Errorf("%s: %s has the word %q", l, key, w)
				}
			}
		}
	}
}

func TestEveryLanguageHasItsOwnQuotes(t *testing.T) {
	want := map[Language]string{
		English: "“x”", Russian: "«x»", Ukrainian: "«x»", Polish: "„x”", Spanish: "«x»", French: "« x »", Dutch: "‘x’",
		Danish: "»x«", Turkish: "“x”",
	}
	for _, l := range Languages() {
		quoted := want[l]
		for _, text := range []string{
			l.Of(domain.Reason{Code: "unknown_profile", Measured: domain.Text("x")}).Message,
			l.OfEvent(event.Event{Key: event.LoginFailed, Account: "x"}).Info,
			l.OfEvent(event.Event{Key: event.TimeProfileCreated, Subject: event.Subject{Name: "x"}}).Info,
			l.OfEvent(event.Event{Key: event.ApartmentCreated, Subject: event.Subject{Name: "x"}}).Info,
		} {
			if quoted == "" || !strings.Contains(text, quoted) {
				t.Errorf("%s: %q lacks %q", l, text, quoted)
			}
		}
	}
}
