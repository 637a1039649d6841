package sqlite

import (
	"context"
	"database/sql"

	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// Attach implements ports.TimeProfileRepo.
func (r *TimeProfiles) Attach(ctx context.Context, to identifier.UID, p schedule.UID) error {
	return r.db.write(ctx, about(to), func(tx *sql.Tx) error {
		return insertAttachment(ctx, tx, to, p)
	})
}

// Detach implements ports.TimeProfileRepo.
func (r *TimeProfiles) Detach(ctx context.Context, from identifier.UID, p schedule.UID) error {
	return r.db.write(ctx, about(from), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM attachments WHERE identifier = ? AND profile = ?`, from, p)
		return err
	})
}

// Attached implements ports.TimeProfileRepo.
func (r *TimeProfiles) Attached(ctx context.Context, to ...identifier.UID) (map[identifier.UID][]schedule.Profile, error) {
	var all []attached
	err := r.db.read(ctx, "time profiles of identifiers", func(tx *sql.Tx) error {
		wanted, err := numbers(to)
		if err != nil {
			return err
		}
		all, err = selectAll(ctx, tx, scanAttached, attachedTo, wanted)
		return err
	})
	if err != nil {
		return nil, err
	}
	profiles := map[identifier.UID][]schedule.Profile{}
	for _, a := range all {
		profiles[a.to] = append(profiles[a.to], a.profile)
	}
	return profiles, nil
}

// Holders implements ports.TimeProfileRepo.
func (r *TimeProfiles) Holders(ctx context.Context, uid schedule.UID) (holders []identifier.Reference, err error) {
	err = r.db.read(ctx, "holders of "+aboutTimeProfile(uid), func(tx *sql.Tx) error {
		holders, err = selectAll(ctx, tx, scanHolder, holdersOf, uid)
		return err
	})
	if err != nil {
		return nil, err
	}
	return holders, nil
}

func insertAttachment(ctx context.Context, tx *sql.Tx, to identifier.UID, p schedule.UID) error {
	_, err := tx.ExecContext(ctx,
		`INSERT INTO attachments (identifier, profile) VALUES (?, ?) ON CONFLICT DO NOTHING`, to, p)
	if !isDangling(err) {
		return err
	}
	// One of the two does not exist, or neither.
	known, err := exists(ctx, tx, `SELECT 1 FROM identifiers WHERE uid = ?`, to)
	switch {
	case err != nil:
		return err
	case !known:
		return sql.ErrNoRows
	}
	return noTimeProfile(p)
}

// attached is a time profile with an identifier that has it.
type attached struct {
	to      identifier.UID
	profile schedule.Profile
}

const (
	attachedTo = `
		SELECT ` + profileColumns + `, identifier FROM attachments JOIN time_profiles ON uid = profile
		WHERE identifier IN (SELECT value FROM json_each(?)) ORDER BY identifier, profile`
	holdersOf = `
		SELECT uid, link_id FROM attachments JOIN identifiers ON uid = identifier
		WHERE profile = ? ORDER BY identifier`
)

func scanAttached(r row) (a attached, err error) {
	a.profile, err = scanProfile(r, &a.to)
	return a, err
}

func scanHolder(r row) (identifier.Reference, error) {
	var (
		holder identifier.Reference
		link   sql.NullString
	)
	err := r.Scan(&holder.UID, &link)
	holder.Link = linkOf(link)
	return holder, err
}
