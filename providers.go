package vestibule

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"os"
	"time"

	"github.com/vestibule-id/vestibule/adapters/dlib"
	"github.com/vestibule-id/vestibule/adapters/httpapi"
	"github.com/vestibule-id/vestibule/adapters/keys"
	"github.com/vestibule-id/vestibule/adapters/localauth"
	"github.com/vestibule-id/vestibule/adapters/metrics"
	"github.com/vestibule-id/vestibule/adapters/sqlite"
	"github.com/vestibule-id/vestibule/adapters/tlscert"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/ports"
)

// The providers that wire.go composes, in the order in which they start. Each
// makes one part; those that hold something return what lets go of it, and
// Wire calls these in reverse, also when a later part fails to start.

// validConfig is a Config that Validate found no fault in.
type validConfig struct{ Config }

func provideConfig(c Config) (validConfig, error) {
	if err := c.Validate(); err != nil {
		return validConfig{}, fmt.Errorf("configuration: %w", err)
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	return validConfig{c}, nil
}

func provideLog(c validConfig) *slog.Logger { return c.Log }

func provideClock() ports.Clock { return time.Now }

func provideDatabase(ctx context.Context, c validConfig, vault *keys.Vault, log *slog.Logger) (*sqlite.DB, func(), error) {
	db, err := sqlite.Open(ctx, c.DataDir, vault)
	if err != nil {
		return nil, nil, fmt.Errorf("database: %w", err)
	}
	if info, err := os.Stat(c.DataDir); err == nil && info.Mode().Perm()&0o077 != 0 {
		log.Warn("others on this machine may enter the data directory, which holds other things or is somebody else's; only the files are private",
			"directory", c.DataDir, "mode", info.Mode().Perm())
	}
	return db, func() {
		if err := db.Close(); err != nil {
			log.Error("database not closed cleanly", "error", err)
		}
	}, nil
}

// provideCertificate returns nil if the configuration has no TLS.
func provideCertificate(c validConfig, now ports.Clock, log *slog.Logger) (*tlscert.Certificate, error) {
	switch {
	case c.TLSSelfSigned:
		return tlscert.OpenOwn(c.DataDir, c.TLSNames, now, log)
	case c.TLSCert != "":
		return tlscert.Load(c.TLSCert, c.TLSKey, now, log)
	}
	return nil, nil
}

func provideStore(db *sqlite.DB) ports.Store { return db.Ports() }

func provideJournal(c validConfig, store ports.Store, now ports.Clock, log *slog.Logger) *app.Journal {
	return &app.Journal{Store: store, Keep: c.EventsKept, Now: now, Log: log}
}

func provideAuditLog(store ports.Store) *app.AuditLog { return &app.AuditLog{Repo: store.Audit} }

func provideAccess(c validConfig, store ports.Store, j *app.Journal, now ports.Clock) *app.Access {
	return &app.Access{Store: store, Journal: j, Zone: c.zone(), Now: now}
}

func provideRetention(c validConfig, identifiers *app.Identifiers, now ports.Clock, log *slog.Logger) *app.Retention {
	return &app.Retention{Identifiers: identifiers, For: c.retainFor(), Now: now, Log: log}
}

func providePeople(ctx context.Context, db *sqlite.DB, store ports.Store, j *app.Journal, now ports.Clock, log *slog.Logger) (*app.People, error) {
	installation, err := db.InstallationID(ctx)
	if err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	return &app.People{Store: store, Purger: db, Journal: j, Installation: installation, Now: now, Log: log}, nil
}

func provideAccounts(db *sqlite.DB) ports.AccountRepo { return db.Accounts() }

func provideAuth(c validConfig, accounts ports.AccountRepo, now ports.Clock) (*localauth.Service, error) {
	return localauth.New(localauth.Options{Accounts: accounts, TokenFor: c.TokenFor, Now: now})
}

func provideAccountsUseCase(auth *localauth.Service, j *app.Journal, log *slog.Logger) *app.Accounts {
	return &app.Accounts{Store: auth, Journal: j, Log: log}
}

// provideWorkers returns workers with models if a directory of them is
// configured. Models that are configured and cannot be loaded are an error:
// enrolling faces without the descriptors somebody asked for would be worse.
func provideWorkers(c validConfig, meter ports.Meter, log *slog.Logger) (*dlib.Workers, func(), error) {
	models, err := findModels(c, log)
	if err != nil {
		return nil, nil, fmt.Errorf("models: %w", err)
	}
	landmarks, err := dlib.FindLandmarks(c.Landmarks, c.ModelsDir)
	if err != nil {
		return nil, nil, fmt.Errorf("landmarks: %w", err)
	}
	w, err := dlib.Open(dlib.Options{
		Workers: c.Workers,
		// Boxes are squares, so areas go by the square of widths.
		SecondFaceShare: math.Sqrt(c.Profile.Setting(rules.SingleFaceCode).Limit.Max),
		Landmarks:       landmarks,
		Models:          models,
		PhotoTime:       c.PhotoTime,
		Meter:           meter,
	})
	if err != nil {
		return nil, nil, fmt.Errorf("workers: %w", err)
	}
	switch w.Points() {
	case 0:
		log.Warn("faces get no landmarks: photo rules about eyes, mouth, pose and place in the photo do not apply; the README says where to get a file")
	case face.Points68:
		log.Warn("the 68-point landmarks exclude commercial use; a 5-point file does not", "file", landmarks)
	}
	return w, w.Close, nil
}

// findModels returns nil, and says so in the log, if no models are configured.
func findModels(c validConfig, log *slog.Logger) (*dlib.Models, error) {
	if c.ModelsDir == "" {
		log.Warn("no models directory is configured: faces are enrolled without a descriptor, and those that are tilted or turned far are not found; the README says where to get the model files")
		return nil, nil
	}
	models, err := dlib.FindModels(c.ModelsDir)
	if err != nil {
		return nil, err
	}
	if models.NonCommercial() {
		log.Warn("go-face uses the 68-point landmarks, which exclude commercial use; the 5-point file does not", "file", models.Landmarks.Path)
	}
	log.Info("faces get a descriptor", "model", models.Name())
	return &models, nil
}

// provideNoMeter is for what runs once: nobody asks how long its stages took.
func provideNoMeter() ports.Meter { return nil }

func provideMetrics(now ports.Clock) *metrics.Metrics { return metrics.New(now) }

func provideMeter(m *metrics.Metrics) ports.Meter { return m.Meter() }

func provideDetector(w *dlib.Workers) *dlib.Detector { return w.Detector() }

// provideDescriber returns nil without models.
func provideDescriber(w *dlib.Workers) ports.FaceDescriber {
	if d := w.Describer(); d != nil {
		return d
	}
	return nil
}

func provideAssessor(c validConfig, detector *dlib.Detector, describer ports.FaceDescriber, now ports.Clock, meter ports.Meter) *app.Assessor {
	return &app.Assessor{Detector: detector, Describer: describer, Profile: c.Profile, Now: now, Meter: meter}
}

// provideChecker returns an assessor that only checks, and needs no describer.
func provideChecker(c validConfig, detector *dlib.Detector, now ports.Clock, meter ports.Meter) *app.Assessor {
	return provideAssessor(c, detector, nil, now, meter)
}

func provideAuditor(c validConfig, a *app.Assessor, store ports.Store, j *app.Journal) *app.Auditor {
	return &app.Auditor{Assessor: a, Identifiers: store.Identifiers, Journal: j, Workers: c.workers()}
}

func provideEnroller(c validConfig, a *app.Assessor, store ports.Store, j *app.Journal, meter ports.Meter, log *slog.Logger) *app.Enroller {
	return &app.Enroller{Assessor: a, Store: store, Journal: j, LeaseFor: c.LeaseFor, Meter: meter, Log: log}
}

func provideDeps(enroller *app.Enroller, checker *app.Assessor, identifiers *app.Identifiers, profiles *app.TimeProfiles,
	apartments *app.Apartments, synchroniser *app.Synchroniser, access *app.Access, settings *app.Settings, j *app.Journal,
	auth *localauth.Service, accounts ports.AccountRepo, db *sqlite.DB, detector *dlib.Detector, m *metrics.Metrics, now ports.Clock, log *slog.Logger) httpapi.Deps {
	return httpapi.Deps{
		Enroller:     enroller,
		Checker:      checker,
		Identifiers:  identifiers,
		TimeProfiles: profiles,
		Apartments:   apartments,
		Synchroniser: synchroniser,
		Access:       access,
		Settings:     settings,
		Events:       j,
		Auth:         app.NewLimiter(&app.Sessions{AuthService: auth, Accounts: accounts, Journal: j}, j, now),
		Probers:      []httpapi.NamedProber{{Name: "database", Prober: db}, {Name: "detector", Prober: detector}},
		Now:          now,
		Log:          log,
		Meter:        m.Meter(),
		Metrics:      m,
		CountUpload:  m.Counter("vestibule_uploads_total", "Uploads to identifiers by what became of them.", "outcome", httpapi.UploadOutcomes()...),
	}
}

func provideHandler(ctx context.Context, c validConfig, deps httpapi.Deps, db *sqlite.DB, m *metrics.Metrics) (http.Handler, error) {
	serial, err := db.InstallationID(ctx)
	if err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	api, err := httpapi.New(deps, httpapi.Config{
		MaxPhotoBytes: c.MaxPhotoBytes,
		MaxUploads:    c.MaxUploads,
		PanelKey:      c.PanelKey,
		// Browsers that were told to insist could not be told to accept a
		// certificate that nobody vouches for.
		StrictTransport: c.TLSCert != "",
		Zone:            c.zone(),
		Device:          httpapi.Device{Name: c.DeviceName, Model: "Vestibule", Firmware: Version(), Serial: serial},
	})
	if err != nil {
		return nil, err
	}
	m.Gauge("vestibule_upload_slots", "How many uploads may be read or processed at once.", func() float64 {
		_, all := api.Slots()
		return float64(all)
	})
	m.Gauge("vestibule_upload_slots_taken", "How many uploads are being read or processed.", func() float64 {
		taken, _ := api.Slots()
		return float64(taken)
	})
	return api, nil
}
