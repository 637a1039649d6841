package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/ports"
)

// Audit is the AuditRepo on a DB; DB.Audit makes one. Triggers of the table
// refuse whatever is no appending.
type Audit struct {
	db *DB
}

var _ ports.AuditRepo = (*Audit)(nil)

// Audit returns the audit log.
func (db *DB) Audit() *Audit { return &Audit{db: db} }

// Append implements ports.AuditRepo. The transaction has had the lock on writing
// since it began, so nobody else appends between the head and the entry.
func (r *Audit) Append(ctx context.Context, e audit.Entry) (audit.Entry, error) {
	err := r.db.write(ctx, "append to the audit log", func(tx *sql.Tx) error {
		last, err := auditHead(ctx, tx)
		if err != nil {
			return err
		}
		e = audit.Next(last, e)
		_, err = tx.ExecContext(ctx, `
			INSERT INTO audit_log (seq, at, actor, action, uid, detail, previous, hash)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			e.Seq, e.At.UnixMilli(), e.Actor, e.Action, e.UID, e.Detail, e.Previous[:], e.Hash[:])
		return err
	})
	if err != nil {
		return audit.Entry{}, err
	}
	return e, nil
}

// Read implements ports.AuditRepo.
func (r *Audit) Read(ctx context.Context, after int64, limit int) (entries []audit.Entry, err error) {
	err = r.db.read(ctx, "read the audit log", func(tx *sql.Tx) error {
		entries, err = selectAll(ctx, tx, scanAuditEntry, `
			SELECT seq, at, actor, action, uid, detail, previous, hash
			FROM audit_log WHERE seq > ? ORDER BY seq LIMIT ?`, after, limit)
		return err
	})
	if err != nil {
		return nil, err
	}
	return entries, nil
}

// Head implements ports.AuditRepo.
func (r *Audit) Head(ctx context.Context) (head audit.Head, err error) {
	err = r.db.read(ctx, "head of the audit log", func(tx *sql.Tx) error {
		head, err = auditHead(ctx, tx)
		return err
	})
	return head, err
}

// Origin implements ports.AuditRepo.
func (r *Audit) Origin(ctx context.Context) (audit.Head, error) {
	id, err := r.db.InstallationID(ctx)
	if err != nil {
		return audit.Head{}, err
	}
	return audit.Origin(id), nil
}

func auditHead(ctx context.Context, tx *sql.Tx) (head audit.Head, err error) {
	var hash []byte
	err = tx.QueryRowContext(ctx, `SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1`).Scan(&head.Seq, &hash)
	if !errors.Is(err, sql.ErrNoRows) {
		head.Hash = auditHash(hash)
		return head, err
	}
	var installation string
	err = tx.QueryRowContext(ctx, `SELECT id FROM installation`).Scan(&installation)
	return audit.Origin(installation), err
}

func scanAuditEntry(r row) (audit.Entry, error) {
	var (
		e              audit.Entry
		at             int64
		previous, hash []byte
	)
	err := r.Scan(&e.Seq, &at, &e.Actor, &e.Action, &e.UID, &e.Detail, &previous, &hash)
	e.At = time.UnixMilli(at).UTC()
	e.Previous, e.Hash = auditHash(previous), auditHash(hash)
	return e, err
}

// auditHash returns a hash as it is stored; one of another length, which nobody
// can have stored who meant well, is no hash at all.
func auditHash(b []byte) (h audit.Hash) {
	if len(b) == len(h) {
		copy(h[:], b)
	}
	return h
}
