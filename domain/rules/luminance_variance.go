package rules

import "math"

// luminanceVariance measures how much the brightness varies within the face:
// the variance of the linear luminance of its region, on the scale of 0 to 1.
// Measure LuminanceVariance of ISO/IEC 29794-5; the component is OFIQ's, best at
// 1/60.
var luminanceVariance = Rule{
	Code: "luminance_variance", Low: "low_contrast", High: "harsh_light", Values: Range{0, 0.25},
	Panel:     warn(between(0.0003, 0.12)),
	Strict:    refuse(between(0.0003, 0.15)).orWarn(between(0.001, 0.10)),
	component: func(v float64) float64 { return 100 * math.Sin(math.Pi*60*v/(60*v+1)) },
	measure:   ofLuminance((*histogram).variance),
}
