// Package client speaks the identifier API of BAS-IP Android door panels to a
// Vestibule server and, as far as the contract goes, to a real panel. It
// imports the standard library alone. Sections in comments are those of the
// API's contract.
//
// A Client logs in when it first has to, and again when the server says that
// the session is over. Every method takes a context, which is the only limit
// on how long a call may take. Redirects are not followed, since a POST would
// become a GET on the way; the error says where to go instead.
//
// What a server answers in place of a result is an *Error. Callers that act on
// one compare it with errors.Is:
//
//	uid, err := c.CreateIdentifier(ctx, spec)
//	if errors.Is(err, client.ErrConflict) {
//		// that card is known already
//	}
//
// Times are UTC, in whole seconds; the log's have milliseconds.
package client
