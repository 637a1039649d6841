package rules

// pitch measures how far the head is raised (positive) or bowed, in degrees.
// Measure HeadPosePitch of ISO/IEC 29794-5; the component is OFIQ's, its
// estimate is not: OFIQ has a network for it.
//
// This one fits a mean head to 14 of 68 landmarks and is the least certain of
// the three angles: a long nose or a high forehead looks like a bowed head, by
// ten degrees and more. The limits leave room for that.
var pitch = Rule{
	Code: "pitch", Unit: "degrees", Low: "head_bowed", High: "head_raised", Values: within(90),
	Panel:     refuse(within(35)).orWarn(within(25)),
	Strict:    refuse(within(25)).orWarn(within(15)),
	component: ofAngle,
	measure: func(s *subject) (float64, bool) {
		if s.pose == nil || !s.pose.hasPitch {
			return 0, false
		}
		return s.pose.pitch, true
	},
}
