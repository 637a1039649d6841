package httpapi

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/vestibule-id/vestibule/internal/apicheck"
)

// TestMain finds out which documented answers no test of this package got:
// what was never answered was never held against the document.
func TestMain(m *testing.M) {
	code := m.Run()
	if code == 0 && wholeRun() {
		for _, answer := range neverAnswered() {
			code = 1
			fmt.Println("no test got the documented answer:", answer)
		}
	}
	os.Exit(code)
}

// wholeRun reports whether every test ran.
func wholeRun() bool {
	for _, name := range []string{"test.run", "test.skip", "test.fuzz", "test.list"} {
		if flag.Lookup(name).Value.String() != "" {
			return false
		}
	}
	return flag.Lookup("test.fuzzworker").Value.String() == "false"
}

// tally has which answers the tests got.
type tally struct {
	mu   sync.Mutex
	seen map[string]bool
}

var answered = tally{seen: map[string]bool{}}

func (t *tally) note(method, path string, status int) {
	c, err := described()
	if err != nil {
		return // the tests say so
	}
	if op, ok := c.Operation(method, path); ok {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.seen[documented(op, status)] = true
	}
}

func documented(op apicheck.Operation, status int) string { return fmt.Sprintf("%s %d", op, status) }

// anywhere are the answers that any call may come to, for the same reasons
// everywhere; other tests cause them on some calls.
var anywhere = []int{304, 500, 503}

func neverAnswered() []string {
	c, err := described()
	if err != nil {
		return []string{err.Error()}
	}
	answered.mu.Lock()
	defer answered.mu.Unlock()
	var missing []string
	for _, op := range c.Operations() {
		for _, status := range op.Statuses {
			if a := documented(op, status); !answered.seen[a] && !slices.Contains(anywhere, status) {
				missing = append(missing, a)
			}
		}
	}
	return missing
}
