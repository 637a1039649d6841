package soak

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/vestibule-id/vestibule/client"
)

// opensWithin is how long after a restart an identifier may stay closed because
// of a photo that was being loaded: the lease, and some time to work.
const opensWithin = lease + 10*time.Second

// verify reads everything back after a restart. The error is that the server
// does not answer; what it answered wrongly is in the report.
func (r *run) verify(ctx context.Context) error {
	if err := r.tokens.check(ctx, r); err != nil {
		return fmt.Errorf("sessions: %w", err)
	}
	found, err := r.list(ctx)
	if err != nil {
		return err
	}
	for _, w := range r.workers {
		if err := r.verifyItems(ctx, w, found); err != nil {
			return err
		}
	}
	if err := r.verifyBuried(ctx, found); err != nil {
		return err
	}
	for key := range found {
		r.report.note(Undead, "identifier %d is listed and is nobody's", key)
	}
	if n := r.remote.logins.Load(); n > 1 {
		r.report.note(SessionLost, "the client had to log in %d times", n-1)
		r.remote.logins.Store(1)
	}
	if err := r.checkDatabase(ctx, r.data()); err != nil {
		return err
	}
	return r.verifyOpen(ctx)
}

// listed is an identifier as the list has it.
type listed struct {
	uid     int64
	version int
}

// list returns all identifiers, by their key.
func (r *run) list(ctx context.Context) (map[int]listed, error) {
	found := map[int]listed{}
	for id, err := range r.remote.AllIdentifiers(ctx, client.ListOptions{Limit: 500}) {
		if err != nil {
			return nil, err
		}
		var key, version int
		if n, _ := fmt.Sscanf(id.Owner.Name, "%d version %d", &key, &version); n != 2 {
			r.report.note(Corrupt, "uid %d has the owner %q", id.UID, id.Owner.Name)
		}
		if _, twice := found[key]; twice {
			r.report.note(Corrupt, "identifier %d is listed twice", key)
		}
		found[key] = listed{id.UID, version}
	}
	return found, nil
}

// verifyItems looks at the items of a worker, and takes them out of what was
// found. Those that do not exist are forgotten.
func (r *run) verifyItems(ctx context.Context, w *worker, found map[int]listed) error {
	kept := w.items[:0]
	for _, it := range w.items {
		s, err := r.see(ctx, it, found)
		if err != nil {
			return err
		}
		if s.exists {
			kept = append(kept, it)
		}
	}
	w.items = kept
	return nil
}

// verifyBuried looks at what was deleted since the last check.
func (r *run) verifyBuried(ctx context.Context, found map[int]listed) error {
	for _, it := range r.buried.take() {
		if _, err := r.see(ctx, it, found); err != nil {
			return err
		}
	}
	return nil
}

// see finds out what an item is, notes it and what is wrong with it, and takes
// it out of what was found.
func (r *run) see(ctx context.Context, it *item, found map[int]listed) (state, error) {
	at, exists := found[it.key]
	delete(found, it.key)
	switch {
	case exists && it.uid == 0:
		it.uid = at.uid
		if r.uids.taken(at.uid, it.key) {
			r.report.note(Reused, "identifier %d has the uid %d of an earlier one", it.key, at.uid)
		}
	case exists && it.uid != at.uid:
		r.report.note(Corrupt, "identifier %d has uid %d, and had %d", it.key, at.uid, it.uid)
	}
	s := state{exists: exists, version: at.version}
	if it.uid != 0 {
		jpeg, err := r.remote.Portrait(ctx, it.uid)
		switch {
		case err == nil:
			s.photo = r.photos.numberOf(jpeg)
		case !errors.Is(err, client.ErrNotFound):
			return s, fmt.Errorf("portrait of identifier %d: %w", it.key, err)
		}
	}
	expected := it.may
	if fault := it.see(s); fault != "" {
		r.report.note(fault, "identifier %d, uid %d: %+v, expected one of %+v", it.key, it.uid, s, expected)
	}
	return s, nil
}

// verifyOpen wants that every identifier for which a photo was being loaded
// takes another one before long.
func (r *run) verifyOpen(ctx context.Context) error {
	limit, cancel := context.WithTimeout(ctx, opensWithin)
	defer cancel()
	var all sync.WaitGroup
	for _, w := range r.workers {
		all.Go(func() {
			for _, it := range w.items {
				if it.torn {
					w.reopen(limit, it)
				}
			}
		})
	}
	all.Wait()
	r.collect()
	return context.Cause(ctx)
}

// reopen loads photos until one is taken.
func (w *worker) reopen(ctx context.Context, it *item) {
	for w.upload(ctx, it, it.is().photo != 0) != done {
		select {
		case <-ctx.Done():
			w.report.note(Stuck, "identifier %d, uid %d, takes no photo", it.key, it.uid)
			it.torn = false
			return
		case <-time.After(lease / 10):
		}
	}
}

// sessions are those whose fate is checked.
type sessions struct {
	first, last string // good ones: of the first start, and of the one before
	over        string // one that was ended
}

// check wants the good sessions to be good and the ended one not, and opens and
// ends others for the next time.
func (s *sessions) check(ctx context.Context, r *run) (err error) {
	for token, want := range map[string]bool{s.first: true, s.last: true, s.over: false} {
		if token == "" {
			continue
		}
		good, err := r.remote.knows(ctx, token)
		if err != nil {
			return err
		}
		if good != want {
			r.report.note(SessionLost, "a session is good: %t, and should be: %t", good, want)
		}
	}
	if s.last != "" {
		if err := r.remote.logout(ctx, s.last); err != nil {
			return err
		}
	}
	s.over = s.last
	if s.last, err = r.remote.login(ctx); err == nil && s.first == "" {
		s.first, err = r.remote.login(ctx)
	}
	return err
}

// buried are items whose deletion was acknowledged, until that was checked.
type buried struct {
	mu    sync.Mutex
	items []*item
}

func (b *buried) add(it *item) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.items = append(b.items, it)
}

func (b *buried) take() []*item {
	b.mu.Lock()
	defer b.mu.Unlock()
	items := b.items
	b.items = nil
	return items
}

// uids are all that were ever told, with whose they are.
type uids struct {
	mu sync.Mutex
	by map[int64]int
}

// taken notes that an item has a uid, and reports whether another one had it.
func (u *uids) taken(uid int64, key int) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	former, known := u.by[uid]
	u.by[uid] = key
	return known && former != key
}
