package identifier

import "github.com/vestibule-id/vestibule/domain"

// State is how far an identifier's enrolment has come.
//
//	temporary --Enrol--> enrolled --Enrol with replace--> enrolled
//
// Identifiers other than faces need no enrolment: they are complete from the
// start and stay so.
type State string

// The states.
const (
	Temporary State = "temporary" // a face identifier that has no face yet
	Enrolled  State = "enrolled"  // a face identifier with its face
	Complete  State = "complete"  // any other identifier
)

func initialState(t Type) State {
	if t == FaceID {
		return Temporary
	}
	return Complete
}

// Enrol returns the state after a face was accepted. Without replace only a
// temporary identifier may go there, with it an enrolled one as well; every
// other way is KindNotTemporary.
func (i Identifier) Enrol(replace bool) (State, error) {
	if i.state == Temporary || (i.state == Enrolled && replace) {
		return Enrolled, nil
	}
	return i.state, domain.E(domain.KindNotTemporary, "identifier %d is a %s in state %s", i.uid, i.spec.Type, i.state)
}
