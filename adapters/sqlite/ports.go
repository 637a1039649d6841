package sqlite

import "github.com/vestibule-id/vestibule/ports"

// Ports returns the database as the use cases want it.
func (db *DB) Ports() ports.Store {
	return ports.Store{
		Transactor:  db,
		Identifiers: db.Identifiers(),
		Profiles:    db.TimeProfiles(),
		Apartments:  db.Apartments(),
		Events:      db.Events(),
		Audit:       db.Audit(),
		Settings:    db.Settings(),
	}
}
