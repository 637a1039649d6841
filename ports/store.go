package ports

// Store is all that is kept, in one place: its repositories take part in the
// transactions of its Transactor.
type Store struct {
	Transactor
	Identifiers IdentifierRepo
	Profiles    TimeProfileRepo
	Apartments  ApartmentRepo
	Events      EventRepo
	Audit       AuditRepo
	Settings    SettingsRepo
}
