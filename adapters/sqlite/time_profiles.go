package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/ports"
)

// TimeProfiles is the TimeProfileRepo on a DB; DB.TimeProfiles makes one.
type TimeProfiles struct {
	db *DB
}

var _ ports.TimeProfileRepo = (*TimeProfiles)(nil)

// TimeProfiles returns the repository of time profiles.
func (db *DB) TimeProfiles() *TimeProfiles { return &TimeProfiles{db: db} }

// Create implements ports.TimeProfileRepo.
func (r *TimeProfiles) Create(ctx context.Context, p schedule.Profile) (uid schedule.UID, err error) {
	err = r.db.write(ctx, "create time profile", func(tx *sql.Tx) error {
		uid, err = insertProfile(ctx, tx, p)
		return err
	})
	if err != nil {
		return 0, err
	}
	return uid, nil
}

// Get implements ports.TimeProfileRepo.
func (r *TimeProfiles) Get(ctx context.Context, uid schedule.UID) (schedule.Profile, error) {
	return r.one(ctx, noTimeProfile(uid), `uid = ?`, uid)
}

// ByLink implements ports.TimeProfileRepo.
func (r *TimeProfiles) ByLink(ctx context.Context, link domain.LinkID) (schedule.Profile, error) {
	return r.one(ctx, domain.E(domain.KindNoTimeProfile, "no time profile has link %q", link), `link_id = ?`, link)
}

// one returns the only time profile for which a condition is true, or the error
// none.
func (r *TimeProfiles) one(ctx context.Context, none error, condition string, arg any) (p schedule.Profile, err error) {
	err = r.db.read(ctx, "time profile", func(tx *sql.Tx) error {
		p, err = scanProfile(tx.QueryRowContext(ctx,
			`SELECT `+profileColumns+` FROM time_profiles WHERE `+condition, arg))
		return orNone(err, none)
	})
	return p, err
}

// List implements ports.TimeProfileRepo.
func (r *TimeProfiles) List(ctx context.Context, q listing.Query) (page []schedule.Profile, total int, err error) {
	err = r.db.read(ctx, "list time profiles", func(tx *sql.Tx) error {
		page, total, err = profileList.read(ctx, tx, q)
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	return page, total, nil
}

// Update implements ports.TimeProfileRepo.
func (r *TimeProfiles) Update(ctx context.Context, p schedule.Profile) error {
	return r.db.write(ctx, aboutTimeProfile(p.UID()), func(tx *sql.Tx) error {
		return updateProfile(ctx, tx, p)
	})
}

// Delete implements ports.TimeProfileRepo.
func (r *TimeProfiles) Delete(ctx context.Context, uid schedule.UID) error {
	return r.db.write(ctx, aboutTimeProfile(uid), func(tx *sql.Tx) error {
		// Identifiers lose it, by the foreign key of their attachments.
		result, err := tx.ExecContext(ctx, `DELETE FROM time_profiles WHERE uid = ?`, uid)
		return mustAffect(result, err, noTimeProfile(uid))
	})
}

// aboutTimeProfile names a time profile in errors.
func aboutTimeProfile(uid schedule.UID) string { return fmt.Sprintf("time profile %d", uid) }

// noTimeProfile is the error for a time profile that does not exist.
func noTimeProfile(uid schedule.UID) error {
	return domain.E(domain.KindNoTimeProfile, "there is no %s", aboutTimeProfile(uid))
}
