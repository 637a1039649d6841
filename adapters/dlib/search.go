//go:build cgo

package dlib

import (
	"context"
	"fmt"
	"image"

	goface "github.com/Kagami/go-face"

	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/ports"
)

// search looks for the faces in one photo.
type search struct {
	workers *Workers
	worker  *worker
	photo   photo.Photo

	shown   shown
	seen    []face.Face // in px of the photo, a face once for each look that found it
	faces   []face.Face // the same, each once, widest first
	reached int         // px, length of the longest picture looked at in grey
	end     func()      // ends the stage that is measured now
}

// shown is the photo as it was decoded: upright, scaled, and in colour if it has
// any and is no larger than portraits need.
type shown struct {
	picture picture
	eighths int     // of the photo's size
	scale   float64 // px of the picture per px of the photo

	toDetector, inColour bool // the frontal detector has it, and how
}

// run climbs the ladder, then studies the widest face.
func (s *search) run(ctx context.Context) (face.Detection, error) {
	h := s.photo.Header()
	longSide := max(h.Width, h.Height)
	s.end = func() {}
	defer func() { s.end() }()
	for _, r := range ladder(longSide, s.worker.recogniser != nil) {
		if r.settled(s.faces, longSide, s.reached, s.workers.share) {
			continue
		}
		if ctx.Err() != nil {
			return face.Detection{}, ctx.Err()
		}
		if err := s.climb(ctx, r); err != nil {
			return face.Detection{}, err
		}
	}
	s.faces = convincing(s.faces)
	return s.study()
}

// stage ends the stage that is measured and begins the next.
func (s *search) stage(next ports.Stage) {
	s.end()
	s.end = s.workers.meter.Begin(next)
}

// climb takes one look.
func (s *search) climb(ctx context.Context, r rung) error {
	if err := s.decode(r.length); err != nil {
		return err
	}
	if r.how == byNetwork {
		return s.askNetwork(ctx, r.length)
	}
	if err := s.show(r.how == inColour && s.shown.picture.channels == 3); err != nil {
		return err
	}
	found, err := s.worker.scan(r.length, r.how.margin())
	if err != nil {
		return err
	}
	s.add(found, s.shown.scale)
	if r.how == inGrey {
		s.reached = r.length
	}
	return nil
}

// add adds faces that were found in a picture that is scale times as large as
// the photo.
func (s *search) add(found []face.Face, scale float64) {
	if len(found) == 0 {
		return
	}
	for i := range found {
		found[i].Box = enlarged(found[i].Box, scale)
	}
	s.seen = append(s.seen, found...)
	s.faces = merged(s.seen)
}

// enoughDecoded is how long, in px, what is decoded is at least, so that the
// rungs that portraits need are all made from one decoding.
const enoughDecoded = 640

// decode decodes the photo, unless what is shown is long enough already.
func (s *search) decode(length int) error {
	if max(s.shown.picture.width, s.shown.picture.height) >= length {
		return nil
	}
	s.stage(ports.StageDecode)
	h := s.photo.Header()
	eighths := eighthsFor(max(h.Width, h.Height), max(length, enoughDecoded))
	width, height := scaled(h.Width, eighths), scaled(h.Height, eighths)
	channels := channelsOf(h)
	if length > middle {
		channels = 1 // from here on there is nothing but grey to look at, of which there is much
	}
	pic := pictureIn(&s.worker.decoded, width, height, channels)
	if err := s.worker.decode(s.photo, eighths, image.Rect(0, 0, width, height), pic); err != nil {
		return err
	}
	s.shown = shown{picture: pic.upright(h.Orientation, &s.worker.turned), eighths: eighths, scale: float64(eighths) / 8}
	s.stage(ports.StageDetect)
	return nil
}

// show gives the frontal detector what was decoded, unless it has it.
func (s *search) show(inColour bool) error {
	if s.shown.toDetector && s.shown.inColour == inColour {
		return nil
	}
	s.shown.toDetector, s.shown.inColour = true, inColour
	return s.worker.show(s.shown.picture, inColour)
}

