// Command vestibule-soak kills the real server over and over while clients
// upload, change and delete, and checks after each restart that nothing is lost
// that was acknowledged and nothing is half there:
//
//	vestibule-soak -server bin/vestibule -kills 300
//
// It prints a table, and exits with 1 if the server did not keep its word. Then
// the data directory and the server's log stay where it says.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"github.com/vestibule-id/vestibule/cmd/internal/soak"
	"github.com/vestibule-id/vestibule/internal/serverproc"
)

func main() {
	var c soak.Config
	var binary string
	flag.StringVar(&binary, "server", "bin/vestibule", "the server's binary")
	flag.IntVar(&c.Kills, "kills", 300, "how often the server is killed")
	flag.Uint64Var(&c.Seed, "seed", rand.Uint64(), "of what is random: when it is killed, and what clients do")
	flag.IntVar(&c.Clients, "clients", 4, "clients that make changes at once")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	err := run(ctx, binary, c)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

// photos is how many different ones are uploaded.
const photos = 64

func run(ctx context.Context, binary string, c soak.Config) (err error) {
	if c.Kills < 1 || c.Clients < 1 {
		return errors.New("-kills and -clients must be at least 1")
	}
	if c.Dir, err = os.MkdirTemp("", "vestibule-soak-"); err != nil {
		return err
	}
	c.Photos, c.News = photos, os.Stderr
	c.Command = func(data, password string, args ...string) *exec.Cmd {
		cmd := serverproc.Command(ctx, binary, data, args...)
		cmd.Env = append(os.Environ(), "VESTIBULE_ADMIN_PASSWORD="+password)
		return cmd
	}
	fmt.Printf("seed %d\n", c.Seed)
	began := time.Now()
	report, err := soak.Run(ctx, c)
	fmt.Printf("\n%v\n%v\n", report, time.Since(began).Round(time.Second))
	if n := report.Faults(); n > 0 {
		err = errors.Join(fmt.Errorf("%d faults", n), err)
	}
	if err != nil {
		return fmt.Errorf("%w; data and log are in %s", err, c.Dir)
	}
	return os.RemoveAll(c.Dir)
}
