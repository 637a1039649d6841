// Package vestibule enrols faces for access control: someone uploads a
// portrait, Vestibule decides whether it is good enough to recognise that
// person at a door, says exactly why when it is not, and keeps the result.
//
// New composes the whole service: dlib's detector, SQLite, and the panel's
// identifier API over HTTP. A program that brings its own detector or storage
// needs none of that and composes app.Enroller from the ports; the example of
// this package shows how.
package vestibule

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/vestibule-id/vestibule/adapters/httpapi"
	"github.com/vestibule-id/vestibule/adapters/tlscert"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/event"
)

// Service is a composed Vestibule. Its parts share one database and one
// detector; all may be used at once.
type Service struct {
	Enroller     *app.Enroller
	Checker      *app.Assessor // checks a photo without storing it
	Auditor      *app.Auditor
	Identifiers  *app.Identifiers
	TimeProfiles *app.TimeProfiles
	Apartments   *app.Apartments
	Synchroniser *app.Synchroniser
	Access       *app.Access // answers whether somebody may enter
	Settings     *app.Settings
	Journal      *app.Journal // the log that clients read, and the audit log
	Accounts     *app.Accounts
	Retention    *app.Retention // deletes what is due; Serve runs it
	Handler      http.Handler   // the identifier API

	Certificate *tlscert.Certificate // what Serve shows clients; nil without TLS

	config validConfig
	log    *slog.Logger
}

// sweepEvery is how often Serve deletes what is due. Days are what retention is
// told in.
const sweepEvery = time.Hour

// Serve answers HTTP on the listener, within TLS if the configuration says so, and
// deletes what is due, until the context ends; then it lets running requests
// finish. It returns nil after a clean stop.
func (s *Service) Serve(ctx context.Context, ln net.Listener) error {
	s.Journal.Note(ctx, event.DeviceBooted, event.Subject{})
	s.Journal.SayHead(ctx)
	err := s.serve(ctx, ln)
	s.Journal.NoteAudit(ctx, audit.ServerStopped, 0, "")
	s.Journal.SayHead(ctx)
	return err
}

func (s *Service) serve(ctx context.Context, ln net.Listener) error {
	sweeping, stop := context.WithCancel(ctx)
	var sweeper sync.WaitGroup
	defer sweeper.Wait()
	defer stop()
	sweeper.Go(func() { s.Retention.Run(sweeping, sweepEvery) })

	how := httpapi.Serving{MaxConnections: s.config.MaxConnections, Log: s.log}
	if s.Certificate != nil {
		how.TLS = s.Certificate.Config()
	}
	return httpapi.Serve(ctx, ln, s.Handler, how)
}
