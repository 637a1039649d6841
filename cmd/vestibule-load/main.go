// Command vestibule-load measures a server under load: it starts the real
// binary on a free port with a temporary data directory, has clients enrol
// photos, and prints what that took as tables in Markdown.
//
//	vestibule-load -server bin/vestibule -clients 1,2,4 -seconds 10
//	vestibule-load -server bin/vestibule -endurance 20000
//
// Arguments go to the server: "-- --workers 1". Every enrolled photo lies on
// the disk of the temporary directory until the end (TMPDIR says which).
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	var b bench
	clients, megapixels := "1,2,4,16,64", "2"
	flag.StringVar(&b.binary, "server", "bin/vestibule", "the server's binary")
	flag.StringVar(&b.models, "models", "", "directory with go-face's model files")
	flag.StringVar(&b.photos, "photos", "", "directory with JPEGs to upload; without it portraits are drawn")
	flag.StringVar(&clients, "clients", clients, "numbers of clients that upload at once, one row each")
	flag.StringVar(&megapixels, "megapixels", megapixels, "sizes of the drawn portraits, each as often as the others")
	flag.Float64Var(&b.seconds, "seconds", 10, "how long each number of clients uploads")
	flag.BoolVar(&b.impatient, "impatient", false, "have clients that got 503 ask again at once")
	flag.BoolVar(&b.baseline, "baseline", false, "also show where an upload's time goes, if the server tells")
	flag.IntVar(&b.endurance, "endurance", 0, "in place of all that: so many uploads of all kinds, and whether the server grows")
	flag.Parse()
	b.args = flag.Args()

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	err := b.parse(clients, megapixels)
	if err == nil {
		err = b.run(ctx)
	}
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// bench is one run of this program.
type bench struct {
	binary, models, photos string
	args                   []string // of the server, after its own
	clients                []int
	megapixels             []float64
	seconds                float64
	impatient, baseline    bool
	endurance              int // uploads; 0 for load
}

// parse reads the lists and finds what cannot be run.
func (b *bench) parse(clients, megapixels string) (err error) {
	if b.clients, err = parseList[int](clients); err != nil {
		return fmt.Errorf("-clients: %w", err)
	}
	if b.megapixels, err = parseList[float64](megapixels); err != nil {
		return fmt.Errorf("-megapixels: %w", err)
	}
	if b.seconds <= 0 {
		return fmt.Errorf("-seconds: %g, must be more than 0", b.seconds)
	}
	if b.endurance != 0 && b.endurance < 2*uploadsARound {
		return fmt.Errorf("-endurance: %d uploads, must be at least %d", b.endurance, 2*uploadsARound)
	}
	return nil
}

// run makes the photos, starts the server, measures and stops it.
func (b *bench) run(ctx context.Context) (err error) {
	data, err := os.MkdirTemp("", "vestibule-load-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(data)
	// Of the machine as it was before photos were drawn.
	about := machine(b.binary)
	measure, err := b.prepare()
	if err != nil {
		return err
	}
	s, err := start(ctx, b.binary, data, b.serverArgs())
	if err != nil {
		return err
	}
	defer func() {
		if stopped := s.stop(); err == nil {
			err = stopped
		}
		s.showLog()
	}()
	ctx, cancel := s.whileItRuns(ctx)
	defer cancel()
	if err := introduce(ctx, s, about); err != nil {
		return err
	}
	return measure(ctx, s)
}

func (b *bench) serverArgs() []string {
	if b.models == "" {
		return b.args
	}
	return append([]string{"--models", b.models}, b.args...)
}

// prepare draws or reads the photos, which takes a while, and returns what to
// do with them.
func (b *bench) prepare() (measure func(context.Context, *server) error, err error) {
	if b.endurance > 0 {
		e := newEndurance(b.endurance)
		return e.run, nil
	}
	l := load{
		clients:   b.clients,
		time:      time.Duration(b.seconds * float64(time.Second)),
		impatient: b.impatient,
		baseline:  b.baseline,
	}
	if l.photos, err = b.loadPhotos(); err != nil {
		return nil, err
	}
	return l.run, nil
}

func (b *bench) loadPhotos() ([][]byte, error) {
	if b.photos != "" {
		return readPhotos(b.photos)
	}
	var all [][]byte
	for _, megapixels := range b.megapixels {
		all = append(all, drawPhotos(megapixels, photosASize)...)
	}
	return all, nil
}

// introduce prints what the figures were measured on, and what the server
// needs before it does anything.
func introduce(ctx context.Context, s *server, about string) error {
	fmt.Printf("%s\n\n", about)
	if err := wait(ctx, settleFor); err != nil {
		return err
	}
	fmt.Printf("Ready %d ms after its start; idle it has %s MiB resident.\n", s.startUp.Milliseconds(), s.usage().residentMiB())
	return nil
}

// settleFor is how long a server that has nothing to do is left alone before
// its memory and files are looked at: connections close, and memory goes back.
const settleFor = time.Second

// wait returns after a time, or earlier, with the reason, if the context ends.
func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-t.C:
		return nil
	}
}
