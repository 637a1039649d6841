package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain/texts"
)

// gallery enrols, whatever they are like: a good portrait, one that panel warns
// of and one that it refuses.
func gallery(t *testing.T) (data string) {
	t.Helper()
	photos := album(t, map[string][]byte{"good.jpg": drawn(good), "coarse.jpg": coarse(), "blurred\x1b[2J.jpg": drawn(blurred)})
	data = t.TempDir()
	args := []string{"enroll", "--data", data, "--profile=off"}
	for _, name := range []string{"good.jpg", "coarse.jpg", "blurred\x1b[2J.jpg"} {
		args = append(args, filepath.Join(photos, name))
	}
	if got := runHere(t, args...); got.code != exitOK || strings.Count(got.out, "\n") != 3 {
		t.Fatalf("enroll: %+v", got)
	}
	return data
}

func TestAnAuditListsWhatThereIsToDoWorstFirst(t *testing.T) {
	data := gallery(t)
	got := runHere(t, "audit", "--data", data)
	want := regexp.MustCompile(`^uid +name +verdict +advice +reasons
3 +blurred\x{FFFD}\[2J +refuse +[A-Z].*\. +blurred \(sharpness 0\.[0-9]+, limit 0\.[0-9]+\)
2 +coarse +warn +[A-Z].*\. +too_compressed \(compression 30 quality, limit 40\)
3 portraits: 1 refused, 1 with warnings, 1 without findings
$`)
	if got.code != exitRefused || !want.MatchString(got.out) {
		t.Errorf("exit code %d and\n%s", got.code, got.out)
	}
	got = runHere(t, "audit", "--data", data, "--rule-sharpness=warn", "--rule-compression=off")
	if got.code != exitOK || !strings.HasSuffix(got.out, "3 portraits: 0 refused, 1 with warnings, 2 without findings\n") {
		t.Errorf("%+v", got)
	}
	wantAuditJSON(t, runHere(t, "audit", "--data", data, "--json", "--locale=fr"))
}

func wantAuditJSON(t *testing.T, got outcome) {
	t.Helper()
	list := lines(t, got.out)
	if got.code != exitRefused || len(list) != 2 || !strings.HasSuffix(got.err, "1 without findings\n") {
		t.Fatalf("%+v", got)
	}
	worst := list[0]
	reason := worst["reasons"].([]any)[0].(map[string]any)
	if worst["uid"] != 3.0 || worst["name"] != "blurred\x1b[2J" || worst["acceptable"] != false || worst["accepted"] != "off" || worst["profile"] != "panel" {
		t.Errorf("%v", worst)
	}
	if reason["code"] != "blurred" || reason["rule"] != "sharpness" || reason["verdict"] != "refuse" || reason["message"] == "" {
		t.Errorf("reason %v", reason)
	}
	if measures := worst["measures"].([]any); len(measures) != 1 {
		t.Errorf("measures %v, want that with a finding", measures)
	}
}

func TestAnAuditOfNothing(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	got := runHere(t, "audit", "--data", data)
	if got.code != exitRefused || !strings.Contains(got.err, "there is no database in "+data) {
		t.Errorf("no database: %+v", got)
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("the audit made a directory")
	}
	if got := runHere(t, "enroll", "--data", data, "/nowhere.jpg"); got.code != exitRefused {
		t.Fatalf("%+v", got)
	}
	got = runHere(t, "audit", "--data", data)
	if got.code != exitOK || got.out != "no portrait is enrolled in "+data+"\n" {
		t.Errorf("empty database: %+v", got)
	}
}

func TestEnrollTellsWarningsBehindTheFile(t *testing.T) {
	photos := album(t, map[string][]byte{"coarse.jpg": coarse(), "hills.jpg": hills})
	coarse, hills := filepath.Join(photos, "coarse.jpg"), filepath.Join(photos, "hills.jpg")
	got := runHere(t, "enroll", "--data", t.TempDir(), "--locale", string(texts.Ukrainian), coarse, hills)
	list := strings.Split(got.out, "\n")
	if got.code != exitRefused || len(list) != 3 {
		t.Fatalf("%+v", got)
	}
	if !strings.HasPrefix(list[0], "1\t"+coarse+"\ttoo_compressed: ") || !strings.HasPrefix(list[1], "-\t"+hills+"\tno_face: ") {
		t.Errorf("%s", got.out)
	}
	for _, line := range list[:2] {
		if !strings.ContainsAny(line, "іїє") {
			t.Errorf("no Ukrainian in %s", line)
		}
	}
}
