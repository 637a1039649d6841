package rules

import (
	"errors"
	"fmt"
	"math"
)

// Limits are the numbers the photo rules hold a photo against. Start from
// DefaultLimits and change what must differ.
type Limits struct {
	MinLongSide     int     // px, of the longer side
	MinShortSide    int     // px, of the shorter side
	MaxSide         int     // px, of either side
	MaxMegapixels   float64 // millions of pixels
	MaxScans        int     // scans of a progressive or multi-scan JPEG
	MinFaceWidth    int     // px of the upright photo
	SecondFaceShare float64 // of the first face's width, 0 to 1: from here a second face counts
}

// DefaultLimits returns what a door panel can use, widened so that any phone's
// photo is welcome: 320x240 is the vendor's minimum (BAS-IP product manual);
// its maximum of 5120x2700 is not, since the portrait is never decoded at full
// size. 80 px is the smallest face dlib's detector finds. No camera writes
// more than about ten scans; LJT-01-003 describes the attack by thousands.
func DefaultLimits() Limits {
	return Limits{
		MinLongSide:     320,
		MinShortSide:    240,
		MaxSide:         12_000,
		MaxMegapixels:   50,
		MaxScans:        100,
		MinFaceWidth:    80,
		SecondFaceShare: 0.5,
	}
}

// Validate reports every fault at once, joined; nil if there is none.
func (l Limits) Validate() error {
	var faults []error
	fault := func(bad bool, format string, args ...any) {
		if bad {
			faults = append(faults, fmt.Errorf(format, args...))
		}
	}
	fault(l.MinShortSide < 1, "minimum short side is %d px, must be at least 1", l.MinShortSide)
	fault(l.MinLongSide < l.MinShortSide, "minimum long side %d px is below the minimum short side %d px", l.MinLongSide, l.MinShortSide)
	fault(l.MaxSide < l.MinLongSide, "maximum side %d px is below the minimum long side %d px", l.MaxSide, l.MinLongSide)
	fault(l.MaxSide > 65_535, "maximum side is %d px, a JPEG has at most 65535", l.MaxSide)
	fault(!(l.MaxMegapixels > 0) || math.IsInf(l.MaxMegapixels, 1), "maximum megapixels is %g, must be a number above 0", l.MaxMegapixels)
	fault(l.MaxScans < 1, "maximum scans is %d, must be at least 1", l.MaxScans)
	fault(l.MinFaceWidth < 1, "minimum face width is %d px, must be at least 1", l.MinFaceWidth)
	fault(l.MinFaceWidth > l.MaxSide, "minimum face width %d px is above the maximum side %d px", l.MinFaceWidth, l.MaxSide)
	fault(!(l.SecondFaceShare > 0 && l.SecondFaceShare <= 1), "second face share is %g, must be above 0 and at most 1", l.SecondFaceShare)
	return errors.Join(faults...)
}
