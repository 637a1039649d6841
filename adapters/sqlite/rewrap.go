package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/ports"
)

// rewrapAtOnce is how many keys are rewrapped in one transaction, for which
// enrolments may have to wait.
const rewrapAtOnce = 500

// Rewrap wraps every data key by the master key that the vault wraps with now,
// and returns how many there are. From then on no program wraps with a former
// one. Keys that no face refers to are dropped. Others go on meanwhile; if it
// fails, it can be called again.
func (db *DB) Rewrap(ctx context.Context) (count int, err error) {
	if err := db.keys.write(ctx, func(tx *sql.Tx) error { return db.keys.announce(ctx, tx) }); err != nil {
		return 0, mapped(ctx, "rewrap keys", err)
	}
	if err := db.dropUnusedKeys(ctx); err != nil {
		return 0, err
	}
	for after := ""; ; {
		done, last, err := db.keys.rewrapSome(ctx, after)
		if err != nil || done == 0 {
			return count, mapped(ctx, "rewrap keys", err)
		}
		count, after = count+done, last
	}
}

// Alone calls do while no other program does so, nor opens the database.
func (db *DB) Alone(ctx context.Context, do func() error) error {
	unlock, err := lockDirectory(ctx, db.dir)
	if err != nil {
		return fmt.Errorf("data directory: %w", err)
	}
	defer unlock()
	return do()
}

// announce tells all programs which master key wraps. The proof goes with it:
// a program that cannot unwrap that has a former one.
func (k *keyring) announce(ctx context.Context, tx *sql.Tx) error {
	master := k.vault.Master()
	proof, err := k.proof(ctx, tx)
	if err != nil {
		return err
	}
	if proof, err = k.vault.Rewrap(ctx, proof); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE data_keys SET wrapped = ? WHERE name = ?`, proof.Wrapped, proof.Name); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE master SET name = ?`, master)
	return err
}

// rewrapSome rewraps the next keys after a name, and returns how many these were
// and the last one's name.
func (k *keyring) rewrapSome(ctx context.Context, after string) (count int, last string, err error) {
	err = k.write(ctx, func(tx *sql.Tx) error {
		keys, err := selectAll(ctx, tx, scanKey,
			`SELECT name, wrapped FROM data_keys WHERE name > ? ORDER BY name LIMIT ?`, after, rewrapAtOnce)
		for _, key := range keys {
			if key, err = k.vault.Rewrap(ctx, key); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `UPDATE data_keys SET wrapped = ? WHERE name = ?`, key.Wrapped, key.Name); err != nil {
				return err
			}
			count, last = count+1, key.Name
		}
		return err
	})
	return count, last, err
}

func scanKey(r row) (k ports.DataKey, err error) {
	err = r.Scan(&k.Name, &k.Wrapped)
	return k, err
}

// dropUnusedKeys destroys the keys for faces that no face refers to. It holds the
// lock without which no enrolment can begin to refer to one.
func (db *DB) dropUnusedKeys(ctx context.Context) error {
	return db.write(ctx, "drop unused keys", func(tx *sql.Tx) error {
		faces, err := selectAll(ctx, tx, scanFaceKey, `SELECT uid, key FROM enrolments`)
		if err != nil {
			return err
		}
		unused, err := db.keys.names(ctx)
		if err != nil {
			return err
		}
		for _, face := range faces {
			delete(unused, face.key)
		}
		var names []string
		for name := range unused {
			names = append(names, name)
		}
		return db.keys.destroy(ctx, names)
	})
}

// faceKey says which key a face is sealed with.
type faceKey struct {
	uid identifier.UID
	key string
}

func scanFaceKey(r row) (f faceKey, err error) {
	err = r.Scan(&f.uid, &f.key)
	return f, err
}

// names returns the names of all keys for faces.
func (k *keyring) names(ctx context.Context) (map[string]bool, error) {
	names := map[string]bool{}
	err := k.write(ctx, func(tx *sql.Tx) error {
		all, err := selectAll(ctx, tx, scanText, `SELECT name FROM data_keys WHERE purpose = ?`, forFace)
		for _, name := range all {
			names[name] = true
		}
		return err
	})
	return names, err
}
