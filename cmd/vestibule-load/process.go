package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// unknown stands in tables for what this system does not tell.
const unknown = "-"

// usage is what a process has and has used. It is known on Linux alone.
type usage struct {
	known    bool
	cpu      float64 // seconds of processor time
	resident int64   // bytes of memory
	peak     int64   // bytes, the most since the last resetPeak
	threads  int
	files    int // open ones, connections included
}

// usageOf returns the usage of a process: "self", or its id.
func usageOf(process string) usage {
	u, err := readUsage(filepath.Join("/proc", process))
	if err != nil {
		return usage{}
	}
	return u
}

func (s *server) usage() usage { return usageOf(strconv.Itoa(s.PID())) }

// resetPeak has the peak of the server's memory begin anew, where that exists.
func (s *server) resetPeak() {
	// 5 resets VmHWM, see proc(5). Without it the peak is that since the start.
	_ = os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", s.PID()), []byte("5"), 0)
}

// readUsage reads a directory as Linux has one for each process.
func readUsage(dir string) (usage, error) {
	stat, err := os.ReadFile(filepath.Join(dir, "stat"))
	if err != nil {
		return usage{}, err
	}
	status, err := os.ReadFile(filepath.Join(dir, "status"))
	if err != nil {
		return usage{}, err
	}
	files, err := os.ReadDir(filepath.Join(dir, "fd"))
	if err != nil {
		return usage{}, err
	}
	u := usage{known: true, files: len(files)}
	if u.cpu, err = parseCPU(stat); err != nil {
		return usage{}, err
	}
	err = u.parseStatus(status)
	return u, err
}

// ticksASecond is the unit of times in /proc. Linux promises it to programs,
// whatever its own clock does.
const ticksASecond = 100

// parseCPU returns the processor time in /proc/PID/stat, in seconds: of the
// program and of the kernel for it.
func parseCPU(stat []byte) (float64, error) {
	// The second field is the program's name in brackets, which may have spaces
	// and brackets itself.
	after := stat[bytes.LastIndexByte(stat, ')')+1:]
	fields := strings.Fields(string(after))
	const utime, stime = 14 - 3, 15 - 3 // proc(5) counts from 1, and two are cut off
	if len(fields) <= stime {
		return 0, errors.New("stat is too short")
	}
	user, err := strconv.ParseInt(fields[utime], 10, 64)
	if err != nil {
		return 0, err
	}
	system, err := strconv.ParseInt(fields[stime], 10, 64)
	if err != nil {
		return 0, err
	}
	return float64(user+system) / ticksASecond, nil
}

// parseStatus reads memory and threads from /proc/PID/status.
func (u *usage) parseStatus(status []byte) error {
	values := map[string]int64{}
	for line := range strings.Lines(string(status)) {
		name, rest, _ := strings.Cut(line, ":")
		first, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
		if n, err := strconv.ParseInt(first, 10, 64); err == nil {
			values[name] = n
		}
	}
	for _, name := range []string{"VmRSS", "VmHWM", "Threads"} {
		if _, ok := values[name]; !ok {
			return fmt.Errorf("status has no %s", name)
		}
	}
	u.resident, u.peak, u.threads = values["VmRSS"]<<10, values["VmHWM"]<<10, int(values["Threads"])
	return nil
}

func (u usage) residentMiB() string { return u.mib(u.resident) }
func (u usage) peakMiB() string     { return u.mib(u.peak) }

func (u usage) mib(bytes int64) string {
	if !u.known {
		return unknown
	}
	return strconv.FormatFloat(float64(bytes)/(1<<20), 'f', 0, 64)
}

// cpuPer returns the processor milliseconds used since an earlier moment, for
// each of n photos.
func (u usage) cpuPer(n int, since usage) string {
	if !u.known || !since.known || n == 0 {
		return unknown
	}
	return strconv.FormatFloat(1000*(u.cpu-since.cpu)/float64(n), 'f', 1, 64)
}
