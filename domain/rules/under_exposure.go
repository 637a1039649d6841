package rules

// underExposure measures which share of the face is black or nearly so: linear
// luminance of 0 to 25 of 255, which are levels of up to 89 in the photo.
// Measure UnderExposurePrevention of ISO/IEC 29794-5; the component is OFIQ's.
// What covers the face is part of it here: OFIQ leaves it out, by a network.
//
// Most of a dark skin counts as black here even in good light, so the limits
// leave that alone.
var underExposure = Rule{
	Code: "under_exposure", Unit: "share", High: "underexposed", Values: Range{0, 1},
	Panel:     warn(atMost(0.95)),
	Strict:    refuse(atMost(0.99)).orWarn(atMost(0.95)),
	component: func(x float64) float64 { return 120 * (0.832 - sigmoid(x, 0.92, 0.05)) },
	measure:   ofLuminance(func(h *histogram) float64 { return h.share(0, 25) }),
}
