package account

import "context"

type callerKey struct{}

// WithCaller returns a context that says who is asking, for the log.
func WithCaller(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, callerKey{}, name)
}

// CallerOf returns the name of the account that is asking, "" if nobody or
// nobody known is.
func CallerOf(ctx context.Context) string {
	name, _ := ctx.Value(callerKey{}).(string)
	return name
}
