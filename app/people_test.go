package app_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/ports"
)

// purger counts how often the store is purged, or fails.
type purger struct {
	purged int
	err    error
}

func (p *purger) Purge(context.Context) error {
	p.purged++
	return p.err
}

// people returns the use case on a world, and what purges it.
func (w *world) people() (*app.People, *purger) {
	p := new(purger)
	return &app.People{
		Store: w.store, Purger: p, Journal: w.journal,
		Now: func() time.Time { return w.clock }, Log: slog.New(slog.NewTextHandler(w.operator, nil)),
	}, p
}

// jane is a world with three identifiers of Jane Roe, one of them a face and one
// with her former name, an identifier of somebody else, and a log that tells of
// both.
type jane struct {
	*world
	card, face, former, other identifier.UID
}

func newJane(t *testing.T) *jane {
	t.Helper()
	j := &jane{world: newWorld(t)}
	j.card = j.of(t, "Jane Roe", identifier.Card, "77700001")
	j.face = j.of(t, "Jane Roe", identifier.FaceID, "")
	j.former = j.of(t, "Jane Doe", identifier.LicensePlate, "JD1234")
	j.other = j.of(t, "jane roe", identifier.Card, "77700002")

	card, err := j.store.Identifiers.Get(t.Context(), j.card)
	ok(t, err)
	ok(t, j.store.Identifiers.Update(t.Context(), card.Linked(identifier.Links{Identifier: "link-jane"}).In(j.home)))
	ok(t, j.store.Profiles.Attach(t.Context(), j.card, j.night))
	j.enrol(t, j.face)
	return j
}

// named returns what a client says of an identifier of that owner.
func named(name string, typ identifier.Type, number string) identifier.Spec {
	s := spec(typ, number)
	s.Owner.Name = name
	return s
}

// of creates an identifier with the use case, which tells the log.
func (j *jane) of(t *testing.T, name string, typ identifier.Type, number string) identifier.UID {
	t.Helper()
	uid, err := j.identifiers.Create(t.Context(), named(name, typ, number))
	return must(t, uid, err)
}

func TestAPersonIsFound(t *testing.T) {
	j := newJane(t)
	people, _ := j.people()
	tests := []struct {
		name   string
		who    app.Who
		want   []identifier.UID
		events int
	}{
		{"by name", app.Who{Name: "Jane Roe"}, []identifier.UID{j.card, j.face}, 2},
		{"by uid", app.Who{UIDs: []identifier.UID{j.former}}, []identifier.UID{j.former}, 1},
		{"by link", app.Who{Links: []domain.LinkID{"link-jane"}}, []identifier.UID{j.card}, 1},
		{"by all of it, each once", app.Who{Name: "Jane Roe", UIDs: []identifier.UID{j.face, j.former, nobody, j.face}, Links: []domain.LinkID{"link-jane", "none"}},
			[]identifier.UID{j.face, j.former, j.card}, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found, err := people.Find(t.Context(), tt.who)
			ok(t, err)
			var uids []identifier.UID
			for _, id := range found.Identifiers {
				uids = append(uids, id.UID())
			}
			if !slices.Equal(uids, tt.want) {
				t.Errorf("identifiers %d, want %d", uids, tt.want)
			}
			if len(found.Events) != tt.events {
				t.Errorf("%d events, want %d", len(found.Events), tt.events)
			}
		})
	}
}

func TestNobodyIsFound(t *testing.T) {
	j := newJane(t)
	people, p := j.people()
	before := j.log(t)
	for _, who := range []app.Who{{}, {Name: "Jane"}, {Name: "JANE ROE"}, {UIDs: []identifier.UID{nobody}}, {Links: []domain.LinkID{"none", ""}}} {
		_, err := people.Find(t.Context(), who)
		wantKind(t, err, domain.KindNotFound)
		_, err = people.Erase(t.Context(), who)
		wantKind(t, err, domain.KindNotFound)
	}
	if !slices.Equal(j.log(t), before) || p.purged != 0 {
		t.Error("asking for nobody left a trace")
	}
}

