package app_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/access"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/linking"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/domain/settings"
)

// change is something that changes a world, and what the log then tells.
type change struct {
	name string
	do   func(context.Context, *world) error
	want func(*world) []told
}

// told is an event but for what all events of a test have in common.
type told struct {
	Key     event.Key
	Subject event.Subject
}

func once(key event.Key, s event.Subject) func(*world) []told {
	return func(*world) []told { return []told{{key, s}} }
}

func aboutCard(w *world) event.Subject {
	return event.Subject{UID: int64(w.card), Name: "Maria Lindqvist", Number: cardNumber, Type: "card"}
}

func aboutCode(w *world) event.Subject {
	return event.Subject{UID: int64(w.code), Name: "Maria Lindqvist", Number: codeNumber, Type: "inputCode"}
}

func aboutFace(uid identifier.UID) event.Subject {
	return event.Subject{UID: int64(uid), Name: "Maria Lindqvist", Type: "face_id"}
}

func aboutEnrolled(w *world) event.Subject { return aboutFace(w.enrolled) }

// about returns what a log tells of one thing in a world.
func about(key event.Key, subject func(*world) event.Subject) func(*world) []told {
	return func(w *world) []told { return []told{{key, subject(w)}} }
}

func to[T any](v T) *T { return &v }

// nextUID is that of the next identifier of a world.
const nextUID = 5

