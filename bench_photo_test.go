//go:build cgo

package vestibule_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	goface "github.com/Kagami/go-face"

	"github.com/vestibule-id/vestibule/adapters/dlib"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/ports"
)

// BenchmarkPhoto assesses photos, one at a time, as an enrolment does, and has
// go-face recognise the same bytes in turn: x-go-face is how many times as long
// go-face takes, with the descriptor and without it on our side. go-face always
// makes one. The other figures are milliseconds of a photo; all are medians.
//
// Photos are drawn; those below VESTIBULE_PHOTOS/scenes come to them.
func BenchmarkPhoto(b *testing.B) {
	models := benchModels(b)
	var stages stopwatch
	workers, err := dlib.Open(dlib.Options{Workers: 1, Landmarks: landmarks68(b), Models: &models, Meter: stages.begin})
	if err != nil {
		b.Fatal(err)
	}
	defer workers.Close()
	recogniser := benchRecogniser(b, models)

	plain := app.Assessor{Detector: workers.Detector(), Profile: rules.Unchecked(), Now: time.Now, Meter: stages.begin}
	whole := plain
	whole.Describer = workers.Describer()
	for _, p := range benchPhotos(b) {
		b.Run(p.name, func(b *testing.B) {
			var (
				without, with, theirs []time.Duration
				refused               bool
			)
			stages = stopwatch{}
			for b.Loop() {
				without = append(without, timed(func() { _, err = plain.Check(b.Context(), p.jpeg, rules.Unchecked()) }))
				if err != nil {
					b.Fatal(err)
				}
				stages.running = true
				with = append(with, timed(func() { _, err = whole.Assess(context.Background(), p.jpeg) }))
				stages.running = false
				refused = err != nil // a scene with nobody in it, or many
				theirs = append(theirs, timed(func() { _, err = recogniser.Recognize(p.jpeg) }))
				if err != nil || refused && !p.mayBeRefused {
					b.Fatalf("go-face: %v; refused: %v", err, refused)
				}
			}
			b.ReportMetric(milliseconds(median(theirs)), "go-face-ms")
			b.ReportMetric(milliseconds(median(without)), "plain-ms")
			b.ReportMetric(float64(median(theirs))/float64(median(without)), "x-go-face-plain")
			if refused {
				return // after no description, and so not the whole work
			}
			b.ReportMetric(milliseconds(median(with)), "described-ms")
			b.ReportMetric(float64(median(theirs))/float64(median(with)), "x-go-face-described")
			for _, s := range []ports.Stage{ports.StageDecode, ports.StageDetect, ports.StageDescribe, ports.StageMeasure} {
				b.ReportMetric(milliseconds(stages.took[s])/float64(b.N), string(s)+"-ms")
			}
		})
	}
}

// benchPhoto is one photo to measure with.
type benchPhoto struct {
	name         string
	jpeg         []byte
	mayBeRefused bool
}

func benchPhotos(b *testing.B) []benchPhoto {
	b.Helper()
	var photos []benchPhoto
	for _, size := range []struct {
		megapixels string
		width      int
	}{{"0.3", 490}, {"2", 1265}, {"8", 2530}, {"12", 3098}} {
		img := portrait.Draw(portrait.Options{Width: size.width, Height: size.width * 5 / 4, Noise: 3})
		photos = append(photos, benchPhoto{name: "drawn/" + size.megapixels + "MP", jpeg: portrait.JPEG(img, 90)})
	}
	if root := os.Getenv("VESTIBULE_PHOTOS"); root != "" {
		paths, err := filepath.Glob(filepath.Join(root, "scenes", "*.jpg"))
		if err != nil {
			b.Fatal(err)
		}
		for _, path := range paths {
			jpeg, err := os.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			name := "scenes/" + strings.TrimSuffix(filepath.Base(path), ".jpg")
			photos = append(photos, benchPhoto{name: name, jpeg: jpeg, mayBeRefused: true})
		}
	}
	return photos
}

func benchModels(b *testing.B) dlib.Models {
	b.Helper()
	dir := os.Getenv("VESTIBULE_MODELS")
	if dir == "" {
		b.Skip("VESTIBULE_MODELS is not set: no model files, and go-face does nothing without")
	}
	models, err := dlib.FindModels(dir)
	if err != nil {
		b.Fatal(err)
	}
	return models
}

// benchRecogniser returns go-face as it comes, with a directory as it wants it.
func benchRecogniser(b *testing.B, models dlib.Models) *goface.Recognizer {
	b.Helper()
	dir := b.TempDir()
	for _, f := range []dlib.ModelFile{models.Landmarks, models.Network, models.CNN} {
		path, err := filepath.Abs(f.Path)
		if err != nil {
			b.Fatal(err)
		}
		if err := os.Symlink(path, filepath.Join(dir, f.Name)); err != nil {
			b.Fatal(err)
		}
	}
	r, err := goface.NewRecognizer(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(r.Close)
	return r
}

// stopwatch is a meter for one photo at a time. It counts while it is running.
type stopwatch struct {
	running bool
	took    map[ports.Stage]time.Duration
}

func (s *stopwatch) begin(stage ports.Stage) (end func()) {
	began := time.Now()
	return func() {
		if !s.running {
			return
		}
		if s.took == nil {
			s.took = map[ports.Stage]time.Duration{}
		}
		s.took[stage] += time.Since(began)
	}
}

func timed(f func()) time.Duration {
	began := time.Now()
	f()
	return time.Since(began)
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// BenchmarkWorkers has several goroutines look for faces with as many workers:
// x-of-one is how many times the throughput of one that is.
func BenchmarkWorkers(b *testing.B) {
	p, err := photo.New(portrait.JPEG(portrait.Draw(portrait.Options{Width: 1265, Height: 1580, Noise: 3}), 90))
	if err != nil {
		b.Fatal(err)
	}
	var one float64
	for n := 1; n <= runtime.GOMAXPROCS(0); n *= 2 {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			workers, err := dlib.Open(dlib.Options{Workers: n, Landmarks: landmarks68(b)})
			if err != nil {
				b.Fatal(err)
			}
			defer workers.Close()
			b.ReportAllocs()
			b.ResetTimer()
			var done sync.WaitGroup
			for range n {
				done.Go(func() {
					for range b.N {
						if _, err := workers.Detector().DetectFaces(b.Context(), p); err != nil {
							b.Error(err)
						}
					}
				})
			}
			done.Wait()
			rate := float64(n*b.N) / b.Elapsed().Seconds()
			if n == 1 {
				one = rate
			}
			b.ReportMetric(rate, "photos/s")
			b.ReportMetric(rate/one, "x-of-one")
		})
	}
}
