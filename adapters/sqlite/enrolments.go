package sqlite

import (
	"context"
	"database/sql"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
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
		return replaceEnrolment(ctx, tx, l.UID, e)
	})
}

// Enrolment implements ports.IdentifierRepo.
func (r *Identifiers) Enrolment(ctx context.Context, uid identifier.UID) (e enrolment.Enrolment, err error) {
	err = r.db.read(ctx, "face of "+about(uid), func(tx *sql.Tx) error {
		e, err = selectEnrolment(ctx, tx, uid)
		return err
	})
	if err != nil {
		return enrolment.Enrolment{}, err
	}
	return e, nil
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

func replaceEnrolment(ctx context.Context, tx *sql.Tx, uid identifier.UID, e enrolment.Enrolment) error {
	// Photo, landmarks, measures and descriptor go with it, by their foreign
	// keys.
	if _, err := tx.ExecContext(ctx, `DELETE FROM enrolments WHERE uid = ?`, uid); err != nil {
		return err
	}
	b := e.Face.Box
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO enrolments (uid, face_x, face_y, face_width, face_height, confidence, profile, enrolled_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		uid, b.X, b.Y, b.Width, b.Height, e.Face.Confidence, e.Profile, e.At.Unix()); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx,
		`INSERT INTO portraits (uid, photo) VALUES (?, ?)`, uid, e.Portrait.JPEG()); err != nil {
		return err
	}
	if err := insertLandmarks(ctx, tx, uid, e.Face.Landmarks); err != nil {
		return err
	}
	if err := insertMeasures(ctx, tx, uid, e.Measures); err != nil {
		return err
	}
	return insertDescriptor(ctx, tx, uid, e.Descriptor)
}

func insertDescriptor(ctx context.Context, tx *sql.Tx, uid identifier.UID, d face.Descriptor) error {
	if d.IsZero() {
		return nil
	}
	_, err := tx.ExecContext(ctx,
		`INSERT INTO descriptors (uid, model, vector) VALUES (?, ?, ?)`, uid, d.Model, packVector(&d.Vector))
	return err
}

func selectEnrolment(ctx context.Context, tx *sql.Tx, uid identifier.UID) (enrolment.Enrolment, error) {
	var (
		e      enrolment.Enrolment
		at     int64
		file   []byte
		points []byte
		model  sql.NullString
		vector []byte
	)
	b := &e.Face.Box
	err := tx.QueryRowContext(ctx, `
		SELECT face_x, face_y, face_width, face_height, confidence, profile, enrolled_at,
			photo, points, model, vector
		FROM enrolments JOIN portraits USING (uid) LEFT JOIN landmarks USING (uid) LEFT JOIN descriptors USING (uid)
		WHERE uid = ?`, uid).Scan(
		&b.X, &b.Y, &b.Width, &b.Height, &e.Face.Confidence, &e.Profile, &at,
		(*unshared)(&file), &points, &model, &vector)
	if err != nil {
		return e, err
	}
	e.At = utc(at)
	if e.Portrait, err = restorePhoto(uid, file); err != nil {
		return e, err
	}
	if e.Face.Landmarks, err = restoreLandmarks(uid, points); err != nil {
		return e, err
	}
	if e.Descriptor, err = restoreDescriptor(uid, model, vector); err != nil {
		return e, err
	}
	e.Measures, err = selectMeasures(ctx, tx, uid)
	return e, err
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
