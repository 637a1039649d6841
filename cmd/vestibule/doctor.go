package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/sys/cpu"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/adapters/dlib"
	"github.com/vestibule-id/vestibule/adapters/sqlite"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/ports"
)

type doctorCommand struct {
	dataSettings  `embed:""`
	modelSettings `embed:""`
}

// A finding is one line of the doctor's report.
type finding struct {
	verdict string // "ok", "note" or "FAIL"
	subject string
	text    string
}

const (
	ok     = "ok"
	note   = "note"
	failed = "FAIL"
)

func (c *doctorCommand) run(ctx context.Context, std streams) error {
	findings := []finding{
		{ok, "vestibule", vestibule.Version() + ", " + runtime.Version() + ", " + runtime.GOOS + "/" + runtime.GOARCH},
		processor(),
	}
	if findings[1].verdict == ok { // otherwise to ask dlib anything would end the program
		findings = append(findings, finding{ok, "libraries", dlib.Libraries()}, blas(), c.face(ctx), c.landmarks(ctx))
		findings = append(findings, c.models()...)
	}
	findings = append(findings, c.database(ctx))
	return report(std.out, findings)
}

// processor says whether the program can run here at all.
func processor() finding {
	if err := dlib.CheckProcessor(); err != nil {
		return finding{failed, "processor", err.Error()}
	}
	return finding{ok, "processor", fmt.Sprintf("%d cores for Go%s", runtime.GOMAXPROCS(0), cpuFlags())}
}

// report prints the findings and says whether any is a failure.
func report(w io.Writer, findings []finding) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	bad := 0
	for _, f := range findings {
		if f.verdict == failed {
			bad++
		}
		fmt.Fprintf(t, "%s\t%s\t%s\n", f.verdict, f.subject, f.text)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if bad > 0 {
		return errReported
	}
	return nil
}

// cpuFlags names the instruction sets that matter to dlib and OpenBLAS.
func cpuFlags() string {
	var flags []string
	for _, f := range []struct {
		name string
		has  bool
	}{
		{"sse4.2", cpu.X86.HasSSE42}, {"avx", cpu.X86.HasAVX}, {"avx2", cpu.X86.HasAVX2},
		{"fma", cpu.X86.HasFMA}, {"avx512f", cpu.X86.HasAVX512F}, {"neon", cpu.ARM64.HasASIMD},
	} {
		if f.has {
			flags = append(flags, f.name)
		}
	}
	if len(flags) == 0 {
		return ""
	}
	return ", " + strings.Join(flags, " ")
}

func blas() finding {
	description := dlib.BLAS()
	if description == "" {
		return finding{note, "BLAS", "not OpenBLAS: descriptors may be slow; install libopenblas-dev"}
	}
	return finding{ok, "BLAS", description + ", 1 thread a call"}
}

// face looks for a face that is known to be found.
func (c *doctorCommand) face(ctx context.Context) finding {
	w, err := dlib.Open(dlib.Options{Workers: 1})
	if err != nil {
		return finding{failed, "detector", err.Error()}
	}
	defer w.Close()
	begin := time.Now()
	if err := w.Detector().Probe(ctx); err != nil {
		return finding{failed, "detector", err.Error()}
	}
	return finding{ok, "detector", fmt.Sprintf("a drawn face was found in %v", time.Since(begin).Round(time.Millisecond))}
}

// landmarks loads the landmarks and says which rules cannot be measured with
// them.
func (c *doctorCommand) landmarks(ctx context.Context) finding {
	path, err := dlib.FindLandmarks(c.modelSettings.landmarks(), c.Models)
	if err != nil {
		return finding{failed, "landmarks", err.Error()}
	}
	w, err := dlib.Open(dlib.Options{Workers: 1, Landmarks: path})
	if err != nil {
		return finding{failed, "landmarks", err.Error()}
	}
	defer w.Close()
	idle, err := idleRules(ctx, w.Detector())
	switch {
	case err != nil:
		return finding{failed, "landmarks", err.Error()}
	case w.Points() == 0:
		return finding{note, "landmarks", "none (--landmarks FILE): these photo rules do not apply: " + idle}
	case w.Points() == face.Points68:
		return finding{note, "landmarks", path + " loaded, 68 points; they exclude commercial use, a 5-point file does not"}
	default:
		return finding{ok, "landmarks", fmt.Sprintf("%s loaded, %d points; these photo rules do not apply: %s", path, w.Points(), idle)}
	}
}

// idleRules lists the rules that say nothing about a drawn portrait, which has
// all that a rule can look at.
func idleRules(ctx context.Context, d ports.FaceDetector) (string, error) {
	a := app.Assessor{Detector: d}
	r, err := a.Check(ctx, portrait.JPEG(portrait.Draw(portrait.Options{}), 90), rules.Panel())
	if err != nil {
		return "", err
	}
	var idle []string
	for _, rule := range rules.All() {
		if !slices.ContainsFunc(r.Measures, func(m rules.Measure) bool { return m.Code == rule.Code }) {
			idle = append(idle, rule.Code)
		}
	}
	return strings.Join(idle, " "), nil
}

func (c *doctorCommand) models() []finding {
	if c.Models == "" {
		return []finding{{note, "models", "none configured (--models DIR): faces are enrolled without a descriptor; the README says where to get the files"}}
	}
	m, err := dlib.FindModels(c.Models)
	if err != nil {
		return []finding{{failed, "models", strings.ReplaceAll(err.Error(), "\n", "; ")}}
	}
	var findings []finding
	for _, f := range []dlib.ModelFile{m.Landmarks, m.Network, m.CNN} {
		sum, err := f.Checksum()
		if err != nil {
			return append(findings, finding{failed, "model file", err.Error()})
		}
		findings = append(findings, finding{ok, "model file", f.Path + " sha256 " + sum})
	}
	if m.NonCommercial() {
		findings = append(findings, finding{note, "models", "the 68-point landmarks exclude commercial use; the 5-point file does not"})
	}
	w, err := dlib.Open(dlib.Options{Models: &m, Workers: 1})
	if err != nil {
		return append(findings, finding{failed, "models", err.Error()})
	}
	defer w.Close()
	return append(findings, finding{ok, "models", "loaded, as " + m.Name()})
}

func (c *doctorCommand) database(ctx context.Context) finding {
	if !sqlite.Exists(c.Data) {
		return finding{note, "database", "none yet in " + c.Data + "; serve or enroll makes it"}
	}
	config, err := configured(c.dataSettings)
	if err != nil {
		return finding{failed, "database", err.Error()}
	}
	config.Log = discardLog
	db, cleanup, err := vestibule.OpenDatabase(ctx, config)
	if err != nil {
		return finding{failed, "database", err.Error()}
	}
	defer cleanup()
	if err := db.Probe(ctx); err != nil {
		return finding{failed, "database", err.Error()}
	}
	return finding{ok, "database", c.Data + " opens and takes writes"}
}
