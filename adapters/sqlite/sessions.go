package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/ports"
)

// AddSession implements ports.AccountRepo.
func (r *Accounts) AddSession(ctx context.Context, s ports.SessionRecord, now time.Time) error {
	return r.db.write(ctx, "session of "+aboutAccount(s.Account), func(tx *sql.Tx) error {
		// Clients log in before each request and never log out.
		if _, err := tx.ExecContext(ctx, `DELETE FROM sessions WHERE expires_at <= ?`, now.Unix()); err != nil {
			return err
		}
		// An unknown account breaks the foreign key.
		_, err := tx.ExecContext(ctx,
			`INSERT INTO sessions (token_hash, account, opened_at, expires_at) VALUES (?, ?, ?, ?)`,
			s.Hash[:], s.Account, s.Opened.Unix(), s.Expires.Unix())
		return err
	})
}

// AccountBySession implements ports.AccountRepo.
func (r *Accounts) AccountBySession(ctx context.Context, h ports.TokenHash, now time.Time) (a account.Account, err error) {
	err = r.db.read(ctx, "session", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `
			SELECT name, role FROM sessions JOIN accounts ON name = account
			WHERE token_hash = ? AND expires_at > ?`, h[:], now.Unix()).
			Scan(&a.Name, &a.Role)
	})
	return a, err
}

// DeleteSession implements ports.AccountRepo.
func (r *Accounts) DeleteSession(ctx context.Context, h ports.TokenHash) error {
	return r.db.write(ctx, "session", func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `DELETE FROM sessions WHERE token_hash = ?`, h[:])
		return mustAffect(result, err, sql.ErrNoRows)
	})
}

// Sessions implements ports.AccountRepo.
func (r *Accounts) Sessions(ctx context.Context, now time.Time) (all []ports.SessionRecord, err error) {
	err = r.db.read(ctx, "list sessions", func(tx *sql.Tx) error {
		all, err = selectAll(ctx, tx, scanSession, `
			SELECT token_hash, account, opened_at, expires_at FROM sessions
			WHERE expires_at > ? ORDER BY opened_at, token_hash`, now.Unix())
		return err
	})
	return all, err
}

func scanSession(row row) (s ports.SessionRecord, err error) {
	var (
		hash            []byte
		opened, expires int64
	)
	if err := row.Scan(&hash, &s.Account, &opened, &expires); err != nil {
		return s, err
	}
	copy(s.Hash[:], hash)
	if opened != 0 {
		s.Opened = time.Unix(opened, 0).UTC()
	}
	s.Expires = time.Unix(expires, 0).UTC()
	return s, nil
}

// DeleteSessions implements ports.AccountRepo.
func (r *Accounts) DeleteSessions(ctx context.Context, name string) error {
	return r.db.write(ctx, "sessions", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM sessions WHERE ?1 = '' OR account = ?1`, name)
		return err
	})
}
