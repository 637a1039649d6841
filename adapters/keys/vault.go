// Package keys is a Vault on Tink. The master key is a Tink keyset of
// AES-256-GCM keys, as JSON in clear, so that Tink's own tools can make and read
// it; it comes from a file, a variable or a command. Data keys are random, of
// 256 bits: AES-256-GCM seals with them, and Tink's AES-256-GCM-HKDF streams.
package keys

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/aead/subtle"
	streaming "github.com/tink-crypto/tink-go/v2/streamingaead/subtle"
	"github.com/tink-crypto/tink-go/v2/tink"

	tinkpb "github.com/tink-crypto/tink-go/v2/proto/tink_go_proto"

	"github.com/vestibule-id/vestibule/ports"
)

var _ ports.Vault = (*Vault)(nil)

// Vault implements ports.Vault. Open makes one.
type Vault struct {
	source Source

	mu     sync.RWMutex
	master master
	former master // what master was before: a key may have been read just before it was rewrapped
}

// master is a keyset, ready for use.
type master struct {
	primary uint32   // the key that wraps
	ids     []uint32 // those that unwrap
	aead    tink.AEAD
}

// Open returns a vault with the master key of a source.
func Open(ctx context.Context, s Source) (*Vault, error) {
	v := &Vault{source: s}
	if err := v.Refresh(ctx); err != nil {
		return nil, err
	}
	return v, nil
}

// Master implements ports.Vault.
func (v *Vault) Master() string { return name(v.current().primary) }

func name(id uint32) string { return strconv.FormatUint(uint64(id), 10) }

func (v *Vault) current() master {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.master
}

// Refresh implements ports.Vault.
func (v *Vault) Refresh(ctx context.Context) error {
	text, err := v.source.Read(ctx)
	if err != nil {
		return fmt.Errorf("master key from %s: %w", v.source, err)
	}
	m, err := parse(text)
	if err != nil {
		return fmt.Errorf("master key from %s: %w", v.source, err)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if !slices.Equal(v.master.ids, m.ids) {
		v.former = v.master
	}
	v.master = m
	return nil
}

// unwrapper returns the master that unwraps what a key of that id wrapped.
func (v *Vault) unwrapper(id uint32) (m master, ok bool) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	for _, m := range []master{v.master, v.former} {
		if slices.Contains(m.ids, id) {
			return m, true
		}
	}
	return master{}, false
}

// parse reads a keyset. Its errors do not quote it.
func parse(text []byte) (master, error) {
	handle, err := read(text)
	if err != nil {
		return master{}, err
	}
	primitive, err := aead.New(handle)
	if err != nil {
		return master{}, fmt.Errorf("no keyset that encrypts: %w", err)
	}
	info := handle.KeysetInfo()
	m := master{primary: info.GetPrimaryKeyId(), aead: primitive}
	for _, key := range info.GetKeyInfo() {
		switch {
		case key.GetStatus() != tinkpb.KeyStatusType_ENABLED:
			continue
		case key.GetOutputPrefixType() != tinkpb.OutputPrefixType_TINK:
			return master{}, fmt.Errorf("key %s does not write its id before what it encrypts: its output prefix must be TINK", name(key.GetKeyId()))
		}
		m.ids = append(m.ids, key.GetKeyId())
	}
	return m, nil
}

// dataKeyBytes is the length of a data key: AES-256.
const dataKeyBytes = 32

// NewKey implements ports.Vault.
func (v *Vault) NewKey(ctx context.Context, name string) (ports.DataKey, error) {
	if err := ctx.Err(); err != nil {
		return ports.DataKey{}, err
	}
	raw := make([]byte, dataKeyBytes)
	if _, err := rand.Read(raw); err != nil {
		return ports.DataKey{}, err
	}
	return v.wrap(name, raw)
}

// Rewrap implements ports.Vault.
func (v *Vault) Rewrap(ctx context.Context, k ports.DataKey) (ports.DataKey, error) {
	raw, err := v.unwrap(ctx, k)
	if err != nil {
		return ports.DataKey{}, err
	}
	return v.wrap(k.Name, raw)
}

func (v *Vault) wrap(name string, raw []byte) (ports.DataKey, error) {
	wrapped, err := v.current().aead.Encrypt(raw, binding(name))
	if err != nil {
		return ports.DataKey{}, fmt.Errorf("wrapping a data key: %w", err)
	}
	return ports.DataKey{Name: name, Wrapped: wrapped}, nil
}

