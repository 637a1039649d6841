package schedule

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// changes returns the moments at which the clocks of a zone change in a year,
// to the hour.
func changes(zone *time.Location, year int) (moments []int64) {
	hour := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).In(zone)
	for ; hour.UTC().Year() == year; hour = hour.Add(time.Hour) {
		_, before := hour.Zone()
		if _, after := hour.Add(time.Hour).Zone(); before != after {
			moments = append(moments, hour.Unix())
		}
	}
	return moments
}

// show returns the first moment between two at which a clock shows the reading
// or later, and the last at which it shows the reading or earlier, by looking
// at the clock every second.
func show(zone *time.Location, reading, from, to int64) (first, last int64) {
	first, last = math.MaxInt64, math.MinInt64
	for moment := from; moment <= to; moment++ {
		_, offset := time.Unix(moment, 0).In(zone).Zone()
		shown := moment + int64(offset)
		if shown >= reading && first == math.MaxInt64 {
			first = moment
		}
		if shown <= reading {
			last = moment
		}
	}
	return first, last
}

func TestAClockIsWhatItShowsEverySecond(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	checked := 0
	for _, zone := range allZones(t) {
		for _, year := range []int{1970, 1987, 2006, 2011, 2017, 2024, 2038, 2100, MaxYear - 1} {
			for _, change := range changes(zone, year) {
				c := clock{zone}
				from, to := change-5*60*60, change+5*60*60
				for range 2 {
					reading := c.at(change) + random.Int64N(4*60*60) - 2*60*60
					wantFirst, wantLast := show(zone, reading, from, to)
					if got := c.first(reading); got != wantFirst {
						t.Errorf("%v %d: the first moment for %d is %d, want %d", zone, year, reading, got, wantFirst)
					}
					if got := c.last(reading); got != wantLast {
						t.Errorf("%v %d: the last moment for %d is %d, want %d", zone, year, reading, got, wantLast)
					}
					checked++
				}
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d readings were checked", checked)
	}
}

// Most readings are shown once.
func TestAClockUndoesItself(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	zones := append(allZones(t), time.FixedZone("ahead", 15*60*60), time.FixedZone("behind", -15*60*60), time.FixedZone("odd", 3601))
	for _, zone := range zones {
		c := clock{zone}
		for range 2000 {
			moment := earliest.Unix() + random.Int64N(latest.Unix()-earliest.Unix()+1)
			reading := c.at(moment)
			first, last := c.first(reading), c.last(reading)
			if first > moment || last < moment {
				t.Fatalf("%v: %d shows %d, which is from %d to %d", zone, moment, reading, first, last)
			}
			if got := c.at(first); got != reading {
				t.Fatalf("%v: the first moment for %d, %d, shows %d", zone, reading, first, got)
			}
			if got := c.at(last); got != reading {
				t.Fatalf("%v: the last moment for %d, %d, shows %d", zone, reading, last, got)
			}
			if _, before := time.Unix(moment-3*daySeconds, 0).In(zone).Zone(); before == int(c.offset(moment+3*daySeconds)) && first != last {
				t.Fatalf("%v: %d is shown from %d to %d, far from any change", zone, reading, first, last)
			}
		}
	}
}