// channelsOf returns how many channels to decode: a grey photo has but one.
func channelsOf(h photo.Header) int {
	if h.Components == 1 {
		return 1
	}
	return 3
}

// askNetwork has go-face's network look at a picture of a length in px. Where it
// finds a face, it looks again as closely as another of share times its width
// needs.
func (s *search) askNetwork(ctx context.Context, length int) error {
	if err := s.askNetworkOnce(length); err != nil || len(s.faces) == 0 {
		return err
	}
	p := s.shown.picture
	width := s.workers.share * float64(s.faces[0].Box.Width) * s.shown.scale
	closer := min(lengthFor(networkWindow, width, max(p.width, p.height)), float64(max(p.width, p.height)))
	if int(closer) <= length || ctx.Err() != nil {
		return ctx.Err()
	}
	return s.askNetworkOnce(int(closer))
}

// notFrontal is the confidence of faces that the network alone finds: below the
// frontal detector's threshold. How sure it is, go-face does not say.
const notFrontal = -1

func (s *search) askNetworkOnce(length int) error {
	p := s.shown.picture
	scale := float64(length) / float64(max(p.width, p.height))
	small := p.resized(max(1, int(float64(p.width)*scale)), max(1, int(float64(p.height)*scale)))
	found, err := recognise(s.worker.recogniser, (*goface.Recognizer).RecognizeCNN, small)
	if err != nil {
		return err
	}
	faces := make([]face.Face, len(found))
	for i, f := range found {
		faces[i] = face.Face{Box: boxOf(f.Rectangle), Confidence: notFrontal}
	}
	s.add(faces, scale*s.shown.scale)
	return nil
}

func boxOf(r image.Rectangle) face.Box {
	return face.Box{X: r.Min.X, Y: r.Min.Y, Width: r.Dx(), Height: r.Dy()}
}

const (
	// viewWidth is how wide, in px, the face in a view is at least, if the
	// photo has that many; it is less than twice as wide. Recognisers work
	// on faces of about this size.
	viewWidth = 128

	// viewMargin is what a view shows on each side of a face's box, as a
	// share of its width: ears, chin and some of the hair.
	viewMargin = 0.5
)

// cut returns a part of what is shown, in colour if the photo has any.
func (s *search) cut(part image.Rectangle) (picture, error) {
	h := s.photo.Header()
	if s.shown.picture.channels == channelsOf(h) {
		return s.shown.picture.cropped(part), nil
	}
	small := h
	small.Width, small.Height = scaled(h.Width, s.shown.eighths), scaled(h.Height, s.shown.eighths)
	return s.worker.decodePart(s.photo, s.shown.eighths, storedRect(part, small), channelsOf(h))
}

// study returns what was found, with landmarks and view of the first face from
// what was decoded for the search already.
func (s *search) study() (face.Detection, error) {
	found := face.Detection{Faces: s.faces}
	if len(s.faces) == 0 {
		return found, nil
	}
	pic, scale := s.shown.picture, s.shown.scale
	box := enlarged(s.faces[0].Box, 1/scale)
	part := around(box, viewMargin).Intersect(image.Rect(0, 0, pic.width, pic.height))
	if part.Empty() {
		return found, nil
	}
	cut, err := s.cut(part)
	if err != nil {
		return found, err
	}
	points, err := s.workers.landmarks.find(cut, &s.worker.grey, face.Box{X: box.X - part.Min.X, Y: box.Y - part.Min.Y, Width: box.Width, Height: box.Height})
	if err != nil {
		return found, fmt.Errorf("landmarks: %w", err)
	}
	for i, p := range points {
		points[i] = face.Point{X: (p.X + float64(part.Min.X)) / scale, Y: (p.Y + float64(part.Min.Y)) / scale}
	}
	found.Faces[0].Landmarks = points

	shrink := max(1, box.Width/viewWidth)
	small := cut.shrunk(shrink)
	found.View = face.View{
		Pixels: small.pixels, Width: small.width, Height: small.height, Channels: small.channels,
		Origin: face.Point{X: float64(part.Min.X) / scale, Y: float64(part.Min.Y) / scale},
		Scale:  scale / float64(shrink),
	}
	return found, nil
}
