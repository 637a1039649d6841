package vestibule_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/internal/apicheck"
)

// bodiesEach is how many random bodies each call gets.
const bodiesEach = 60

// Random bodies, made from the OpenAPI document, valid ones and broken ones:
// none may be answered with a fault of ours, each answer must be as documented,
// and what is refused must change nothing in the database.
func TestRandomBodies(t *testing.T) {
	config := vestibule.DefaultConfig()
	config.DataDir, config.Landmarks = t.TempDir(), "none"
	logged := &bytes.Buffer{}
	config.Log = slog.New(slog.NewTextHandler(logged, &slog.HandlerOptions{Level: slog.LevelError}))
	service, cleanup, err := vestibule.New(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer cleanup()
	if _, err := service.Accounts.EnsureAdministrator(t.Context(), "correct horse"); err != nil {
		t.Fatal(err)
	}
	document := httptest.NewRecorder()
	service.Handler.ServeHTTP(document, httptest.NewRequest("GET", "/api/openapi.json", nil))
	checker, err := apicheck.New(document.Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	db := openReadOnly(t, config.DataDir)

	rng := rand.New(rand.NewPCG(2026, 11))
	asked, answers := 0, map[int]int{}
	for range bodiesEach { // around and around, so that calls find what others left
		for _, op := range checker.Operations() {
			if !op.JSONBody {
				continue
			}
			asked++
			body, _ := checker.AnyBody(op, rng) // what is not as documented may still be tolerated
			r := httptest.NewRequest(op.Method, target(op, rng), bytes.NewReader(body))
			r.Header.Set("Content-Type", "application/json")
			r.SetBasicAuth("admin", "correct horse")
			method, path := r.Method, r.URL.Path
			before := contents(t, db)
			rec := httptest.NewRecorder()
			service.Handler.ServeHTTP(rec, r)
			answers[rec.Code]++

			if rec.Code != 200 && rec.Code != 400 {
				t.Fatalf("%s %.2000q: status %d, body %s", op, body, rec.Code, rec.Body)
			}
			if err := checker.Answer(method, path, rec.Code, rec.Header(), rec.Body.Bytes()); err != nil {
				t.Errorf("%s %.2000q: the answer is not as documented: %v", op, body, err)
			}
			if rec.Code == 400 && contents(t, db) != before {
				t.Errorf("%s %.2000q was refused and changed the database", op, body)
			}
		}
	}
	if answers[200] < asked/10 || answers[400] < asked/10 {
		t.Errorf("of %d bodies, %d were accepted and %d refused: that tests little", asked, answers[200], answers[400])
	}
	if logged.Len() > 0 {
		t.Errorf("faults of ours in the log: %s", logged)
	}
	t.Logf("%d bodies, %v", asked, answers)
}

var pathParameter = regexp.MustCompile(`\{[^}]*\}`)

// target returns an address that an operation is asked at, with a small number
// for each parameter in its path, so that some exist.
func target(op apicheck.Operation, rng *rand.Rand) string {
	path := pathParameter.ReplaceAllStringFunc(op.Path, func(string) string { return fmt.Sprint(rng.IntN(12)) })
	if strings.HasSuffix(path, "/access/identifiers") {
		path += "?type=card"
	}
	return path
}

func openReadOnly(t *testing.T, dir string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "vestibule.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// unstable are the tables that tell of requests and not of what is kept.
var unstable = []string{"events", "sessions", "installation", "sqlite_sequence"}

// contents returns everything that is kept, as text.
func contents(t *testing.T, db *sql.DB) string {
	t.Helper()
	var text strings.Builder
	for _, table := range column(t, db, `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`) {
		if slices.Contains(unstable, table) {
			continue
		}
		rows, err := db.Query(`SELECT * FROM "` + table + `"`)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&text, table)
		writeRows(t, &text, rows)
	}
	return text.String()
}

func writeRows(t *testing.T, w io.Writer, rows *sql.Rows) {
	t.Helper()
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	values := make([]any, len(columns))
	for i := range values {
		values[i] = new(any)
	}
	for rows.Next() {
		if err := rows.Scan(values...); err != nil {
			t.Fatal(err)
		}
		for _, v := range values {
			fmt.Fprintf(w, "%v|", *v.(*any))
		}
		fmt.Fprintln(w)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

func column(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}
