package rules

import "math"

// roll measures how far the head is tilted towards a shoulder, in degrees,
// positive clockwise as seen: the slope of the line through the eyes. Measure
// HeadPoseRoll of ISO/IEC 29794-5; the component is OFIQ's. The estimate is
// good to about a degree where landmarks are: it needs no model of the head.
var roll = Rule{
	Code: "roll", Unit: "degrees", Low: "head_tilted", High: "head_tilted", Values: within(180),
	Panel:     refuse(within(15)).orWarn(within(8)),
	Strict:    refuse(within(8)).orWarn(within(5)),
	component: ofAngle,
	measure: func(s *subject) (float64, bool) {
		if s.pose == nil {
			return 0, false
		}
		return s.pose.roll, true
	},
}

// ofAngle is the component of an angle of the head's pose in degrees: 100 times
// its squared cosine, 0 from 90 degrees on.
func ofAngle(angle float64) float64 {
	c := max(0, math.Cos(radians(angle)))
	return 100 * c * c
}
