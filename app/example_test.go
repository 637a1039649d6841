package app_test

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// cameraDetector stands for a detector of your own: a network, a camera's own
// chip, a service. This one believes what it is told.
type cameraDetector struct{ faces []face.Face }

func (d cameraDetector) DetectFaces(context.Context, photo.Photo) (face.Detection, error) {
	return face.Detection{Faces: d.faces}, nil
}

// Enrolment without dlib, SQLite or HTTP, and so without cgo: a detector of
// your own, identifiers in memory, and a limit of your own.
func Example_embedding() {
	ctx := context.Background()
	profile, err := rules.Panel().Set("face_width", "refuse 120")
	if err != nil {
		fmt.Println(err)
		return
	}

	store := memory.New().Ports()
	detector := &cameraDetector{}
	identifiers := &app.Identifiers{Store: store}
	enroller := &app.Enroller{
		Assessor: &app.Assessor{Detector: detector, Profile: profile, Now: time.Now},
		Store:    store,
		LeaseFor: 30 * time.Second,
		Log:      slog.Default(),
	}

	uid, err := identifiers.Create(ctx, identifier.Spec{
		Owner:    identifier.Owner{Name: "Maria Lindqvist", Type: identifier.Resident},
		Type:     identifier.FaceID,
		Lock:     identifier.FirstLock,
		Validity: identifier.Permanent(),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	jpeg := portrait.JPEG(portrait.Draw(portrait.Options{}), 90) // a camera's picture

	detector.faces = []face.Face{{Box: face.Box{X: 200, Y: 200, Width: 90, Height: 90}}}
	_, err = enroller.Enrol(ctx, uid, jpeg, false)
	for _, reason := range domain.ReasonsOf(err) {
		fmt.Printf("%s: %v %s, limit %v. %s\n", reason.Code, reason.Measured, reason.Unit, reason.Limit, texts.English.Of(reason).Advice)
	}

	detector.faces = []face.Face{{Box: face.Box{X: 130, Y: 220, Width: 206, Height: 206}}}
	enrolled, err := enroller.Enrol(ctx, uid, jpeg, false)
	fmt.Println(enrolled.Face.Box.Width, err)

	id, err := identifiers.Get(ctx, uid)
	fmt.Println(id.State(), err)
	// Output:
	// face_too_small: 90 px, limit 120. Move closer: the face is 90 px wide, at least 120 are needed.
	// 206 <nil>
	// enrolled <nil>
}
