package contract_test

import (
	"bytes"
	"context"
	"flag"
	"log/slog"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/httpapi"
	"github.com/vestibule-id/vestibule/adapters/localauth"
	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/contract"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

var (
	urlFlag        = flag.String("url", "", "the server to try, without the path of its API; a Vestibule of the test's own if empty")
	userFlag       = flag.String("user", "admin", "an administrator's name")
	passwordFlag   = flag.String("password", "", "the administrator's password")
	portraitFlag   = flag.String("portrait", "", "a JPEG file, by its absolute path, that the server accepts as a face; without one those cases are skipped")
	disposableFlag = flag.Bool("disposable", false, "nothing on the server is worth keeping: also try what could delete all of it")
)

// TestContract tries the server that -url names, or a Vestibule in memory. A
// Vestibule may lack nothing, and so may not skip a case.
func TestContract(t *testing.T) {
	target := contract.Target{URL: *urlFlag, User: *userFlag, Password: *passwordFlag, Disposable: *disposableFlag}
	if *portraitFlag != "" {
		jpeg, err := os.ReadFile(*portraitFlag)
		if err != nil {
			t.Fatal(err)
		}
		target.Portrait = jpeg
	}
	if *urlFlag == "" {
		target = vestibule(t)
	}
	report := contract.Run(t.Context(), target)
	var table strings.Builder
	if err := report.WriteTable(&table); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + table.String())
	if report.Failed() > 0 {
		t.Errorf("%d cases failed", report.Failed())
	}
	if skipped := report.Count(contract.Skipped); *urlFlag == "" && skipped > 0 {
		t.Errorf("%d cases were skipped, want none", skipped)
	}
}

// eye is a detector that knows one portrait and finds no face in anything else.
type eye struct{ portrait []byte }

// DetectFaces implements ports.FaceDetector.
func (e eye) DetectFaces(_ context.Context, p photo.Photo) (face.Detection, error) {
	if !bytes.Equal(p.JPEG(), e.portrait) {
		return face.Detection{}, nil
	}
	return face.Detection{Faces: []face.Face{{Box: face.Box{X: 130, Y: 220, Width: 206, Height: 206}, Confidence: 1}}}, nil
}

// vestibule starts a Vestibule that keeps everything in memory.
func vestibule(t *testing.T) contract.Target {
	t.Helper()
	jpeg := portrait.JPEG(portrait.Draw(portrait.Options{}), 90)
	api, err := httpapi.New(compose(t, eye{jpeg}), httpapi.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(api)
	t.Cleanup(server.Close)
	return contract.Target{
		URL: server.URL, User: app.FirstAdministratorName, Password: password,
		Portrait: jpeg, Disposable: true, HTTP: server.Client(),
	}
}

const password = "correct horse"

// compose puts the use cases together on a store in memory with one account.
func compose(t *testing.T, detector eye) httpapi.Deps {
	t.Helper()
	all := memory.New()
	store, log := all.Ports(), slog.New(slog.DiscardHandler)
	auth, err := localauth.New(localauth.Options{Accounts: all.Accounts(), TokenFor: time.Hour, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	journal := &app.Journal{Store: store, Keep: 10_000, Now: time.Now, Log: log}
	accounts := &app.Accounts{Store: auth, Journal: journal, Log: log}
	if err := accounts.Add(t.Context(), app.FirstAdministratorName, account.Administrator, password); err != nil {
		t.Fatal(err)
	}
	assessor := &app.Assessor{Detector: detector, Profile: rules.Panel(), Now: time.Now}
	enroller := &app.Enroller{Assessor: assessor, Store: store, Journal: journal, LeaseFor: time.Minute, Log: log}
	identifiers := &app.Identifiers{Store: store, Journal: journal}
	return httpapi.Deps{
		Enroller:     enroller,
		Checker:      assessor,
		Identifiers:  identifiers,
		TimeProfiles: &app.TimeProfiles{Store: store, Journal: journal},
		Apartments:   &app.Apartments{Store: store, Journal: journal},
		Synchroniser: &app.Synchroniser{Identifiers: identifiers, Enroller: enroller},
		Access:       &app.Access{Store: store, Journal: journal, Zone: time.UTC, Now: time.Now},
		Settings:     &app.Settings{Store: store, Journal: journal},
		Events:       journal,
		Auth:         app.NewLimiter(&app.Sessions{AuthService: auth, Journal: journal}, journal, time.Now),
		Log:          log,
	}
}
