package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/ports"
)

// What is sealed of an enrolment.
const (
	partPhoto      = "photo"
	partLandmarks  = "landmarks"
	partDescriptor = "descriptor"
)

// sealedParts are what the database has of a face's photo, landmarks and
// descriptor; the last two may be absent.
type sealedParts struct {
	key                          string
	model                        sql.NullString
	photo, landmarks, descriptor []byte
}

// aboutPart is what a sealed part is bound to: it cannot be given to another
// identifier, nor another model to a descriptor.
func aboutPart(part string, uid identifier.UID, model string) string {
	if part == partDescriptor {
		return fmt.Sprintf("%s by %s of %s", part, model, about(uid))
	}
	return fmt.Sprintf("%s of %s", part, about(uid))
}

// seal stores the parts of an enrolment.
func (k *keyring) seal(ctx context.Context, tx *sql.Tx, uid identifier.UID, key ports.DataKey, e enrolment.Enrolment) error {
	if err := k.sealPart(ctx, tx, uid, key, partPhoto, "", e.Portrait.JPEG()); err != nil {
		return err
	}
	// Landmarks that are not valid are none: the whole face could not be read
	// again.
	if e.Face.Landmarks.Valid() {
		if err := k.sealPart(ctx, tx, uid, key, partLandmarks, "", packLandmarks(e.Face.Landmarks)); err != nil {
			return err
		}
	}
	if e.Descriptor.IsZero() {
		return nil
	}
	return k.sealPart(ctx, tx, uid, key, partDescriptor, e.Descriptor.Model, packVector(&e.Descriptor.Vector))
}

func (k *keyring) sealPart(ctx context.Context, tx *sql.Tx, uid identifier.UID, key ports.DataKey, part, model string, plain []byte) error {
	sealed, err := k.vault.Seal(ctx, key, aboutPart(part, uid, model), plain)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO sealed (uid, part, data) VALUES (?, ?, ?)`, uid, part, sealed)
	return err
}

// errNoKey says that a key was destroyed, and so a face is gone: it was deleted
// since it was read, or since this copy of the database was made.
var errNoKey = domain.E(domain.KindNotFound, "the key was destroyed")

// unseal reads the parts into an enrolment. The error is errNoKey if the key was
// destroyed.
func (k *keyring) unseal(ctx context.Context, uid identifier.UID, p sealedParts, e *enrolment.Enrolment) error {
	key, err := k.find(ctx, p.key)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("face of %s: %w", about(uid), errNoKey)
	}
	if err != nil {
		return err
	}
	open := func(part string, sealed []byte) []byte {
		if sealed == nil || err != nil {
			return nil
		}
		var plain []byte
		plain, err = k.vault.Unseal(ctx, key, aboutPart(part, uid, p.model.String), sealed)
		return plain
	}
	file, points, vector := open(partPhoto, p.photo), open(partLandmarks, p.landmarks), open(partDescriptor, p.descriptor)
	if err != nil {
		return err
	}
	if e.Portrait, err = restorePhoto(uid, file); err != nil {
		return err
	}
	if e.Face.Landmarks, err = restoreLandmarks(uid, points); err != nil {
		return err
	}
	e.Descriptor, err = restoreDescriptor(uid, p.model, vector)
	return err
}

// destroyTime is how long destroying the keys of what was deleted may take.
const destroyTime = 10 * time.Second

// destroyDoomed destroys the keys of enrolments that a commit removed. If that
// fails, or the process dies, they stay doomed: the next commit tries again, and
// Probe tells.
func (db *DB) destroyDoomed(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), destroyTime)
	defer cancel()
	names, err := db.doomed(ctx)
	if err != nil || len(names) == 0 || db.keys == nil || db.keys.destroy(ctx, names) != nil {
		return
	}
	_ = db.writeUnsynced(ctx, "destroyed keys", func(tx *sql.Tx) error {
		for _, name := range names {
			if _, err := tx.ExecContext(ctx, `DELETE FROM doomed_keys WHERE name = ?`, name); err != nil {
				return err
			}
		}
		return nil
	})
}

// doomed returns the names of keys that are to be destroyed.
func (db *DB) doomed(ctx context.Context) (names []string, err error) {
	err = db.read(ctx, "doomed keys", func(tx *sql.Tx) error {
		names, err = selectAll(ctx, tx, scanText, `SELECT name FROM doomed_keys`)
		return err
	})
	return names, err
}

func scanText(r row) (text string, err error) {
	err = r.Scan(&text)
	return text, err
}

// wantKeys reports whether anything is sealed, and makes sure that there is a key
// file then: a new one in its place would hide that it was lost.
func (db *DB) wantKeys(ctx context.Context) (sealed bool, err error) {
	err = db.read(ctx, "look for what is sealed", func(tx *sql.Tx) error {
		sealed, err = exists(ctx, tx, `SELECT 1 FROM sealed`)
		return err
	})
	if err != nil || !sealed {
		return false, err
	}
	found, err := isFile(db.dir, keyringName)
	if err == nil && !found {
		err = fmt.Errorf("the key file %s is missing beside it, and without it no photo can be read: copy both", keyringName)
	}
	return true, err
}

// sealOld seals what programs stored that knew no keys, and drops the tables in
// which they did.
func (db *DB) sealOld(ctx context.Context) error {
	var uids []identifier.UID
	err := db.write(ctx, "sealing what was stored before there were keys", func(tx *sql.Tx) error {
		old, err := exists(ctx, tx, `SELECT 1 FROM sqlite_schema WHERE name = 'portraits'`)
		if err != nil || !old {
			return err
		}
		if uids, err = selectAll(ctx, tx, scanUID, `SELECT uid FROM enrolments WHERE key IS NULL`); err != nil {
			return err
		}
		for _, uid := range uids {
			if err := db.sealOldFace(ctx, tx, uid); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `DROP TABLE portraits; DROP TABLE landmarks; DROP TABLE descriptors`)
		return err
	})
	if err != nil || len(uids) == 0 {
		return err
	}
	// Nothing of it shall stay in clear, not where a page was before either.
	return db.Purge(ctx)
}

func (db *DB) sealOldFace(ctx context.Context, tx *sql.Tx, uid identifier.UID) error {
	var plain sealedParts
	err := tx.QueryRowContext(ctx, `
		SELECT photo, points, descriptors.model, vector
		FROM enrolments LEFT JOIN portraits USING (uid) LEFT JOIN landmarks USING (uid) LEFT JOIN descriptors USING (uid)
		WHERE uid = ?`, uid).Scan(&plain.photo, &plain.landmarks, &plain.model, &plain.descriptor)
	if err != nil {
		return err
	}
	key, err := db.keys.take(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE enrolments SET key = ?, model = ? WHERE uid = ?`, key.Name, plain.model, uid); err != nil {
		return err
	}
	for part, bytes := range map[string][]byte{
		partPhoto: plain.photo, partLandmarks: plain.landmarks, partDescriptor: plain.descriptor,
	} {
		if bytes == nil {
			continue
		}
		if err := db.keys.sealPart(ctx, tx, uid, key, part, plain.model.String, bytes); err != nil {
			return err
		}
	}
	return nil
}
