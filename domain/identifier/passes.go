package identifier

import "github.com/vestibule-id/vestibule/domain"

// ResetPasses returns the identifier with its whole number of passes left
// (section 6.5). The error is KindUnlimited if passes are not limited.
func (i Identifier) ResetPasses() (Identifier, error) {
	if i.spec.Validity.Passes.Permanent {
		return Identifier{}, domain.E(domain.KindUnlimited, "identifier %d has no limit of passes", i.uid)
	}
	i.passesLeft = i.spec.Validity.Passes.Max
	return i, nil
}

// Used returns the identifier after it opened once.
func (i Identifier) Used() Identifier {
	if i.passesLeft > 0 {
		i.passesLeft--
	}
	return i
}

// WithPassesLeft returns the identifier with so many passes left, as another
// system says (section 10.1). It changes nothing if passes are not limited. The
// error is KindInvalid if there cannot be so many.
func (i Identifier) WithPassesLeft(n int) (Identifier, error) {
	p := i.spec.Validity.Passes
	switch {
	case p.Permanent:
		return i, nil
	case n < 0 || n > p.Max:
		return Identifier{}, domain.E(domain.KindInvalid, "%d passes left of %d", n, p.Max)
	}
	i.passesLeft = n
	return i, nil
}

// used returns how many passes are gone.
func (i Identifier) used() int {
	if p := i.spec.Validity.Passes; !p.Permanent {
		return p.Max - i.passesLeft
	}
	return 0
}

// leftAfter returns how many passes are left after so many were used.
func (p Passes) leftAfter(used int) int {
	if p.Permanent {
		return AlwaysLeft
	}
	return max(p.Max-used, 0)
}

func (p Passes) initial() int { return p.leftAfter(0) }
