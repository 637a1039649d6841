package keys

import (
	"context"
	"errors"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
)

// Renew adds a master key to the file; from then on that one wraps, and the
// former ones go on unwrapping. The error says so if the key comes from
// elsewhere than a file.
func (v *Vault) Renew(ctx context.Context) error {
	return v.rewrite(ctx, func(m *keyset.Manager, _ *keyset.Handle) error {
		id, err := m.Add(aead.AES256GCMKeyTemplate())
		if err != nil {
			return err
		}
		return m.SetPrimary(id)
	})
}

// Forget removes all master keys from the file but the one that wraps. What
// another one wrapped can never be unwrapped again.
func (v *Vault) Forget(ctx context.Context) error {
	return v.rewrite(ctx, func(m *keyset.Manager, handle *keyset.Handle) error {
		info := handle.KeysetInfo()
		for _, key := range info.GetKeyInfo() {
			if key.GetKeyId() == info.GetPrimaryKeyId() {
				continue
			}
			if err := m.Delete(key.GetKeyId()); err != nil {
				return err
			}
		}
		return nil
	})
}

// rewrite changes the keyset in the file.
func (v *Vault) rewrite(ctx context.Context, change func(*keyset.Manager, *keyset.Handle) error) error {
	file, ok := v.source.(File)
	if !ok {
		return fmt.Errorf("the master key comes from %s: only one in a file can be rotated", v.source)
	}
	text, err := file.Read(ctx)
	if err != nil {
		return err
	}
	handle, err := read(text)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	manager := keyset.NewManagerFromHandle(handle)
	if err := change(manager, handle); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	changed, err := manager.Handle()
	if err != nil {
		return err
	}
	if text, err = write(changed); err != nil {
		return err
	}
	return errors.Join(file.replace(text), v.Refresh(ctx))
}
