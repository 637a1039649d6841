package serverproc

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
)

// behaviour names the variable that makes the test binary a server that
// behaves in one way.
const behaviour = "VESTIBULE_TEST_SERVER"

func TestMain(m *testing.M) {
	switch os.Getenv(behaviour) {
	case "good":
		asked := make(chan os.Signal, 1)
		signal.Notify(asked, syscall.SIGTERM, syscall.SIGINT)
		fmt.Print("made an administrator\nVestibule listens on http://127.0.0.1:1\nand listens on nothing else\n")
		<-asked
		os.Exit(0)
	case "broken":
		fmt.Println("no")
		os.Exit(3)
	case "failing":
		fmt.Println("Vestibule listens on http://127.0.0.1:1")
		os.Exit(4)
	}
	os.Exit(m.Run())
}

// serverThat returns the command of a server that behaves in one way.
func serverThat(ctx context.Context, behaves string) *exec.Cmd {
	cmd := Command(ctx, os.Args[0], "data")
	cmd.Args = cmd.Args[:1] // this binary has flags of its own
	cmd.Env = append(os.Environ(), behaviour+"="+behaves)
	return cmd
}

func TestAServerIsStartedAndStopped(t *testing.T) {
	for name, end := range map[string]func(*Server) (int, error){
		"asked to finish": (*Server).Stop,
		"interrupted":     func(s *Server) (int, error) { return s.StopWith(syscall.SIGINT) },
		"asked twice":     func(s *Server) (int, error) { s.Stop(); return s.Stop() },
	} {
		t.Run(name, func(t *testing.T) {
			var printed bytes.Buffer
			cmd := serverThat(t.Context(), "good")
			cmd.Stdout = &printed
			s, url, err := Start(cmd)
			if err != nil || url != "http://127.0.0.1:1" {
				t.Fatalf("address is %q, %v", url, err)
			}
			if code, err := end(s); code != 0 || err != nil {
				t.Errorf("exit code %d, %v, want 0", code, err)
			}
			if got := strings.Count(printed.String(), "\n"); got != 3 {
				t.Errorf("%d lines were passed on, want 3", got)
			}
		})
	}
}

func TestAServerEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s, _, err := Start(serverThat(ctx, "good"))
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if code, err := s.Wait(); code != 0 {
		t.Errorf("exit code %d, %v, want 0", code, err)
	}
}

func TestAKilledServerIsGone(t *testing.T) {
	s, _, err := Start(serverThat(t.Context(), "good"))
	if err != nil {
		t.Fatal(err)
	}
	s.Kill()
	s.Kill()
	select {
	case <-s.Ended():
	default:
		t.Error("it was not waited for")
	}
	if code, err := s.Wait(); code != -1 || err == nil {
		t.Errorf("exit code %d, %v, want that a signal ended it", code, err)
	}
}

func TestAServerThatDoesNotStart(t *testing.T) {
	if _, _, err := Start(serverThat(t.Context(), "broken")); err == nil || !strings.Contains(err.Error(), "exit status 3") {
		t.Errorf("got %v, want its exit code", err)
	}
	if _, err := Launch(Command(t.Context(), "./no such binary", "data")); err == nil || !strings.Contains(err.Error(), "make build") {
		t.Errorf("got %v, want what to do about it", err)
	}
}

func TestAServerThatFailsLater(t *testing.T) {
	s, _, err := Start(serverThat(t.Context(), "failing"))
	if err != nil {
		t.Fatal(err)
	}
	if code, err := s.Wait(); code != 4 || err == nil {
		t.Errorf("exit code %d, %v, want 4", code, err)
	}
}
