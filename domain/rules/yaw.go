package rules

// yaw measures how far the head is turned to a side, in degrees, positive to
// the right side of the picture. Measure HeadPoseYaw of ISO/IEC 29794-5; the
// component is OFIQ's, its estimate is not: OFIQ has a network for it.
//
// This one is coarse. With 68 landmarks it fits a mean head to 14 of them; with
// 5 it goes by the base of the nose alone. Heads differ from the mean, and
// landmarks of a frontal detector lean towards a frontal face, so that large
// angles come out too small. Take it for "frontal" against "clearly turned".
var yaw = Rule{
	Code: "yaw", Unit: "degrees", Low: "turn_to_camera", High: "turn_to_camera", Values: within(180),
	Panel:     refuse(within(30)).orWarn(within(15)),
	Strict:    refuse(within(15)).orWarn(within(8)),
	component: ofAngle,
	measure: func(s *subject) (float64, bool) {
		if s.pose == nil {
			return 0, false
		}
		return s.pose.yaw, true
	},
}
