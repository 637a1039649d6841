package httpapi

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/vestibule-id/vestibule/ports"
)

// NamedProber is something /readyz asks whether it can work. Name is what the
// answer calls it: "database".
type NamedProber struct {
	Name   string
	Prober ports.Prober
}

// Deps are what an API needs from the rest of Vestibule.
type Deps struct {
	Enroller     Enroller
	Checker      Checker
	Identifiers  Identifiers
	TimeProfiles TimeProfiles
	Apartments   Apartments
	Synchroniser Synchroniser
	Access       Access
	Settings     Settings
	Events       Events
	Auth         ports.AuthService
	Probers      []NamedProber // may be empty: then a live process is a ready one
	Now          ports.Clock   // nil means time.Now
	Log          *slog.Logger  // nil means slog.Default

	// What measures; all of it may be nil.
	Meter       ports.Meter          // of the stage receive
	CountUpload func(outcome string) // is told of every upload once it has ended; see UploadOutcomes
	Metrics     http.Handler         // answers /metrics, which is absent without it
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
	missing(d.TimeProfiles == nil, "TimeProfiles")
	missing(d.Apartments == nil, "Apartments")
	missing(d.Synchroniser == nil, "Synchroniser")
	missing(d.Access == nil, "Access")
	missing(d.Settings == nil, "Settings")
	missing(d.Events == nil, "Events")
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
	enroller     Enroller
	checker      Checker
	identifiers  Identifiers
	profiles     TimeProfiles
	apartments   Apartments
	synchroniser Synchroniser
	access       Access
	settings     Settings
	events       Events
	auth         ports.AuthService
	probers      []NamedProber
	now          ports.Clock
	log          *slog.Logger
	meter        ports.Meter
	countUpload  func(outcome string)
	figures      http.Handler // nil: there are none
	config       Config
	uploads      *slots  // for what is being read or processed
	buffers      buffers // for their photos
	handler      http.Handler
}

var _ http.Handler = (*API)(nil)

// New returns an API. The error names every fault of the dependencies and the
// configuration.
func New(d Deps, c Config) (*API, error) { return newAPI(d, c, defaultLimits) }

func newAPI(d Deps, c Config, l limits) (*API, error) {
	if err := errors.Join(d.validate(), c.Validate()); err != nil {
		return nil, fmt.Errorf("HTTP API: %w", err)
	}
	a := &API{
		enroller:     d.Enroller,
		checker:      d.Checker,
		identifiers:  d.Identifiers,
		profiles:     d.TimeProfiles,
		apartments:   d.Apartments,
		synchroniser: d.Synchroniser,
		access:       d.Access,
		settings:     d.Settings,
		events:       d.Events,
		auth:         d.Auth,
		probers:      d.Probers,
		now:          d.Now,
		log:          d.Log,
		meter:        d.Meter,
		countUpload:  d.CountUpload,
		figures:      d.Metrics,
		config:       c,
		uploads:      newSlots(c.MaxUploads),
	}
	if a.now == nil {
		a.now = time.Now
	}
	if a.log == nil {
		a.log = slog.Default()
	}
	if a.countUpload == nil {
		a.countUpload = func(string) {}
	}
	table := a.routes()
	if err := undeclaredIn(table); err != nil {
		return nil, fmt.Errorf("HTTP API: %w", err)
	}
	answering := paced(a.logged(a.recovered(tolerantPath(a.router(table)))), l)
	a.handler = secured(linger(answering, lingerBytes, lingerTime), c.StrictTransport)
	return a, nil
}

// ServeHTTP implements http.Handler.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.handler.ServeHTTP(w, r) }
