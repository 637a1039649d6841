package rules

import (
	"testing"

	"github.com/vestibule-id/vestibule/internal/portrait"
)

// BenchmarkApply applies all rules to a face with 68 landmarks in a view in
// colour of 300x300 px.
func BenchmarkApply(b *testing.B) {
	s := snap(turned(0, 0))
	s.Width, s.Height = 1200, 1500
	s.View = viewOf(portrait.Draw(portrait.Options{Width: 300, Height: 300}))
	s.View.Origin = pt(50, 50)
	for _, p := range []Profile{Panel(), Unchecked()} {
		b.Run(p.Name(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if m := Apply(s.Header, s.Detection, p); len(m) == 0 {
					b.Fatal("nothing was measured")
				}
			}
		})
	}
}

func TestTheBenchmarkMeasuresEverything(t *testing.T) {
	s := snap(turned(0, 0))
	s.View = viewOf(portrait.Draw(portrait.Options{Width: 300, Height: 300}))
	s.View.Origin = pt(50, 50)
	if got, want := len(Apply(s.Header, s.Detection, Panel())), len(All()); got != want {
		t.Errorf("%d measures, want %d", got, want)
	}
}
