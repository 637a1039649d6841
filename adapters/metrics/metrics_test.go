package metrics_test

import (
	"fmt"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/metrics"
	"github.com/vestibule-id/vestibule/ports"
)

// page returns the lines that are told.
func page(t *testing.T, m *metrics.Metrics) []string {
	t.Helper()
	rec := httptest.NewRecorder()
	m.ServeHTTP(rec, httptest.NewRequest("GET", "/metrics", nil))
	if got, want := rec.Header().Get("Content-Type"), "text/plain; version=0.0.4; charset=utf-8"; rec.Code != 200 || got != want {
		t.Errorf("status %d, content type %q, want 200, %q", rec.Code, got, want)
	}
	text, ends := strings.CutSuffix(rec.Body.String(), "\n")
	if !ends {
		t.Error("the last line has no end")
	}
	return strings.Split(text, "\n")
}

// wantFigure wants that a figure, with its labels, is told once and is so.
func wantFigure(t *testing.T, lines []string, name, want string) {
	t.Helper()
	var got []string
	for _, line := range lines {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			got = append(got, value)
		}
	}
	if !slices.Equal(got, []string{want}) {
		t.Errorf("%s is %q, want %s", name, got, want)
	}
}

// watch is a clock that a test sets.
type watch struct{ at time.Time }

func (w *watch) now() time.Time { return w.at }

func TestEveryStageIsThereFromTheStart(t *testing.T) {
	lines := page(t, metrics.New(time.Now))
	if len(ports.Stages()) == 0 {
		t.Fatal("there are no stages")
	}
	for _, s := range ports.Stages() {
		wantFigure(t, lines, fmt.Sprintf(`vestibule_stage_active{stage=%q}`, s), "0")
		wantFigure(t, lines, fmt.Sprintf(`vestibule_stage_seconds_count{stage=%q}`, s), "0")
		wantFigure(t, lines, fmt.Sprintf(`vestibule_stage_seconds_sum{stage=%q}`, s), "0")
		wantFigure(t, lines, fmt.Sprintf(`vestibule_stage_seconds_bucket{stage=%q,le="0.001"}`, s), "0")
		wantFigure(t, lines, fmt.Sprintf(`vestibule_stage_seconds_bucket{stage=%q,le="+Inf"}`, s), "0")
	}
}

func TestAStageIsActiveBetweenItsBeginAndItsEnd(t *testing.T) {
	m := metrics.New(time.Now)
	const queue, work = `vestibule_stage_active{stage="queue"}`, `vestibule_stage_active{stage="work"}`
	first, second := m.Meter().Begin(ports.StageQueue), m.Meter().Begin(ports.StageQueue)
	wantFigure(t, page(t, m), queue, "2")
	wantFigure(t, page(t, m), work, "0")
	wantFigure(t, page(t, m), `vestibule_stage_seconds_count{stage="queue"}`, "0")
	second()
	wantFigure(t, page(t, m), queue, "1")
	wantFigure(t, page(t, m), `vestibule_stage_seconds_count{stage="queue"}`, "1")
	first()
	wantFigure(t, page(t, m), queue, "0")
	wantFigure(t, page(t, m), `vestibule_stage_seconds_count{stage="queue"}`, "2")
}

func TestAStageIsMeasured(t *testing.T) {
	for _, tt := range []struct {
		name  string
		took  time.Duration
		sum   string
		least string // bound of the first bucket that it is in
		below string // bound of the bucket before that
	}{
		{"no time at all is in the first bucket", 0, "0", "0.001", ""},
		{"a bound belongs to its bucket", time.Millisecond, "0.001", "0.001", ""},
		{"a little more belongs to the next", time.Millisecond + time.Microsecond, "0.001001", "0.0025", "0.001"},
		{"thirty seconds are in the last bucket with a bound", 30 * time.Second, "30", "30", "10"},
		{"more is in the one without", 30*time.Second + time.Millisecond, "30.001", "+Inf", "30"},
		{"a clock that goes back measures nothing below zero", -time.Second, "0", "", "+Inf"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			clock := &watch{time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC)}
			m := metrics.New(clock.now)
			end := m.Meter().Begin(ports.StageDetect)
			clock.at = clock.at.Add(tt.took)
			end()
			lines := page(t, m)
			wantFigure(t, lines, `vestibule_stage_seconds_sum{stage="detect"}`, tt.sum)
			wantFigure(t, lines, `vestibule_stage_active{stage="detect"}`, "0")
			wantFigure(t, lines, `vestibule_stage_seconds_count{stage="decode"}`, "0")
			for bound, want := range map[string]string{tt.below: "0", tt.least: "1"} {
				if bound != "" {
					wantFigure(t, lines, fmt.Sprintf(`vestibule_stage_seconds_bucket{stage="detect",le=%q}`, bound), want)
				}
			}
		})
	}
}

