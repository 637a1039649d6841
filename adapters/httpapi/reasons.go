package httpapi

import (
	"net/http"
	"strings"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/texts"
	"github.com/vestibule-id/vestibule/internal/reportjson"
)

// inWords returns reasons in the language that the request wants, and says so
// in the header of the answer. It returns nil if there are none: then there are
// no words either.
func inWords(w http.ResponseWriter, r *http.Request, reasons []domain.Reason) []reportjson.Reason {
	if len(reasons) == 0 {
		return nil
	}
	lang := languageOf(r)
	speak(w, lang)
	return reportjson.Reasons(reasons, lang)
}

// speak puts into the header of an answer which language it has words in, and
// that this depends on the request.
func speak(w http.ResponseWriter, lang texts.Language) {
	w.Header().Set("Content-Language", string(lang))
	w.Header().Set("Vary", "Accept-Language")
}

// maxEchoRunes is how much of what a stranger sent is repeated in the answer and
// the log.
const maxEchoRunes = 64

// wrongParam returns the error for a query parameter that makes no sense, with
// a reason that repeats what was sent and tells what there is.
func wrongParam(code, sent string, known []string, cause error) error {
	if runes := []rune(sent); len(runes) > maxEchoRunes {
		sent = string(runes[:maxEchoRunes])
	}
	e := domain.Refuse(domain.KindWrongParam, domain.Reason{
		Code:     code,
		Measured: domain.Text(sent),
		Limit:    domain.Text(strings.Join(known, ", ")),
	})
	e.Err = cause
	return e
}
