package main

import (
	"os"
	"regexp"
	"testing"
)

func TestDoctorSaysWhatTheLandmarksAreGoodFor(t *testing.T) {
	const debian = "/usr/share/dlib/shape_predictor_68_face_landmarks.dat"
	for name, c := range map[string]struct {
		landmarks string
		line      string
		code      int
	}{
		"none":          {"none", `note +landmarks +none.* do not apply: .*\beyes_open\b.*\broll\b`, exitOK},
		"5 points":      {"../../adapters/dlib/testdata/landmarks5.dat", `ok +landmarks +/.*landmarks5.dat loaded, 5 points; these photo rules do not apply: eyes_open pitch mouth_closed\n`, exitOK},
		"68 points":     {debian, `note +landmarks +/.*_68_.* loaded, 68 points; they exclude commercial use`, exitOK},
		"of one point":  {"../../adapters/dlib/testdata/landmarks1.dat", `FAIL +landmarks +.*1 points`, exitRefused},
		"a missing one": {"/nowhere.dat", `FAIL +landmarks +.*no such file`, exitRefused},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := os.Stat(debian); c.landmarks == debian && err != nil {
				t.Skipf("%s is not installed", debian)
			}
			got := runHere(t, "doctor", "--data", t.TempDir(), "--landmarks", c.landmarks)
			if got.code != c.code || !regexp.MustCompile(c.line).MatchString(got.out) {
				t.Errorf("exit code %d and\n%s", got.code, got.out)
			}
		})
	}
}
