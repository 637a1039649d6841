package vestibule_test

import (
	"os"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain/rules"
)

// The document of the photo rules has a row for each rule, in the table's
// order, with the limits that the profiles have.
func TestThePhotoRulesDocumentIsTrue(t *testing.T) {
	text, err := os.ReadFile("docs/photo-rules.md")
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "| `") {
			cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			rows = append(rows, cells)
		}
	}
	all := rules.All()
	if len(rows) != len(all) {
		t.Fatalf("%d rows for %d rules", len(rows), len(all))
	}
	for i, r := range all {
		code, _, _ := strings.Cut(rows[i][0], " ")
		got := []string{code, rows[i][2], rows[i][4], rows[i][5], rows[i][6]}
		want := []string{quoted(r.Code), r.Unit, quoted(r.FormatSetting(r.Panel)), quoted(r.FormatSetting(r.Strict)), reasonsOf(r)}
		for k := range want {
			if got[k] != want[k] {
				t.Errorf("row %s: %q, want %q", r.Code, got[k], want[k])
			}
		}
	}
}

func quoted(s string) string { return "`" + s + "`" }

func reasonsOf(r *rules.Rule) string {
	var codes []string
	for _, code := range []string{r.Low, r.High} {
		if code != "" && !strings.Contains(strings.Join(codes, " "), quoted(code)) {
			codes = append(codes, quoted(code))
		}
	}
	return strings.Join(codes, ", ")
}
