package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"github.com/vestibule-id/vestibule/ports"
)

// keyringName is the file with the data keys, in the data directory. It is not
// part of the database: a copy of that one, a backup, must not be readable any
// more for an identifier that was deleted after it was made.
const keyringName = "keys.db"

// What a data key is for.
const (
	forFace   = "face"
	forBackup = "backup"
	forProof  = "proof" // that the master key is the right one
)

// keyring keeps the data keys. One connection does: all it does is short.
type keyring struct {
	db    *sql.DB
	vault ports.Vault

	mu    sync.Mutex
	spare []ports.DataKey // stored, and not used yet
	next  int             // how many are made next
}

// openKeyring opens the keys in dir, or makes them if it is fresh: if nothing is
// sealed there yet. The error says so if the master key is not the one that wraps
// them.
func openKeyring(ctx context.Context, dir string, vault ports.Vault, fresh bool) (*keyring, error) {
	path := filepath.Join(dir, keyringName)
	if err := ensurePrivate(path); err != nil {
		return nil, fmt.Errorf("key file: %w", err)
	}
	err := migrateFile(ctx, path, steps("keyring"), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE master SET name = name`)
		return err
	})
	if err != nil {
		return nil, mapped(ctx, "keys "+path, explained(err))
	}
	db := sql.OpenDB(writerConnector{writerDSN(path)})
	db.SetMaxOpenConns(1)
	k := &keyring{db: db, vault: vault, next: 1}
	if err := k.prove(ctx, fresh); err != nil {
		return nil, errors.Join(mapped(ctx, "keys "+path, err), db.Close())
	}
	return k, nil
}

func (k *keyring) close() error { return k.db.Close() }

// prove makes sure that the master key unwraps the keys here; a fresh ring gets
// a first key to tell by.
func (k *keyring) prove(ctx context.Context, fresh bool) error {
	return k.write(ctx, func(tx *sql.Tx) error {
		proof, err := k.proof(ctx, tx)
		if errors.Is(err, sql.ErrNoRows) && fresh {
			return k.begin(ctx, tx)
		}
		if errors.Is(err, sql.ErrNoRows) {
			return errors.New("it has none of the keys that photos here are sealed with: put the right file in its place")
		}
		if err != nil {
			return err
		}
		if _, err := k.vault.Rewrap(ctx, proof); err != nil {
			return fmt.Errorf("the master key is not the one that photos here are sealed with: %w", err)
		}
		return nil
	})
}

// proof returns the key to tell by; the error is sql.ErrNoRows in a new ring.
func (k *keyring) proof(ctx context.Context, tx *sql.Tx) (proof ports.DataKey, err error) {
	err = tx.QueryRowContext(ctx, `SELECT name, wrapped FROM data_keys WHERE purpose = ?`, forProof).Scan(&proof.Name, &proof.Wrapped)
	return proof, err
}

func (k *keyring) begin(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, `INSERT INTO master (only, name) VALUES (1, ?)`, k.vault.Master()); err != nil {
		return err
	}
	_, err := k.insert(ctx, tx, forProof)
	return err
}

// insert makes and stores a key.
func (k *keyring) insert(ctx context.Context, tx *sql.Tx, purpose string) (ports.DataKey, error) {
	// Random, so that a ring that was restored from a copy never gives a name
	// that a lost one had given.
	name := make([]byte, 16)
	if _, err := rand.Read(name); err != nil {
		return ports.DataKey{}, err
	}
	key, err := k.vault.NewKey(ctx, hex.EncodeToString(name))
	if err != nil {
		return ports.DataKey{}, err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO data_keys (name, purpose, wrapped) VALUES (?, ?, ?)`, key.Name, purpose, key.Wrapped)
	return key, err
}

// maxSpare is how many keys are made at once: making them waits for the disk,
// and so only one enrolment in that many does so twice. The first is made alone
// and then twice as many each time, for most programs enrol one face and end.
const maxSpare = 32

// take returns a key for a face that nothing was sealed with. The caller holds
// the database's write lock, so nobody drops the key as unused before an
// enrolment refers to it.
func (k *keyring) take(ctx context.Context) (ports.DataKey, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for len(k.spare) > 0 {
		key := k.spare[0]
		k.spare = k.spare[1:]
		// Another program may have dropped it, or rotated the master key.
		stored, err := k.find(ctx, key.Name)
		if err == nil || !errors.Is(err, sql.ErrNoRows) {
			return stored, err
		}
		k.spare = nil
	}
	keys, err := k.make(ctx, forFace, k.next)
	if err != nil {
		return ports.DataKey{}, err
	}
	k.spare, k.next = keys[1:], min(2*k.next, maxSpare)
	return keys[0], nil
}

// make stores new keys.
func (k *keyring) make(ctx context.Context, purpose string, count int) (keys []ports.DataKey, err error) {
	err = k.write(ctx, func(tx *sql.Tx) error {
		if err := k.keepUp(ctx, tx); err != nil {
			return err
		}
		for range count {
			key, err := k.insert(ctx, tx, purpose)
			if err != nil {
				return err
			}
			keys = append(keys, key)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("making data keys: %w", err)
	}
	return keys, nil
}

// keepUp makes sure that the vault wraps with the master key that wraps now. If
// another program has rotated it, the former one may be forgotten any moment.
func (k *keyring) keepUp(ctx context.Context, tx *sql.Tx) error {
	var name string
	if err := tx.QueryRowContext(ctx, `SELECT name FROM master`).Scan(&name); err != nil {
		return err
	}
	if k.vault.Master() == name {
		return nil
	}
	if err := k.vault.Refresh(ctx); err != nil {
		return err
	}
	now := k.vault.Master()
	if now == name {
		return nil
	}
	// Ours is the newer one if it comes with the one that wraps: a rotation has
	// just begun, or was interrupted.
	if err := k.announce(ctx, tx); err != nil {
		return fmt.Errorf("the master key was rotated: keys are wrapped by %s, and this program has %s: %w", name, now, err)
	}
	return nil
}

// find returns a key; the error is sql.ErrNoRows if it was destroyed.
func (k *keyring) find(ctx context.Context, name string) (ports.DataKey, error) {
	key := ports.DataKey{Name: name}
	err := k.db.QueryRowContext(ctx, `SELECT wrapped FROM data_keys WHERE name = ?`, name).Scan(&key.Wrapped)
	return key, err
}

// destroy removes keys, so that nothing of them stays in the file or its WAL.
func (k *keyring) destroy(ctx context.Context, names []string) error {
	err := k.write(ctx, func(tx *sql.Tx) error {
		for _, name := range names {
			if _, err := tx.ExecContext(ctx, `DELETE FROM data_keys WHERE name = ?`, name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("destroying data keys: %w", err)
	}
	return emptyWAL(ctx, k.db, time.Second)
}

func (k *keyring) write(ctx context.Context, do func(tx *sql.Tx) error) error {
	return transact(ctx, ctx, k.db, "keys", do)
}
