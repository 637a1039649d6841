package rules

// luminanceMean measures how bright the face is: the mean linear luminance of
// its region, 0 to 1. Measure LuminanceMean of ISO/IEC 29794-5; the component
// is OFIQ's.
//
// Dark skin in good light has a mean below 0.1, which the component calls bad
// and this rule's limits do not: nobody is refused for the colour of their
// skin.
var luminanceMean = Rule{
	Code: "luminance_mean", Unit: "share", Low: "too_dark", High: "too_bright", Values: Range{0, 1},
	Panel:     refuse(between(0.015, 0.85)).orWarn(between(0.04, 0.75)),
	Strict:    refuse(between(0.03, 0.75)).orWarn(between(0.05, 0.65)),
	component: func(x float64) float64 { return 100 * sigmoid(x, 0.2, 0.05) * (1 - sigmoid(x, 0.8, 0.05)) },
	measure:   ofLuminance((*histogram).mean),
}
