package ports

import (
	"context"

	"github.com/vestibule-id/vestibule/domain/audit"
)

// AuditRepo keeps the audit log, of which nothing is ever changed or removed.
// Every method is atomic, as in an IdentifierRepo; times are in whole
// milliseconds.
type AuditRepo interface {
	// Append stores an entry as the next one, whatever number and hashes it
	// has, and returns it as it is stored (audit.Next). However many append
	// at once, in however many processes, the entries are one chain.
	Append(ctx context.Context, e audit.Entry) (audit.Entry, error)

	// Read returns entries in rising order of Seq: those above after, at most
	// limit of them (1 or more). What is stored is returned as it is, whether
	// or not it can be right.
	Read(ctx context.Context, after int64, limit int) ([]audit.Entry, error)

	// Head returns the head of the log, which is the origin while it is empty.
	Head(ctx context.Context) (audit.Head, error)

	// Origin returns what the chain begins with, which no other installation
	// has.
	Origin(ctx context.Context) (audit.Head, error)
}