var changes = []change{
	// Identifiers.
	{"creating an identifier",
		func(ctx context.Context, w *world) error {
			_, err := w.identifiers.Create(ctx, spec(identifier.QR, "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77"))
			return err
		},
		once(event.IdentifierCreated, event.Subject{UID: nextUID, Name: "Maria Lindqvist", Number: "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77", Type: "qr"})},
	{"creating a code that is not the master code",
		func(ctx context.Context, w *world) error {
			_, err := w.identifiers.Create(ctx, spec(identifier.InputCode, masterCode+"0"))
			return err
		},
		once(event.IdentifierCreated, event.Subject{UID: nextUID, Name: "Maria Lindqvist", Number: masterCode + "0", Type: "inputCode"})},
	{"creating a card with the number of the master code",
		func(ctx context.Context, w *world) error {
			_, err := w.identifiers.Create(ctx, spec(identifier.Card, masterCode))
			return err
		},
		once(event.IdentifierCreated, event.Subject{UID: nextUID, Name: "Maria Lindqvist", Number: masterCode, Type: "card"})},
	{"changing an identifier tells of it as it is then",
		func(ctx context.Context, w *world) error {
			return w.identifiers.Change(ctx, w.card, identifier.Change{OwnerName: to("Jonas Weber"), Type: to(identifier.UKey), Number: to("44")})
		},
		func(w *world) []told {
			return []told{{event.IdentifierChanged, event.Subject{UID: int64(w.card), Name: "Jonas Weber", Number: "44", Type: "ukey"}}}
		}},
	{"changing a code",
		func(ctx context.Context, w *world) error {
			return w.identifiers.Change(ctx, w.code, identifier.Change{Lock: to(identifier.AllLocks)})
		},
		about(event.IdentifierChanged, aboutCode)},
	{"resetting passes",
		func(ctx context.Context, w *world) error { return w.identifiers.ResetPasses(ctx, w.card) },
		about(event.PassesReset, aboutCard)},
	{"deleting an identifier",
		func(ctx context.Context, w *world) error { return w.identifiers.Delete(ctx, w.card) },
		about(event.IdentifierDeleted, aboutCard)},
	{"deleting several, some of which there are not",
		func(ctx context.Context, w *world) error {
			return w.identifiers.DeleteAll(ctx, []identifier.UID{nobody, w.card, w.enrolled, w.card})
		},
		func(w *world) []told {
			return []told{{event.IdentifierDeleted, aboutCard(w)}, {event.IdentifierDeleted, aboutEnrolled(w)}}
		}},
	{"deleting by number",
		func(ctx context.Context, w *world) error {
			_, err := w.identifiers.DeleteByKey(ctx, []identifier.Key{
				{Type: identifier.InputCode, Number: codeNumber}, {Type: identifier.UKey, Number: cardNumber}, {Type: identifier.Card, Number: cardNumber}})
			return err
		},
		func(w *world) []told {
			return []told{{event.IdentifierDeleted, aboutCode(w)}, {event.IdentifierDeleted, aboutCard(w)}}
		}},

	// Time profiles.
	{"creating a time profile",
		func(ctx context.Context, w *world) error {
			_, err := w.profiles.Create(ctx, daily("Morning", 6, 9))
			return err
		},
		once(event.TimeProfileCreated, event.Subject{UID: 3, Name: "Morning"})},
	{"changing a time profile tells of it as it is then",
		func(ctx context.Context, w *world) error {
			return w.profiles.Change(ctx, w.day, daily("Morning", 6, 9))
		},
		func(w *world) []told {
			return []told{{event.TimeProfileChanged, event.Subject{UID: int64(w.day), Name: "Morning"}}}
		}},
	{"deleting a time profile",
		func(ctx context.Context, w *world) error { return w.profiles.Delete(ctx, w.day) },
		func(w *world) []told {
			return []told{{event.TimeProfileDeleted, event.Subject{UID: int64(w.day), Name: "Day"}}}
		}},
	{"deleting several time profiles, some of which there are not",
		func(ctx context.Context, w *world) error {
			return w.profiles.DeleteAll(ctx, []schedule.UID{w.night, nobody, w.day, w.night})
		},
		func(w *world) []told {
			return []told{
				{event.TimeProfileDeleted, event.Subject{UID: int64(w.night), Name: "Night"}},
				{event.TimeProfileDeleted, event.Subject{UID: int64(w.day), Name: "Day"}},
			}
		}},
	{"attaching a time profile",
		func(ctx context.Context, w *world) error { return w.profiles.Attach(ctx, w.code, w.night) },
		about(event.IdentifierChanged, aboutCode)},
	{"detaching a time profile",
		func(ctx context.Context, w *world) error { return w.profiles.Detach(ctx, w.card, w.day) },
		about(event.IdentifierChanged, aboutCard)},

	// Apartments.
	{"creating an apartment",
		func(ctx context.Context, w *world) error {
			_, err := w.apartments.Create(ctx, apartment.Spec{Name: "Attic", Address: apartment.Address{Building: 2, Floor: 9}})
			return err
		},
		once(event.ApartmentCreated, event.Subject{UID: 3, Name: "Attic", Apartment: "2-0-9-0"})},
	{"changing an apartment tells of it as it is then",
		func(ctx context.Context, w *world) error {
			return w.apartments.Change(ctx, w.home, apartment.Spec{Name: "Attic", Address: apartment.Address{Building: 2, Floor: 9}, Link: homeLink})
		},
		func(w *world) []told {
			return []told{{event.ApartmentChanged, event.Subject{UID: int64(w.home), Name: "Attic", Apartment: "2-0-9-0"}}}
		}},
	{"deleting an apartment",
		func(ctx context.Context, w *world) error { return w.apartments.Delete(ctx, w.home) },
		func(w *world) []told {
			return []told{{event.ApartmentDeleted, event.Subject{UID: int64(w.home), Name: "12A", Apartment: "1-2-3-4"}}}
		}},
	{"attaching an identifier to an apartment",
		func(ctx context.Context, w *world) error { return w.apartments.Attach(ctx, w.office, w.code) },
		about(event.IdentifierChanged, aboutCode)},
	{"detaching an identifier from its apartment",
		func(ctx context.Context, w *world) error {
			_, err := w.apartments.Detach(ctx, w.card)
			return err
		},
		about(event.IdentifierChanged, aboutCard)},

	// Settings.
	{"setting how faces are compared",
		func(ctx context.Context, w *world) error {
			return w.settings.SetFaceRecognition(ctx, settings.FaceRecognition{Similarity: face.HighSimilarity, Mode: settings.Software})
		},
		once(event.SettingsChanged, event.Subject{Detail: "face_recognition"})},
	{"setting where panels ask",
		func(ctx context.Context, w *world) error {
			return w.settings.SetRemoteControl(ctx, settings.RemoteControl{Enabled: true})
		},
		once(event.SettingsChanged, event.Subject{Detail: "remote_control"})},
	{"setting the master code, which the log does not have",
		func(ctx context.Context, w *world) error {
			return w.settings.SetMasterCode(ctx, settings.MasterCode{Enabled: true, Number: "1357"})
		},
		once(event.SettingsChanged, event.Subject{Detail: "master_code"})},

	// Answers that use up a pass.
	{"letting a card in",
		func(ctx context.Context, w *world) error {
			_, err := w.access.Ask(ctx, access.Question{Type: "card", Number: cardNumber})
			return err
		},
		func(w *world) []told {
			s := aboutCard(w)
			s.Lock, s.Apartment = 2, "1-2-3-4"
			return []told{{event.AccessGranted, s}}
		}},

	// Synchronisation.
	{"synchronising a new identifier",
		func(ctx context.Context, w *world) error {
			return done(w.synchroniser.PutIdentifier(ctx, linking.Identifier{
				Link: newLink, Spec: spec(identifier.Card, "44"), Apartment: officeLink, Profiles: &[]domain.LinkID{nightLink, dayLink},
			}))
		},
		once(event.IdentifierCreated, event.Subject{UID: nextUID, Name: "Maria Lindqvist", Number: "44", Type: "card"})},
	{"synchronising a code that is not the master code",
		func(ctx context.Context, w *world) error {
			return done(w.synchroniser.PutIdentifier(ctx, linking.Identifier{Link: newLink, Spec: spec(identifier.InputCode, "1357")}))
		},
		once(event.IdentifierCreated, event.Subject{UID: nextUID, Name: "Maria Lindqvist", Number: "1357", Type: "inputCode"})},
	{"synchronising a known identifier tells of it as it is then",
		func(ctx context.Context, w *world) error {
			return done(w.synchroniser.PutIdentifier(ctx, linking.Identifier{
				Link: cardLink, Spec: spec(identifier.Card, "44"), Profiles: &[]domain.LinkID{nightLink},
			}))
		},
		func(w *world) []told {
			return []told{{event.IdentifierChanged, event.Subject{UID: int64(w.card), Name: "Maria Lindqvist", Number: "44", Type: "card"}}}
		}},
	{"synchronising a new face with its photo",
		func(ctx context.Context, w *world) error {
			return done(w.synchroniser.PutIdentifier(ctx, linking.Identifier{Link: newLink, Spec: spec(identifier.FaceID, ""), Photo: w.portrait}))
		},
		func(*world) []told {
			return []told{{event.IdentifierCreated, aboutFace(nextUID)}, {event.FaceEnrolled, aboutFace(nextUID)}}
		}},
	{"synchronising an enrolled face with another photo",
		func(ctx context.Context, w *world) error {
			return done(w.synchroniser.PutIdentifier(ctx, linking.Identifier{Link: enrolledLink, Spec: spec(identifier.FaceID, ""), Photo: jpegOf(641, 480)}))
		},
		func(w *world) []told {
			return []told{{event.IdentifierChanged, aboutEnrolled(w)}, {event.FaceEnrolled, aboutEnrolled(w)}}
		}},
	{"synchronising that an identifier is gone",
		func(ctx context.Context, w *world) error { return done(w.synchroniser.DeleteIdentifier(ctx, cardLink)) },
		about(event.IdentifierDeleted, aboutCard)},
	{"synchronising a new time profile",
		func(ctx context.Context, w *world) error {
			return done(w.synchroniser.PutProfile(ctx, linking.Profile{Link: newLink, Spec: daily("Morning", 6, 9)}))
		},
		once(event.TimeProfileCreated, event.Subject{UID: 3, Name: "Morning"})},
	{"synchronising a known time profile",
		func(ctx context.Context, w *world) error {
			return done(w.synchroniser.PutProfile(ctx, linking.Profile{Link: dayLink, Spec: daily("Morning", 6, 9)}))
		},
		func(w *world) []told {
			return []told{{event.TimeProfileChanged, event.Subject{UID: int64(w.day), Name: "Morning"}}}
		}},
	{"synchronising that a time profile is gone",
		func(ctx context.Context, w *world) error { return done(w.synchroniser.DeleteProfile(ctx, dayLink)) },
		func(w *world) []told {
			return []told{{event.TimeProfileDeleted, event.Subject{UID: int64(w.day), Name: "Day"}}}
		}},
}

