//go:build cgo

package sqlite_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/vestibule-id/vestibule/adapters/sqlite"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

// childDirectory names the variable that makes TestChild work in a directory.
const childDirectory = "VESTIBULE_TEST_CHILD_DIRECTORY"

// TestChild is the other program of the tests below. It enrols one identifier,
// leases another one, prints both uids and dies without closing anything.
func TestChild(t *testing.T) {
	dir := os.Getenv(childDirectory)
	if dir == "" {
		t.Skip(childDirectory + " is not set: this is no test but what other tests start")
	}
	db, err := sqlite.Open(t.Context(), dir, sqlite.VaultFor(t))
	if err != nil {
		t.Fatal(err)
	}
	enrolled, _ := enrol(t, db, 100_000)
	leased := create(t, db)
	if err := db.Identifiers().AcquireLease(t.Context(), leaseOn(leased, "child"), now); err != nil {
		t.Fatal(err)
	}
	fmt.Printf("uids %d %d\n", enrolled, leased)
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	self.Kill()
	select {}
}

// runChild runs TestChild in a process of its own and returns what it printed.
func runChild(t *testing.T, dir string) (enrolled, leased identifier.UID) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChild$")
	child.Env = append(os.Environ(), childDirectory+"="+dir)
	out, _ := child.CombinedOutput() // being killed is an error
	for line := range strings.Lines(string(out)) {
		if n, _ := fmt.Sscanf(line, "uids %d %d", &enrolled, &leased); n == 2 {
			return enrolled, leased
		}
	}
	t.Errorf("the other program failed:\n%s", out)
	return 0, 0
}

func TestWhatWasCommittedSurvivesTheDeathOfTheProcess(t *testing.T) {
	dir := t.TempDir()
	enrolled, leased := runChild(t, dir)

	repo := open(t, dir).Identifiers()
	if _, err := repo.Enrolment(t.Context(), enrolled); err != nil {
		t.Error(err)
	}
	id, err := repo.Get(t.Context(), enrolled)
	if err != nil || id.State() != identifier.Enrolled {
		t.Errorf("state is %q, %v, want %q", id.State(), err, identifier.Enrolled)
	}
	next := leaseOn(leased, "next")
	if err := repo.AcquireLease(t.Context(), next, now); !errors.Is(err, domain.KindInProgress) {
		t.Errorf("got %v while the dead process's lease is held, want kind %q", err, domain.KindInProgress)
	}
	if err := repo.AcquireLease(t.Context(), next, next.Expires); err != nil {
		t.Errorf("got %v once it has expired, want none", err)
	}
}

func TestManyProcessesCanUseAFreshDatabaseAtOnce(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	var mu sync.Mutex
	seen := map[identifier.UID]bool{}
	for range 4 {
		all.Go(func() {
			enrolled, leased := runChild(t, dir)
			mu.Lock()
			defer mu.Unlock()
			seen[enrolled], seen[leased] = true, true
		})
	}
	all.Wait()
	if len(seen) != 8 {
		t.Errorf("got %d distinct uids, want 8", len(seen))
	}
	repo := open(t, dir).Identifiers()
	for uid := range seen {
		if _, err := repo.Get(t.Context(), uid); err != nil {
			t.Error(err)
		}
	}
}
