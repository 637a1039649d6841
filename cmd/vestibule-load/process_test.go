package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// What Linux says of a process, fields of stat after the times cut short.
const (
	aStat   = "4711 (vestibule) S 1 4711 4711 0 -1 4194560 9 8 7 6 1234 66 5 4 20 0 12 0 99"
	aStatus = "Name:\tvestibule\nVmHWM:\t  204800 kB\nVmRSS:\t  102400 kB\nThreads:\t12\nCpus_allowed_list:\t0-1\n"
)

func TestParseCPU(t *testing.T) {
	for _, tt := range []struct {
		name string
		stat string
		want float64
		ok   bool
	}{
		{"user and system time are added", aStat, 13, true},
		{"a name may have spaces and brackets", strings.Replace(aStat, "(vestibule)", "(a b) S (c)", 1), 13, true},
		{"just long enough is enough", "1 (v) S 1 2 3 4 5 6 7 8 9 10 150 50", 2, true},
		{"one field less is not", "1 (v) S 1 2 3 4 5 6 7 8 9 10 150", 0, false},
		{"user time that is no number is an error", strings.Replace(aStat, "1234", "x", 1), 0, false},
		{"system time that is no number is an error", strings.Replace(aStat, "66", "x", 1), 0, false},
		{"nothing is an error", "", 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := parseCPU([]byte(tt.stat))
			if got != tt.want || (err == nil) != tt.ok {
				t.Errorf("CPU is %g, %v, want %g, no error: %v", got, err, tt.want, tt.ok)
			}
		})
	}
}

func TestParseStatus(t *testing.T) {
	want := usage{resident: 100 << 20, peak: 200 << 20, threads: 12}
	var got usage
	if err := got.parseStatus([]byte(aStatus)); err != nil || got != want {
		t.Errorf("status is %+v, %v, want %+v", got, err, want)
	}
	for _, name := range []string{"VmRSS", "VmHWM", "Threads"} {
		t.Run("without "+name+" it is an error", func(t *testing.T) {
			var u usage
			if err := u.parseStatus([]byte(strings.Replace(aStatus, name, "Other", 1))); err == nil {
				t.Errorf("status is %+v", u)
			}
		})
	}
}

// process makes a directory as Linux has one for a process, with that many open
// files.
func process(t *testing.T, stat, status string, files int) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range map[string]string{"stat": stat, "status": status} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i := range files {
		if err := os.MkdirAll(filepath.Join(dir, "fd", strconv.Itoa(i)), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadUsage(t *testing.T) {
	got, err := readUsage(process(t, aStat, aStatus, 3))
	want := usage{known: true, cpu: 13, resident: 100 << 20, peak: 200 << 20, threads: 12, files: 3}
	if err != nil || got != want {
		t.Errorf("usage is %+v, %v, want %+v", got, err, want)
	}
}

func TestReadUsageOfAProcessThatIsGone(t *testing.T) {
	for _, missing := range []string{"stat", "status", "fd"} {
		dir := process(t, aStat, aStatus, 1)
		if err := os.RemoveAll(filepath.Join(dir, missing)); err != nil {
			t.Fatal(err)
		}
		if _, err := readUsage(dir); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("without %s the error is %v", missing, err)
		}
	}
}

func TestUsageOfThisProgram(t *testing.T) {
	u := usageOf("self")
	if runtime.GOOS != "linux" {
		if u.known {
			t.Errorf("usage is %+v on %s", u, runtime.GOOS)
		}
		return
	}
	if !u.known || u.resident <= 0 || u.peak < u.resident || u.threads < 1 || u.files < 3 {
		t.Errorf("usage is %+v", u)
	}
}

func TestUsageInWords(t *testing.T) {
	before, after := usage{known: true, cpu: 1}, usage{known: true, cpu: 1.5, resident: 3 << 19, peak: 5 << 20}
	for _, tt := range []struct{ name, got, want string }{
		{"memory is rounded to MiB", after.residentMiB(), "2"},
		{"so is its peak", after.peakMiB(), "5"},
		{"memory that is not known is a dash", usage{}.residentMiB(), "-"},
		{"CPU is per photo, in ms", after.cpuPer(100, before), "5.0"},
		{"CPU of no photo is a dash", after.cpuPer(0, before), "-"},
		{"CPU since an unknown moment is a dash", after.cpuPer(1, usage{}), "-"},
		{"CPU until an unknown moment is a dash", usage{}.cpuPer(1, before), "-"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}
