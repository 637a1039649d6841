package rules

// dynamicRange measures how many levels of brightness the face has: the entropy
// of the linear luminance of its region, in bits, 0 to 8. Measure DynamicRange
// of ISO/IEC 29794-5; the component is OFIQ's.
var dynamicRange = Rule{
	Code: "dynamic_range", Unit: "bits", Low: "low_contrast", Values: Range{0, 8},
	Panel:     refuse(atLeast(2.5)).orWarn(atLeast(4)),
	Strict:    refuse(atLeast(4)).orWarn(atLeast(5)),
	component: linear(0, 8),
	measure:   ofLuminance((*histogram).entropy),
}
