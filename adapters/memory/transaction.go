package memory

import (
	"context"
	"sync/atomic"

	"github.com/vestibule-id/vestibule/domain"
)

// transaction is what was changed in one turn, as the steps that take it back.
type transaction struct {
	undo []func()
	over atomic.Bool // asked by those who should not, at any time
}

// transactionKey is the key of a store's transaction in a context. Each store
// has its own: what is done to another one takes no part.
type transactionKey struct{ store *Store }

// Within implements ports.Transactor.
func (s *Store) Within(ctx context.Context, do func(ctx context.Context) error) error {
	return s.transact(ctx, func(tx *transaction) error {
		if err := do(context.WithValue(ctx, transactionKey{s}, tx)); err != nil {
			return err
		}
		return ctx.Err() // nobody is there any more to be told that it is done
	})
}

// transact runs do in the transaction that ctx belongs to, or else in one of
// its own. If do fails, what it changed is taken back and nothing else.
func (s *Store) transact(ctx context.Context, do func(tx *transaction) error) error {
	if tx, ok := ctx.Value(transactionKey{s}).(*transaction); ok {
		return tx.step(ctx, do)
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	}
	tx := new(transaction)
	defer tx.over.Store(true)
	return tx.step(ctx, do)
}

// step runs do, and takes back what it changed unless it succeeds.
func (tx *transaction) step(ctx context.Context, do func(tx *transaction) error) error {
	if tx.over.Load() {
		return domain.E(domain.KindInternal, "the transaction of this context is over")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	before, succeeded := len(tx.undo), false
	defer func() {
		if !succeeded { // an error, a panic, or the end of the goroutine
			tx.rollBack(before)
		}
	}()
	err := do(tx)
	succeeded = err == nil
	return err
}

// rollBack takes back all but the first so many changes, the last one first.
func (tx *transaction) rollBack(to int) {
	for i := len(tx.undo) - 1; i >= to; i-- {
		tx.undo[i]()
	}
	tx.undo = tx.undo[:to]
}

// call is transact for what has a result.
func call[T any](ctx context.Context, s *Store, do func(tx *transaction) (T, error)) (result T, err error) {
	err = s.transact(ctx, func(tx *transaction) (err error) {
		result, err = do(tx)
		return err
	})
	return result, err
}

// set gives a variable another value. What is behind the former one must not
// change, here and below: it comes back if the transaction fails.
func set[T any](tx *transaction, variable *T, value T) {
	former := *variable
	tx.undo = append(tx.undo, func() { *variable = former })
	*variable = value
}

// put gives a key of a map another value.
func put[K comparable, V any](tx *transaction, m map[K]V, key K, value V) {
	restoreLater(tx, m, key)
	m[key] = value
}

// remove takes a key out of a map.
func remove[K comparable, V any](tx *transaction, m map[K]V, key K) {
	restoreLater(tx, m, key)
	delete(m, key)
}

func restoreLater[K comparable, V any](tx *transaction, m map[K]V, key K) {
	former, there := m[key]
	tx.undo = append(tx.undo, func() {
		if there {
			m[key] = former
		} else {
			delete(m, key)
		}
	})
}
