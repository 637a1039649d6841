package app_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"
	"testing/iotest"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/linking"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// sync puts an item and returns what became of it.
func (w *world) sync(t *testing.T, item linking.Identifier) linking.Result {
	t.Helper()
	result, err := w.synchroniser.PutIdentifier(t.Context(), item)
	ok(t, err)
	if got, want := result.Link, item.Link; got != want {
		t.Errorf("the result is that of %q, want %q", got, want)
	}
	return result
}

func (w *world) wantOutcome(t *testing.T, item linking.Identifier, want linking.Outcome) {
	t.Helper()
	if got := w.sync(t, item).Outcome; got != want {
		t.Errorf("outcome is %q, want %q", got, want)
	}
}

// linked returns the identifier with a link, as an entry.
func (w *world) linked(t *testing.T, link domain.LinkID) identifier.Entry {
	t.Helper()
	id, err := w.store.Identifiers.ByLink(t.Context(), link)
	return w.get(t, must(t, id, err).UID())
}

// cardItem is the card of a world as another system says it, with nothing more
// than it must say.
func cardItem() linking.Identifier { return linking.Identifier{Link: cardLink, Spec: cardSpec()} }

// newCard is a card that there is not yet.
func newCard() linking.Identifier {
	return linking.Identifier{Link: newLink, Spec: spec(identifier.Card, "44")}
}

func faceItem(link domain.LinkID, jpeg []byte) linking.Identifier {
	return linking.Identifier{Link: link, Spec: spec(identifier.FaceID, ""), Photo: jpeg}
}

// Creating and updating.

func TestANewItemIsCreatedAsItIsSaid(t *testing.T) {
	w := newWorld(t)
	item := newCard()
	item.Spec = cardSpec()
	item.Spec.Number = "44"
	item.Apartment = officeLink
	item.Profiles = &[]domain.LinkID{nightLink, dayLink}
	item.PassesLeft = to(5)
	w.wantOutcome(t, item, linking.Created)

	e := w.linked(t, newLink)
	want := identifier.Restore(nextUID, item.Spec, identifier.Complete, 5).
		Linked(identifier.Links{Identifier: newLink, Apartment: officeLink}).In(w.office)
	if got := e.Identifier; got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := e.Profiles, []schedule.Reference{{UID: w.day, Link: dayLink}, {UID: w.night, Link: nightLink}}; !slices.Equal(got, want) {
		t.Errorf("time profiles are %v, want %v", got, want)
	}
}

