package app_test

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/ports"
)

func TestEnrolStoresWhatWasFound(t *testing.T) {
	f := newFixture()
	uid := f.create(t, identifier.FaceID, "")
	jpeg := jpegOf(640, 480)
	if _, err := f.Enrol(t.Context(), uid, jpeg, false); err != nil {
		t.Fatal(err)
	}
	if got, want := f.state(t, uid), identifier.Enrolled; got != want {
		t.Errorf("state %s, want %s", got, want)
	}
	e, err := f.repo.Enrolment(t.Context(), uid)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(e.Portrait.JPEG(), jpeg) {
		t.Error("the stored photo is not the one uploaded")
	}
	if !reflect.DeepEqual(e.Face, oneFace) {
		t.Errorf("face %+v, want %+v", e.Face, oneFace)
	}
	if !e.At.Equal(start.Truncate(time.Second)) {
		t.Errorf("enrolled at %v, want %v", e.At, start.Truncate(time.Second))
	}
	if len(e.Measures) == 0 || e.Profile != "panel" || !e.Descriptor.IsZero() {
		t.Errorf("measures %v, profile %q, descriptor of %q", e.Measures, e.Profile, e.Descriptor.Model)
	}
}

// withClutter is a photo with metadata, an orientation among them.
func withClutter(jpeg []byte) []byte {
	const comment = "\xFF\xFE\x00\x0AJane Roe"
	turned := portrait.WithOrientationBigEndian(jpeg, 6)
	return append(append(append([]byte{}, turned[:2]...), comment...), append(turned[2:], "appended"...)...)
}

func TestMetadataAreNotStored(t *testing.T) {
	f := newFixture()
	uid := f.create(t, identifier.FaceID, "")
	jpeg := jpegOf(640, 480)
	e, err := f.Enrol(t.Context(), uid, withClutter(jpeg), false)
	if err != nil {
		t.Fatal(err)
	}
	want := portrait.WithOrientation(jpeg, 6)
	if !bytes.Equal(e.Portrait.JPEG(), want) {
		t.Errorf("the portrait has %d bytes, want the picture and its orientation, %d", len(e.Portrait.JPEG()), len(want))
	}
	if e, err = f.repo.Enrolment(t.Context(), uid); err != nil || !bytes.Equal(e.Portrait.JPEG(), want) {
		t.Errorf("the stored portrait has %d bytes, want %d, error %v", len(e.Portrait.JPEG()), len(want), err)
	}
}

// The bytes are lent: whoever read them into a buffer uses that again.
func TestAStoredPhotoIsNotTheBytesThatWereLent(t *testing.T) {
	f := newFixture()
	uid := f.create(t, identifier.FaceID, "")
	jpeg := jpegOf(640, 480)
	lent := bytes.Clone(jpeg)
	if _, err := f.Enrol(t.Context(), uid, lent, false); err != nil {
		t.Fatal(err)
	}
	clear(lent)
	e, err := f.repo.Enrolment(t.Context(), uid)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(e.Portrait.JPEG(), jpeg) {
		t.Error("the stored photo changed with the bytes that were lent")
	}
}

func TestTheCommitIsMeasured(t *testing.T) {
	for _, c := range []struct {
		name string
		jpeg []byte
		log  bool // it is broken, and the commit fails with it
		want int
	}{
		{"a commit", jpegOf(640, 480), false, 1},
		{"a commit that fails", jpegOf(640, 480), true, 1},
		{"a refusal commits nothing", []byte("GIF89a"), false, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture()
			uid := f.create(t, identifier.FaceID, "")
			f.events.broken = c.log
			var begun, ended int
			f.Meter = func(s ports.Stage) (end func()) {
				if s != ports.StageCommit {
					t.Errorf("stage %s is not the enroller's", s)
				}
				begun++
				return func() { ended++ }
			}
			if _, err := f.Enrol(t.Context(), uid, c.jpeg, false); (err == nil) != (c.want == 1 && !c.log) {
				t.Errorf("got %v", err)
			}
			if begun != c.want || ended != c.want {
				t.Errorf("%d began and %d ended, want %d", begun, ended, c.want)
			}
		})
	}
}

