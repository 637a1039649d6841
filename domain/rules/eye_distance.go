package rules

// eyeDistance measures the distance between the middles of the eyes in px of
// the photo, corrected for the head's turn by dividing by the cosine of the
// yaw. Measure InterEyeDistance of ISO/IEC 29794-5; the component is OFIQ's.
var eyeDistance = Rule{
	Code: "inter_eye_distance", Unit: "px", Low: "face_too_small", Values: Range{1, 65535},
	Panel:     refuse(atLeast(30)).orWarn(atLeast(45)),
	Strict:    refuse(atLeast(90)),
	component: rising(70, 20),
	measure:   (*subject).eyeDistance,
}
