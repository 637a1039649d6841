package ports

import (
	"context"
	"errors"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
)

// ErrStillReading is in the chain of an error after which somebody may still
// read the photo's bytes: a detector or a describer that did not return when
// its time was over, and that nobody waits for any more. Whoever lent the bytes
// must not change them.
var ErrStillReading = errors.New("the photo may still be read")

// FaceDetector finds faces.
type FaceDetector interface {
	// DetectFaces returns the faces in the photo, widest first, with boxes
	// and landmarks in pixels of the upright photo, and a view of the first.
	// No face is an empty result and no error. Every coding that photo.New
	// accepts must be handled: grey, colour and CMYK, baseline and
	// progressive, all eight orientations.
	//
	// Landmarks and view may be absent: then the photo rules that need them
	// do not apply.
	//
	// The answer depends on the photo alone, not on earlier calls or on
	// timing; but a photo that takes too long may be refused. The error is
	// KindPhotoRefused, with a reason, in that case and if the picture data
	// turn out to be damaged. When the context ends, it returns soon.
	DetectFaces(ctx context.Context, p photo.Photo) (face.Detection, error)
}

// FaceDescriber turns a face into a descriptor.
type FaceDescriber interface {
	// Describe returns the descriptor of the first of the faces that a
	// FaceDetector found in p, from the view of it if that is enough. Its
	// Model is Model(). The error is KindPhotoRefused, with a reason, if the
	// face cannot be described. When the context ends, it returns soon.
	Describe(ctx context.Context, p photo.Photo, found face.Detection) (face.Descriptor, error)

	// Model names what makes the descriptors; it never changes and is not
	// empty. Descriptors of one model can be compared.
	Model() string
}
