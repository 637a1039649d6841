package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/ports"
)

// Accounts is the AccountRepo on a DB; DB.Accounts makes one.
type Accounts struct {
	db *DB
}

var _ ports.AccountRepo = (*Accounts)(nil)

// Accounts returns the repository of accounts and sessions.
func (db *DB) Accounts() *Accounts { return &Accounts{db: db} }

// AddAccount implements ports.AccountRepo.
func (r *Accounts) AddAccount(ctx context.Context, a account.Account, passwordHash string) error {
	return r.db.write(ctx, aboutAccount(a.Name), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx,
			`INSERT INTO accounts (name, role, password_hash) VALUES (?, ?, ?)`, a.Name, a.Role, passwordHash)
		return err
	})
}

// Account implements ports.AccountRepo.
func (r *Accounts) Account(ctx context.Context, name string) (a account.Account, passwordHash string, err error) {
	err = r.db.read(ctx, aboutAccount(name), func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx,
			`SELECT name, role, password_hash FROM accounts WHERE name = ?`, name).
			Scan(&a.Name, &a.Role, &passwordHash)
	})
	return a, passwordHash, err
}

// SetPassword implements ports.AccountRepo.
func (r *Accounts) SetPassword(ctx context.Context, name, passwordHash string) error {
	return r.db.write(ctx, aboutAccount(name), func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx,
			`UPDATE accounts SET password_hash = ? WHERE name = ?`, passwordHash, name)
		if err := mustAffect(result, err, sql.ErrNoRows); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM sessions WHERE account = ?`, name)
		return err
	})
}

// HasAdministrator implements ports.AccountRepo.
func (r *Accounts) HasAdministrator(ctx context.Context) (found bool, err error) {
	err = r.db.read(ctx, "look for an administrator", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx,
			`SELECT EXISTS (SELECT 1 FROM accounts WHERE role = ?)`, account.Administrator).Scan(&found)
	})
	return found, err
}

// Accounts implements ports.AccountRepo.
func (r *Accounts) Accounts(ctx context.Context) (all []account.Account, err error) {
	err = r.db.read(ctx, "list accounts", func(tx *sql.Tx) error {
		all, err = selectAll(ctx, tx, func(row row) (a account.Account, err error) {
			return a, row.Scan(&a.Name, &a.Role)
		}, `SELECT name, role FROM accounts ORDER BY name`)
		return err
	})
	return all, err
}

// RemoveAccount implements ports.AccountRepo.
func (r *Accounts) RemoveAccount(ctx context.Context, name string) error {
	return r.db.write(ctx, aboutAccount(name), func(tx *sql.Tx) error {
		// The sessions go with it.
		var role account.Role
		if err := tx.QueryRowContext(ctx, `DELETE FROM accounts WHERE name = ? RETURNING role`, name).Scan(&role); err != nil {
			return err
		}
		if role != account.Administrator {
			return nil
		}
		left, err := exists(ctx, tx, `SELECT 1 FROM accounts WHERE role = ?`, account.Administrator)
		if err == nil && !left {
			return domain.E(domain.KindForbidden, "%s is the last administrator", name)
		}
		return err
	})
}

// aboutAccount names an account in errors.
func aboutAccount(name string) string { return fmt.Sprintf("account %.70q", name) }