func TestAnUnknownStageIsNotMeasured(t *testing.T) {
	m := metrics.New(time.Now)
	m.Meter().Begin("lunch")()
	for _, line := range page(t, m) {
		if strings.Contains(line, "lunch") {
			t.Error(line)
		}
	}
}

func TestCounters(t *testing.T) {
	m := metrics.New(time.Now)
	count := m.Counter("vestibule_uploads_total", "Uploads by outcome.", "outcome", "enrolled", "busy")
	count("busy")
	count("busy")
	count(`"odd"`)
	lines := page(t, m)
	wantFigure(t, lines, `vestibule_uploads_total{outcome="enrolled"}`, "0")
	wantFigure(t, lines, `vestibule_uploads_total{outcome="busy"}`, "2")
	wantFigure(t, lines, `vestibule_uploads_total{outcome="\"odd\""}`, "1")
}

func TestGauges(t *testing.T) {
	m := metrics.New(time.Now)
	taken := 3.0
	m.Gauge("vestibule_upload_slots_taken", "Slots in use.", func() float64 { return taken })
	wantFigure(t, page(t, m), "vestibule_upload_slots_taken", "3")
	taken = 0.5
	wantFigure(t, page(t, m), "vestibule_upload_slots_taken", "0.5")
}

func TestANameIsGivenOnce(t *testing.T) {
	m := metrics.New(time.Now)
	defer func() {
		if recover() == nil {
			t.Error("a second gauge took the name of the stages")
		}
	}()
	m.Gauge("vestibule_stage_active", "", func() float64 { return 0 })
}

// Two services in one process have figures of their own.
func TestFiguresAreNotShared(t *testing.T) {
	one, other := metrics.New(time.Now), metrics.New(time.Now)
	one.Meter().Begin(ports.StageWork)
	wantFigure(t, page(t, one), `vestibule_stage_active{stage="work"}`, "1")
	wantFigure(t, page(t, other), `vestibule_stage_active{stage="work"}`, "0")
}

func TestTheProcessIsThereToo(t *testing.T) {
	lines := page(t, metrics.New(time.Now))
	for _, name := range []string{"process_resident_memory_bytes", "process_open_fds", "process_cpu_seconds_total", "go_goroutines", "go_memstats_heap_inuse_bytes"} {
		if !slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, name+" ") }) {
			t.Errorf("there is no %s", name)
		}
	}
}

// What a line of the text format may be.
var (
	comment = regexp.MustCompile(`^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) .+$`)
	figure  = regexp.MustCompile(`^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{([a-zA-Z_][a-zA-Z0-9_]*="(\\.|[^"\\])*"(, ?|\}))+)? (\S+)$`)
)

func TestEveryLineIsOneOfTheFormat(t *testing.T) {
	m := metrics.New(time.Now)
	m.Counter("vestibule_uploads_total", "Uploads by outcome.", "outcome", "enrolled")("enrolled")
	m.Gauge("vestibule_upload_slots", "Slots.", func() float64 { return 32 })
	m.Meter().Begin(ports.StageWork)()
	told := map[string]bool{}
	for _, line := range page(t, m) {
		if c := comment.FindStringSubmatch(line); c != nil {
			if told[c[1]+c[2]] {
				t.Errorf("there is a second %s of %s", c[1], c[2])
			}
			told[c[1]+c[2]] = true
			continue
		}
		f := figure.FindStringSubmatch(line)
		if f == nil {
			t.Errorf("no figure and no comment: %q", line)
			continue
		}
		if _, err := strconv.ParseFloat(f[len(f)-1], 64); err != nil {
			t.Errorf("%q: %v", line, err)
		}
		if told[line] {
			t.Errorf("there twice: %q", line)
		}
		told[line] = true
		family := f[1]
		for _, suffix := range []string{"_bucket", "_sum", "_count"} {
			family = strings.TrimSuffix(family, suffix)
		}
		if strings.HasPrefix(family, "vestibule_") && !(told["HELP"+family] && told["TYPE"+family]) {
			t.Errorf("no help or type goes before %q", line)
		}
	}
}

func TestManyMayMeasureAtOnce(t *testing.T) {
	m := metrics.New(time.Now)
	count := m.Counter("vestibule_uploads_total", "Uploads.", "outcome")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				m.Meter().Begin(ports.StageCommit)()
				count("enrolled")
			}
			page(t, m)
		})
	}
	all.Wait()
	lines := page(t, m)
	wantFigure(t, lines, `vestibule_stage_seconds_count{stage="commit"}`, "800")
	wantFigure(t, lines, `vestibule_stage_active{stage="commit"}`, "0")
	wantFigure(t, lines, `vestibule_uploads_total{outcome="enrolled"}`, "800")
}
