package main

import (
	"math/rand/v2"
	"os/exec"
	"testing"

	"github.com/vestibule-id/vestibule/cmd/internal/soak"
)

// The short form of "make soak".
func TestNothingIsLostHoweverOftenTheServerIsKilled(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	report, err := soak.Run(t.Context(), soak.Config{
		Command: func(data, password string, args ...string) *exec.Cmd {
			return serveProgram(t, data, []string{"VESTIBULE_ADMIN_PASSWORD=" + password}, args...)
		},
		Dir: t.TempDir(), Kills: 5, Seed: seed, Clients: 2, Photos: 4, News: t.Output(),
	})
	if err != nil {
		t.Fatal(err)
	}
	if report.Faults() > 0 || report.Kills < 5 || report.Uploaded+report.Replaced+report.Synced == 0 {
		t.Errorf("the server did not keep its word, or nothing was tried:\n%v", report)
	}
}
