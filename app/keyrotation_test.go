package app_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/app"
)

// cabinet has master keys and data keys, each with the name of the master key
// that wraps it. One call of the name fails can fail.
type cabinet struct {
	masters []string // the last one wraps
	keys    []string
	fails   string
	calls   []string
}

func newCabinet() *cabinet {
	return &cabinet{masters: []string{"1"}, keys: []string{"1", "1", "1"}}
}

func (c *cabinet) call(name string) error {
	c.calls = append(c.calls, name)
	if c.fails == name {
		return errDisk
	}
	return nil
}

func (c *cabinet) Renew(context.Context) error {
	if err := c.call("renew"); err != nil {
		return err
	}
	c.masters = append(c.masters, c.Master()+"1")
	return nil
}

func (c *cabinet) Forget(context.Context) error {
	if err := c.call("forget"); err != nil {
		return err
	}
	c.masters = c.masters[len(c.masters)-1:]
	return nil
}

func (c *cabinet) Master() string { return c.masters[len(c.masters)-1] }

// Rewrap gets half way before it fails.
func (c *cabinet) Rewrap(context.Context) (int, error) {
	for i := range c.keys {
		if i == len(c.keys)/2 {
			if err := c.call("rewrap"); err != nil {
				return i, err
			}
		}
		c.keys[i] = c.Master()
	}
	return len(c.keys), nil
}

func (c *cabinet) Alone(_ context.Context, do func() error) error {
	c.calls = append(c.calls, "lock")
	defer func() { c.calls = append(c.calls, "unlock") }()
	return do()
}

// readable reports whether each data key's master key is there.
func (c *cabinet) readable() bool {
	return !slices.ContainsFunc(c.keys, func(master string) bool { return !slices.Contains(c.masters, master) })
}

func TestRotateForgetsTheFormerMasterKeyLast(t *testing.T) {
	c := newCabinet()
	r := app.KeyRotation{Masters: c, Keys: c}
	count, master, err := r.Rotate(t.Context())
	if err != nil || count != 3 || master != "11" {
		t.Errorf("%d keys, master key %q, %v, want 3 and 11", count, master, err)
	}
	if want := []string{"lock", "renew", "rewrap", "forget", "unlock"}; !slices.Equal(c.calls, want) {
		t.Errorf("calls %q, want %q", c.calls, want)
	}
	if len(c.masters) != 1 || !c.readable() {
		t.Errorf("data keys wrapped by %q, and master keys %q", c.keys, c.masters)
	}
}

func TestARotationThatFailsLosesNothingAndCanBeCalledAgain(t *testing.T) {
	for _, tt := range []struct {
		fails, says string
		calls       []string
	}{
		{"renew", "making a master key", []string{"lock", "renew", "unlock"}},
		{"rewrap", "both master keys are kept", []string{"lock", "renew", "rewrap", "unlock"}},
		{"forget", "forgetting the former master key", []string{"lock", "renew", "rewrap", "forget", "unlock"}},
	} {
		t.Run(tt.fails, func(t *testing.T) {
			c := newCabinet()
			c.fails = tt.fails
			r := app.KeyRotation{Masters: c, Keys: c}
			count, master, err := r.Rotate(t.Context())
			if !errors.Is(err, errDisk) || !strings.Contains(err.Error(), tt.says) || count != 0 || master != "" {
				t.Errorf("%d, %q, error %v, want one that says %q", count, master, err, tt.says)
			}
			if !slices.Equal(c.calls, tt.calls) {
				t.Errorf("calls %q, want %q", c.calls, tt.calls)
			}
			if !c.readable() {
				t.Errorf("data keys wrapped by %q cannot be read with %q", c.keys, c.masters)
			}

			c.fails = ""
			if count, _, err := r.Rotate(t.Context()); err != nil || count != 3 || len(c.masters) != 1 || !c.readable() {
				t.Errorf("the next time: %d keys, %v, master keys %q, data keys wrapped by %q", count, err, c.masters, c.keys)
			}
		})
	}
}
