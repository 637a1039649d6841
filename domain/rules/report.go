package rules

import (
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
)

// Report is everything that was found out about one photo under one profile.
type Report struct {
	Profile  string       // name
	Header   photo.Header // as far as it could be read
	Face     *face.Face   // the widest; nil if there is none, or none was looked for
	Measures Measures

	// Damage is why the photo is refused without regard to any rule: it is
	// cut off, damaged or of a kind that cannot be decoded. Nil for a whole
	// photo.
	Damage []domain.Reason
}

// Acceptable reports whether the photo can be enrolled.
func (r Report) Acceptable() bool { return len(r.Refusals()) == 0 }

// Refusals returns the reasons to refuse the photo, worst first.
func (r Report) Refusals() []domain.Reason {
	return append(r.Damage[:len(r.Damage):len(r.Damage)], r.Measures.Refusals()...)
}

// Warnings returns what is not good and yet no reason to refuse the photo,
// worst first.
func (r Report) Warnings() []domain.Reason { return r.Measures.Warnings() }
