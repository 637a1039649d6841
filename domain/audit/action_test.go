package audit

import (
	"context"
	"testing"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/event"
)

// Actions are stored for good, so that no name may change.
func TestActions(t *testing.T) {
	for action, want := range map[Action]string{
		PortraitRead:      "portrait_read",
		PortraitsMeasured: "portraits_measured",
		BasicLoginFailed:  "incorrect_basic_auth",
		PortraitsVerified: "portraits_verified",
		ServerStopped:     "server_stopped",
		DatabaseBackedUp:  "database_backed_up",
		DatabaseRestored:  "database_restored",
		MasterKeyRotated:  "master_key_rotated",
	} {
		if string(action) != want {
			t.Errorf("%s is not %s", action, want)
		}
		if event.Key(action).Valid() {
			t.Errorf("%s is an event, too", action)
		}
	}
}

func TestEveryEventButThoseOfTheDoorsIsAnAction(t *testing.T) {
	for _, key := range event.Keys() {
		action, ok := ActionOf(key)
		if string(action) != string(key) || ok != (key.Category() != event.Access) {
			t.Errorf("%s is %s, %t", key, action, ok)
		}
	}
}

func TestActorOf(t *testing.T) {
	for _, c := range []struct {
		name string
		ctx  context.Context
		want string
	}{
		{"nobody is the server itself", t.Context(), "(system)"},
		{"an account that is asking", account.WithCaller(t.Context(), "admin"), "admin"},
		{"an actor", WithActor(t.Context(), Unknown), "(unknown)"},
		{"an actor in place of an account", WithActor(account.WithCaller(t.Context(), "admin"), "(console uid 0)"), "(console uid 0)"},
		{"an account does not take the actor's place", account.WithCaller(WithActor(t.Context(), Unknown), "admin"), "(unknown)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := ActorOf(c.ctx); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestNoAccountHasTheNameOfAnActor(t *testing.T) {
	for _, actor := range []string{System, Unknown} {
		if a, err := account.New(actor, account.Administrator); err == nil {
			t.Errorf("there can be an account %s", a.Name)
		}
	}
}
