package face

import (
	"math"

	"github.com/vestibule-id/vestibule/domain"
)

// DescriptorLength is how many numbers a descriptor has.
const DescriptorLength = 128

// Descriptor describes a face so that two photos of one person lie near each
// other. Descriptors of different models have nothing to do with each other.
// The zero Descriptor means that the face has none.
type Descriptor struct {
	Model  string // what made it: "dlib_face_recognition_resnet_model_v1", or the like
	Vector [DescriptorLength]float32
}

// IsZero reports whether there is no descriptor.
func (d Descriptor) IsZero() bool { return d.Model == "" }

// Distance returns the Euclidean distance between two descriptors of one
// model. With dlib's ResNet model, photos of one person are nearer than 0.6
// (dlib's published threshold; it is the distance, not its square). The error
// is KindInvalid if the models differ or one of the two is absent.
func (d Descriptor) Distance(e Descriptor) (float64, error) {
	if d.IsZero() || d.Model != e.Model {
		return 0, domain.E(domain.KindInvalid, "descriptors of models %q and %q cannot be compared", d.Model, e.Model)
	}
	var sum float64
	for i := range d.Vector {
		diff := float64(d.Vector[i]) - float64(e.Vector[i])
		sum += diff * diff
	}
	return math.Sqrt(sum), nil
}
