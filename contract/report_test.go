package contract

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func TestWriteTable(t *testing.T) {
	report := Report{URL: "http://192.0.2.7", Results: []Result{
		{Section: "2.2", Name: "The account logs in", Verdict: Pass, Seen: []string{"GET /api/v1/login: 200 {}"}},
		{Section: "20.5", Name: "Every success is exactly 200", Verdict: Fail, Reason: "the answer is 201, want 200",
			Seen: []string{"first", "POST /api/v1/access/identifier: 201 {}"}, Left: []string{"identifier 7"}},
		{Section: "7.1", Name: "A face is created", Verdict: Skipped, Reason: "no portrait is given", Seen: []string{"never shown"}},
	}}
	var got strings.Builder
	if err := report.WriteTable(&got); err != nil {
		t.Fatal(err)
	}
	want := `SECTION  VERDICT  CASE
2.2      pass     The account logs in
20.5     FAIL     Every success is exactly 200
                    the answer is 201, want 200
                    last seen: POST /api/v1/access/identifier: 201 {}
                    left behind: identifier 7
7.1      skipped  A face is created
                    no portrait is given

3 cases on http://192.0.2.7: 1 passed, 1 failed, 1 skipped
`
	if got.String() != want {
		t.Errorf("table\n%s\nwant\n%s", got.String(), want)
	}
	if report.Failed() != 1 {
		t.Errorf("%d failed, want 1", report.Failed())
	}
}

type fullDisk struct{}

var errFull = errors.New("disk full")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestWriteTableReturnsTheWritersError(t *testing.T) {
	var w io.Writer = fullDisk{}
	if err := (Report{}).WriteTable(w); !errors.Is(err, errFull) {
		t.Errorf("error %v, want the writer's", err)
	}
}