// unwrap returns the raw data key. One that was wrapped by a master key that is
// not known yet makes it look for that one.
func (v *Vault) unwrap(ctx context.Context, k ports.DataKey) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	by, ok := wrappedBy(k.Wrapped)
	if !ok {
		return nil, errors.New("a data key is damaged")
	}
	m, known := v.unwrapper(by)
	if !known {
		if err := v.Refresh(ctx); err != nil {
			return nil, err
		}
		m, known = v.unwrapper(by)
	}
	if !known {
		return nil, fmt.Errorf("a data key was wrapped by the master key %s, and %s has %s", name(by), v.source, v.Master())
	}
	raw, err := m.aead.Decrypt(k.Wrapped, binding(k.Name))
	if err != nil || len(raw) != dataKeyBytes {
		return nil, errors.New("a data key is damaged, or not the one of that name")
	}
	return raw, nil
}

// binding is what a wrapped key is bound to.
func binding(name string) []byte { return []byte("vestibule data key " + name) }

// wrappedBy returns which key of a keyset encrypted something: Tink writes a 1
// and the key's id, big-endian, before it.
func wrappedBy(ciphertext []byte) (id uint32, ok bool) {
	if len(ciphertext) < 5 || ciphertext[0] != 1 {
		return 0, false
	}
	return binary.BigEndian.Uint32(ciphertext[1:]), true
}

// Seal implements ports.Vault.
func (v *Vault) Seal(ctx context.Context, k ports.DataKey, about string, plain []byte) ([]byte, error) {
	cipher, err := v.cipher(ctx, k)
	if err != nil {
		return nil, fmt.Errorf("sealing %s: %w", about, err)
	}
	sealed, err := cipher.Encrypt(plain, []byte(about))
	if err != nil {
		return nil, fmt.Errorf("sealing %s: %w", about, err)
	}
	return sealed, nil
}

// Unseal implements ports.Vault.
func (v *Vault) Unseal(ctx context.Context, k ports.DataKey, about string, sealed []byte) ([]byte, error) {
	cipher, err := v.cipher(ctx, k)
	if err != nil {
		return nil, fmt.Errorf("unsealing %s: %w", about, err)
	}
	plain, err := cipher.Decrypt(sealed, []byte(about))
	if err != nil {
		return nil, fmt.Errorf("unsealing %s: it is damaged, or something else: %w", about, err)
	}
	return plain, nil
}

func (v *Vault) cipher(ctx context.Context, k ports.DataKey) (*subtle.AESGCM, error) {
	raw, err := v.unwrap(ctx, k)
	if err != nil {
		return nil, err
	}
	return subtle.NewAESGCM(raw)
}

// SealTo implements ports.Vault.
func (v *Vault) SealTo(ctx context.Context, k ports.DataKey, about string, w io.Writer) (io.WriteCloser, error) {
	cipher, err := v.streamCipher(ctx, k)
	if err != nil {
		return nil, fmt.Errorf("sealing %s: %w", about, err)
	}
	return cipher.NewEncryptingWriter(w, []byte(about))
}

// UnsealFrom implements ports.Vault.
func (v *Vault) UnsealFrom(ctx context.Context, k ports.DataKey, about string, r io.Reader) (io.Reader, error) {
	cipher, err := v.streamCipher(ctx, k)
	if err != nil {
		return nil, fmt.Errorf("unsealing %s: %w", about, err)
	}
	plain, err := cipher.NewDecryptingReader(r, []byte(about))
	if err != nil {
		return nil, notGenuine(about, err)
	}
	return opened{plain, about}, nil
}

// opened says in its errors what is read.
type opened struct {
	r     io.Reader
	about string
}

// Read implements io.Reader.
func (o opened) Read(p []byte) (int, error) {
	n, err := o.r.Read(p)
	return n, notGenuine(o.about, err)
}

func notGenuine(about string, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	return fmt.Errorf("unsealing %s: it is damaged, cut off or cannot be read: %w", about, err)
}

// segmentBytes is how much of a stream is encrypted at once: Tink's template
// AES256_GCM_HKDF_1MB.
const segmentBytes = 1 << 20

func (v *Vault) streamCipher(ctx context.Context, k ports.DataKey) (*streaming.AESGCMHKDF, error) {
	raw, err := v.unwrap(ctx, k)
	if err != nil {
		return nil, err
	}
	return streaming.NewAESGCMHKDF(raw, "SHA256", dataKeyBytes, segmentBytes, 0)
}
