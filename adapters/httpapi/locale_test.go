package httpapi

import (
	"context"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
	"github.com/vestibule-id/vestibule/internal/reportjson"
)

func TestTheLanguageOfReasons(t *testing.T) {
	type test struct {
		name   string
		locale string
		header []string
		want   texts.Language
	}
	tests := []test{
		{"is English if nothing is said", "", nil, texts.English},
		{"is English if nothing is said in so many words", "", []string{""}, texts.English},
		{"is English for anything", "", []string{"*"}, texts.English},

		{"is what the query names", "ru", nil, texts.Russian},
		{"is what the query names, in any case", "RU", nil, texts.Russian},
		{"is what the query names, with a region", "uk-UA", nil, texts.Ukrainian},
		{"is what the query names, as operating systems write it", "pl_PL", nil, texts.Polish},
		{"is what the query names, in three letters", "fra", nil, texts.French},
		{"is what the query names, whatever the header wants", "es", []string{"ru, en;q=0.5"}, texts.Spanish},
		{"is the header's if the query names one that we do not have", "de", []string{"ru"}, texts.Russian},
		{"is the header's if the query names one that is near to ours and no more", "be", []string{"pl"}, texts.Polish},
		{"is the header's if the query names one that there is not", "xx", []string{"ru"}, texts.Russian},
		{"is the header's if the query names a country", "und-RU", []string{"nl"}, texts.Dutch},
		{"is the header's if the query names garbage", "ru;drop\x00", []string{"nl"}, texts.Dutch},
		{"is the header's if the query names one with garbage behind it", "ru-garbage", []string{"nl"}, texts.Dutch},
		{"is the header's if the query never ends", "ru-x-" + strings.Repeat("abcdefg-", 100) + "a", []string{"nl"}, texts.Dutch},
		{"is English if the query names one that we do not have and there is no header", "ja", nil, texts.English},

		{"is what the header wants", "", []string{"nl"}, texts.Dutch},
		{"is what the header wants, in any case", "", []string{"NL-be"}, texts.Dutch},
		{"is what the header wants, with a region", "", []string{"uk-UA"}, texts.Ukrainian},
		{"is what the header wants, with a region before another language", "", []string{"ru-UA,uk;q=0.9"}, texts.Russian},
		{"is what the header wants, with another continent's region", "", []string{"es-419,en-US;q=0.8"}, texts.Spanish},
		{"is the first of equals", "", []string{"pl, fr"}, texts.Polish},
		{"is the one of most weight", "", []string{"en;q=0.2, fr;q=0.8, ru;q=0.4"}, texts.French},
		{"is the one of most weight, which is 1 if it has none", "", []string{"en;q=0.9, fr"}, texts.French},
		{"is the one of most weight, with spaces everywhere", "", []string{" en ; q=0.2 ,\tfr ; q= 0.8 , "}, texts.French},
		{"is the one of most weight in all lines", "", []string{"ru;q=0.3", "pl;q=0.6"}, texts.Polish},
		{"is none of weight 0", "", []string{"ru;q=0, fr;q=0.1"}, texts.French},
		{"is the next if we do not have the first", "", []string{"de-DE, de;q=0.9, nl;q=0.5, en;q=0.3"}, texts.Dutch},
		{"is not one that shares an alphabet with the first", "", []string{"bg"}, texts.English},
		{"is one that is near if we have none that is wanted", "", []string{"br"}, texts.French},
		{"is one that is wanted rather than one that is near", "", []string{"br, es;q=0.1"}, texts.Spanish},

		{"does not depend on entries that are garbage", "", []string{"!!, xx, \x00, -, ru;q=x, ;;=, ru;level=1, q=1, pl;q=0.1"}, texts.Polish},
		{"does not depend on weights that are no numbers", "", []string{"ru;q=NaN, pl;q=0.1"}, texts.Polish},
		{"does not depend on an entry that never ends", "", []string{strings.Repeat("ru-", 10_000) + ", pl"}, texts.Polish},
		{"does not depend on the last of very many entries", "", []string{strings.Repeat("xx,", maxLanguages) + "pl"}, texts.English},
		{"depends on the last of many entries", "", []string{strings.Repeat("xx,", maxLanguages-1) + "pl"}, texts.Polish},
		{"depends on an entry as long as may be", "", []string{"pl;q=" + "0." + strings.Repeat("1", maxLanguageBytes-len("pl;q=0."))}, texts.Polish},
		{"does not depend on a longer one", "", []string{"pl;q=" + "0." + strings.Repeat("1", maxLanguageBytes+1-len("pl;q=0."))}, texts.English},
		{"is English if all is garbage", "", []string{strings.Repeat("\xff,;=-", 10_000)}, texts.English},
	}
	for _, l := range texts.Languages() {
		tests = append(tests,
			test{"is " + string(l) + " if the query names it", string(l), []string{"fr"}, l},
			test{"is " + string(l) + " if the header wants it", "", []string{string(l) + ", de;q=0.5"}, l})
	}
	reason := domain.Reason{Code: "face_too_small", Rule: "face_width", Measured: domain.Number(61), Limit: domain.Number(80), Unit: "px"}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.enroller.EnrolFn = func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) {
				return enrolment.Enrolment{}, domain.Refuse(domain.KindPhotoRefused, reason)
			}
			r := httptest.NewRequest("POST", faceTarget+"?locale="+url.QueryEscape(tt.locale), strings.NewReader(form(jpegPart("file", "x.jpg", "p"))))
			r.Header.Set("Authorization", "Bearer "+string(adminToken))
			r.Header.Set("Content-Type", formType)
			r.Header["Accept-Language"] = tt.header
			rec := w.do(r)
			wantStatus(t, rec, 400)
			wantLanguage(t, rec, tt.want)
			words := tt.want.Of(reason)
			if got := decode[struct{ Reason reportjson.Reason }](t, rec).Reason; got.Message != words.Message || got.Advice != words.Advice {
				t.Errorf("reason %+v, want %+v", got, words)
			}
		})
	}
}

