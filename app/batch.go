package app

import (
	"context"
	"slices"

	"github.com/vestibule-id/vestibule/ports"
)

// batchSize is how much of a bulk request one transaction does. Everybody else
// who changes something waits for it, a panel at its door among them.
const batchSize = 200

// inBatches does something with each item, in a transaction for each batch: all
// of a batch or none of it.
func inBatches[T any](ctx context.Context, tx ports.Transactor, items []T, do func(ctx context.Context, item T) error) error {
	for batch := range slices.Chunk(items, batchSize) {
		err := tx.Within(ctx, func(ctx context.Context) error {
			for _, item := range batch {
				if err := do(ctx, item); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// unique returns the items in their order, each once.
func unique[T comparable](items []T) []T {
	seen := map[T]bool{}
	return slices.DeleteFunc(slices.Clone(items), func(item T) bool {
		again := seen[item]
		seen[item] = true
		return again
	})
}
