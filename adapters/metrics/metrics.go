// Package metrics counts and measures what a running service does, and tells it
// in Prometheus's text format.
package metrics

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"

	"github.com/VictoriaMetrics/metrics"

	"github.com/vestibule-id/vestibule/ports"
)

// contentType is that of Prometheus's text format.
const contentType = "text/plain; version=0.0.4; charset=utf-8"

// bounds are the upper bounds of the histogram's buckets in seconds: from a
// header that is read at once to a photo that used up its lease.
var bounds = []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30}

// Metrics has the figures of one service. It is an http.Handler that answers
// with all of them, and with those of the Go runtime and of the process. Add
// counters and gauges before it serves; all else is safe for concurrent use.
type Metrics struct {
	now      ports.Clock
	stages   map[ports.Stage]stage
	families []family
}

var _ http.Handler = (*Metrics)(nil)

// family is the figures of one name.
type family struct {
	name, help, kind string
	figures          *metrics.Set
}

// stage is what is measured of one stage.
type stage struct {
	active  *metrics.Gauge
	seconds *metrics.PrometheusHistogram
}

// New returns the figures of a service in which nothing has happened yet.
func New(now ports.Clock) *Metrics {
	m := &Metrics{now: now, stages: map[ports.Stage]stage{}}
	seconds := m.add("vestibule_stage_seconds", "histogram", "How long the stages of the work on photos took.")
	active := m.add("vestibule_stage_active", "gauge", "How many photos are in a stage: waiting in queue, busy workers in work.")
	for _, s := range ports.Stages() {
		m.stages[s] = stage{
			active:  active.figures.NewGauge(active.labelled("stage", string(s)), nil),
			seconds: seconds.figures.NewPrometheusHistogramExt(seconds.labelled("stage", string(s)), bounds),
		}
	}
	return m
}

// Meter returns what measures the stages. One that ports does not list is not
// measured.
func (m *Metrics) Meter() ports.Meter {
	return func(s ports.Stage) (end func()) {
		measured, ok := m.stages[s]
		if !ok {
			return func() {}
		}
		begin := m.now()
		measured.active.Inc()
		return func() {
			measured.active.Dec()
			measured.seconds.Update(m.now().Sub(begin).Seconds())
		}
	}
}

// Counter adds a counter for each value of a label, all of them 0, and returns
// what adds one to a value's. It panics if the name is taken.
func (m *Metrics) Counter(name, help, label string, values ...string) (count func(value string)) {
	f := m.add(name, "counter", help)
	for _, value := range values {
		f.figures.NewCounter(f.labelled(label, value))
	}
	return func(value string) { f.figures.GetOrCreateCounter(f.labelled(label, value)).Inc() }
}

// Gauge adds a figure that value is asked for each time. It panics if the name
// is taken.
func (m *Metrics) Gauge(name, help string, value func() float64) {
	m.add(name, "gauge", help).figures.NewGauge(name, value)
}

func (m *Metrics) add(name, kind, help string) family {
	for _, f := range m.families {
		if f.name == name {
			panic("metrics: there is a " + name + " already")
		}
	}
	f := family{name, help, kind, metrics.NewSet()}
	m.families = append(m.families, f)
	return f
}

func (f family) labelled(label, value string) string {
	return f.name + "{" + label + "=" + strconv.Quote(value) + "}"
}

// ServeHTTP implements http.Handler.
func (m *Metrics) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	var page bytes.Buffer
	for _, f := range m.families {
		// The library writes types for all sets of a process or for none.
		fmt.Fprintf(&page, "# HELP %s %s\n# TYPE %s %s\n", f.name, f.help, f.name, f.kind)
		f.figures.WritePrometheus(&page)
	}
	metrics.WriteGoMetrics(&page)
	metrics.WriteProcMetrics(&page)
	metrics.WriteFDMetrics(&page)
	w.Header().Set("Content-Type", contentType)
	// The only error is a client that does not listen any more.
	_, _ = w.Write(page.Bytes())
}
