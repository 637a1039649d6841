package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/ports"
)

// Enroller gives temporary identifiers their faces.
type Enroller struct {
	Assessor *Assessor
	Store    ports.Store
	Journal  *Journal      // nil: no log is kept
	LeaseFor time.Duration // how long a lease lasts, and so how long one photo may take
	Random   io.Reader     // nil means crypto/rand
	Meter    ports.Meter   // of the stage commit; nil: nothing is measured
	Log      *slog.Logger
}

// Enrol loads a photo for a temporary identifier; with replace also for one
// that has a face, which keeps it unless the new one is accepted. jpeg is lent:
// the caller must not change it before Enrol returns, and may do so after that
// unless the error is ports.ErrStillReading; the portrait of the returned
// enrolment may hold these bytes.
//
// The error is KindNotTemporary if there is no such identifier, KindInProgress
// if another photo is being loaded for it, or one of Assess. After any error
// the identifier is as it was before; after none, the face is stored for good.
func (e *Enroller) Enrol(ctx context.Context, uid identifier.UID, jpeg []byte, replace bool) (enrolment.Enrolment, error) {
	ctx, cancel := context.WithTimeout(ctx, e.LeaseFor)
	defer cancel()

	lease, err := e.lease(ctx, uid)
	if err != nil {
		return enrolment.Enrolment{}, err
	}
	defer e.release(ctx, lease)

	id, err := e.Store.Identifiers.Get(ctx, uid)
	if err != nil {
		return enrolment.Enrolment{}, notTemporary(err, uid)
	}
	state, err := id.Enrol(replace)
	if err != nil {
		return enrolment.Enrolment{}, err
	}
	face, err := e.Assessor.Assess(ctx, jpeg)
	if err != nil {
		e.Journal.refused(ctx, id, err)
		return enrolment.Enrolment{}, fmt.Errorf("enrolling identifier %d: %w", uid, err)
	}
	if err := e.commit(ctx, id, lease, state, face); err != nil {
		return enrolment.Enrolment{}, fmt.Errorf("enrolling identifier %d: %w", uid, err)
	}
	return face, nil
}

func (e *Enroller) commit(ctx context.Context, id identifier.Identifier, l enrolment.Lease, state identifier.State, face enrolment.Enrolment) error {
	defer e.Meter.Begin(ports.StageCommit)()
	return e.Store.Within(ctx, func(ctx context.Context) error {
		if err := e.Store.Identifiers.CommitEnrolment(ctx, l, state, face); err != nil {
			return err
		}
		return e.Journal.record(ctx, event.FaceEnrolled, aboutIdentifier(id))
	})
}

// leaseHolderBytes makes two holders of one name as good as impossible.
const leaseHolderBytes = 16

func (e *Enroller) lease(ctx context.Context, uid identifier.UID) (enrolment.Lease, error) {
	at := now(e.Assessor.Now)
	lease, err := e.newLease(uid, at)
	if err != nil {
		return enrolment.Lease{}, err
	}
	if err := e.Store.Identifiers.AcquireLease(ctx, lease, at); err != nil {
		return enrolment.Lease{}, notTemporary(err, uid)
	}
	return lease, nil
}

// newLease returns a lease that nobody else has.
func (e *Enroller) newLease(uid identifier.UID, at time.Time) (enrolment.Lease, error) {
	random := e.Random
	if random == nil {
		random = rand.Reader
	}
	holder := make([]byte, leaseHolderBytes)
	if _, err := io.ReadFull(random, holder); err != nil {
		return enrolment.Lease{}, fmt.Errorf("naming a lease: %w", err)
	}
	return enrolment.Lease{UID: uid, Holder: hex.EncodeToString(holder), Expires: at.Add(e.LeaseFor)}, nil
}

// release ends the lease also when the request was given up meanwhile. If even
// that fails, the lease ends by itself.
func (e *Enroller) release(ctx context.Context, l enrolment.Lease) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), e.LeaseFor)
	defer cancel()
	if err := e.Store.Identifiers.ReleaseLease(ctx, l); err != nil {
		e.Log.WarnContext(ctx, "lease not released, it will expire", "uid", l.UID, "error", err)
	}
}

// notTemporary says of an identifier that is unknown what the panel says of
// one that cannot take a face: to a client they are the same.
func notTemporary(err error, uid identifier.UID) error {
	if errors.Is(err, domain.KindNotFound) {
		return domain.E(domain.KindNotTemporary, "identifier %d: %w", uid, err)
	}
	return fmt.Errorf("identifier %d: %w", uid, err)
}

// now returns the time as everything stores it: UTC, in whole seconds.
func now(clock ports.Clock) time.Time { return clock().UTC().Truncate(time.Second) }
