package httpapi

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/localauth"
	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/account"
)

// What an upload costs that is told to come back: finding out who sends it, and
// the answer. Nothing of its body is read for it.
func BenchmarkUploadWithoutASlot(b *testing.B) {
	auth, err := localauth.New(localauth.Options{Accounts: memory.New().Accounts(), TokenFor: time.Hour, Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	digest := account.DigestOf(adminPassword)
	if err := auth.AddAccount(b.Context(), account.Account{Name: adminName, Role: account.Administrator}, digest); err != nil {
		b.Fatal(err)
	}
	session, err := auth.Login(b.Context(), adminName, digest)
	if err != nil {
		b.Fatal(err)
	}
	config := DefaultConfig()
	config.MaxUploads = 1
	api, err := New(Deps{
		Enroller: &enrollerDouble{}, Checker: &checkerDouble{}, Identifiers: &identifiersDouble{}, Auth: auth,
		TimeProfiles: &app.TimeProfiles{}, Apartments: &app.Apartments{}, Synchroniser: &app.Synchroniser{},
		Access: &app.Access{}, Settings: &app.Settings{}, Events: &app.Journal{}, Log: slog.New(slog.DiscardHandler),
	}, config)
	if err != nil {
		b.Fatal(err)
	}
	fill(api)
	for name, authorization := range map[string]string{"token": "Bearer " + string(session.Token), "password": basic(adminName, adminPassword)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := httptest.NewRequest("POST", faceTarget, zeros{})
				r.ContentLength = large
				r.Header.Set("Authorization", authorization)
				r.Header.Set("Content-Type", formType)
				rec := httptest.NewRecorder()
				api.ServeHTTP(rec, r)
				if rec.Code != http.StatusServiceUnavailable {
					b.Fatal(rec.Code, rec.Body)
				}
			}
		})
	}
}
