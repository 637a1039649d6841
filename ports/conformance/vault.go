package conformance

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"

	"github.com/vestibule-id/vestibule/ports"
)

// RunVault tests a Vault. Open returns a new vault with a master key of its own.
func RunVault(t *testing.T, open func(t *testing.T) ports.Vault) {
	t.Run("what is sealed comes back", func(t *testing.T) {
		v := open(t)
		key := dataKey(t, v, "one")
		for name, plain := range map[string][]byte{"nothing": {}, "a byte": {7}, "a photo": bytes.Repeat([]byte("photo"), 100_000)} {
			sealed := sealWith(t, v, key, "a photo of 1", plain)
			if len(plain) > 1 && bytes.Contains(sealed, plain[:16]) {
				t.Errorf("%s can be read in what was sealed", name)
			}
			got, err := v.Unseal(t.Context(), key, "a photo of 1", sealed)
			if err != nil || !bytes.Equal(got, plain) {
				t.Errorf("%s: got %d bytes, %v, want %d", name, len(got), err, len(plain))
			}
		}
	})
	t.Run("the same thing is never sealed alike", func(t *testing.T) {
		v := open(t)
		key := dataKey(t, v, "one")
		if bytes.Equal(sealWith(t, v, key, "it", []byte("photo")), sealWith(t, v, key, "it", []byte("photo"))) {
			t.Error("it was")
		}
		if bytes.Equal(key.Wrapped, dataKey(t, v, "one").Wrapped) {
			t.Error("two keys are the same")
		}
	})
	t.Run("what does not belong together is not unsealed", func(t *testing.T) { vaultMismatches(t, open) })
	t.Run("a key that was rewrapped is the same key", func(t *testing.T) {
		v := open(t)
		key := dataKey(t, v, "one")
		sealed := sealWith(t, v, key, "it", []byte("photo"))
		again, err := v.Rewrap(t.Context(), key)
		if err != nil || again.Name != key.Name {
			t.Fatalf("got key %q, %v, want %q", again.Name, err, key.Name)
		}
		if got, err := v.Unseal(t.Context(), again, "it", sealed); err != nil || string(got) != "photo" {
			t.Errorf("got %q, %v", got, err)
		}
	})
	t.Run("streams", func(t *testing.T) { vaultStreams(t, open) })
	t.Run("a context that has ended ends the work", func(t *testing.T) {
		v := open(t)
		key := dataKey(t, v, "one")
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := v.Seal(ctx, key, "it", nil); !errors.Is(err, context.Canceled) {
			t.Errorf("sealing: got %v", err)
		}
		if _, err := v.NewKey(ctx, "two"); !errors.Is(err, context.Canceled) {
			t.Errorf("making a key: got %v", err)
		}
	})
}

func vaultMismatches(t *testing.T, open func(t *testing.T) ports.Vault) {
	v := open(t)
	key := dataKey(t, v, "one")
	sealed := sealWith(t, v, key, "it", []byte("photo"))
	flipped := func(b []byte, at int) []byte {
		b = bytes.Clone(b)
		b[at] ^= 1
		return b
	}
	tests := []struct {
		name   string
		vault  ports.Vault
		key    ports.DataKey
		about  string
		sealed []byte
	}{
		{"another key", v, dataKey(t, v, "two"), "it", sealed},
		{"the key under another name", v, ports.DataKey{Name: "two", Wrapped: key.Wrapped}, "it", sealed},
		{"another thing", v, key, "that", sealed},
		{"another master key", open(t), key, "it", sealed},
		{"a bit of it differs", v, key, "it", flipped(sealed, len(sealed)/2)},
		{"its last bit differs", v, key, "it", flipped(sealed, len(sealed)-1)},
		{"a bit of the key differs", v, ports.DataKey{Name: "one", Wrapped: flipped(key.Wrapped, len(key.Wrapped)-1)}, "it", sealed},
		{"no key", v, ports.DataKey{Name: "one"}, "it", sealed},
		{"it is cut off", v, key, "it", sealed[:len(sealed)-1]},
		{"there is nothing of it", v, key, "it", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := tt.vault.Unseal(t.Context(), tt.key, tt.about, tt.sealed); err == nil {
				t.Errorf("got %q", got)
			}
		})
	}
}

func vaultStreams(t *testing.T, open func(t *testing.T) ports.Vault) {
	v := open(t)
	key := dataKey(t, v, "one")
	plain := bytes.Repeat([]byte("0123456789abcdef"), 200_000)
	var sealed bytes.Buffer
	w, err := v.SealTo(t.Context(), key, "a backup", &sealed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, bytes.NewReader(plain)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	unseal := func(about string, from []byte) ([]byte, error) {
		r, err := v.UnsealFrom(t.Context(), key, about, bytes.NewReader(from))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(r)
	}
	if got, err := unseal("a backup", sealed.Bytes()); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("got %d bytes, %v, want %d", len(got), err, len(plain))
	}
	if _, err := unseal("another", sealed.Bytes()); err == nil {
		t.Error("it was unsealed as something else")
	}
	for _, length := range []int{0, 10, 1 << 20, sealed.Len() / 2, sealed.Len() - 1} {
		if _, err := unseal("a backup", sealed.Bytes()[:length]); err == nil {
			t.Errorf("the first %d of %d bytes were taken for all", length, sealed.Len())
		}
	}
}

func dataKey(t *testing.T, v ports.Vault, name string) ports.DataKey {
	t.Helper()
	key, err := v.NewKey(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	if key.Name != name {
		t.Fatalf("the key is named %q, want %q", key.Name, name)
	}
	return key
}

func sealWith(t *testing.T, v ports.Vault, key ports.DataKey, about string, plain []byte) []byte {
	t.Helper()
	sealed, err := v.Seal(t.Context(), key, about, plain)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}
