package httpapi

import (
	"encoding/json"
	"errors"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/texts"
)

func FuzzDecodeSpec(f *testing.F) {
	f.Add([]byte(cardBody))
	for _, fields := range []string{
		``, `,"valid":{"passes":{"is_permanent":true,"max_passes":null,"time":{"from":null,"is_permanent":true,"to":null}}}`,
		`,"valid":{"time":{"from":1e9,"to":-0.5}}`, `,"time":{},"passes":{"max_passes":4}`, `,"lock":"all"`, `,"valid":[[{}]]`,
	} {
		f.Add([]byte(faceBodyWith(fields)))
	}
	f.Add([]byte(`{"identifier_owner":{"name":"\ud800","type":""}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		s, err := specIn(body)
		if err != nil {
			wantDecodeError(t, err, s)
			return
		}
		var whole map[string]any
		if json.Unmarshal(body, &whole) != nil {
			t.Errorf("took what is no object")
		}
		if !utf8.ValidString(s.Owner.Name) || (s.Type == identifier.FaceID && s.Number != "") {
			t.Errorf("got %+v", s)
		}
		for _, at := range []time.Time{s.Validity.Time.From, s.Validity.Time.To} {
			if !at.IsZero() && (at.Unix() <= 0 || at.Unix() > lastMoment) {
				t.Errorf("time %v", at)
			}
		}
	})
}

func wantDecodeError(t *testing.T, err error, s identifier.Spec) {
	t.Helper()
	if s != (identifier.Spec{}) {
		t.Errorf("an error and %+v", s)
	}
	switch kind := domain.KindOf(err); kind {
	case domain.KindInvalid:
	case domain.KindMissingField, domain.KindWrongType:
		if domain.FieldOf(err) == "" {
			t.Errorf("%v names no field", err)
		}
	default:
		t.Errorf("kind %v: %v", kind, err)
	}
}

func FuzzReadPhoto(f *testing.F) {
	for _, body := range []string{
		form(jpegPart("file", "a.jpg", "photo")), form(jpegPart("x", "a.jpg", "1"), jpegPart("file", "b.jpg", "2")), form(),
		form(part("1", `Content-Disposition: form-data; name=file; filename=María L.jpg`)), "--" + boundary, "",
		form(part("=3D", `Content-Disposition: form-data; filename="a"`, "Content-Transfer-Encoding: quoted-printable")),
	} {
		f.Add(formType, body, true)
		f.Add(formType, body, false)
	}
	f.Add("multipart/mixed; boundary=a", "--a\n\nb\n--a--", false)
	const limit = 16
	f.Fuzz(func(t *testing.T, contentType, body string, known bool) {
		r := httptest.NewRequest("POST", "/", sized(body, known))
		r.Header.Set("Content-Type", contentType)
		photo, err := readPhoto(httptest.NewRecorder(), r, &buffer{}, limit)
		if err != nil {
			if !errors.Is(err, domain.KindUploadBroken) || len(domain.ReasonsOf(err)) != 1 || photo != nil {
				t.Errorf("%d bytes and %v", len(photo), err)
			}
			return
		}
		if len(photo) > limit {
			t.Errorf("%d bytes of photo, at most %d are allowed", len(photo), limit)
		}
		if !strings.Contains(strings.ToLower(body), "filename") {
			t.Errorf("took %q for a file", body)
		}
	})
}

func FuzzLanguageOf(f *testing.F) {
	for _, header := range []string{
		"", "*", "uk-UA,uk;q=0.9,en-US;q=0.8,en;q=0.7", "ru;q=NaN", "x-klingon, i-default;q=0.1", "en-u-co-phonebk-t-ru-x-a",
		"sl-rozaj-biske-1994;q=1e308", "zh-cmn-Hans-CN", "\xff", "de-419-DE,,;;q=-1", strings.Repeat("a-b,", 100),
	} {
		f.Add("", header, "fr")
		f.Add(header, "pl;q=0.5", header)
	}
	f.Fuzz(func(t *testing.T, locale, first, second string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.URL.RawQuery = url.Values{"locale": {locale}}.Encode()
		r.Header["Accept-Language"] = []string{first, second}
		got := languageOf(r)
		if !slices.Contains(texts.Languages(), got) {
			t.Errorf("language %q", got)
		}
		if named, ok := languageNamed(locale); ok && got != named {
			t.Errorf("language %q, the query names %q", got, named)
		}
		if wanted := languagesWanted([]string{first, second}); len(wanted) > maxLanguages {
			t.Errorf("%d languages are looked at", len(wanted))
		}
	})
}