// done returns the error of an item, or one if it was not done.
func done(r linking.Result, err error) error {
	if err == nil && !r.Outcome.Success() {
		return domain.E(domain.KindInternal, "outcome %q", r.Outcome)
	}
	return err
}

// The log tells of each change once: what it was, who made it and when.
func TestTheLogTellsOfEachChange(t *testing.T) {
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			before := w.contents(t)
			ok(t, c.do(account.WithCaller(t.Context(), "operator"), w))
			if equal(w.contents(t), before) {
				t.Error("nothing changed")
			}
			var want []event.Event
			for _, e := range c.want(w) {
				want = append(want, event.Event{At: start.Truncate(time.Millisecond), Account: "operator", Key: e.Key, Subject: e.Subject})
			}
			if got := w.log(t); !reflect.DeepEqual(got, want) {
				t.Errorf("the log is %+v, want %+v", got, want)
			}
			var entries []audit.Entry
			for _, e := range want {
				if e.Key.Category() == event.Access {
					continue // what happens at the doors is not for the audit log
				}
				entries = append(entries, audit.Entry{At: e.At, Actor: "operator", Action: audit.Action(e.Key), UID: e.Subject.UID, Detail: e.Subject.Detail})
			}
			w.wantAudited(t, entries...)
		})
	}
}

