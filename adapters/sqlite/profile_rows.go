package sqlite

import (
	"context"
	"database/sql"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// profileColumns are what scanProfile reads.
const profileColumns = `uid, link_id, name, all_day, date_from, date_to, repeat`

var profileList = list[schedule.Profile]{
	table:   "time_profiles",
	columns: profileColumns,
	scan:    func(r row) (schedule.Profile, error) { return scanProfile(r) },
	fields: columns{
		schedule.FieldUID:  {name: "uid", number: true},
		schedule.FieldName: {name: "name"},
		schedule.FieldFrom: {name: "date_from", number: true},
		schedule.FieldTo:   {name: "date_to", number: true},
		schedule.FieldLink: {name: "link_id", optional: true},
	},
	order: "uid",
	ties:  byUID,
}

// scanProfile reads a time profile, and what the row has after it.
func scanProfile(r row, more ...any) (schedule.Profile, error) {
	var (
		uid      schedule.UID
		link     sql.NullString
		s        schedule.Spec
		from, to int64
		repeat   string
	)
	into := []any{&uid, &link, &s.Name, &s.AllDay, &from, &to, &repeat}
	if err := r.Scan(append(into, more...)...); err != nil {
		return schedule.Profile{}, err
	}
	s.From, s.To = utc(from), utc(to)
	var err error
	if s.Repeat, err = unpackRepeat(repeat); err != nil {
		return schedule.Profile{}, domain.E(domain.KindInternal, "stored %s: %w", aboutTimeProfile(uid), err)
	}
	return schedule.Restore(uid, linkOf(link), s), nil
}

// profileValues are all columns but the uid, in the order of profileColumns.
func profileValues(p schedule.Profile) ([]any, error) {
	s := p.Spec()
	repeat, err := packRepeat(s.Repeat)
	return []any{linkOrNull(p.Link()), s.Name, s.AllDay, s.From.Unix(), s.To.Unix(), repeat}, err
}

func insertProfile(ctx context.Context, tx *sql.Tx, p schedule.Profile) (schedule.UID, error) {
	values, err := profileValues(p)
	if err != nil {
		return 0, err
	}
	result, err := tx.ExecContext(ctx,
		`INSERT INTO time_profiles (link_id, name, all_day, date_from, date_to, repeat) VALUES (?, ?, ?, ?, ?, ?)`,
		values...)
	if err != nil {
		return 0, refusedLink(p.Link(), err)
	}
	uid, err := result.LastInsertId()
	return schedule.UID(uid), err
}

func updateProfile(ctx context.Context, tx *sql.Tx, p schedule.Profile) error {
	values, err := profileValues(p)
	if err != nil {
		return err
	}
	result, err := tx.ExecContext(ctx,
		`UPDATE time_profiles SET (link_id, name, all_day, date_from, date_to, repeat) = (?, ?, ?, ?, ?, ?) WHERE uid = ?`,
		append(values, p.UID())...)
	return mustAffect(result, refusedLink(p.Link(), err), noTimeProfile(p.UID()))
}
