package linking

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

const link domain.LinkID = "7d4d2f0e-9a0c-4b59-8a67-1f6d5f7a2c11"

// expected has what each kind of failure comes to, "" if it is not the item's
// fault.
var expected = map[domain.Kind]Outcome{
	domain.KindInternal:        "",
	domain.KindUnauthenticated: "",
	domain.KindForbidden:       "",
	domain.KindBadLogin:        "",
	domain.KindMissingParam:    "",
	domain.KindInvalid:         WrongIdentifier,
	domain.KindMissingField:    WrongIdentifier,
	domain.KindWrongType:       WrongIdentifier,
	domain.KindConflict:        NumberTaken,
	domain.KindNotFound:        "",
	domain.KindNotTemporary:    "",
	domain.KindUploadBroken:    "",
	domain.KindWrongFormat:     BadImage,
	domain.KindPhotoRefused:    FaceNotFound,
	domain.KindNoFace:          FaceNotFound,
	domain.KindInProgress:      InProgress,
	domain.KindBusy:            "",
	domain.KindWrongParam:      "",
	domain.KindInvalidTimes:    WrongTimes,
	domain.KindNoTimeProfile:   NoSuchProfile,
	domain.KindNoApartment:     "",
	domain.KindOtherApartment:  "",
	domain.KindNothingToDetach: "",
	domain.KindLinkTaken:       "",
	domain.KindUnlimited:       "",
	domain.KindNotQR:           "",
	domain.KindMasterCode:      NumberTaken,
	domain.KindWrongSimilarity: "",
	domain.KindWrongMode:       "",
	domain.KindTooManyLogins:   "",
}

func TestFailedForEveryKind(t *testing.T) {
	for _, kind := range domain.Kinds() {
		t.Run(kind.String(), func(t *testing.T) {
			want, known := expected[kind]
			if !known {
				t.Fatal("nobody has decided what it comes to")
			}
			result, ok := Failed(link, WrongIdentifier, fmt.Errorf("putting: %w", domain.E(kind, "it happened")))
			if got, want := ok, want != ""; got != want {
				t.Errorf("it is the item's fault: %t, want %t", got, want)
			}
			if got := result.Outcome; got != want {
				t.Errorf("outcome is %q, want %q", got, want)
			}
			if ok && (result.Link != link || result.Outcome.Success() || len(result.Reasons) != 0) {
				t.Errorf("result is %+v", result)
			}
		})
	}
}

func TestFailedNamesTheWrongValueAsItIsTold(t *testing.T) {
	for _, kind := range []domain.Kind{domain.KindInvalid, domain.KindMissingField, domain.KindWrongType} {
		for _, wrong := range []Outcome{WrongIdentifier, WrongTimeProfile} {
			result, ok := Failed(link, wrong, domain.E(kind, "it happened"))
			if !ok || result.Outcome != wrong {
				t.Errorf("%s: outcome is %q, want %q", kind, result.Outcome, wrong)
			}
		}
	}
}

func TestErrorsThatAreNotTheItems(t *testing.T) {
	for _, err := range []error{errors.New("disk full"), context.Canceled, context.DeadlineExceeded} {
		if result, ok := Failed(link, WrongIdentifier, err); ok {
			t.Errorf("%v is the item's fault: %+v", err, result)
		}
	}
}

func TestFailedTellsADamagedPhotoFromARefusedOne(t *testing.T) {
	var (
		small     = domain.Reason{Code: "face_too_small", Rule: "face_width", Measured: domain.Number(60), Limit: domain.Number(80), Unit: "px"}
		cutOff    = domain.Reason{Code: "photo_cut_off"}
		broken    = domain.Reason{Code: "photo_damaged"}
		coding    = domain.Reason{Code: "photo_coding", Measured: domain.Text("lossless")}
		nameless  = domain.Reason{Code: "face_not_describable"}
		noFace    = domain.Reason{Code: "no_face", Rule: "faces"}
		wrongFile = domain.Reason{Code: "wrong_format", Measured: domain.Text("PNG")}
	)
	tests := []struct {
		name    string
		kind    domain.Kind
		reasons []domain.Reason
		want    Outcome
	}{
		{"a photo that breaks a rule", domain.KindPhotoRefused, []domain.Reason{small}, FaceNotFound},
		{"a photo that breaks a rule and is damaged besides", domain.KindPhotoRefused, []domain.Reason{small, cutOff}, FaceNotFound},
		{"a photo that is cut off", domain.KindPhotoRefused, []domain.Reason{cutOff}, BadImage},
		{"a photo that is damaged", domain.KindPhotoRefused, []domain.Reason{broken}, BadImage},
		{"a photo in a coding we do not read", domain.KindPhotoRefused, []domain.Reason{coding}, BadImage},
		{"a face that cannot be described", domain.KindPhotoRefused, []domain.Reason{nameless}, FaceNotFound},
		{"a photo refused without a word", domain.KindPhotoRefused, nil, FaceNotFound},
		{"a photo without a face", domain.KindNoFace, []domain.Reason{noFace}, FaceNotFound},
		{"a file that is no JPEG", domain.KindWrongFormat, []domain.Reason{wrongFile}, BadImage},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			result, ok := Failed(link, WrongIdentifier, fmt.Errorf("assessing: %w", domain.Refuse(tt.kind, tt.reasons...)))
			if !ok {
				t.Error("it is not the item's fault")
			}
			if got, want := result.Outcome, tt.want; got != want {
				t.Errorf("outcome is %q, want %q", got, want)
			}
			if got, want := result.Reasons, tt.reasons; !slices.Equal(got, want) {
				t.Errorf("reasons are %v, want %v", got, want)
			}
			if got, want := result.Link, link; got != want {
				t.Errorf("link is %q, want %q", got, want)
			}
		})
	}
}

// The words are read by clients: the documented ones and our own.
func TestOutcomes(t *testing.T) {
	tests := []struct {
		outcome Outcome
		success bool
	}{
		{"created", true},
		{"updated", true},
		{"deleted", true},
		{"entity_not_found", false},
		{"number_taken_by_another_identifier", false},
		{"bound_time_profile_doesnt_exist", false},
		{"bad_base_64_image_file", false},
		{"face_has_not_recognized", false},
		{"invalid_time_rules_settings", false},
		{"wrong_identifier", false},
		{"wrong_time_profile", false},
		{"loading_in_progress", false},
		{"", false},
	}
	all := []Outcome{Created, Updated, Deleted, EntityNotFound, NumberTaken, NoSuchProfile, BadImage, FaceNotFound, WrongTimes,
		WrongIdentifier, WrongTimeProfile, InProgress, ""}
	for i, tt := range tests {
		if got, want := all[i], tt.outcome; got != want {
			t.Errorf("outcome %d is %q, want %q", i, got, want)
		}
		if got, want := tt.outcome.Success(), tt.success; got != want {
			t.Errorf("%q is a success: %t, want %t", tt.outcome, got, want)
		}
	}
}