// Every case must leave the identifier as it was and the lease free.
func TestEnrolRefuses(t *testing.T) {
	wide := face.Face{Box: face.Box{Width: 120, Height: 120}}
	for _, c := range []struct {
		name  string
		jpeg  []byte
		faces []face.Face
		want  domain.Kind
		code  string
	}{
		{"a file that is no JPEG", []byte("GIF89a"), nil, domain.KindWrongFormat, "wrong_format"},
		{"an empty file", nil, nil, domain.KindWrongFormat, "wrong_format"},
		{"a photo that is too small", jpegOf(200, 200), []face.Face{wide}, domain.KindPhotoRefused, "image_too_small"},
		{"a photo that declares a huge size", portrait.Declaring(30_000, 30_000), nil, domain.KindPhotoRefused, "image_too_large"},
		{"a photo of thousands of scans", portrait.ManyScans(portrait.Landscape(320, 240, 1), 5_000), nil, domain.KindPhotoRefused, "too_many_scans"},
		{"a photo without a face", jpegOf(640, 480), nil, domain.KindNoFace, "no_face"},
		{"a photo that is too small and has no face", jpegOf(100, 100), nil, domain.KindPhotoRefused, "image_too_small"},
		{"two faces of one width", jpegOf(640, 480), []face.Face{wide, wide}, domain.KindPhotoRefused, "several_faces"},
		{"a face that is too small", jpegOf(640, 480), []face.Face{{Box: face.Box{Width: 79, Height: 79}}}, domain.KindPhotoRefused, "face_too_small"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture()
			f.Assessor.Detector = finds(c.faces...)
			uid := f.create(t, identifier.FaceID, "")
			_, err := f.Enrol(t.Context(), uid, c.jpeg, false)
			if got := domain.KindOf(err); got != c.want {
				t.Errorf("kind %v, want %v (%v)", got, c.want, err)
			}
			if reasons := domain.ReasonsOf(err); len(reasons) == 0 || reasons[0].Code != c.code {
				t.Errorf("reasons %+v, want %s first", reasons, c.code)
			}
			if got, want := f.state(t, uid), identifier.Temporary; got != want {
				t.Errorf("state %s, want %s", got, want)
			}
			f.Assessor.Detector = finds(oneFace)
			if _, err := f.Enrol(t.Context(), uid, jpegOf(640, 480), false); err != nil {
				t.Errorf("a good photo right after: %v", err)
			}
		})
	}
}

func TestNothingDecodesAPhotoThatItsHeaderRefuses(t *testing.T) {
	f := newFixture()
	f.Assessor.Detector = detector(func(context.Context, photo.Photo) (face.Detection, error) {
		t.Error("the detector was called")
		return face.Detection{}, nil
	})
	uid := f.create(t, identifier.FaceID, "")
	for _, jpeg := range [][]byte{portrait.Declaring(30_000, 30_000), portrait.ManyScans(portrait.Landscape(320, 240, 1), 5_000), []byte("text")} {
		if _, err := f.Enrol(t.Context(), uid, jpeg, false); err == nil {
			t.Error("the photo was accepted")
		}
	}
}

func TestEnrolWantsATemporaryIdentifier(t *testing.T) {
	f := newFixture()
	card := f.create(t, identifier.Card, "3090417")
	enrolled := f.create(t, identifier.FaceID, "")
	if _, err := f.Enrol(t.Context(), enrolled, jpegOf(640, 480), false); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		uid     identifier.UID
		replace bool
		want    domain.Kind
	}{
		{"an unknown identifier", 999_999, false, domain.KindNotTemporary},
		{"an unknown identifier, to be replaced", 999_999, true, domain.KindNotTemporary},
		{"a card", card, false, domain.KindNotTemporary},
		{"a card, to be replaced", card, true, domain.KindNotTemporary},
		{"an enrolled face", enrolled, false, domain.KindNotTemporary},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := f.Enrol(t.Context(), c.uid, jpegOf(640, 480), c.replace)
			if got := domain.KindOf(err); got != c.want {
				t.Errorf("kind %v, want %v (%v)", got, c.want, err)
			}
		})
	}
}

