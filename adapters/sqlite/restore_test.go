//go:build cgo

package sqlite

import (
	"bytes"
	"encoding/hex"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/schedule"
)

// What the repository stored itself it must be able to read. If not, that is
// its own fault and no fault of the request's: a photo that is refused today,
// above all, must not look like a photo that a client sent.
func TestRowsThatCannotBeRestored(t *testing.T) {
	noNumber := packLandmarks(append(make(face.Landmarks, face.Points5-1), face.Point{Y: math.NaN()}))
	points := func(n int) []byte { return bytes.Repeat(make([]byte, pointSize), n) }
	tests := []struct {
		name, statement string // the statement, or else the part, that is set to the value
		value           any
		about           string
	}{
		{"a verdict of a later version", `UPDATE measures SET verdict = ? WHERE position = 1`, "maybe", `no verdict "maybe"`},
		{"a verdict in another case", `UPDATE measures SET verdict = ?`, "OK", `no verdict "OK"`},
		{"an empty verdict", `UPDATE measures SET verdict = ?`, "", `no verdict ""`},
		{"landmarks without points", partLandmarks, []byte{}, "0 bytes are no landmarks"},
		{"less than a point", partLandmarks, make([]byte, 15), "15 bytes are no landmarks"},
		{"one point too few", partLandmarks, points(4), "64 bytes are no landmarks"},
		{"one byte too few", partLandmarks, points(5)[1:], "79 bytes are no landmarks"},
		{"one byte too many", partLandmarks, append(points(68), 0), "1089 bytes are no landmarks"},
		{"points of no scheme", partLandmarks, points(69), "1104 bytes are no landmarks"},
		{"a point that is no number", partLandmarks, noNumber, "80 bytes are no landmarks"},
		{"a descriptor that is too short", partDescriptor, make([]byte, 511), "stored descriptor"},
		{"a photo that is none", partPhoto, []byte("GIF89a"), "stored photo"},
		{"a photo that is not sealed", `UPDATE sealed SET data = ? WHERE part = 'photo'`, []byte("GIF89a"), "unsealing photo"},
		{"a descriptor of another model", `UPDATE enrolments SET model = ?`, "another", "unsealing descriptor by another"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			db := openFor(t, t.TempDir())
			uid, e := createCard(t, db, "1"), before(t)
			e.Face.Landmarks = make(face.Landmarks, face.Points68)
			commit(t, db, uid, e)
			exec(t, db, `PRAGMA ignore_check_constraints = on`) // a damaged disk asks nobody
			if strings.HasPrefix(tt.statement, "UPDATE") {
				exec(t, db, tt.statement, tt.value)
			} else {
				reseal(t, db, uid, tt.statement, tt.value.([]byte))
			}

			got, err := db.Identifiers().Enrolment(t.Context(), uid)
			if want := domain.KindInternal; domain.KindOf(err) != want || err == nil {
				t.Fatalf("error is %v (kind %q), want one of kind %q", err, domain.KindOf(err), want)
			}
			for _, want := range []string{tt.about, about(uid)} {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not mention %q", err, want)
				}
			}
			if got.Profile != "" || got.Measures != nil || !got.At.IsZero() || got.Face.Landmarks != nil {
				t.Error("got part of the enrolment with the error, want none")
			}
		})
	}
}

// reseal puts something else in the place of a part, sealed as that is.
func reseal(t *testing.T, db *DB, uid identifier.UID, part string, value []byte) {
	t.Helper()
	var name, model string
	if err := db.reader.QueryRowContext(t.Context(), `SELECT key, model FROM enrolments WHERE uid = ?`, uid).Scan(&name, &model); err != nil {
		t.Fatal(err)
	}
	key, err := db.keys.find(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := db.keys.vault.Seal(t.Context(), key, aboutPart(part, uid, model), value)
	if err != nil {
		t.Fatal(err)
	}
	exec(t, db, `UPDATE sealed SET data = ? WHERE uid = ? AND part = ?`, sealed, uid, part)
}

func TestTimeProfilesThatCannotBeRestored(t *testing.T) {
	for _, stored := range []string{"", "{", "[]", "1", `{"enabled":1}`, `{"custom":{"step":"2"}}`, `{"custom":{"months":[1.5]}}`} {
		t.Run(stored, func(t *testing.T) {
			db := openFor(t, t.TempDir())
			exec(t, db, `INSERT INTO time_profiles VALUES (7, 'Office hours', 0, 1, 2, ?, NULL)`, stored)
			_, err := db.TimeProfiles().Get(t.Context(), 7)
			if domain.KindOf(err) != domain.KindInternal || err == nil || !strings.Contains(err.Error(), aboutTimeProfile(7)) {
				t.Errorf("error is %v (kind %q), want one of kind %q about the profile", err, domain.KindOf(err), domain.KindInternal)
			}
		})
	}
}

// Files are read by later versions.
func TestRepetitionsAreStoredUnderNamesOfOurOwn(t *testing.T) {
	for name, tt := range map[string]struct {
		repeat schedule.Repeat
		want   string
	}{
		"none":    {schedule.Repeat{}, `{}`},
		"for now": {schedule.Repeat{Enabled: true, Cycle: schedule.TwoWeekly, Until: utc(0)}, `{"enabled":true,"cycle":"twoWeeks","until":0}`},
		"all there is": {schedule.Repeat{
			Enabled: true, Cycle: schedule.CustomCycle, Until: utc(1767254400),
			Custom: schedule.Custom{
				Unit: schedule.YearUnit, Step: 2, Weekdays: []schedule.Weekday{schedule.Friday, schedule.Monday},
				MonthDays: []int{31, 1}, Months: []int{12, 2}, Nth: schedule.NthDay{Order: schedule.Last, Day: schedule.WorkingDay},
			},
		}, `{"enabled":true,"cycle":"custom","until":1767254400,"custom":{"unit":"year","step":2,"weekdays":["FRI","MON"],` +
			`"month_days":[31,1],"nth_order":"last","nth_day":"WEEK_DAY","months":[12,2]}}`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := packRepeat(tt.repeat)
			if err != nil || got != tt.want {
				t.Errorf("got %s, %v, want %s", got, err, tt.want)
			}
			if back, err := unpackRepeat(got); err != nil || !reflect.DeepEqual(back, tt.repeat) {
				t.Errorf("got %+v back, %v, want %+v", back, err, tt.repeat)
			}
		})
	}
}

// Files are read by later versions and on other machines.
func TestLandmarksArePackedTheSameEverywhere(t *testing.T) {
	l := face.Landmarks{{X: 1, Y: -2.5}, {X: 1.0 / 3, Y: 0}}
	const want = "000000000000f03f" + "00000000000004c0" + "555555555555d53f" + "0000000000000000"
	if got := hex.EncodeToString(packLandmarks(l)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A page must not cost more the further on it lies, nor the more faces there
// are behind it.
func TestAPageOfFacesIsARangeOfTheKey(t *testing.T) {
	db := openFor(t, t.TempDir())
	plan := planOf(t, db, enrolledAfter, 100, 10)
	if want := "SEARCH enrolments USING INTEGER PRIMARY KEY (rowid>?)"; len(plan) != 1 || plan[0] != want {
		t.Errorf("plan is %q, want %q alone", plan, want)
	}
}