func wantLanguage(t *testing.T, rec *httptest.ResponseRecorder, want texts.Language) {
	t.Helper()
	if got := rec.Header().Get("Content-Language"); got != string(want) {
		t.Errorf("Content-Language is %q, want %q", got, want)
	}
	vary := ""
	if want != "" {
		vary = "Accept-Language"
	}
	if got := strings.Join(rec.Header().Values("Vary"), "; "); got != vary {
		t.Errorf("Vary is %q, want %q", got, vary)
	}
}

// Every answer that carries reasons says in which language, and no other.
func TestAnswersThatHaveALanguage(t *testing.T) {
	warned := rules.Measures{{Code: "face_width", Value: 96, Limit: 112, Unit: "px", Verdict: rules.Warning}}
	refused := rules.Measures{{Code: "face_width", Value: 60, Limit: 80, Unit: "px", Verdict: rules.Refusal}}
	photo := form(jpegPart("file", "x.jpg", "p"))
	checked := func(ms rules.Measures) func(w *world) *httptest.ResponseRecorder {
		return func(w *world) *httptest.ResponseRecorder {
			w.checker.(*checkerDouble).CheckFn = func(context.Context, []byte, rules.Profile) (rules.Report, error) {
				return rules.Report{Measures: ms}, nil
			}
			return w.upload(checkTarget+"?locale=uk", photo)
		}
	}
	tests := []struct {
		name string
		ask  func(w *world) *httptest.ResponseRecorder
		want texts.Language
	}{
		{"an upload without warnings has none", func(w *world) *httptest.ResponseRecorder { return w.upload(faceTarget+"?locale=uk", photo) }, ""},
		{"an upload with warnings has one", func(w *world) *httptest.ResponseRecorder {
			w.enroller.EnrolFn = func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) {
				return enrolment.Enrolment{Measures: warned}, nil
			}
			return w.upload(faceTarget+"?locale=uk", photo)
		}, texts.Ukrainian},
		{"an upload that does not arrive has one", func(w *world) *httptest.ResponseRecorder { return w.upload(faceTarget+"?locale=uk", form()) }, texts.Ukrainian},
		{"a check without reasons has none", checked(nil), ""},
		{"a check with warnings has one", checked(warned), texts.Ukrainian},
		{"a check with refusals has one", checked(refused), texts.Ukrainian},
		{"a check with both has one", checked(append(refused, warned...)), texts.Ukrainian},
		{"an error without reasons has none", func(w *world) *httptest.ResponseRecorder { return w.ask("GET", itemTarget+"x?locale=uk", nil) }, ""},
		{"an unknown path has none", func(w *world) *httptest.ResponseRecorder { return w.ask("GET", "/nowhere?locale=uk", nil) }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { wantLanguage(t, tt.ask(newWorld(t)), tt.want) })
	}
}

// A header as large as the server takes must not keep it busy.
func TestAHugeAcceptLanguageTakesNoTime(t *testing.T) {
	for _, entry := range []string{"ru;q=0.1,", "x-", "en-", ",", "-", ";q=", "a-bcd-efgh-ijklmnop-"} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Language", strings.Repeat(entry, maxHeaderBytes/len(entry)))
		begin := time.Now()
		languageOf(r)
		if took := time.Since(begin); took > time.Second/2 {
			t.Errorf("%q: took %v", entry, took)
		}
	}
}
