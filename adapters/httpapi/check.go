package httpapi

import (
	"context"
	"errors"
	"net/http"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/reportjson"
)

// checkFace says of a photo what an upload of it would come to, under the
// profile that the query parameter profile names, and stores nothing. A photo
// that would be refused is a good answer to that question: an error is only
// what is no upload of a JPEG. Panels have no such call.
func (a *API) checkFace(w http.ResponseWriter, r *http.Request) error {
	profile, err := a.profileOf(r)
	if err != nil {
		return err
	}
	return a.withPhoto(w, r, func(jpeg []byte) error {
		// Later, no answer would arrive any more.
		ctx, cancel := context.WithTimeout(r.Context(), writeTimeout)
		defer cancel()
		report, err := a.checker.Check(ctx, jpeg, profile)
		if err != nil {
			return err
		}
		lang := languageOf(r)
		body := reportjson.New(report, len(jpeg), lang)
		if len(body.Reasons) > 0 {
			speak(w, lang)
		}
		return reply(w, body)
	})
}

// profileOf returns the profile that a request names, or the default. The error
// is KindWrongParam, with a reason, if there is none of that name.
func (a *API) profileOf(r *http.Request) (rules.Profile, error) {
	name := r.URL.Query().Get("profile")
	profile, err := a.checker.ProfileNamed(name)
	if errors.Is(err, domain.KindWrongParam) {
		return rules.Profile{}, unknownProfile(name, err)
	}
	return profile, err
}

func unknownProfile(name string, cause error) error {
	var known []string
	for _, p := range rules.Profiles() {
		known = append(known, p.Name())
	}
	return wrongParam("unknown_profile", name, known, cause)
}
