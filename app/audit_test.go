package app_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/ports"
)

// gallery enrols a photo of each width and returns an auditor whose detector
// finds a face as wide as a quarter of the photo.
func gallery(t *testing.T, widths ...int) (*fixture, *app.Auditor) {
	t.Helper()
	f := newFixture()
	f.Assessor.Profile = rules.Unchecked()
	f.Assessor.Detector = detector(func(_ context.Context, p photo.Photo) (face.Detection, error) {
		side := p.Header().Width / 4
		return face.Detection{Faces: []face.Face{{Box: face.Box{Width: side, Height: side}}}}, nil
	})
	for _, width := range widths {
		uid := f.create(t, identifier.FaceID, "")
		if _, err := f.Enrol(t.Context(), uid, jpegOf(width, 480), false); err != nil {
			t.Fatal(err)
		}
	}
	f.create(t, identifier.FaceID, "") // still without a face
	f.create(t, identifier.Card, "4711")
	return f, &app.Auditor{Assessor: f.Assessor, Identifiers: f.repo, Workers: 3}
}

func TestAuditListsTheWorstFirst(t *testing.T) {
	// Faces of 160, 79, 100 and 75 px; from 80 to 111 is a warning.
	_, auditor := gallery(t, 640, 316, 400, 300)
	var last string
	list, err := auditor.Audit(t.Context(), rules.Panel(), func(done, all int) { last = fmt.Sprintf("%d of %d", done, all) })
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, a := range list {
		got += fmt.Sprintf("%d %q %t %s %v %v\n", a.UID, a.Name, a.Report.Acceptable(), a.Accepted, codesOf(a.Report.Refusals()), codesOf(a.Report.Warnings()))
	}
	want := `2 "Maria Lindqvist" false off [face_too_small] []
4 "Maria Lindqvist" false off [face_too_small] []
3 "Maria Lindqvist" true off [] [face_too_small]
1 "Maria Lindqvist" true off [] []
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if last != "4 of 4" {
		t.Errorf("the last progress is %q, want 4 of 4", last)
	}
}

func TestAuditKeepsNoMeasuresThatAreAsTheyShouldBe(t *testing.T) {
	_, auditor := gallery(t, 320)
	list, err := auditor.Audit(t.Context(), rules.Panel(), nil)
	if err != nil || len(list) != 1 {
		t.Fatalf("%v, %v", list, err)
	}
	for _, m := range list[0].Report.Measures {
		if m.Verdict == rules.OK {
			t.Errorf("%s is kept", m.Code)
		}
	}
}

func TestAuditOfAnEmptyGallery(t *testing.T) {
	_, auditor := gallery(t)
	if list, err := auditor.Audit(t.Context(), rules.Panel(), nil); err != nil || len(list) != 0 {
		t.Errorf("%v, %v, want nothing", list, err)
	}
}

// repoWith is a repository one of whose methods a test replaces.
type repoWith struct {
	ports.IdentifierRepo
	enrolment func(context.Context, identifier.UID) (enrolment.Enrolment, error)
}

func (r repoWith) Enrolment(ctx context.Context, uid identifier.UID) (enrolment.Enrolment, error) {
	return r.enrolment(ctx, uid)
}

func TestAuditLeavesOutWhatIsDeletedMeanwhile(t *testing.T) {
	f, auditor := gallery(t, 640, 640, 640)
	var once sync.Once
	auditor.Identifiers = repoWith{f.repo, func(ctx context.Context, uid identifier.UID) (enrolment.Enrolment, error) {
		once.Do(func() {
			if err := f.repo.Delete(ctx, uid); err != nil {
				t.Error(err)
			}
		})
		return f.repo.Enrolment(ctx, uid)
	}}
	done := 0
	list, err := auditor.Audit(t.Context(), rules.Panel(), func(n, _ int) { done = n })
	if err != nil || len(list) != 2 || done != 3 {
		t.Errorf("%d portraits, %d done, %v; want 2, 3 and no error", len(list), done, err)
	}
}

func TestAuditFailsAsAWhole(t *testing.T) {
	f, auditor := gallery(t, 640, 640, 640, 640, 640, 640)
	broken := errors.New("the disk is broken")
	auditor.Identifiers = repoWith{f.repo, func(_ context.Context, uid identifier.UID) (enrolment.Enrolment, error) {
		return enrolment.Enrolment{}, broken
	}}
	if list, err := auditor.Audit(t.Context(), rules.Panel(), nil); !errors.Is(err, broken) || list != nil {
		t.Errorf("%v, %v, want %v", list, err, broken)
	}
}

func TestAuditEndsWithItsContext(t *testing.T) {
	_, auditor := gallery(t, 640, 640, 640, 640, 640, 640)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := auditor.Audit(ctx, rules.Panel(), func(done, _ int) {
		if done == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}
