package rules

import "math"

// sigmoid is S(x; x0, w) of ISO/IEC 29794-5 as OFIQ computes it: 0 to 1, 0.5
// at x0, the steeper the smaller w is.
func sigmoid(x, x0, w float64) float64 { return 1 / (1 + math.Exp((x0-x)/w)) }

// rising returns the component that rises from 0 to 100 around x0.
func rising(x0, w float64) func(float64) float64 {
	return func(x float64) float64 { return 100 * sigmoid(x, x0, w) }
}

// falling returns the component that falls from 100 to 0 around x0.
func falling(x0, w float64) func(float64) float64 {
	return func(x float64) float64 { return 100 * (1 - sigmoid(x, x0, w)) }
}

// linear returns the component that runs from 0 at a to 100 at b.
func linear(a, b float64) func(float64) float64 {
	return func(x float64) float64 { return 100 * (x - a) / (b - a) }
}
