package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// TestDescriptorsAreStored enrols two photos of one person and one of another
// through the command line, with models, and compares what the database holds.
func TestDescriptorsAreStored(t *testing.T) {
	models := os.Getenv("VESTIBULE_MODELS")
	if models == "" {
		t.Skip("VESTIBULE_MODELS is not set: no model files")
	}
	paths := samples(t, "johns")
	first := filepath.Dir(paths[0])
	photos := []string{paths[0], paths[1], paths[len(paths)-1]}
	if filepath.Dir(photos[1]) != first || filepath.Dir(photos[2]) == first {
		t.Fatalf("photos %v are not of one person, the same and another", photos)
	}
	data := t.TempDir()
	args := append([]string{"enroll", "--data", data, "--models", models}, relaxed...)
	got := runProgram(t, nil, append(args, photos...)...)
	if got.code != exitOK || !strings.HasPrefix(got.out, "1\t") {
		t.Fatalf("enroll: %+v", got)
	}

	config := vestibule.DefaultConfig()
	config.DataDir = data
	service, cleanup, err := vestibule.New(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer cleanup()
	var descriptors [3]face.Descriptor
	for i := range descriptors {
		e, err := service.Enroller.Store.Identifiers.Enrolment(t.Context(), identifier.UID(i+1))
		if err != nil {
			t.Fatal(err)
		}
		descriptors[i] = e.Descriptor
	}
	const samePerson = 0.6
	if d, err := descriptors[0].Distance(descriptors[1]); err != nil || d >= samePerson {
		t.Errorf("one person's photos: distance %.3f, %v; want below %v", d, err, samePerson)
	}
	if d, err := descriptors[0].Distance(descriptors[2]); err != nil || d < samePerson {
		t.Errorf("two people's photos: distance %.3f, %v; want at least %v", d, err, samePerson)
	}
}
