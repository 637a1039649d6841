package audit

import (
	"cmp"
	"context"

	"github.com/vestibule-id/vestibule/domain/account"
)

// Actors that are no accounts. No account has such a name: parentheses are not
// allowed in one.
const (
	System  = "(system)"  // the server itself
	Unknown = "(unknown)" // somebody who came with the name of no account, which may be anything, a password included
)

type actorKey struct{}

// WithActor returns a context that says who acts, in place of the account that
// is asking.
func WithActor(ctx context.Context, actor string) context.Context {
	return context.WithValue(ctx, actorKey{}, actor)
}

// ActorOf returns who acts: the actor of WithActor, or else the account that is
// asking, or else the System.
func ActorOf(ctx context.Context) string {
	actor, _ := ctx.Value(actorKey{}).(string)
	return cmp.Or(actor, account.CallerOf(ctx), System)
}
