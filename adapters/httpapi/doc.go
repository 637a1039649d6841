// Package httpapi speaks the identifier API of BAS-IP Android door panels, so
// that software written for a panel enrols faces here unchanged. Sections in
// comments are those of that API's contract.
//
// A request passes, from the outside in: linger (lets a client that is still
// sending read an early answer), the access log, the recovery from panics, the
// tolerant path, the router, and the guard of its route, which says who is
// calling and whether they may. The handler behind it decodes, calls a use case
// and encodes; it decides nothing. An error that it returns is answered in one
// place, from one table that maps domain kinds to status and text.
//
// The use cases themselves are interfaces here (Enroller, Checker, Identifiers);
// package app has the types that satisfy them, and whoever composes puts them
// together.
package httpapi
