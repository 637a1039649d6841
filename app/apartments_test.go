package app_test

import (
	"context"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
)

func uidsOf(ids []identifier.Identifier) []identifier.UID {
	var uids []identifier.UID
	for _, id := range ids {
		uids = append(uids, id.UID())
	}
	return uids
}

func TestAnApartmentIsReadWithWhatBelongsToIt(t *testing.T) {
	w := newWorld(t)
	ok(t, w.apartments.Attach(t.Context(), w.home, w.face))
	for uid, want := range map[apartment.UID][]identifier.UID{w.home: {w.card, w.face}, w.office: nil} {
		a, ids, err := w.apartments.Get(t.Context(), uid)
		ok(t, err)
		if got, want := a.UID(), uid; got != want {
			t.Errorf("uid is %d, want %d", got, want)
		}
		if got := uidsOf(ids); !slices.Equal(got, want) {
			t.Errorf("apartment %d has %v, want %v", uid, got, want)
		}
	}
}

func TestReadingNoApartment(t *testing.T) {
	a, ids, err := newWorld(t).apartments.Get(t.Context(), nobody)
	wantKind(t, err, domain.KindNoApartment)
	if a != (apartment.Apartment{}) || ids != nil {
		t.Errorf("got %+v with %v", a, ids)
	}
}

func TestReadingAnApartmentFailsIfTheStoreDoes(t *testing.T) {
	w := newWorld(t)
	breakEachCall(t, func(ctx context.Context) error {
		_, _, err := w.apartments.Get(ctx, w.home)
		return err
	})
}

func TestApartmentsAreListed(t *testing.T) {
	w := newWorld(t)
	page, total, err := w.apartments.List(t.Context(), listing.Query{
		Order: []listing.Order{{Field: apartment.FieldName, Descending: true}}, Page: listing.NewPage(1, 1),
	})
	ok(t, err)
	if len(page) != 1 || page[0] != apartment.Restore(w.office, office) || total != 2 {
		t.Errorf("got %+v of %d", page, total)
	}
}

func TestAnApartmentIsStoredAsItIsSaid(t *testing.T) {
	w := newWorld(t)
	said := apartment.Spec{Name: "Attic", Address: apartment.Address{Building: 2, Floor: 9}, Link: newLink}
	uid, err := w.apartments.Create(t.Context(), said)
	ok(t, err)
	a, _, err := w.apartments.Get(t.Context(), uid)
	if err != nil || a != apartment.Restore(uid, said) {
		t.Errorf("got %+v, %v", a, err)
	}
	said.Name = "Loft"
	ok(t, w.apartments.Change(t.Context(), uid, said))
	a, _, err = w.apartments.Get(t.Context(), uid)
	if err != nil || a != apartment.Restore(uid, said) {
		t.Errorf("changed to %+v, %v", a, err)
	}
}

// Attaching.

func TestAttachingChangesTheApartmentAndItsLinkAlone(t *testing.T) {
	w := newWorld(t)
	want := w.get(t, w.code).In(w.office)
	want = want.Linked(identifier.Links{Identifier: want.Links().Identifier, Apartment: officeLink})
	ok(t, w.apartments.Attach(t.Context(), w.office, w.code))
	if got := w.get(t, w.code).Identifier; got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestAttachingTwiceIsDone(t *testing.T) {
	w := newWorld(t)
	ok(t, w.apartments.Attach(t.Context(), w.office, w.code))
	ok(t, w.apartments.Attach(t.Context(), w.office, w.code))
	if got, want := w.get(t, w.code).Identifier.Apartment(), w.office; got != want {
		t.Errorf("apartment is %d, want %d", got, want)
	}
}

func TestDetachingTakesTheApartmentAndItsLinkAlone(t *testing.T) {
	w := newWorld(t)
	want := w.get(t, w.card).In(0).Linked(identifier.Links{Identifier: cardLink})
	if _, err := w.apartments.Detach(t.Context(), w.card); err != nil {
		t.Fatal(err)
	}
	if got := w.get(t, w.card).Identifier; got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestDetaching(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		name   string
		uid    identifier.UID
		did    bool
		events int
	}{
		{"an identifier that belongs to one", w.card, true, 1},
		{"the same once more", w.card, false, 1},
		{"an identifier that belonged to none", w.code, false, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			did, err := w.apartments.Detach(t.Context(), c.uid)
			if err != nil || did != c.did {
				t.Errorf("detached %t, %v, want %t", did, err, c.did)
			}
			if got, want := w.get(t, c.uid).Identifier.Apartment(), apartment.UID(0); got != want {
				t.Errorf("apartment is %d, want none", got)
			}
			if got, want := len(w.log(t)), c.events; got != want {
				t.Errorf("the log has %d events, want %d", got, want)
			}
		})
	}
	ok(t, w.apartments.Attach(t.Context(), w.office, w.card)) // free for another one
}

func TestWhatBelongedToADeletedApartmentBelongsToNone(t *testing.T) {
	w := newWorld(t)
	ok(t, w.apartments.Delete(t.Context(), w.home))
	e := w.get(t, w.card)
	if e.Identifier.Apartment() != 0 || e.Apartment != (apartment.Apartment{}) {
		t.Errorf("it belongs to %d, %+v", e.Identifier.Apartment(), e.Apartment)
	}
	ok(t, w.apartments.Attach(t.Context(), w.office, w.card))
}

func TestOfApartmentsThatAttachAtOnceOneDoes(t *testing.T) {
	w := newWorld(t)
	homes := []apartment.UID{w.home, w.office}
	attached := 0
	for _, err := range atOnce(len(homes), func(worker int) error { return w.apartments.Attach(t.Context(), homes[worker], w.code) }) {
		if err == nil {
			attached++
		} else {
			wantKind(t, err, domain.KindOtherApartment)
		}
	}
	if got, want := attached, 1; got != want {
		t.Errorf("%d attached it, want %d", got, want)
	}
}
