package httpapi

import (
	"net/http"

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
