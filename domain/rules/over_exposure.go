package rules

// overExposure measures which share of the face is white or nearly so: linear
// luminance of 247 to 255, which are levels from 252 on in the photo. Measure
// OverExposurePrevention of ISO/IEC 29794-5; the component is OFIQ's. What
// covers the face is part of it here: OFIQ leaves it out, by a network.
var overExposure = Rule{
	Code: "over_exposure", Unit: "share", High: "overexposed", Values: Range{0, 1},
	Panel:     refuse(atMost(0.15)).orWarn(atMost(0.03)),
	Strict:    refuse(atMost(0.05)).orWarn(atMost(0.01)),
	component: func(x float64) float64 { return 1 / (x + 0.01) },
	measure:   ofLuminance(func(h *histogram) float64 { return h.share(247, 255) }),
}
