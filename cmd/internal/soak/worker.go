package soak

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/vestibule-id/vestibule/client"
)

// How many identifiers a worker has: it deletes when there are more, and
// creates when there are fewer.
const (
	fewItems  = 6
	manyItems = 24
)

// worker is a client with identifiers of its own.
type worker struct {
	run    *run
	rng    *rand.Rand
	number int
	made   int // items so far
	items  []*item
	report Report
}

func newWorker(r *run, number int) *worker {
	return &worker{run: r, number: number, rng: rand.New(rand.NewPCG(r.Seed, uint64(number)+1))}
}

// outcome is what became of a call.
type outcome int

const (
	unknown outcome = iota // no answer came
	done                   // 200
	refused                // an answer that nothing was changed
)

// outcomeOf returns what became of a call with an error. Whoever is busy, or has
// another photo in hand, has changed nothing; any other error answer is a
// fault, for no call here is wrong.
func (w *worker) outcomeOf(what string, err error) outcome {
	var answer *client.Error
	switch {
	case err == nil:
		return done
	case errors.Is(err, client.ErrBusy), errors.Is(err, client.ErrInProgress):
		return refused
	case errors.As(err, &answer):
		w.report.note(Answer, "%s: %v", what, err)
	}
	return unknown
}

// work makes changes until one is not answered.
func (w *worker) work(ctx context.Context) {
	for w.step(ctx) != unknown {
	}
}

// step makes one change.
func (w *worker) step(ctx context.Context) outcome {
	at := w.rng.IntN(max(len(w.items), 1))
	if len(w.items) < fewItems {
		return w.create(ctx)
	}
	it := w.items[at]
	switch {
	case it.uid != 0 && it.is().photo == 0 && w.rng.IntN(4) > 0:
		return w.upload(ctx, it, false)
	case len(w.items) > manyItems:
		return w.delete(ctx, at)
	}
	switch w.rng.IntN(10) {
	case 0, 1:
		return w.create(ctx)
	case 2, 3:
		return w.delete(ctx, at)
	case 4:
		return w.change(ctx, it)
	case 5, 6:
		return w.sync(ctx, it)
	default:
		return w.upload(ctx, it, true)
	}
}

// create makes an identifier, every other time by a link of its own and with a
// face.
func (w *worker) create(ctx context.Context) outcome {
	w.made++
	it := newItem(w.number + w.made*len(w.run.workers))
	w.items = append(w.items, it)
	if w.rng.IntN(2) == 0 {
		it.link = fmt.Sprintf("00000000-0000-4000-8000-%012d", it.key)
		return w.sync(ctx, it)
	}
	return it.during(created, func() outcome {
		uid, err := w.run.remote.CreateIdentifier(ctx, it.spec(created(state{})))
		did := w.count(&w.report.Created, w.outcomeOf("create", err))
		if did == done {
			w.tell(it, uid)
		}
		return did
	})
}

// tell notes the uid that an answer gave an item.
func (w *worker) tell(it *item, uid int64) {
	it.uid = uid
	if w.run.uids.taken(uid, it.key) {
		w.report.note(Reused, "uid %d was given to identifier %d and before that to another one", uid, it.key)
	}
}

// upload loads a photo that the item does not have.
func (w *worker) upload(ctx context.Context, it *item, replace bool) outcome {
	if it.uid == 0 {
		return w.sync(ctx, it)
	}
	number := w.otherPhoto(it)
	it.torn = true
	did := it.during(enrolled(number), func() outcome {
		_, err := w.run.remote.UploadFace(ctx, it.uid, w.run.photos.photo(number), client.UploadOptions{Replace: replace})
		return w.outcomeOf(fmt.Sprintf("upload, replace=%t", replace), err)
	})
	it.torn = did == unknown
	if replace {
		return w.count(&w.report.Replaced, did)
	}
	return w.count(&w.report.Uploaded, did)
}

// otherPhoto returns the number of a photo that is not the item's.
func (w *worker) otherPhoto(it *item) int {
	for {
		if n := 1 + w.rng.IntN(len(w.run.photos.jpegs)-1); n != it.is().photo {
			return n
		}
	}
}

func (w *worker) change(ctx context.Context, it *item) outcome {
	if it.uid == 0 {
		return w.sync(ctx, it)
	}
	return it.during(changed, func() outcome {
		spec := it.spec(changed(it.is()))
		err := w.run.remote.UpdateIdentifier(ctx, it.uid, client.Change{OwnerName: &spec.Owner.Name})
		return w.count(&w.report.Changed, w.outcomeOf("change", err))
	})
}

// sync creates or changes the item by its link, sometimes with a face.
func (w *worker) sync(ctx context.Context, it *item) outcome {
	if it.link == "" {
		return w.change(ctx, it)
	}
	number := 0
	if w.rng.IntN(2) == 0 {
		number = w.otherPhoto(it)
		it.torn = true
	}
	next := synced(number)
	did := it.during(next, func() outcome {
		linked := client.LinkedIdentifier{IdentifierSpec: it.spec(next(it.is())), LinkID: it.link, FaceImage: w.run.photos.jpegs[number]}
		results, err := w.run.remote.SyncIdentifiers(ctx, []client.LinkedIdentifier{linked})
		return w.count(&w.report.Synced, w.linkOutcome("synchronise", results, err))
	})
	it.torn = it.torn && did == unknown
	return did
}

// linkOutcome is outcomeOf for a call that says of an item what became of it.
func (w *worker) linkOutcome(what string, results []client.LinkResult, err error) outcome {
	did := w.outcomeOf(what, err)
	if did != done || (len(results) == 1 && results[0].Success) {
		return did
	}
	if len(results) == 1 && results[0].ExtendedInfo == inProgress {
		return refused
	}
	w.report.note(Answer, "%s: %+v", what, results)
	return unknown
}

// inProgress is what becomes of an item whose identifier is leased.
const inProgress = "loading_in_progress"

// delete removes an item, by its link if it has one.
func (w *worker) delete(ctx context.Context, at int) outcome {
	it := w.items[at]
	return it.during(deleted, func() outcome {
		if it.link != "" {
			results, err := w.run.remote.DeleteLinked(ctx, []string{it.link})
			return w.removed(at, w.linkOutcome("delete by link", results, err))
		}
		err := w.run.remote.DeleteIdentifier(ctx, it.uid)
		return w.removed(at, w.outcomeOf("delete", err))
	})
}

// removed lets go of an item that was deleted, but for the next check.
func (w *worker) removed(at int, did outcome) outcome {
	if did == done {
		w.run.buried.add(w.items[at])
		w.items = append(w.items[:at], w.items[at+1:]...)
	}
	return w.count(&w.report.Deleted, did)
}

func (w *worker) count(acknowledged *int, did outcome) outcome {
	if did == done {
		*acknowledged++
		w.run.answers.count()
	}
	return did
}

// spec returns what an item in a state is created with, or changed to.
func (i *item) spec(s state) client.IdentifierSpec {
	return client.IdentifierSpec{
		Owner: client.Owner{Name: fmt.Sprintf("%d version %d", i.key, s.version), Type: client.Resident},
		Type:  client.FaceID,
		Lock:  client.FirstLock,
	}
}
