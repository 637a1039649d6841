// Package memory keeps identifiers, enrolments, accounts and sessions in
// memory, for embedding, examples and tests. It needs neither cgo nor files,
// and all is gone when the process ends.
//
// Each repository has one mutex: every method is short, so finer locks would
// buy nothing.
package memory
