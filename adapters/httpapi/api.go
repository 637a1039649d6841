package httpapi

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/ports"
)

// Enroller gives temporary identifiers their faces.
type Enroller interface {
	// Enrol loads a photo for a temporary identifier, with replace also for
	// an enrolled one. jpeg is handed over: the caller must not change it.
	// The errors are KindNotTemporary, KindInProgress, KindWrongFormat,
	// KindPhotoRefused and KindNoFace, the last three with reasons.
	Enrol(ctx context.Context, uid identifier.UID, jpeg []byte, replace bool) (enrolment.Enrolment, error)
}

// Checker finds out what is wrong with a photo, and stores nothing.
type Checker interface {
	// Check returns everything that is found out about a photo under a
	// profile, also about one that is refused or damaged. The error is
	// KindWrongFormat, with a reason, if the file is no JPEG. jpeg is handed
	// over: the caller must not change it.
	Check(ctx context.Context, jpeg []byte, p rules.Profile) (rules.Report, error)

	// ProfileNamed returns a profile, the one that enrolments are held
	// against for "". The error is KindWrongParam if there is none of that
	// name.
	ProfileNamed(name string) (rules.Profile, error)
}

// Identifiers manages what opens the doors.
type Identifiers interface {
	// Create stores a new identifier and returns its uid. The error is
	// KindInvalid or KindConflict.
	Create(ctx context.Context, s identifier.Spec) (identifier.UID, error)

	// Get returns an identifier. The error is KindNotFound if there is none.
	Get(ctx context.Context, uid identifier.UID) (identifier.Identifier, error)

	// Delete removes an identifier. The error is KindNotFound if there is
	// none.
	Delete(ctx context.Context, uid identifier.UID) error

	// Portrait returns the photo an identifier was enrolled with. The error
	// is KindNotFound if there is no identifier or it has no face.
	Portrait(ctx context.Context, uid identifier.UID) (photo.Photo, error)
}

// NamedProber is something /readyz asks whether it can work. Name is what the
// answer calls it: "database".
type NamedProber struct {
	Name   string
	Prober ports.Prober
}

// Deps are what an API needs from the rest of Vestibule.
type Deps struct {
	Enroller    Enroller
	Checker     Checker
	Identifiers Identifiers
	Auth        ports.AuthService
	Probers     []NamedProber // may be empty: then a live process is a ready one
	Log         *slog.Logger  // nil means slog.Default
}

func (d Deps) validate() error {
	var faults []error
	missing := func(absent bool, what string) {
		if absent {
			faults = append(faults, fmt.Errorf("no %s is given", what))
		}
	}
	missing(d.Enroller == nil, "Enroller")
	missing(d.Checker == nil, "Checker")
	missing(d.Identifiers == nil, "Identifiers")
	missing(d.Auth == nil, "Auth")
	for _, p := range d.Probers {
		missing(p.Name == "", "name for a prober")
		missing(p.Prober == nil, "prober for "+p.Name)
	}
	return errors.Join(faults...)
}

// API is the http.Handler that speaks the identifier API. It is safe for
// concurrent use, and it serves whole paths: mount it at "/".
type API struct {
	enroller    Enroller
	checker     Checker
	identifiers Identifiers
	auth        ports.AuthService
	probers     []NamedProber
	log         *slog.Logger
	config      Config
	uploads     chan struct{} // one element for each upload being read or processed
	handler     http.Handler
}

var _ http.Handler = (*API)(nil)

// New returns an API. The error names every fault of the dependencies and the
// configuration.
func New(d Deps, c Config) (*API, error) {
	if err := errors.Join(d.validate(), c.Validate()); err != nil {
		return nil, fmt.Errorf("HTTP API: %w", err)
	}
	a := &API{
		enroller:    d.Enroller,
		checker:     d.Checker,
		identifiers: d.Identifiers,
		auth:        d.Auth,
		probers:     d.Probers,
		log:         d.Log,
		config:      c,
		uploads:     make(chan struct{}, c.MaxUploads),
	}
	if a.log == nil {
		a.log = slog.Default()
	}
	a.handler = linger(a.logged(a.recovered(tolerantPath(a.router(a.routes())))), lingerBytes, lingerTime)
	return a, nil
}

// ServeHTTP implements http.Handler.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.handler.ServeHTTP(w, r) }