func TestReplaceTakesTheNewFaceOnlyOnceItIsAccepted(t *testing.T) {
	f := newFixture()
	uid := f.create(t, identifier.FaceID, "")
	before, after := jpegOf(640, 480), jpegOf(641, 480)
	if _, err := f.Enrol(t.Context(), uid, before, true); err != nil {
		t.Fatalf("replacing nothing: %v", err)
	}
	stored := func() []byte {
		p, err := f.identifiers.Portrait(t.Context(), uid)
		if err != nil {
			t.Fatal(err)
		}
		return p.JPEG()
	}
	if _, err := f.Enrol(t.Context(), uid, jpegOf(100, 100), true); err == nil {
		t.Error("a photo that is too small was accepted")
	}
	if !bytes.Equal(stored(), before) {
		t.Error("a refused replacement took the old face away")
	}
	if _, err := f.Enrol(t.Context(), uid, after, true); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(stored(), after) {
		t.Error("the new face is not stored")
	}
}

func TestOfManyUploadsAtOnceOneEnrols(t *testing.T) {
	f := newFixture()
	uid := f.create(t, identifier.FaceID, "")
	var accepted atomic.Int32
	begin := make(chan struct{})
	var uploads sync.WaitGroup
	for range 20 {
		uploads.Go(func() {
			<-begin
			_, err := f.Enrol(t.Context(), uid, jpegOf(640, 480), false)
			switch domain.KindOf(err) {
			case domain.KindInProgress, domain.KindNotTemporary:
			default:
				if err != nil {
					t.Errorf("unexpected error %v", err)
				}
				accepted.Add(1)
			}
		})
	}
	close(begin)
	uploads.Wait()
	if got := accepted.Load(); got != 1 {
		t.Errorf("%d uploads were accepted, want 1", got)
	}
}

func TestASecondUploadIsToldThatOneIsInProgress(t *testing.T) {
	f := newFixture()
	uid := f.create(t, identifier.FaceID, "")
	f.Assessor.Detector = detector(func(ctx context.Context, _ photo.Photo) (face.Detection, error) {
		_, err := f.Enrol(ctx, uid, jpegOf(640, 480), false)
		if got, want := domain.KindOf(err), domain.KindInProgress; got != want {
			t.Errorf("kind %v, want %v (%v)", got, want, err)
		}
		return face.Detection{Faces: []face.Face{oneFace}}, nil
	})
	if _, err := f.Enrol(t.Context(), uid, jpegOf(640, 480), false); err != nil {
		t.Error(err)
	}
}

func TestAClientThatGivesUpLeavesTheIdentifierFree(t *testing.T) {
	f := newFixture()
	uid := f.create(t, identifier.FaceID, "")
	ctx, cancel := context.WithCancel(t.Context())
	f.Assessor.Detector = detector(func(ctx context.Context, _ photo.Photo) (face.Detection, error) {
		cancel()
		return face.Detection{}, ctx.Err()
	})
	if _, err := f.Enrol(ctx, uid, jpegOf(640, 480), false); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
	f.Assessor.Detector = finds(oneFace)
	if _, err := f.Enrol(t.Context(), uid, jpegOf(640, 480), false); err != nil {
		t.Errorf("the next upload: %v", err)
	}
}

func TestAPhotoThatTakesLongerThanItsLeaseIsGivenUp(t *testing.T) {
	f := newFixture()
	f.LeaseFor = 10 * time.Millisecond
	uid := f.create(t, identifier.FaceID, "")
	f.Assessor.Detector = detector(func(ctx context.Context, _ photo.Photo) (face.Detection, error) {
		<-ctx.Done()
		return face.Detection{}, ctx.Err()
	})
	_, err := f.Enrol(t.Context(), uid, jpegOf(640, 480), false)
	if got, want := domain.KindOf(err), domain.KindBusy; got != want {
		t.Errorf("kind %v, want %v (%v)", got, want, err)
	}
}

