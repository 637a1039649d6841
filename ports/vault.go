package ports

import (
	"context"
	"io"
)

// Vault seals what must not be readable for whoever gets hold of a store or a
// copy of it. What is sealed is encrypted with a data key; data keys are kept by
// the store, wrapped by the master key, which the store never has. To destroy a
// data key is to destroy all that was sealed with it.
type Vault interface {
	// Master names the master key that wraps now; it tells nothing about the
	// key itself.
	Master() string

	// Refresh reads the master key anew, for it may have been rotated.
	Refresh(ctx context.Context) error

	// NewKey makes a data key. The name is the caller's, and different for
	// each.
	NewKey(ctx context.Context, name string) (DataKey, error)

	// Rewrap returns the same data key, wrapped by the master key that wraps
	// now.
	Rewrap(ctx context.Context, k DataKey) (DataKey, error)

	// Seal encrypts plain. About says what it is, and is bound to it without
	// being part of it: what was sealed about one thing cannot be passed off
	// as another.
	Seal(ctx context.Context, k DataKey, about string, plain []byte) ([]byte, error)

	// Unseal is the inverse. It fails if the key, what it is about or a bit of
	// it differs, or if the master key is not the one that wrapped the key.
	Unseal(ctx context.Context, k DataKey, about string, sealed []byte) ([]byte, error)

	// SealTo is Seal for what is too large for memory: what is written is
	// sealed to w. Close ends it, and does not close w.
	SealTo(ctx context.Context, k DataKey, about string, w io.Writer) (io.WriteCloser, error)

	// UnsealFrom is the inverse. A reader that ends without an error has
	// returned all that was sealed; until then what it returned is genuine,
	// and may be cut off.
	UnsealFrom(ctx context.Context, k DataKey, about string, r io.Reader) (io.Reader, error)
}

// DataKey is a key as a store keeps it: of no use without the master key.
type DataKey struct {
	Name    string // different for each key
	Wrapped []byte
}
