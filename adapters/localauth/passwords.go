package localauth

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"
	"runtime"
	"sync"
	"time"

	"github.com/alexedwards/argon2id"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/ports"
)

// cost is what OWASP's Password Storage Cheat Sheet names as the least for
// argon2id: 19 MiB, two passes, one lane.
var cost = argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// Clients that never log in send their password with each request; a hash that
// takes 20 ms would then be most of what a small request costs. So matches are
// remembered for a while.
const (
	rememberFor  = 5 * time.Minute
	rememberMost = 1024 // matches; past that all are forgotten
)

// fingerprint stands for a name, a digest and the stored hash they matched,
// under a key that never leaves the process.
type fingerprint [sha256.Size]byte

// passwords hashes and compares digests.
type passwords struct {
	now    ports.Clock
	nobody string        // a hash that matches no digest
	slots  chan struct{} // bounds the memory that hashing takes at once
	key    []byte

	compare func(digest, hash string) (bool, error) // argon2id's, which takes its time

	mu      sync.Mutex
	matched map[fingerprint]time.Time // until when
}

func newPasswords(now ports.Clock, random io.Reader) (*passwords, error) {
	p := &passwords{
		now:     now,
		slots:   make(chan struct{}, runtime.GOMAXPROCS(0)),
		key:     make([]byte, sha256.Size),
		compare: argon2id.ComparePasswordAndHash,
		matched: map[fingerprint]time.Time{},
	}
	if _, err := io.ReadFull(random, p.key); err != nil {
		return nil, fmt.Errorf("making a key: %w", err)
	}
	var err error
	if p.nobody, err = argon2id.CreateHash("no digest reads like this", &cost); err != nil {
		return nil, fmt.Errorf("hashing: %w", err)
	}
	return p, nil
}

// inSlot runs f when a slot is free. A context that ends first is an error.
func (p *passwords) inSlot(ctx context.Context, f func()) error {
	select {
	case <-ctx.Done():
		return fmt.Errorf("waiting to check a password: %w", ctx.Err())
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
		f()
		return nil
	}
}

func (p *passwords) hash(ctx context.Context, d account.Digest) (hash string, err error) {
	if waitErr := p.inSlot(ctx, func() { hash, err = argon2id.CreateHash(string(d), &cost) }); waitErr != nil {
		return "", waitErr
	}
	if err != nil {
		return "", fmt.Errorf("hashing a password: %w", err)
	}
	return hash, nil
}

// match reports whether the hash is that of the digest.
func (p *passwords) match(ctx context.Context, name string, d account.Digest, hash string) (ok bool, err error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	f := p.fingerprint(name, d, hash)
	if p.remembers(f) {
		return true, nil
	}
	if waitErr := p.inSlot(ctx, func() { ok, err = p.compare(string(d), hash) }); waitErr != nil {
		return false, waitErr
	}
	if err != nil {
		return false, fmt.Errorf("comparing a password of account %.70q: %w", name, err)
	}
	if ok {
		p.remember(f)
	}
	return ok, nil
}

// fingerprint takes the hash in, so that a changed password is forgotten at
// once.
func (p *passwords) fingerprint(name string, d account.Digest, hash string) (f fingerprint) {
	mac := hmac.New(sha256.New, p.key)
	for _, part := range []string{name, string(d), hash} {
		fmt.Fprintf(mac, "%d:%s", len(part), part)
	}
	mac.Sum(f[:0])
	return f
}

func (p *passwords) remembers(f fingerprint) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	until, ok := p.matched[f]
	return ok && p.now().Before(until)
}

func (p *passwords) remember(f fingerprint) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.matched) >= rememberMost {
		clear(p.matched)
	}
	p.matched[f] = p.now().Add(rememberFor)
}
