package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule"
)

// parsedServe parses the arguments of serve. ok is false if they are refused,
// with a text for the user.
func parsedServe(t *testing.T, args ...string) (config vestibule.Config, ok bool) {
	t.Helper()
	var c cli
	var out, errs bytes.Buffer
	run, code := parseInto(&c, append([]string{"serve"}, args...), streams{out: &out, err: &errs})
	if run == nil {
		if code != exitUsage && code != exitOK || errs.Len()+out.Len() == 0 {
			t.Fatalf("code %d without a word", code)
		}
		return config, false
	}
	s := &c.Serve
	config, err := configured(s.dataSettings, s.modelSettings, s.photoSettings, s.fileSettings, s.leaseSettings, s)
	return config, err == nil
}

// Whatever is in a configuration file, it is refused, or means what the same
// would mean as flags.
func FuzzConfigFile(f *testing.F) {
	for _, text := range []string{
		"", "max-uploads = 8", "listen = \"127.0.0.1:0\"\nphoto-time = \"3s\"", "rule-face-width = \"refuse 100\"\nprofile = \"strict\"",
		"workers = -1", "workers = 1.5", "workers = 0x10", "workers = [1, 2]", "workers = {a = 1}", "[serve]\nworkers = 1", "config = \"x\"", "help = true",
		"lease = 1979-05-27T07:32:00Z", "device-name = '''\na\nb'''", "max-photo-mib = 9223372036854775807", "token-for = \"1e9h\"", "time-zone = \"../../etc/passwd\"",
		"data = \"\\u0000\"", "landmarks = \"none\"", "log-level = \"off\"", "a = ", "workers = 1\nworkers = 2", "\xff", "events-kept = nan", "events-kept = inf", strings.Repeat("[a.", 1000),
	} {
		f.Add(text)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(dir, fmt.Sprintf("%d.toml", os.Getpid()))
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		config, ok := parsedServe(t, "--config", path)
		if !ok {
			return
		}
		if err := config.Validate(); err != nil {
			t.Fatalf("%q is accepted: %v", text, err)
		}
		file, err := readConfig(path)
		if err != nil {
			t.Fatal(err)
		}
		var flags []string
		for name, value := range file.values {
			flags = append(flags, fmt.Sprintf("--%s=%v", name, value))
		}
		// Settings of other commands are allowed in the file alone.
		if same, ok := parsedServe(t, flags...); ok && !reflect.DeepEqual(config, same) {
			t.Errorf("%q is %+v, as flags %+v", text, config, same)
		}
	})
}