func TestAChangeThatCannotBeLoggedIsNotMade(t *testing.T) {
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			check := w.unchanged(t)
			w.events.broken = true
			if err := c.do(t.Context(), w); err == nil || domain.KindOf(err) != domain.KindInternal {
				t.Errorf("error %v, want %v", err, errDisk)
			}
			check(t)
		})
	}
}

func TestAChangeThatCannotBeInTheAuditLogIsNotMade(t *testing.T) {
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			if c.want(w)[0].Key.Category() == event.Access {
				return // the audit log has nothing of the doors
			}
			check := w.unchanged(t)
			w.audited.broken = true
			if err := c.do(t.Context(), w); err == nil || domain.KindOf(err) != domain.KindInternal {
				t.Errorf("error %v, want %v", err, errDisk)
			}
			check(t)
		})
	}
}

// Whichever call of the store fails, there is no half of a change. Errors of the
// store are errors, not results of an item.
func TestAChangeThatFailsHalfWayIsNotMade(t *testing.T) {
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			check := w.unchanged(t)
			breakEachCall(t, func(ctx context.Context) error {
				err := c.do(ctx, w)
				if err != nil {
					check(t)
				}
				return err
			})
			if got, want := len(w.log(t)), len(c.want(w)); got != want {
				t.Errorf("once it succeeds, the log has %d events, want %d", got, want)
			}
		})
	}
}

func TestChangesAreMadeWithoutALog(t *testing.T) {
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			logged, silent := newWorld(t), newWorld(t)
			silent.keepNoLog()
			ok(t, c.do(t.Context(), logged))
			ok(t, c.do(t.Context(), silent))
			if got, want := silent.contents(t), logged.contents(t); !equal(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if got := silent.log(t); len(got) != 0 {
				t.Errorf("the log is %+v", got)
			}
			silent.wantAudited(t)
		})
	}
}
