// Package rules holds the photo rules: one file and one table test a rule.
//
// A rule measures one thing about a photo. A profile says which values of each
// measure are acceptable, and whether one that is not is refused or only
// warned of. To add a rule, write its file and put its variable into the table
// below; its words go into package texts.
package rules

import (
	"slices"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
)

// Rule measures one thing about a photo.
type Rule struct {
	Code string // of the measure, stable: "face_width"
	Unit string // of the measure: "px", "share"; see Measure

	// Low and High are the codes of the reason when the measure is below or
	// above what is acceptable. One of them may be empty: then there is no
	// limit on that side.
	Low, High string

	// Values is what the measure can be at all; limits lie within.
	Values Range

	// Panel and Strict are the rule's settings in the profiles of these
	// names.
	Panel, Strict Setting

	// always marks a rule without which no photo can be enrolled: the
	// profile "off" has it too, and no configuration can switch it off.
	always bool

	// guard marks a rule that needs the header alone and must hold before
	// anything decodes the photo.
	guard bool

	// measure returns false if the photo cannot be measured: nothing was
	// found that the rule could look at.
	measure func(*subject) (float64, bool)

	// component maps the measure to a quality of 0 to 100; nil if there is
	// no scale but within the limit or not.
	component func(float64) float64
}

// table lists the rules, worst first: what makes all the others meaningless is
// above them. Measures and reasons come in this order.
var table = []*Rule{
	&photoSide, &photoArea, &photoScans, &photoLongSide, &photoShortSide,
	&facePresent, &singleFace,
	&faceWidth, &eyeDistance, &faceInside, &frontal,
	&sharpness, &luminanceMean, &underExposure, &overExposure,
	&eyesOpen, &roll, &yaw, &pitch,
	&illuminationUniformity, &luminanceVariance, &dynamicRange, &noise, &compression,
	&marginLeft, &marginRight, &marginAbove, &marginBelow,
	&headSize, &positionHorizontal, &positionVertical,
	&mouthClosed, &colour,
}

// All returns the rules in the order of their reasons, worst first. The slice
// is the caller's, the rules are not to be changed.
func All() []*Rule { return slices.Clone(table) }

// ByCode returns the rule of a measure, or false.
func ByCode(code string) (*Rule, bool) {
	i := slices.IndexFunc(table, func(r *Rule) bool { return r.Code == code })
	if i < 0 {
		return nil, false
	}
	return table[i], true
}

// Guard applies the rules that must hold before a photo is decoded.
func Guard(h photo.Header, p Profile) Measures {
	return apply(&subject{header: h}, p, func(r *Rule) bool { return r.guard })
}

// Apply applies all rules to what a detector found in a photo. Rules that
// cannot be measured (without landmarks, without pixels, without a face) are
// left out.
func Apply(h photo.Header, d face.Detection, p Profile) Measures {
	return apply(newSubject(h, d), p, func(*Rule) bool { return true })
}

func apply(s *subject, p Profile, wanted func(*Rule) bool) Measures {
	var measures Measures
	for _, r := range table {
		setting := p.Setting(r.Code)
		if !wanted(r) || setting.Action == Off {
			continue
		}
		if value, ok := r.measure(s); ok && !isBad(value) {
			measures = append(measures, r.judge(value, setting))
		}
	}
	return measures
}