// More identifiers than there are on a page.
func TestAPersonWithManyIdentifiersIsErased(t *testing.T) {
	j := newJane(t)
	for range listing.MaxLimit + 1 {
		j.put(t, newIdentifier(t, spec(identifier.FaceID, ""), ""))
	}
	people, _ := j.people()
	name := spec(identifier.FaceID, "").Owner.Name
	found, err := people.Find(t.Context(), app.Who{Name: name})
	ok(t, err)
	if len(found.Identifiers) <= listing.MaxLimit {
		t.Fatalf("%d identifiers, want more than %d", len(found.Identifiers), listing.MaxLimit)
	}
	erased, err := people.Erase(t.Context(), app.Who{Name: name})
	ok(t, err)
	if len(erased.UIDs) != len(found.Identifiers) {
		t.Errorf("%d identifiers were erased, want %d", len(erased.UIDs), len(found.Identifiers))
	}
}

func TestExportGivesAllThatIsKept(t *testing.T) {
	j := newJane(t)
	people, _ := j.people()
	who, err := people.Find(t.Context(), app.Who{Name: "Jane Roe"})
	ok(t, err)
	before := len(j.log(t))
	var all []app.Kept
	ok(t, people.Export(t.Context(), who, func(k app.Kept) error { all = append(all, k); return nil }))
	if len(all) != 2 {
		t.Fatalf("%d identifiers, want 2", len(all))
	}
	card, face := all[0], all[1]
	if card.UID() != j.card || card.Apartment.UID() != j.home || len(card.Profiles) != 1 || card.Profiles[0].UID() != j.night || card.Face != nil {
		t.Errorf("the card is %+v", card)
	}
	if face.UID() != j.face || face.Apartment.UID().Valid() || face.Profiles != nil || face.Face == nil || !bytes.Equal(face.Face.Portrait.JPEG(), j.portrait) {
		t.Errorf("the face is that of %d, with %+v", face.UID(), face.Profiles)
	}
	for i, e := range j.log(t)[before:] {
		if e.Key != event.PersonExported || e.Subject != (event.Subject{UID: int64(all[i].UID())}) {
			t.Errorf("the log says %+v", e)
		}
	}
	if got := len(j.log(t)) - before; got != 2 {
		t.Errorf("the log has %d events more, want 2", got)
	}
}

func TestNothingIsGivenOutThatTheLogCannotTell(t *testing.T) {
	j := newJane(t)
	people, _ := j.people()
	who, err := people.Find(t.Context(), app.Who{Name: "Jane Roe"})
	ok(t, err)
	j.events.broken = true
	err = people.Export(t.Context(), who, func(app.Kept) error { t.Error("something was given out"); return nil })
	if !errors.Is(err, errDisk) {
		t.Errorf("error %v, want %v", err, errDisk)
	}
}

func TestExportEndsWhenTheReceiverFails(t *testing.T) {
	j := newJane(t)
	people, _ := j.people()
	who, err := people.Find(t.Context(), app.Who{Name: "Jane Roe"})
	ok(t, err)
	calls := 0
	err = people.Export(t.Context(), who, func(app.Kept) error { calls++; return errDisk })
	if !errors.Is(err, errDisk) || calls != 1 {
		t.Errorf("error %v after %d calls", err, calls)
	}
}

func TestEraseLeavesNothing(t *testing.T) {
	j := newJane(t)
	people, p := j.people()
	erased, err := people.Erase(t.Context(), app.Who{Name: "Jane Roe", UIDs: []identifier.UID{j.former}})
	ok(t, err)
	if want := []identifier.UID{j.former, j.card, j.face}; !slices.Equal(erased.UIDs, want) {
		t.Errorf("erased are %d, want %d", erased.UIDs, want)
	}
	if erased.Portraits != 1 || erased.Descriptors != 0 || erased.Events != 3 || !erased.Purged || p.purged != 1 || !erased.At.Equal(start.Truncate(time.Second)) {
		t.Errorf("erased is %+v, purged %d times", erased, p.purged)
	}
	for _, uid := range erased.UIDs {
		_, err := j.store.Identifiers.Get(t.Context(), uid)
		wantKind(t, err, domain.KindNotFound)
		_, err = j.store.Identifiers.Enrolment(t.Context(), uid)
		wantKind(t, err, domain.KindNotFound)
	}
	if _, err := j.store.Identifiers.Get(t.Context(), j.other); err != nil {
		t.Errorf("somebody else is gone, too: %v", err)
	}
	var tells []identifier.UID
	for _, e := range j.log(t) {
		for _, text := range []string{"Jane Roe", "Jane Doe", "77700001", "JD1234"} {
			if strings.Contains(e.Subject.Name+e.Subject.Number+e.Subject.Apartment+e.Subject.Detail, text) {
				t.Errorf("the log says %q: %+v", text, e)
			}
		}
		if e.Key == event.PersonErased {
			tells = append(tells, identifier.UID(e.Subject.UID))
		}
	}
	if !slices.Equal(tells, erased.UIDs) {
		t.Errorf("the log tells of %d, want %d", tells, erased.UIDs)
	}
	if found, err := people.Find(t.Context(), app.Who{Name: "Jane Roe"}); domain.KindOf(err) != domain.KindNotFound {
		t.Errorf("of Jane Roe is left %+v, error %v", found, err)
	}
}

