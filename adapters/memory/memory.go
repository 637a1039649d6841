// Package memory keeps everything in memory, for embedding, examples and tests.
// It needs neither cgo nor files, and all is gone when the process ends.
//
// What is asked for by uid, number or link is found at once. A list, and who
// belongs to an apartment or has a time profile, is found by looking at all
// there is.
package memory

import "github.com/vestibule-id/vestibule/ports"

// Store has one repository of each kind, and is the Transactor of all of them.
// Only New makes one.
type Store struct {
	// turn is a mutex that can be waited for with a context: who has put
	// something in may work. There is one for all, since a transaction may
	// change anything and every call is short.
	turn chan struct{}

	identifiers  Identifiers
	timeProfiles TimeProfiles
	apartments   Apartments
	events       Events
	audit        Audit
	settings     Settings
	accounts     Accounts
}

var _ ports.Transactor = (*Store)(nil)

// New returns an empty store.
func New() *Store {
	s := &Store{turn: make(chan struct{}, 1)}
	s.identifiers = newIdentifiers(s)
	s.timeProfiles = newTimeProfiles(s)
	s.apartments = newApartments(s)
	s.events = Events{store: s}
	s.audit = newAudit(s)
	s.settings = newSettings(s)
	s.accounts = newAccounts(s)
	return s
}

// Identifiers returns the repository of identifiers.
func (s *Store) Identifiers() *Identifiers { return &s.identifiers }

// TimeProfiles returns the repository of time profiles.
func (s *Store) TimeProfiles() *TimeProfiles { return &s.timeProfiles }

// Apartments returns the repository of apartments.
func (s *Store) Apartments() *Apartments { return &s.apartments }

// Events returns the log.
func (s *Store) Events() *Events { return &s.events }

// Audit returns the audit log.
func (s *Store) Audit() *Audit { return &s.audit }

// Settings returns the repository of settings.
func (s *Store) Settings() *Settings { return &s.settings }

// Accounts returns the repository of accounts and sessions.
func (s *Store) Accounts() *Accounts { return &s.accounts }
