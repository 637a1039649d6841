// Package schedule holds time profiles: when an identifier that refers to one
// may open, once or again and again, by the clock of the building.
//
// A profile is a first occurrence and a rule that repeats it (section 12 of
// the panel's identifier API). The rules are those of RFC 5545, the words are
// those on the wire.
package schedule

import "github.com/vestibule-id/vestibule/domain"

// UID names a time profile: 1 or more, never used twice.
type UID int64

// Valid reports whether a time profile can have this uid.
func (u UID) Valid() bool { return u >= 1 }

// Reference is how another entity names a time profile.
type Reference struct {
	UID  UID
	Link domain.LinkID // "" if the profile has none
}

// Profile is a valid time profile. Only New and Restore make one. It shares no
// slice with its caller.
type Profile struct {
	uid  UID
	link domain.LinkID
	spec Spec
}

// New returns a new time profile. It keeps times in UTC and whole seconds. The
// error is KindInvalid for a bad name and for a word that does not exist, and
// KindInvalidTimes for anything else that is wrong.
func New(s Spec) (Profile, error) {
	return Profile{}.Changed(s)
}

// Restore rebuilds a time profile that a repository stored. It checks nothing
// and is not a constructor: rules that became stricter since must not make old
// records unreadable.
func Restore(uid UID, link domain.LinkID, s Spec) Profile {
	return Profile{uid: uid, link: link, spec: s.clone()}
}

// UID returns the uid, 0 before a repository gave one.
func (p Profile) UID() UID { return p.uid }

// Link returns the link_id, "" if there is none.
func (p Profile) Link() domain.LinkID { return p.link }

// Spec returns what the client said.
func (p Profile) Spec() Spec { return p.spec.clone() }

// Linked returns the profile under another link_id, "" for none.
func (p Profile) Linked(l domain.LinkID) Profile {
	p.link = l
	return p
}

// Changed returns the profile with everything but its uid and its link_id
// replaced. Times and errors are those of New; after an error the profile
// returned is zero.
func (p Profile) Changed(s Spec) (Profile, error) {
	s = s.normal()
	if err := s.validate(); err != nil {
		return Profile{}, err
	}
	p.spec = s
	return p, nil
}
