package vestibule_test

import (
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/dlib"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// BenchmarkRules holds the cost of all measures together against that of the
// detection that comes before, on one photo of 2 megapixels in one run:
// "share" is the measures' part of the detection's time. With landmarks, the
// detection includes them.
func BenchmarkRules(b *testing.B) {
	none := func(testing.TB) string { return "" }
	for _, c := range []struct {
		name      string
		landmarks func(testing.TB) string
	}{{"without landmarks", none}, {"with landmarks", landmarks68}} {
		b.Run(c.name, func(b *testing.B) {
			workers, err := dlib.Open(dlib.Options{Workers: 1, Landmarks: c.landmarks(b)})
			if err != nil {
				b.Fatal(err)
			}
			defer workers.Close()
			d := workers.Detector()
			p, err := photo.New(portrait.JPEG(portrait.Draw(portrait.Options{Width: 1264, Height: 1580, Noise: 3}), 90))
			if err != nil {
				b.Fatal(err)
			}
			profile := rules.Strict()
			var detecting, measuring time.Duration
			for b.Loop() {
				begin := time.Now()
				var found face.Detection
				if found, err = d.DetectFaces(b.Context(), p); err != nil {
					b.Fatal(err)
				}
				detected := time.Now()
				if measures := rules.Apply(p.Header(), found, profile); len(measures) == 0 {
					b.Fatal("nothing was measured")
				}
				measuring += time.Since(detected)
				detecting += detected.Sub(begin)
			}
			b.ReportMetric(float64(measuring)/float64(detecting), "share")
			b.ReportMetric(float64(measuring.Microseconds())/float64(b.N), "measures-µs/op")
			b.ReportMetric(float64(detecting.Microseconds())/float64(b.N), "detection-µs/op")
		})
	}
}
