//go:build cgo

package dlib

import (
	"context"
	"errors"
	"image"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/ports"
)

func openLimited(t *testing.T, limit time.Duration, meter ports.Meter) *Workers {
	t.Helper()
	w, err := Open(Options{Workers: 1, PhotoTime: limit, Meter: meter})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}

// slow is a meter of a clock on which decoding takes a time, and all else none.
func slow(took time.Duration) ports.Meter {
	return func(s ports.Stage) (end func()) {
		if s == ports.StageDecode {
			time.Sleep(took)
		}
		return func() {}
	}
}

func TestAPhotoThatTakesTooLongIsRefused(t *testing.T) {
	const limit = 10 * time.Second
	for _, c := range []struct {
		name        string
		limit, took time.Duration
		measured    float64 // seconds, of the refusal; 0 for none
	}{
		{"a moment less than the limit", limit, limit - 1, 0},
		{"the limit", limit, limit, 10},
		{"a second more than the limit", limit, limit + time.Second, 11},
		{"an hour without a limit", 0, time.Hour, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openLimited(t, c.limit, slow(c.took))
				found, err := w.Detector().DetectFaces(t.Context(), drawnPhoto(t, 320, 400))
				if c.measured == 0 {
					if err != nil || len(found.Faces) != 1 {
						t.Errorf("%d faces, %v", len(found.Faces), err)
					}
					return
				}
				want := domain.Reason{
					Code: "takes_too_long", Measured: domain.Number(c.measured),
					Limit: domain.Number(limit.Seconds()), Unit: "seconds",
				}
				if got := domain.ReasonsOf(err); domain.KindOf(err) != domain.KindPhotoRefused || !slices.Equal(got, []domain.Reason{want}) {
					t.Errorf("error %v, want %v", err, want)
				}
			})
		})
	}
}

func TestWaitingForAWorkerDoesNotCount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const limit = time.Second
		w := openLimited(t, limit, nil)
		busy := <-w.idle
		result := make(chan error)
		go func() {
			_, err := w.Detector().DetectFaces(t.Context(), drawnPhoto(t, 320, 400))
			result <- err
		}()
		time.Sleep(time.Hour)
		w.idle <- busy
		if err := <-result; err != nil {
			t.Error(err)
		}
	})
}

// giveUp is a meter that ends a context when a stage begins for the nth time.
func giveUp(cancel func(), stage ports.Stage, nth int) ports.Meter {
	return func(s ports.Stage) (end func()) {
		if s == stage {
			if nth--; nth == 0 {
				cancel()
			}
		}
		return func() {}
	}
}

func TestWorkStopsBetweenTwoSteps(t *testing.T) {
	for _, c := range []struct {
		name  string
		stage ports.Stage
	}{
		{"before it is decoded", ports.StageDecode},
		{"before it is looked at", ports.StageDetect},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			meter, ended := newCounter(), giveUp(cancel, c.stage, 1)
			w := openLimited(t, 0, func(s ports.Stage) func() { ended(s); return meter.begin(s) })
			_, err := w.Detector().DetectFaces(ctx, blank(t, 3000))
			if !errors.Is(err, context.Canceled) || domain.KindOf(err) != domain.KindBusy {
				t.Errorf("error %v, want one that is context.Canceled", err)
			}
			if n := meter.began[ports.StageDecode]; n != 1 { // 3 without an end
				t.Errorf("decoded %d times", n)
			}
			if err := w.Detector().Probe(t.Context()); err != nil {
				t.Errorf("afterwards: %v", err)
			}
		})
	}
}

// libjpeg looks at the flag in the midst of its work, also while it reads the
// scans of a progressive photo, before it gives the first row.
func TestDecodingStopsWhenItIsTold(t *testing.T) {
	small := portrait.Draw(portrait.Options{Width: 160, Height: 200})
	for name, jpeg := range map[string][]byte{"baseline": portrait.JPEG(small, 90), "progressive": portrait.ManyScans(small, 12)} {
		t.Run(name, func(t *testing.T) {
			w := bareWorker(t)
			p, err := photo.New(jpeg)
			if err != nil {
				t.Fatal(err)
			}
			pic, whole := newPicture(160, 200, 3), image.Rect(0, 0, 160, 200)
			if err := w.decode(p, 8, whole, pic); err != nil {
				t.Fatal(err)
			}
			clear(pic.pixels)
			*w.stop = 1
			if err := w.decode(p, 8, whole, pic); !errors.Is(err, errStopped) {
				t.Errorf("error %v, want %v", err, errStopped)
			}
			for i, b := range pic.pixels {
				if b != 0 {
					t.Fatalf("byte %d was decoded nevertheless", i)
				}
			}
		})
	}
}

// The flag of a turn that is over stops nothing in the next one.
func TestEachTurnHasAFlagOfItsOwn(t *testing.T) {
	w := bareWorker(t)
	_, end := w.turn(t.Context(), 0)
	late := w.stop
	end()
	_, end = w.turn(t.Context(), 0)
	defer end()
	*late = 1
	if *w.stop != 0 {
		t.Error("the next turn is stopped by the last one's end")
	}
}
