package rules

import (
	"math"
	"strings"
	"testing"
)

func TestLimitsValidate(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Limits)
		faults []string // what each line of the error says
	}{
		{"the defaults are good", func(*Limits) {}, nil},

		// Each fault alone, and the last good value beside it.
		{"a short side of 1 px is good", func(l *Limits) { l.MinShortSide = 1 }, nil},
		{"a short side of 0 px is a fault", func(l *Limits) { l.MinShortSide = 0 }, []string{"minimum short side is 0 px"}},
		{"a long side as long as the short is good", func(l *Limits) { l.MinLongSide = l.MinShortSide }, nil},
		{"a long side below the short is a fault", func(l *Limits) { l.MinLongSide = l.MinShortSide - 1 }, []string{"minimum long side"}},
		{"a largest side as long as the long side is good", func(l *Limits) { l.MaxSide = l.MinLongSide }, nil},
		{"a largest side below the long side is a fault", func(l *Limits) { l.MaxSide = l.MinLongSide - 1 }, []string{"maximum side"}},
		{"a largest side of a JPEG's most is good", func(l *Limits) { l.MaxSide = 65_535 }, nil},
		{"a largest side past a JPEG's most is a fault", func(l *Limits) { l.MaxSide = 65_536 }, []string{"maximum side is 65536 px"}},
		{"a few megapixels are good", func(l *Limits) { l.MaxMegapixels = 0.1 }, nil},
		{"no megapixels are a fault", func(l *Limits) { l.MaxMegapixels = 0 }, []string{"maximum megapixels is 0"}},
		{"megapixels below 0 are a fault", func(l *Limits) { l.MaxMegapixels = -50 }, []string{"maximum megapixels is -50"}},
		{"megapixels that are no number are a fault", func(l *Limits) { l.MaxMegapixels = math.NaN() }, []string{"maximum megapixels is NaN"}},
		{"1 scan is good", func(l *Limits) { l.MaxScans = 1 }, nil},
		{"0 scans are a fault", func(l *Limits) { l.MaxScans = 0 }, []string{"maximum scans is 0"}},
		{"a face of 1 px is good", func(l *Limits) { l.MinFaceWidth = 1 }, nil},
		{"a face of 0 px is a fault", func(l *Limits) { l.MinFaceWidth = 0 }, []string{"minimum face width is 0 px"}},
		{"a share of 1 is good", func(l *Limits) { l.SecondFaceShare = 1 }, nil},
		{"a share just above 1 is a fault", func(l *Limits) { l.SecondFaceShare = math.Nextafter(1, 2) }, []string{"second face share is 1.0000000000000002"}},
		{"a share just above 0 is good", func(l *Limits) { l.SecondFaceShare = math.SmallestNonzeroFloat64 }, nil},
		{"a share of 0 is a fault", func(l *Limits) { l.SecondFaceShare = 0 }, []string{"second face share is 0"}},
		{"a share below 0 is a fault", func(l *Limits) { l.SecondFaceShare = -0.5 }, []string{"second face share is -0.5"}},
		{"a share that is no number is a fault", func(l *Limits) { l.SecondFaceShare = math.NaN() }, []string{"second face share is NaN"}},

		// Several faults.
		{
			"all faults are reported together",
			func(l *Limits) {
				*l = Limits{
					MinShortSide: -1, MinLongSide: -2, MaxSide: -3,
					MaxMegapixels: math.NaN(), MaxScans: -4, MinFaceWidth: -5, SecondFaceShare: math.NaN(),
				}
			},
			[]string{
				"minimum short side is -1 px", "minimum long side -2 px is below", "maximum side -3 px is below",
				"maximum megapixels is NaN", "maximum scans is -4", "minimum face width is -5 px", "second face share is NaN",
			},
		},
		{
			"a largest side can be too small and too large at once",
			func(l *Limits) { l.MinLongSide, l.MaxSide = 70_000, 66_000 },
			[]string{"maximum side 66000 px is below", "maximum side is 66000 px"},
		},
		{
			"the zero limits are no limits",
			func(l *Limits) { *l = Limits{} },
			[]string{"minimum short side", "maximum megapixels", "maximum scans", "minimum face width", "second face share"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := DefaultLimits()
			tt.change(&l)
			var faults []string
			if err := l.Validate(); err != nil {
				faults = strings.Split(err.Error(), "\n")
			}
			if got, want := len(faults), len(tt.faults); got != want {
				t.Fatalf("%d faults, want %d: %q", got, want, faults)
			}
			for i, want := range tt.faults {
				if got := faults[i]; !strings.Contains(got, want) {
					t.Errorf("fault %d is %q, want %q in it", i, got, want)
				}
			}
		})
	}
}