func TestAKnownItemIsMadeWhatIsSaid(t *testing.T) {
	w := newWorld(t)
	item := cardItem()
	item.Spec = identifier.Spec{
		Owner:    identifier.Owner{Name: "Jonas Weber", Type: identifier.Guest},
		Type:     identifier.UKey,
		Number:   "44",
		Lock:     identifier.AllLocks,
		Validity: identifier.Validity{Time: identifier.TimeWindow{Permanent: true}, Passes: identifier.Passes{Max: 20}},
	}
	w.wantOutcome(t, item, linking.Updated)
	want := identifier.Restore(w.card, item.Spec, identifier.Complete, 17).
		Linked(identifier.Links{Identifier: cardLink, Apartment: homeLink}).In(w.home)
	if got := w.get(t, w.card).Identifier; got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// Management servers say the same again and again.
func TestWhatIsSaidTwiceIsDoneOnce(t *testing.T) {
	w := newWorld(t)
	item := newCard()
	item.Apartment, item.Profiles = officeLink, &[]domain.LinkID{nightLink}
	w.wantOutcome(t, item, linking.Created)
	before := w.linked(t, newLink)
	w.wantOutcome(t, item, linking.Updated)
	if got, want := w.linked(t, newLink), before; got.Identifier != want.Identifier || !slices.Equal(got.Profiles, want.Profiles) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := len(w.contents(t).Identifiers), nextUID; got != want {
		t.Errorf("there are %d identifiers, want %d", got, want)
	}
}

// The item is at fault: the result says so, and nothing has changed.
func TestItemsThatAreRefusedChangeNothing(t *testing.T) {
	with := func(item linking.Identifier, change func(*linking.Identifier)) linking.Identifier {
		change(&item)
		return item
	}
	tests := []struct {
		name string
		item linking.Identifier
		want linking.Outcome
	}{
		{"a new item with a number that is another's", with(newCard(), func(i *linking.Identifier) { i.Spec.Number = cardNumber }), linking.NumberTaken},
		{"a known item with a number that is another's", with(cardItem(), func(i *linking.Identifier) { i.Spec = spec(identifier.InputCode, codeNumber) }), linking.NumberTaken},
		{"a new item with the master code", with(newCard(), func(i *linking.Identifier) { i.Spec = spec(identifier.InputCode, masterCode) }), linking.NumberTaken},
		{"a known item with the master code", with(cardItem(), func(i *linking.Identifier) { i.Spec = spec(identifier.InputCode, masterCode) }), linking.NumberTaken},

		{"a new item with a time profile that there is not", with(newCard(), func(i *linking.Identifier) { i.Profiles = &[]domain.LinkID{dayLink, noLink} }), linking.NoSuchProfile},
		{"a known item with a time profile that there is not", with(cardItem(), func(i *linking.Identifier) {
			i.Spec.Number, i.Profiles = "44", &[]domain.LinkID{nightLink, noLink}
		}), linking.NoSuchProfile},
		{"a time profile without a link", with(cardItem(), func(i *linking.Identifier) { i.Profiles = &[]domain.LinkID{""} }), linking.NoSuchProfile},

		{"a new item of a type that there is not", with(newCard(), func(i *linking.Identifier) { i.Spec.Type = "barcode" }), linking.WrongIdentifier},
		{"a known item with a number that is none", with(cardItem(), func(i *linking.Identifier) { i.Spec.Number = "AABBCCDD" }), linking.WrongIdentifier},
		{"a card that is to become a face", with(cardItem(), func(i *linking.Identifier) { i.Spec = spec(identifier.FaceID, "") }), linking.WrongIdentifier},
		{"a face that is to become a card", with(newCard(), func(i *linking.Identifier) { i.Link = enrolledLink }), linking.WrongIdentifier},
		{"a new item that ends before it begins", with(newCard(), func(i *linking.Identifier) {
			i.Spec.Validity.Time = identifier.TimeWindow{From: start.Add(time.Second), To: start}
		}), linking.WrongTimes},
		{"a known item that ends before it begins", with(cardItem(), func(i *linking.Identifier) {
			i.Spec.Validity.Time = identifier.TimeWindow{From: start.Add(time.Second), To: start}
		}), linking.WrongTimes},

		{"a photo for a card", with(cardItem(), func(i *linking.Identifier) { i.Photo = aPortrait() }), linking.WrongIdentifier},
		{"a photo of a single byte for a card", with(cardItem(), func(i *linking.Identifier) { i.Photo = []byte{0xff} }), linking.WrongIdentifier},
		{"a photo for a card that is to become a face", faceItem(cardLink, aPortrait()), linking.WrongIdentifier},
		{"a photo for a type that there is not", with(newCard(), func(i *linking.Identifier) { i.Spec.Type, i.Photo = "barcode", aPortrait() }), linking.WrongIdentifier},
		{"a face with a photo and a time profile that there is not", with(faceItem(newLink, aPortrait()), func(i *linking.Identifier) {
			i.Profiles = &[]domain.LinkID{noLink}
		}), linking.NoSuchProfile},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			check := w.unchanged(t)
			w.wantOutcome(t, tt.item, tt.want)
			check(t)
		})
	}
}

// Time profiles.

