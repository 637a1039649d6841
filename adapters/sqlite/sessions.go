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
			`INSERT INTO sessions (token_hash, account, expires_at) VALUES (?, ?, ?)`,
			s.Hash[:], s.Account, s.Expires.Unix())
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
