package face_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
)

const model = "model-a"

// descriptor returns a descriptor whose first numbers are given, the rest 0.
func descriptor(model string, numbers ...float32) face.Descriptor {
	d := face.Descriptor{Model: model}
	copy(d.Vector[:], numbers)
	return d
}

func TestDistance(t *testing.T) {
	var last, ones face.Descriptor
	last.Model, ones.Model = model, model
	last.Vector[face.DescriptorLength-1] = 2
	for i := range ones.Vector {
		ones.Vector[i] = 1
	}

	tests := []struct {
		name string
		a, b face.Descriptor
		want float64
	}{
		{"a descriptor is at no distance from itself", descriptor(model, 1, 2), descriptor(model, 1, 2), 0},
		{"3 and 4 make 5: the distance, not its square", descriptor(model, 3, 4), descriptor(model), 5},
		{"the sign of a difference does not matter", descriptor(model, -3), descriptor(model, 0, 4), 5},
		{"below 1 the distance is above its square", descriptor(model, 0.5), descriptor(model), 0.5},
		{"the last number counts", last, descriptor(model), 2},
		{"every number counts", ones, descriptor(model), math.Sqrt(face.DescriptorLength)},
		{"numbers are compared with each other, not with 0", descriptor(model, 10, 20), descriptor(model, 13, 24), 5},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.a.Distance(tt.b)
			if err != nil {
				t.Fatal(err)
			}
			if want := tt.want; got != want {
				t.Errorf("got %g, want %g", got, want)
			}
			back, err := tt.b.Distance(tt.a)
			if err != nil {
				t.Fatal(err)
			}
			if want := tt.want; back != want {
				t.Errorf("the other way round got %g, want %g", back, want)
			}
		})
	}
}

func TestDescriptorsThatCannotBeCompared(t *testing.T) {
	tests := []struct {
		name string
		a, b face.Descriptor
	}{
		{"different models", descriptor("model-a", 1), descriptor("model-b", 1)},
		{"models that differ in case", descriptor("model-a", 1), descriptor("Model-A", 1)},
		{"the second is absent", descriptor("model-a", 1), face.Descriptor{}},
		{"the first is absent", face.Descriptor{}, descriptor("model-a", 1)},
		{"both are absent", face.Descriptor{}, face.Descriptor{}},
		{"numbers without a model", descriptor("", 1), descriptor("", 1)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.a.Distance(tt.b)
			if got, want := domain.KindOf(err), domain.KindInvalid; err == nil || got != want {
				t.Errorf("error is %v, want one of kind %q", err, want)
			}
		})
	}
}

func TestIsZero(t *testing.T) {
	tests := []struct {
		name string
		d    face.Descriptor
		want bool
	}{
		{"the zero descriptor is absent", face.Descriptor{}, true},
		{"a descriptor with a model is there", descriptor(model, 1), false},
		{"a descriptor of zeros with a model is there", descriptor(model), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := tt.d.IsZero(), tt.want; got != want {
				t.Errorf("got %t, want %t", got, want)
			}
		})
	}
}

func TestDistanceIsAMetric(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	next := func() face.Descriptor {
		d := face.Descriptor{Model: model}
		for i := range d.Vector {
			d.Vector[i] = float32(random.NormFloat64())
		}
		return d
	}
	distance := func(a, b face.Descriptor) float64 {
		t.Helper()
		d, err := a.Distance(b)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	const slack = 1e-9 // rounding
	for range 300 {
		a, b, c := next(), next(), next()
		if got, want := distance(a, a), 0.0; got != want {
			t.Fatalf("distance to itself is %g, want %g", got, want)
		}
		if got := distance(a, b); got <= 0 {
			t.Fatalf("distance of different descriptors is %g, want above 0", got)
		}
		if got, want := distance(a, b), distance(b, a); got != want {
			t.Fatalf("distance is %g one way and %g the other", got, want)
		}
		if direct, detour := distance(a, c), distance(a, b)+distance(b, c); direct > detour+slack {
			t.Fatalf("the direct way of %g is longer than the detour of %g", direct, detour)
		}
		double := face.Descriptor{Model: model}
		for i := range double.Vector {
			double.Vector[i] = 2 * a.Vector[i]
		}
		origin := face.Descriptor{Model: model}
		if got, want := distance(double, origin), 2*distance(a, origin); math.Abs(got-want) > slack {
			t.Fatalf("twice as far away is %g, want %g", got, want)
		}
	}
}
