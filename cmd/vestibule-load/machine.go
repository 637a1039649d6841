package main

import (
	"debug/buildinfo"
	"fmt"
	"os"
	"runtime"
	"strings"
)

// machine returns in one line what the server runs on and was built with.
func machine(binary string) string {
	version := runtime.Version()
	if built, err := buildinfo.ReadFile(binary); err == nil {
		version = built.GoVersion
	}
	processor := valueIn("/proc/cpuinfo", "model name", ":", runtime.GOARCH)
	system := valueIn("/etc/os-release", "PRETTY_NAME", "=", runtime.GOOS)
	return fmt.Sprintf("%s, %d cores, %s, %s, load average %s", processor, runtime.NumCPU(), version, system, loadAverage())
}

// loadAverage returns how many processes wanted a core in the last minute: what
// else the machine did before this program came.
func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return unknown
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}

// valueIn returns the first value that a file has for a name, or another if it
// has none.
func valueIn(path, name, separator, other string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return other
	}
	return valueOf(string(text), name, separator, other)
}

// valueOf is valueIn for a text: "model name : Some processor".
func valueOf(text, name, separator, other string) string {
	for line := range strings.Lines(text) {
		key, value, ok := strings.Cut(line, separator)
		value = strings.Trim(strings.TrimSpace(value), `"`)
		if ok && strings.TrimSpace(key) == name && value != "" {
			return value
		}
	}
	return other
}
