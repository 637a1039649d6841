package app

import (
	"context"
	"fmt"

	"github.com/vestibule-id/vestibule/domain/audit"
)

// MasterKeys are the master keys that wrap data keys; the keys adapter has them.
type MasterKeys interface {
	// Renew adds a master key, which wraps from then on; the former ones go
	// on unwrapping.
	Renew(ctx context.Context) error

	// Forget removes all but the one that wraps.
	Forget(ctx context.Context) error

	// Master names the one that wraps.
	Master() string
}

// DataKeys are what master keys wrap; the SQLite adapter has them.
type DataKeys interface {
	// Rewrap wraps all by the master key that wraps now, and returns how many
	// there are. When it returns no error, no former one is needed any more.
	Rewrap(ctx context.Context) (int, error)

	// Alone calls do while nobody else does so in any program.
	Alone(ctx context.Context, do func() error) error
}

// KeyRotation replaces the master key while others go on.
type KeyRotation struct {
	Masters MasterKeys
	Keys    DataKeys
	Journal *Journal // nil: no log is kept
}

// Rotate makes a new master key, wraps all data keys by it and forgets the
// former one. It returns how many these are, and the new one's name. If it
// fails or is interrupted, everything can be read as before, and it can be
// called again. Another rotation waits: each would forget the other's key.
func (r *KeyRotation) Rotate(ctx context.Context) (rewrapped int, master string, err error) {
	err = r.Keys.Alone(ctx, func() error {
		rewrapped, master, err = r.rotate(ctx)
		return err
	})
	return rewrapped, master, err
}

func (r *KeyRotation) rotate(ctx context.Context) (rewrapped int, master string, err error) {
	if err := r.Masters.Renew(ctx); err != nil {
		return 0, "", fmt.Errorf("making a master key: %w", err)
	}
	if rewrapped, err = r.Keys.Rewrap(ctx); err != nil {
		return 0, "", fmt.Errorf("both master keys are kept: %w", err)
	}
	if err := r.Masters.Forget(ctx); err != nil {
		return 0, "", fmt.Errorf("forgetting the former master key: %w", err)
	}
	r.Journal.NoteAudit(ctx, audit.MasterKeyRotated, 0, r.Masters.Master())
	return rewrapped, r.Masters.Master(), nil
}
