package face

// Similarity says how alike two faces must be to be one person's, in the three
// steps that panels have (section 14.1). Panels document no number for them.
type Similarity string

// The similarities.
const (
	LowSimilarity    Similarity = "low"
	NormalSimilarity Similarity = "normal"
	HighSimilarity   Similarity = "high"
)

// maxDistances has the greatest distance of two descriptors that are one
// person's. 0.6 is the limit that dlib's authors give for their network (99.38 %
// on the Labeled Faces in the Wild); the other two let fewer strangers in, and
// turn more residents away.
var maxDistances = map[Similarity]float64{
	LowSimilarity:    0.6,
	NormalSimilarity: 0.5,
	HighSimilarity:   0.4,
}

// MaxDistance returns the greatest Euclidean distance of two descriptors that
// are one person's. It reports false if there is no such similarity.
func (s Similarity) MaxDistance() (float64, bool) {
	d, ok := maxDistances[s]
	return d, ok
}