func TestTimeProfilesBecomeThoseThatAreSaid(t *testing.T) {
	for _, c := range []struct {
		name  string
		links *[]domain.LinkID
		want  func(*world) []schedule.UID
	}{
		{"nothing is said: they stay", nil, func(w *world) []schedule.UID { return []schedule.UID{w.day} }},
		{"none is said: none is left", &[]domain.LinkID{}, func(*world) []schedule.UID { return nil }},
		{"the same", &[]domain.LinkID{dayLink}, func(w *world) []schedule.UID { return []schedule.UID{w.day} }},
		{"another", &[]domain.LinkID{nightLink}, func(w *world) []schedule.UID { return []schedule.UID{w.night} }},
		{"one more", &[]domain.LinkID{nightLink, dayLink}, func(w *world) []schedule.UID { return []schedule.UID{w.day, w.night} }},
		{"one twice", &[]domain.LinkID{nightLink, nightLink}, func(w *world) []schedule.UID { return []schedule.UID{w.night} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			item := cardItem()
			item.Profiles = c.links
			w.wantOutcome(t, item, linking.Updated)
			if got, want := w.profilesOf(t, w.card), c.want(w); !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

// Apartments.

func TestTheApartmentIsTheOneThatIsSaid(t *testing.T) {
	for _, c := range []struct {
		name string
		said domain.LinkID
		want func(*world) apartment.UID
		link domain.LinkID
	}{
		{"nothing is said: it stays", "", func(w *world) apartment.UID { return w.home }, homeLink},
		{"the same", homeLink, func(w *world) apartment.UID { return w.home }, homeLink},
		{"another", officeLink, func(w *world) apartment.UID { return w.office }, officeLink},
		{"one that is not known here is remembered by its link", noLink, func(w *world) apartment.UID { return w.home }, noLink},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			item := cardItem()
			item.Apartment = c.said
			w.wantOutcome(t, item, linking.Updated)
			id := w.get(t, w.card).Identifier
			if got, want := id.Apartment(), c.want(w); got != want {
				t.Errorf("apartment is %d, want %d", got, want)
			}
			if got, want := id.Links(), (identifier.Links{Identifier: cardLink, Apartment: c.link}); got != want {
				t.Errorf("links are %+v, want %+v", got, want)
			}
		})
	}
	t.Run("a new item may have one that is not known here", func(t *testing.T) {
		w := newWorld(t)
		item := newCard()
		item.Apartment = noLink
		w.wantOutcome(t, item, linking.Created)
		id := w.linked(t, newLink).Identifier
		if id.Apartment() != 0 || id.Links().Apartment != noLink {
			t.Errorf("apartment is %d, links are %+v", id.Apartment(), id.Links())
		}
	})
}

// Passes.

func TestThePassesLeftAreThoseThatAreSaid(t *testing.T) {
	for _, c := range []struct {
		name string
		link domain.LinkID
		spec identifier.Spec
		said *int
		want int
	}{
		{"nothing is said of a known one: those used stay used", cardLink, cardSpec(), nil, 9},
		{"nothing is said of a new one: all are left", newLink, spent("44"), nil, 5},
		{"fewer", cardLink, cardSpec(), to(2), 2},
		{"none", cardLink, cardSpec(), to(0), 0},
		{"as many as there may be", cardLink, cardSpec(), to(12), 12},
		{"fewer of a lower limit", cardLink, spent(cardNumber), to(4), 4},
		{"some, where passes are not limited", cardLink, spec(identifier.Card, cardNumber), to(5), identifier.AlwaysLeft},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			if got := w.sync(t, linking.Identifier{Link: c.link, Spec: c.spec, PassesLeft: c.said}).Outcome; !got.Success() {
				t.Fatalf("outcome is %q", got)
			}
			if got, want := w.linked(t, c.link).PassesLeft(), c.want; got != want {
				t.Errorf("%d passes are left, want %d", got, want)
			}
		})
	}
}

func TestThereCannotBeMorePassesLeftThanThereAre(t *testing.T) {
	w := newWorld(t)
	item := cardItem()
	item.PassesLeft = to(13)
	w.wantOutcome(t, item, linking.WrongIdentifier)
}

// Photos.