func TestWhoIsInTheLogAloneIsErasedFromIt(t *testing.T) {
	j := newJane(t)
	ok(t, j.identifiers.DeleteAll(t.Context(), []identifier.UID{j.card, j.face}))
	people, _ := j.people()
	erased, err := people.Erase(t.Context(), app.Who{Name: "Jane Roe"})
	ok(t, err)
	if len(erased.UIDs) != 0 || erased.Events != 4 {
		t.Errorf("erased is %+v, want 4 events", erased)
	}
	if last := j.log(t); last[len(last)-1].Key != event.PersonErased {
		t.Errorf("the log ends with %+v", last[len(last)-1])
	}
	_, err = people.Erase(t.Context(), app.Who{Name: "Jane Roe"})
	wantKind(t, err, domain.KindNotFound)
}

func TestAnErasureSaysThatCopiesAreLeft(t *testing.T) {
	j := newJane(t)
	people, p := j.people()
	p.err = domain.E(domain.KindBusy, "somebody reads")
	erased, err := people.Erase(t.Context(), app.Who{Name: "Jane Roe"})
	ok(t, err)
	if erased.Purged || len(erased.UIDs) != 2 || !strings.Contains(j.operator.String(), "somebody reads") {
		t.Errorf("erased is %+v, the operator reads %q", erased, j.operator)
	}
}

// returning is a repository in which a person has a new identifier whenever one
// was deleted.
type returning struct {
	ports.IdentifierRepo
	id identifier.Identifier
}

func (r returning) Delete(ctx context.Context, uid identifier.UID) error {
	if err := r.IdentifierRepo.Delete(ctx, uid); err != nil {
		return err
	}
	_, err := r.Create(ctx, r.id)
	return err
}

func TestAnErasureFailsIfSomethingCameBack(t *testing.T) {
	j := newJane(t)
	people, p := j.people()
	people.Store.Identifiers = returning{people.Store.Identifiers, newIdentifier(t, named("Jane Roe", identifier.FaceID, ""), "")}
	_, err := people.Erase(t.Context(), app.Who{Name: "Jane Roe"})
	wantKind(t, err, domain.KindConflict)
	if p.purged != 0 {
		t.Error("it was purged as if all were well")
	}
}

func TestAnErasureFailsIfTheStoreDoes(t *testing.T) {
	for failing := range 100 {
		j := newJane(t)
		people, p := j.people()
		calls := failing
		_, err := people.Erase(breaking{t.Context(), &calls}, app.Who{Name: "Jane Roe"})
		if calls >= 0 {
			ok(t, err)
			return
		}
		unread := strings.Contains(j.operator.String(), "cannot be read")
		if (err == nil) != unread || (p.purged == 1) != unread || err != nil && !errors.Is(err, errDisk) {
			t.Errorf("call %d failed, error %v; purged %d times, a face was not read: %t", failing, err, p.purged, unread)
		}
		// What is left can be erased, whatever was gone already.
		if _, err := people.Erase(t.Context(), app.Who{Name: "Jane Roe"}); err != nil && domain.KindOf(err) != domain.KindNotFound {
			t.Errorf("after call %d failed: %v", failing, err)
		}
		for _, e := range j.log(t) {
			if e.Subject.Name == "Jane Roe" || e.Subject.Number == "77700001" {
				t.Errorf("after call %d failed the log says %+v", failing, e)
			}
		}
	}
	t.Error("there is no end to its calls")
}
