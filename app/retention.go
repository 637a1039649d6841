package app

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/ports"
)

// Retention deletes identifiers, with their faces, some time after their
// validity ended.
type Retention struct {
	Identifiers *Identifiers
	For         time.Duration // how long after; 0: they are kept for ever
	Now         ports.Clock
	Log         *slog.Logger
}

// retentionCaller stands in the log where else the account is that deleted
// something. No account can have that name.
const retentionCaller = "(retention)"

// sweepBatch is how many one transaction deletes. There is no hurry, and
// everybody else waits for it.
const sweepBatch = 20

// Sweep deletes what is due, and returns how many identifiers these were. If it
// fails, some may be gone.
func (r *Retention) Sweep(ctx context.Context) (deleted int, err error) {
	if r.For <= 0 {
		return 0, nil
	}
	ctx = account.WithCaller(ctx, retentionCaller)
	before := now(r.Now).Add(-r.For)
	for {
		n, err := r.sweep(ctx, before)
		if err != nil {
			return deleted, fmt.Errorf("deleting what is due: %w", err)
		}
		if n == 0 {
			break
		}
		deleted += n
	}
	if deleted > 0 {
		r.Log.InfoContext(ctx, "identifiers deleted whose validity ended", "count", deleted, "before", before)
	}
	return deleted, nil
}

// sweep deletes some of what is due, and returns how many. It looks in the
// transaction that deletes, since a validity may be renewed at any time.
func (r *Retention) sweep(ctx context.Context, before time.Time) (deleted int, err error) {
	store := r.Identifiers.Store
	err = store.Within(ctx, func(ctx context.Context) error {
		uids, err := store.Identifiers.Ended(ctx, before, sweepBatch)
		if err != nil {
			return err
		}
		deleted = len(uids)
		for _, uid := range uids {
			if err := r.Identifiers.Delete(ctx, uid); err != nil {
				return err
			}
		}
		return nil
	})
	return deleted, err
}

// Run sweeps now and then every so often, until the context ends. A sweep that
// fails is said in the operator's log; the next one makes up for it.
func (r *Retention) Run(ctx context.Context, every time.Duration) {
	if r.For <= 0 {
		return
	}
	ticks := time.NewTicker(every)
	defer ticks.Stop()
	for {
		if _, err := r.Sweep(ctx); err != nil && ctx.Err() == nil {
			r.Log.ErrorContext(ctx, "retention", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticks.C:
		}
	}
}
