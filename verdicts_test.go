package vestibule_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/rules"
)

var update = flag.Bool("update", false, "write testdata/verdicts.txt anew")

const verdictsFile = "testdata/verdicts.txt"

const verdictsHead = `What the profiles say of the sample photos that dlib ships, with 68 landmarks. A warning is in brackets. The limits for
the size of the photo are lifted, since the face chips have 150x150 px. "go test -run TestVerdicts -update ." writes this
file; read what changes.

`

// TestVerdictsOnTheSamplePhotos compares the verdicts on every sample photo with
// those that a person has read and agreed to.
func TestVerdictsOnTheSamplePhotos(t *testing.T) {
	root := os.Getenv("VESTIBULE_PHOTOS")
	if root == "" {
		t.Skip("VESTIBULE_PHOTOS is not set: no sample photos")
	}
	got := verdictsHead + verdicts(t, withLandmarks(t), root)
	if *update {
		if err := os.WriteFile(verdictsFile, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(verdictsFile)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	was, is := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i := range max(len(was), len(is)) {
		a, b := lineOf(was, i), lineOf(is, i)
		if a != b {
			t.Errorf("line %d\nwas %s\nis  %s", i+1, a, b)
		}
	}
}

func lineOf(lines []string, i int) string {
	if i >= len(lines) {
		return ""
	}
	return lines[i]
}

// verdicts returns a table with a line for each photo.
func verdicts(t *testing.T, checker *app.Assessor, root string) string {
	t.Helper()
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "photo\tfaces\tpx\tpanel\tstrict")
	for _, path := range samplePhotos(t, root) {
		jpeg, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			t.Fatal(err)
		}
		panel, strict := verdict(t, checker, jpeg, rules.Panel()), verdict(t, checker, jpeg, rules.Strict())
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", path, value(panel, "faces"), value(panel, "face_width"), said(panel), said(strict))
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func samplePhotos(t *testing.T, root string) []string {
	t.Helper()
	var paths []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if filepath.Ext(path) == ".jpg" {
			relative, _ := filepath.Rel(root, path)
			paths = append(paths, filepath.ToSlash(relative))
		}
		return err
	})
	if err != nil || len(paths) == 0 {
		t.Fatalf("no photos in %s: %v", root, err)
	}
	slices.Sort(paths)
	return paths
}

func verdict(t *testing.T, checker *app.Assessor, jpeg []byte, p rules.Profile) rules.Report {
	t.Helper()
	for _, side := range []string{"photo_long_side", "photo_short_side"} {
		var err error
		if p, err = p.Set(side, "refuse 1"); err != nil {
			t.Fatal(err)
		}
	}
	report, err := checker.Check(t.Context(), jpeg, p)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// value returns a measure as the table has it.
func value(r rules.Report, code string) string {
	for _, m := range r.Measures {
		if m.Code == code {
			return fmt.Sprint(m.Value)
		}
	}
	return "-"
}

// said returns the codes of the reasons, each once, "ok" if there are none.
func said(r rules.Report) string {
	var codes []string
	add := func(reasons []domain.Reason, format string) {
		for _, reason := range reasons {
			if code := fmt.Sprintf(format, reason.Code); !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	add(r.Refusals(), "%s")
	add(r.Warnings(), "(%s)")
	if len(codes) == 0 {
		return "ok"
	}
	return strings.Join(codes, " ")
}