func (w *world) wantPortrait(t *testing.T, uid identifier.UID, want []byte) {
	t.Helper()
	p, err := w.identifiers.Portrait(t.Context(), uid)
	ok(t, err)
	if !bytes.Equal(p.JPEG(), want) {
		t.Error("the portrait is another one")
	}
}

func TestAPhotoIsEnrolled(t *testing.T) {
	other := jpegOf(641, 480)
	for _, c := range []struct {
		name string
		link domain.LinkID
		want linking.Outcome
	}{
		{"a new face", newLink, linking.Created},
		{"a temporary identifier", faceLink, linking.Updated},
		{"an enrolled face", enrolledLink, linking.Updated},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.clock = start.Add(time.Hour)
			w.wantOutcome(t, faceItem(c.link, other), c.want)
			e := w.linked(t, c.link)
			if got, want := e.State(), identifier.Enrolled; got != want {
				t.Errorf("state is %q, want %q", got, want)
			}
			w.wantPortrait(t, e.UID(), other)
			stored, err := w.store.Identifiers.Enrolment(t.Context(), e.UID())
			if err != nil || !stored.At.Equal(w.clock.Truncate(time.Second)) || stored.Profile != "panel" || len(stored.Measures) == 0 {
				t.Errorf("the face is %+v, %v", stored, err)
			}
			if _, err := w.Enrol(t.Context(), e.UID(), w.portrait, true); err != nil {
				t.Errorf("an upload right after: %v", err)
			}
		})
	}
}

func TestAnItemWithoutAPhotoKeepsTheFace(t *testing.T) {
	for name, jpeg := range map[string][]byte{"no photo": nil, "an empty photo": {}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			item := faceItem(enrolledLink, jpeg)
			item.Spec.Owner.Name = "Jonas Weber"
			w.wantOutcome(t, item, linking.Updated)
			e := w.get(t, w.enrolled)
			if e.State() != identifier.Enrolled || e.Spec().Owner.Name != "Jonas Weber" {
				t.Errorf("got %+v", e.Identifier)
			}
			w.wantPortrait(t, w.enrolled, w.portrait)
			w.wantOutcome(t, faceItem(newLink, jpeg), linking.Created)
			if got, want := w.linked(t, newLink).State(), identifier.Temporary; got != want {
				t.Errorf("a new one is %q, want %q", got, want)
			}
		})
	}
}

func TestARefusedPhotoChangesNothing(t *testing.T) {
	undescribed := func() (face.Descriptor, error) {
		return face.Descriptor{}, domain.Refuse(domain.KindPhotoRefused, domain.Reason{Code: "face_not_describable"})
	}
	for _, c := range []struct {
		name     string
		jpeg     []byte
		detector detector
		describe describer
		want     linking.Outcome
		reason   string
	}{
		{"no face", aPortrait(), finds(), nil, linking.FaceNotFound, "no_face"},
		{"a photo that is too small", jpegOf(100, 100), finds(oneFace), nil, linking.FaceNotFound, "image_too_small"},
		{"a face that cannot be described", aPortrait(), finds(oneFace), undescribed, linking.FaceNotFound, "face_not_describable"},
		{"a JPEG that ends too soon", aPortrait()[:2000], finds(oneFace), nil, linking.BadImage, "photo_cut_off"},
		{"no JPEG", []byte("GIF89a"), finds(oneFace), nil, linking.BadImage, "wrong_format"},
		{"a single byte", []byte{0xff}, finds(oneFace), nil, linking.BadImage, "wrong_format"},
	} {
		for _, link := range []domain.LinkID{newLink, faceLink, enrolledLink} {
			t.Run(c.name+" for "+string(link), func(t *testing.T) {
				w := newWorld(t)
				w.Assessor.Detector = c.detector
				if c.describe != nil {
					w.Assessor.Describer = c.describe
				}
				before := w.contents(t)
				item := faceItem(link, c.jpeg)
				item.Spec.Owner.Name, item.Spec.Number = "Jonas Weber", "AAECAwQFBgc=" // a template, or whatever a client has
				item.Profiles = &[]domain.LinkID{dayLink}
				result := w.sync(t, item)
				if got, want := result.Outcome, c.want; got != want {
					t.Errorf("outcome is %q, want %q", got, want)
				}
				if len(result.Reasons) == 0 || result.Reasons[0].Code != c.reason {
					t.Errorf("reasons are %v, want %s first", result.Reasons, c.reason)
				}
				if got := w.contents(t); !equal(got, before) {
					t.Errorf("got %+v, want %+v", got, before)
				}
				want := event.Event{
					At:      start.Truncate(time.Millisecond),
					Key:     event.FaceRefused,
					Subject: event.Subject{Name: "Jonas Weber", Type: "face_id", Detail: c.reason},
				}
				if log := w.log(t); len(log) != 1 || log[0] != want {
					t.Errorf("the log is %+v, want %+v", log, want)
				}
			})
		}
	}
}

