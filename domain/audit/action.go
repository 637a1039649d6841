package audit

import "github.com/vestibule-id/vestibule/domain/event"

// Action says what was done. What clients read of in their log has the same
// name here (ActionOf); the others are below. Actions are append-only: they are
// stored for good.
type Action string

// What is in the audit log alone: clients could fill theirs by reading, and
// have no use for the rest.
const (
	PortraitRead      Action = "portrait_read"        // over the API; UID is the identifier's
	PortraitsMeasured Action = "portraits_measured"   // read to be measured again; Detail is how many
	BasicLoginFailed  Action = "incorrect_basic_auth" // a wrong password with a request that is no login
	PortraitsVerified Action = "portraits_verified"   // all were read, to see whether they are whole
	ServerStopped     Action = "server_stopped"
	DatabaseBackedUp  Action = "database_backed_up"
	DatabaseRestored  Action = "database_restored"  // from a backup; what was done since is not in this log
	MasterKeyRotated  Action = "master_key_rotated" // Detail is the new one's name
)

// ActionOf returns the action that an event tells of, and whether it is one for
// the audit log. What happens at the doors is not: it happens all day, tells
// where people are, and must not stay for good.
func ActionOf(k event.Key) (Action, bool) {
	return Action(k), k.Category() != event.Access
}
