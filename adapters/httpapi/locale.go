package httpapi

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/vestibule-id/vestibule/domain/texts"
)

// How much of what a stranger says of languages is looked at. A browser names
// a handful, and RFC 5646, 4.4.1 wants room for 35 characters in each.
const (
	maxLanguages     = 32
	maxLanguageBytes = 64 // with the weight
)

// matcher finds the language of our texts that is nearest to those somebody
// wants: Russian for "ru-KZ".
var matcher = newMatcher(texts.Languages())

func newMatcher(ours []texts.Language) language.Matcher {
	var tags []language.Tag
	for _, l := range ours {
		tags = append(tags, language.Make(string(l)))
	}
	return language.NewMatcher(tags)
}

// languageOf returns the language for the reasons in an answer: the one that
// the query parameter locale names, otherwise the best for Accept-Language
// (RFC 9110, 12.5.4), otherwise English. What makes no sense is as good as
// absent, for nobody should miss a reason because of its language.
func languageOf(r *http.Request) texts.Language {
	if named, ok := languageNamed(r.URL.Query().Get("locale")); ok {
		return named
	}
	_, i, confidence := matcher.Match(languagesWanted(r.Header.Values("Accept-Language"))...)
	if confidence == language.No { // then i is any language of the same script
		return texts.English
	}
	return texts.Languages()[i]
}

// languageNamed returns the language of a code: "ru", or with more than we
// need, as "ru_RU". It reports false if we have no such language.
func languageNamed(code string) (texts.Language, bool) {
	if len(code) > maxLanguageBytes {
		return "", false
	}
	tag, err := language.Parse(code)
	base, _, _ := tag.Raw()
	named := texts.Language(base.String())
	return named, err == nil && slices.Contains(texts.Languages(), named)
}

// languagesWanted returns the languages in the lines of an Accept-Language
// header, most wanted first. The library gives up on a header at the first
// entry that makes no sense, such as a language that it does not know; here
// that entry alone is lost.
func languagesWanted(lines []string) []language.Tag {
	type wish struct {
		tag    language.Tag
		weight float32
	}
	var wishes []wish
	entries := strings.SplitN(strings.Join(lines, ","), ",", maxLanguages+1)
	for _, entry := range entries[:min(len(entries), maxLanguages)] {
		if len(entry) > maxLanguageBytes {
			continue
		}
		if tags, weights, err := language.ParseAcceptLanguage(entry); err == nil && len(tags) == 1 {
			wishes = append(wishes, wish{tags[0], weights[0]})
		}
	}
	slices.SortStableFunc(wishes, func(a, b wish) int { return cmp.Compare(b.weight, a.weight) })
	var wanted []language.Tag
	for _, w := range wishes {
		wanted = append(wanted, w.tag)
	}
	return wanted
}
