package texts

import (
	"math"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

func TestOf(t *testing.T) {
	narrow := domain.Reason{Code: "face_too_small", Rule: "face_width", Measured: domain.Number(62), Limit: domain.Number(80), Unit: "px"}
	nearlyWide := narrow
	nearlyWide.Measured = domain.Number(79.6)
	noNumber := narrow
	noNumber.Measured = domain.Number(math.NaN())
	dark := domain.Reason{Code: "too_dark", Rule: "luminance_mean", Measured: domain.Number(0.0123), Limit: domain.Number(0.015), Unit: "share"}
	profile := domain.Reason{Code: "unknown_profile", Measured: domain.Text("{limit}"), Limit: domain.Text("panel, strict, off")}
	tests := []struct {
		name     string
		language Language
		reason   domain.Reason
		want     Text
	}{
		{"the face is too narrow", English, narrow, Text{
			"The face is too small: it is 62 px wide, at least 80 are needed.",
			"Move closer: the face is 62 px wide, at least 80 are needed."}},
		{"another rule has other words for its reason", English,
			domain.Reason{Code: "face_too_small", Rule: "inter_eye_distance", Measured: domain.Number(24), Limit: domain.Number(30), Unit: "px"}, Text{
				"The face is too small: the eyes are 24 px apart, at least 30 are needed.",
				"Move closer: the eyes are 24 px apart, at least 30 are needed."}},
		{"a rule without words of its own has those of its code", English, dark, Text{
			"The face is too dark: its brightness is 1.2 %, at least 1.5 % is needed.",
			"Turn towards the light, or switch on more light."}},
		{"another language has other words and a comma", Russian, dark, Text{
			"Лицо слишком тёмное: яркость — 1,2 %, нужно не менее 1,5 %.",
			"Повернитесь к свету или включите более яркий свет."}},
		{"the numbers differ as the rule is broken", English, nearlyWide, Text{
			"The face is too small: it is 79.6 px wide, at least 80 are needed.",
			"Move closer: the face is 79.6 px wide, at least 80 are needed."}},
		{"a number that is none is unknown", English, noNumber, Text{
			"The face is too small: it is ? px wide, at least 80 are needed.",
			"Move closer: the face is ? px wide, at least 80 are needed."}},
		{"a value that is absent is unknown", English, domain.Reason{Code: "wrong_format"}, Text{
			"The file is not a JPEG: found ?.", "Send the photo as a JPEG file."}},
		{"a text is put in as it is", Polish, domain.Reason{Code: "wrong_format", Measured: domain.Text("JPEG 2000")}, Text{
			"Plik nie jest w formacie JPEG, znaleziono: JPEG 2000.", "Proszę przesłać zdjęcie w formacie JPEG."}},
		{"a text is no template", English, profile, Text{
			"There is no profile “{limit}”, there are: panel, strict, off.",
			"Name one of these profiles: panel, strict, off."}},
		{"a file is told in MiB", English, domain.Reason{Code: "file_too_large", Limit: domain.Number(16 << 20), Unit: "bytes"}, Text{
			"The file is larger than 16 MiB.", "Send a photo of at most 16 MiB."}},

		// Fallbacks.
		{"a language that there is not is English", "de", dark, English.Of(dark)},
		{"no language is English", "", dark, English.Of(dark)},
		{"a reason that nobody knows is what the log says", French,
			domain.Reason{Code: "odd", Rule: "oddness", Measured: domain.Number(0.5), Limit: domain.Number(0.25), Unit: "share"},
			Text{Message: "odd (oddness 0.5 share, limit 0.25)"}},
		{"a reason that nobody knows has no numbers that are none either", English,
			domain.Reason{Code: "odd", Measured: domain.Number(math.Inf(1)), Limit: domain.Number(math.NaN())},
			Text{Message: "odd (?, limit ?)"}},
		{"the code of a reason that needs a rule, without one", English, domain.Reason{Code: "face_too_small"}, Text{Message: "face_too_small"}},
		{"no reason has no words", English, domain.Reason{}, Text{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.language.Of(tt.reason); got != tt.want {
				t.Errorf("words are %+v, want %+v", got, tt.want)
			}
		})
	}
}

// The numbers are English as well: one text is in one language.
func TestATextThatALanguageLacksIsEnglish(t *testing.T) {
	const sparse Language = "xx"
	tables[sparse] = map[string]Text{"too_bright": {"B {measured}.", "A."}}
	t.Cleanup(func() { delete(tables, sparse) })
	bright := domain.Reason{Code: "too_bright", Measured: domain.Number(0.9), Limit: domain.Number(0.85), Unit: "share"}
	dark := domain.Reason{Code: "too_dark", Measured: domain.Number(0.0123), Limit: domain.Number(0.015), Unit: "share"}
	if got, want := sparse.Of(bright).Message, "B 90 %."; got != want {
		t.Errorf("what it has is %q, want %q", got, want)
	}
	if got, want := sparse.Of(dark), English.Of(dark); got != want {
		t.Errorf("what it lacks is %+v, want %+v", got, want)
	}
}

func TestNoPlaceholderSurvives(t *testing.T) {
	for _, l := range Languages() {
		for _, r := range reasons() {
			for _, r := range []domain.Reason{r, {Code: r.Code, Rule: r.Rule}} {
				if text := l.Of(r); strings.ContainsAny(text.Message+text.Advice, "{}") {
					t.Errorf("%s: %+v", l, text)
				}
			}
		}
	}
}