func TestALeaseLeftByACrashIsTakenOverOnceItEnds(t *testing.T) {
	f := newFixture()
	uid := f.create(t, identifier.FaceID, "")
	// What a crashed process leaves: a lease that nobody releases.
	f.Assessor.Detector = detector(func(context.Context, photo.Photo) (face.Detection, error) {
		panic("crash")
	})
	func() {
		defer func() { _ = recover() }()
		crashed := *f.Enroller
		crashed.Store.Identifiers = unreleased{f.repo}
		_, _ = crashed.Enrol(t.Context(), uid, jpegOf(640, 480), false)
	}()
	f.Assessor.Detector = finds(oneFace)
	f.clock = start.Add(f.LeaseFor - 2*time.Second)
	if _, err := f.Enrol(t.Context(), uid, jpegOf(640, 480), false); domain.KindOf(err) != domain.KindInProgress {
		t.Errorf("while the lease lasts: %v, want in progress", err)
	}
	f.clock = start.Add(f.LeaseFor)
	if _, err := f.Enrol(t.Context(), uid, jpegOf(640, 480), false); err != nil {
		t.Errorf("after the lease ended: %v", err)
	}
}

func TestTheDescriptorIsStoredOrNothingIs(t *testing.T) {
	f := newFixture()
	uid := f.create(t, identifier.FaceID, "")
	refused := domain.Refuse(domain.KindPhotoRefused, domain.Reason{Code: "face_not_describable"})
	f.Assessor.Describer = describer(func() (face.Descriptor, error) { return face.Descriptor{}, refused })
	if _, err := f.Enrol(t.Context(), uid, jpegOf(640, 480), false); !errors.Is(err, refused) {
		t.Errorf("error %v, want %v", err, refused)
	}
	if got, want := f.state(t, uid), identifier.Temporary; got != want {
		t.Errorf("state %s, want %s", got, want)
	}
	want := face.Descriptor{Model: "test", Vector: [face.DescriptorLength]float32{1, 2, 3}}
	f.Assessor.Describer = describer(func() (face.Descriptor, error) { return want, nil })
	if _, err := f.Enrol(t.Context(), uid, jpegOf(640, 480), false); err != nil {
		t.Fatal(err)
	}
	e, err := f.repo.Enrolment(t.Context(), uid)
	if err != nil || e.Descriptor != want {
		t.Errorf("descriptor %+v, %v", e.Descriptor, err)
	}
}

// gone is a repository whose identifiers are deleted as soon as they are leased,
// and whose leases cannot be released.
type gone struct{ ports.IdentifierRepo }

func (g gone) AcquireLease(ctx context.Context, l enrolment.Lease, now time.Time) error {
	if err := g.IdentifierRepo.AcquireLease(ctx, l, now); err != nil {
		return err
	}
	return g.Delete(ctx, l.UID)
}

func (gone) ReleaseLease(context.Context, enrolment.Lease) error { return errDisk }

func TestAnIdentifierDeletedMeanwhileIsNoTemporaryOne(t *testing.T) {
	f := newFixture()
	uid := f.create(t, identifier.FaceID, "")
	f.Store.Identifiers = gone{f.Store.Identifiers}
	_, err := f.Enrol(t.Context(), uid, jpegOf(640, 480), false)
	wantKind(t, err, domain.KindNotTemporary)
	for _, want := range []string{"level=WARN", "lease not released", errDisk.Error()} {
		if got := f.operator.String(); !strings.Contains(got, want) {
			t.Errorf("the operator's log lacks %q: %s", want, got)
		}
	}
}

// unreadable is a repository that cannot read identifiers any more.
type unreadable struct{ ports.IdentifierRepo }

func (unreadable) Get(context.Context, identifier.UID) (identifier.Identifier, error) {
	return identifier.Identifier{}, errDisk
}

func TestAnIdentifierThatCannotBeReadIsOurOwnFault(t *testing.T) {
	f := newFixture()
	uid := f.create(t, identifier.FaceID, "")
	f.Store.Identifiers = unreadable{f.Store.Identifiers}
	if _, err := f.Enrol(t.Context(), uid, jpegOf(640, 480), false); !errors.Is(err, errDisk) {
		t.Errorf("error %v, want %v", err, errDisk)
	}
}

func TestALeaseWithoutRandomNumbersIsNone(t *testing.T) {
	f := newFixture()
	uid := f.create(t, identifier.FaceID, "")
	f.Random = iotest.ErrReader(errDisk)
	if _, err := f.Enrol(t.Context(), uid, jpegOf(640, 480), false); !errors.Is(err, errDisk) {
		t.Errorf("error %v, want %v", err, errDisk)
	}
	f.Random = nil
	if _, err := f.Enrol(t.Context(), uid, jpegOf(640, 480), false); err != nil {
		t.Errorf("right after: %v", err)
	}
}
