package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
)

// CommitEnrolment implements ports.IdentifierRepo.
func (r *Identifiers) CommitEnrolment(ctx context.Context, l enrolment.Lease, state identifier.State, e enrolment.Enrolment) error {
	return r.db.write(ctx, about(l.UID), func(tx *sql.Tx) error {
		if err := endLease(ctx, tx, l, e.At); err != nil {
			return err
		}
		if err := updateState(ctx, tx, l.UID, state); err != nil {
			return err
		}
		return r.db.replaceEnrolment(ctx, tx, l.UID, e)
	})
}

// Enrolment implements ports.IdentifierRepo.
func (r *Identifiers) Enrolment(ctx context.Context, uid identifier.UID) (enrolment.Enrolment, error) {
	for former := ""; ; {
		e, key, err := r.enrolment(ctx, uid)
		// What was replaced since it was read has no key any more, and what
		// took its place has another one.
		if err == nil || !errors.Is(err, errNoKey) || key == former {
			return e, err
		}
		former = key
	}
}

// enrolment returns the face of an identifier and the name of its key.
func (r *Identifiers) enrolment(ctx context.Context, uid identifier.UID) (e enrolment.Enrolment, key string, err error) {
	what, parts := "face of "+about(uid), sealedParts{}
	err = r.db.read(ctx, what, func(tx *sql.Tx) error {
		e, parts, err = selectEnrolment(ctx, tx, uid)
		return err
	})
	if err == nil {
		err = mapped(ctx, what, r.db.keys.unseal(ctx, uid, parts, &e))
	}
	if err != nil {
		return enrolment.Enrolment{}, parts.key, err
	}
	return e, parts.key, nil
}

// Enrolled implements ports.IdentifierRepo.
func (r *Identifiers) Enrolled(ctx context.Context, after identifier.UID, limit int) (uids []identifier.UID, err error) {
	err = r.db.read(ctx, "list faces", func(tx *sql.Tx) error {
		uids, err = selectEnrolled(ctx, tx, after, limit)
		return err
	})
	if err != nil {
		return nil, err
	}
	return uids, nil
}

func (db *DB) replaceEnrolment(ctx context.Context, tx *sql.Tx, uid identifier.UID, e enrolment.Enrolment) error {
	// What is sealed and the measures go with it, by their foreign keys, and
	// its key is doomed, by a trigger.
	if _, err := tx.ExecContext(ctx, `DELETE FROM enrolments WHERE uid = ?`, uid); err != nil {
		return err
	}
	key, err := db.keys.take(ctx)
	if err != nil {
		return err
	}
	b, model := e.Face.Box, sql.NullString{String: e.Descriptor.Model, Valid: !e.Descriptor.IsZero()}
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO enrolments (uid, face_x, face_y, face_width, face_height, confidence, profile, enrolled_at, key, model)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		uid, b.X, b.Y, b.Width, b.Height, e.Face.Confidence, e.Profile, e.At.Unix(), key.Name, model); err != nil {
		return err
	}
	if err := insertMeasures(ctx, tx, uid, e.Measures); err != nil {
		return err
	}
	return db.keys.seal(ctx, tx, uid, key, e)
}

func selectEnrolment(ctx context.Context, tx *sql.Tx, uid identifier.UID) (enrolment.Enrolment, sealedParts, error) {
	var (
		e enrolment.Enrolment
		p sealedParts
		b = &e.Face.Box
	)
	var at int64
	err := tx.QueryRowContext(ctx, `
		SELECT face_x, face_y, face_width, face_height, confidence, profile, enrolled_at, key, model, p.data, l.data, d.data
		FROM enrolments
			JOIN sealed p ON p.uid = enrolments.uid AND p.part = 'photo'
			LEFT JOIN sealed l ON l.uid = enrolments.uid AND l.part = 'landmarks'
			LEFT JOIN sealed d ON d.uid = enrolments.uid AND d.part = 'descriptor'
		WHERE enrolments.uid = ?`, uid).Scan(
		&b.X, &b.Y, &b.Width, &b.Height, &e.Face.Confidence, &e.Profile, &at,
		&p.key, &p.model, (*unshared)(&p.photo), &p.landmarks, &p.descriptor)
	if err != nil {
		return e, p, err
	}
	e.At = utc(at)
	e.Measures, err = selectMeasures(ctx, tx, uid)
	return e, p, err
}

// enrolledAfter reads on in the primary key from where a page ended, so that a
// page costs the same wherever it lies.
const enrolledAfter = `SELECT uid FROM enrolments WHERE uid > ? ORDER BY uid LIMIT ?`

func selectEnrolled(ctx context.Context, tx *sql.Tx, after identifier.UID, limit int) ([]identifier.UID, error) {
	return selectAll(ctx, tx, scanUID, enrolledAfter, after, limit)
}

func scanUID(r row) (uid identifier.UID, err error) {
	err = r.Scan(&uid)
	return uid, err
}

// restorePhoto returns a stored photo, which keeps file. A photo that was
// accepted once and is none now is our own fault, whatever kind its error has.
func restorePhoto(uid identifier.UID, file []byte) (photo.Photo, error) {
	p, err := photo.New(file)
	if err != nil {
		return photo.Photo{}, domain.E(domain.KindInternal, "stored photo of %s: %w", about(uid), err)
	}
	return p, nil
}
