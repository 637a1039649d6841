//go:build cgo

package dlib

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"reflect"
	"sync"
	"testing"

	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/ports"
)

// counter is a meter that counts.
type counter struct {
	guard         sync.Mutex
	active, began map[ports.Stage]int
}

func newCounter() *counter {
	return &counter{active: map[ports.Stage]int{}, began: map[ports.Stage]int{}}
}

func (c *counter) begin(s ports.Stage) (end func()) {
	c.guard.Lock()
	defer c.guard.Unlock()
	c.active[s]++
	c.began[s]++
	return sync.OnceFunc(func() {
		c.guard.Lock()
		defer c.guard.Unlock()
		c.active[s]--
	})
}

func (c *counter) waiting() int {
	c.guard.Lock()
	defer c.guard.Unlock()
	return c.active[ports.StageQueue]
}

func openMetered(t *testing.T) (*Workers, *counter) {
	t.Helper()
	meter := newCounter()
	w, err := Open(Options{Workers: 1, Meter: meter.begin})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w, meter
}

// blank returns a grey square.
func blank(t *testing.T, side int) photo.Photo {
	t.Helper()
	var encoded bytes.Buffer
	if err := jpeg.Encode(&encoded, image.NewGray(image.Rect(0, 0, side, side)), nil); err != nil {
		t.Fatal(err)
	}
	p, err := photo.New(encoded.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestStagesOfAPhotoAreMeasured(t *testing.T) {
	for _, c := range []struct {
		name     string
		photo    photo.Photo
		decoding int
	}{
		{"a portrait is decoded once", drawnPhoto(t, 1000, 1250), 1},
		{"a photo with nobody in it is decoded as often as it gets larger", blank(t, 3000), 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, meter := openMetered(t)
			if _, err := w.Detector().DetectFaces(t.Context(), c.photo); err != nil {
				t.Fatal(err)
			}
			want := map[ports.Stage]int{ports.StageQueue: 1, ports.StageWork: 1, ports.StageDecode: c.decoding, ports.StageDetect: c.decoding}
			if !reflect.DeepEqual(meter.began, want) {
				t.Errorf("began %v, want %v", meter.began, want)
			}
			for stage, n := range meter.active {
				if n != 0 {
					t.Errorf("stage %s has not ended %d times", stage, n)
				}
			}
		})
	}
}

func TestWhoGivesUpLeavesTheQueue(t *testing.T) {
	w, meter := openMetered(t)
	busy := <-w.idle // the only one
	ctx, cancel := context.WithCancel(t.Context())
	result := make(chan error)
	go func() {
		_, err := w.Detector().DetectFaces(ctx, drawnPhoto(t, 320, 400))
		result <- err
	}()
	for meter.waiting() == 0 {
		if t.Context().Err() != nil {
			t.Fatal("nobody waits")
		}
	}
	cancel()
	if err := <-result; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want one that is context.Canceled", err)
	}
	if n := meter.waiting(); n != 0 {
		t.Errorf("%d still wait", n)
	}
	w.idle <- busy
	if err := w.Detector().Probe(t.Context()); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestAWorkerKeepsNoMoreThanPortraitsNeed(t *testing.T) {
	w, _ := openMetered(t)
	for _, c := range []struct {
		name  string
		photo photo.Photo
		keeps bool
	}{
		{"the memory of a portrait is kept", drawnPhoto(t, 1000, 1250), true},
		{"that of a large photo in which the search went far is not", blank(t, 3000), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := w.Detector().DetectFaces(t.Context(), c.photo); err != nil {
				t.Fatal(err)
			}
			one := <-w.idle
			w.idle <- one
			if kept := cap(one.decoded); kept > keptBytes || (kept > 0) != c.keeps {
				t.Errorf("%d bytes are kept", kept)
			}
		})
	}
}