func TestAnUploadThatIsUnderWayIsNotOvertaken(t *testing.T) {
	w := newWorld(t)
	lease := w.lease(t, w.enrolled, "upload")
	check := w.unchanged(t)
	item := faceItem(enrolledLink, jpegOf(641, 480))
	item.Spec.Owner.Name = "Jonas Weber"
	w.wantOutcome(t, item, linking.InProgress)
	check(t)
	if err := w.store.Identifiers.CommitEnrolment(t.Context(), lease, identifier.Enrolled, enrolment.Enrolment{At: start}); err != nil {
		t.Errorf("the upload lost its lease: %v", err)
	}
}

func TestAnUploadThatWasGivenUpIsNoObstacle(t *testing.T) {
	w := newWorld(t)
	w.lease(t, w.enrolled, "crashed")
	w.clock = start.Add(w.LeaseFor)
	w.wantOutcome(t, faceItem(enrolledLink, jpegOf(641, 480)), linking.Updated)
}

// The lease of an upload may end while the item's photo is looked at.
func TestTheTimeOfAFaceIsWhenItIsStored(t *testing.T) {
	w := newWorld(t)
	w.lease(t, w.enrolled, "crashed")
	looked := start.Add(w.LeaseFor - time.Second)
	w.Assessor.Now = func() time.Time {
		defer func() { looked = looked.Add(time.Second) }()
		return looked
	}
	w.wantOutcome(t, faceItem(enrolledLink, jpegOf(641, 480)), linking.Updated)
	e, err := w.store.Identifiers.Enrolment(t.Context(), w.enrolled)
	if want := start.Add(w.LeaseFor).Truncate(time.Second); err != nil || !e.At.Equal(want) {
		t.Errorf("enrolled at %v, %v, want %v", e.At, err, want)
	}
}

// Faults that are not the item's.

func TestAFaceInAStateThatThereIsNotGetsNoPhoto(t *testing.T) {
	w := newWorld(t)
	w.put(t, identifier.Restore(0, spec(identifier.FaceID, ""), "suspended", identifier.AlwaysLeft).Linked(identifier.Links{Identifier: newLink}))
	check := w.unchanged(t)
	_, err := w.synchroniser.PutIdentifier(t.Context(), faceItem(newLink, aPortrait()))
	wantKind(t, err, domain.KindNotTemporary)
	check(t)
}

func TestOurOwnFaultsAreErrorsAndNotResults(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		name   string
		ctx    context.Context
		damage func(*world)
		item   linking.Identifier
		want   error
	}{
		{"a detector that fails", t.Context(), func(w *world) { w.Assessor.Detector = broken }, faceItem(faceLink, aPortrait()), errDisk},
		{"a describer that fails", t.Context(), func(w *world) {
			w.Assessor.Describer = describer(func() (face.Descriptor, error) { return face.Descriptor{}, errDisk })
		}, faceItem(newLink, aPortrait()), errDisk},
		{"no random numbers for a lease", t.Context(), func(w *world) { w.Random = iotest.ErrReader(errDisk) }, faceItem(enrolledLink, aPortrait()), errDisk},
		{"a client that gave up", ended, func(*world) {}, cardItem(), context.Canceled},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			check := w.unchanged(t)
			c.damage(w)
			result, err := w.synchroniser.PutIdentifier(c.ctx, c.item)
			if !errors.Is(err, c.want) {
				t.Errorf("error is %v, want %v", err, c.want)
			}
			if result.Outcome != "" || result.Link != "" {
				t.Errorf("there is a result beside the error: %+v", result)
			}
			check(t)
		})
	}
}

