package memory

import "github.com/vestibule-id/vestibule/ports"

// Ports returns the store as the use cases want it.
func (s *Store) Ports() ports.Store {
	return ports.Store{
		Transactor:  s,
		Identifiers: s.Identifiers(),
		Profiles:    s.TimeProfiles(),
		Apartments:  s.Apartments(),
		Events:      s.Events(),
		Audit:       s.Audit(),
		Settings:    s.Settings(),
	}
}