func TestAPhotoThatTakesLongerThanAnUploadMayIsGivenUp(t *testing.T) {
	w := newWorld(t)
	check := w.unchanged(t)
	w.LeaseFor = 10 * time.Millisecond
	w.Assessor.Detector = detector(func(ctx context.Context, _ photo.Photo) (face.Detection, error) {
		<-ctx.Done()
		return face.Detection{}, ctx.Err()
	})
	_, err := w.synchroniser.PutIdentifier(t.Context(), faceItem(faceLink, aPortrait()))
	wantKind(t, err, domain.KindBusy)
	check(t)
}

// Items at once.

func TestOfOneNumberPutAtOnceOneIsCreated(t *testing.T) {
	w := newWorld(t)
	links := []domain.LinkID{newLink, noLink}
	var results [2]linking.Result
	for _, err := range atOnce(2, func(worker int) error {
		item := newCard()
		item.Link = links[worker]
		var err error
		results[worker], err = w.synchroniser.PutIdentifier(t.Context(), item)
		return err
	}) {
		ok(t, err)
	}
	outcomes := []linking.Outcome{results[0].Outcome, results[1].Outcome}
	slices.Sort(outcomes)
	if want := []linking.Outcome{linking.Created, linking.NumberTaken}; !slices.Equal(outcomes, want) {
		t.Errorf("outcomes are %q, want %q", outcomes, want)
	}
}

func TestOneItemPutAtOnceIsCreatedOnce(t *testing.T) {
	w := newWorld(t)
	var outcomes [8]linking.Outcome
	for _, err := range atOnce(len(outcomes), func(worker int) error {
		result, err := w.synchroniser.PutIdentifier(t.Context(), newCard())
		outcomes[worker] = result.Outcome
		return err
	}) {
		ok(t, err)
	}
	if got, want := count(outcomes[:], linking.Created), 1; got != want {
		t.Errorf("it was created %d times, want %d", got, want)
	}
	if got, want := count(outcomes[:], linking.Updated), len(outcomes)-1; got != want {
		t.Errorf("it was updated %d times, want %d", got, want)
	}
}

// Deleting.

func TestDeletingByLink(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		name string
		link domain.LinkID
		want linking.Outcome
		left int
	}{
		{"an identifier that there is", cardLink, linking.Deleted, 3},
		{"the same once more", cardLink, linking.EntityNotFound, 3},
		{"a face", enrolledLink, linking.Deleted, 2},
		{"one that there never was", noLink, linking.EntityNotFound, 2},
		{"a time profile's link", dayLink, linking.EntityNotFound, 2},
		{"no link", "", linking.EntityNotFound, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			result, err := w.synchroniser.DeleteIdentifier(t.Context(), c.link)
			ok(t, err)
			if result.Link != c.link || result.Outcome != c.want {
				t.Errorf("got %+v, want %q", result, c.want)
			}
			if got, want := len(w.contents(t).Identifiers), c.left; got != want {
				t.Errorf("%d identifiers are left, want %d", got, want)
			}
		})
	}
}

func TestDeletingByLinkFailsIfTheStoreDoes(t *testing.T) {
	w := newWorld(t)
	breakEachCall(t, func(ctx context.Context) error {
		result, err := w.synchroniser.DeleteIdentifier(ctx, cardLink)
		if err != nil && result.Outcome != "" {
			t.Errorf("there is a result beside the error: %+v", result)
		}
		return err
	})
}
