package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/internal/portrait"
)

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	good, landscape := filepath.Join(dir, "maria.jpg"), filepath.Join(dir, "hills.jpg")
	write(t, good, drawn(portrait.Options{}))
	write(t, landscape, portrait.JPEG(portrait.Landscape(640, 480, 1), 90))
	data := filepath.Join(dir, "data")
	for _, c := range []struct {
		name string
		args []string
		code int
		out  string // in standard output
		err  string // in standard error
	}{
		{"help is no error", []string{"--help"}, exitOK, "Serve the identifier API", ""},
		{"each command has help", []string{"serve", "--help"}, exitOK, "VESTIBULE_LISTEN", ""},
		{"the version is told", []string{"version"}, exitOK, "vestibule ", ""},
		{"the licences are told", []string{"licences"}, exitOK, "Copyright (c) 2014 Yasuhiro Matsumoto", ""},
		{"no command is a usage error", nil, exitUsage, "", "expected one of"},
		{"an unknown command is a usage error", []string{"enlist"}, exitUsage, "", "enlist"},
		{"an unknown flag is a usage error", []string{"serve", "--port", "80"}, exitUsage, "", "--port"},
		{"a number that is none is a usage error", []string{"serve", "--max-uploads", "many"}, exitUsage, "", "--max-uploads"},
		{"a limit that cannot be is a usage error", []string{"serve", "--rule-single-face", "refuse 1.5", "--data", data}, exitUsage, "", "rule single_face: the limit lies outside"},
		{"a portrait is enrolled", []string{"enroll", "--data", data, "--name", "Maria Lindqvist", good}, exitOK, "1\t" + good, ""},
		{"a photo that is refused says why", []string{"enroll", "--data", data, landscape}, exitRefused, "-\t" + landscape + "\tno_face: No face", ""},
		{"a file that is not there is told", []string{"enroll", "--data", data, "/nowhere.jpg"}, exitRefused, "no such file", ""},
		{"of several photos the good one is enrolled", []string{"enroll", "--data", data, landscape, good}, exitRefused, "\t" + good, ""},
		{"an account needs a role", []string{"account", "add", "desk", "--data", data}, exitUsage, "", "--role"},
		{"an account's role must exist", []string{"account", "add", "desk", "--role", "root", "--data", data}, exitUsage, "", "--role"},
		{"an account's name must be a name", []string{"account", "add", "front desk", "--role", "user", "--data", data}, exitUsage, "", "account name"},
		{"an account is added", []string{"account", "add", "desk", "--role", "user", "--data", data}, exitOK, "account desk added with role user", ""},
		{"an account is added once", []string{"account", "add", "desk", "--role", "user", "--data", data}, exitRefused, "", "already"},
		{"a photo is checked", []string{"check", good}, exitOK, "acceptable, profile panel", ""},
		{"what is enrolled is audited", []string{"audit", "--data", data}, exitOK, "2 portraits: 0 refused", ""},
		{"doctor finds nothing wrong", []string{"doctor", "--data", data}, exitOK, "a drawn face was found", ""},
		{"doctor says what is missing", []string{"doctor", "--data", data, "--models", dir}, exitRefused, "dlib_face_recognition_resnet_model_v1.dat is missing", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := runProgram(t, []string{"VESTIBULE_PASSWORD=correct horse"}, c.args...)
			if got.code != c.code {
				t.Errorf("exit code %d, want %d", got.code, c.code)
			}
			if !strings.Contains(got.out, c.out) || !strings.Contains(got.err, c.err) {
				t.Errorf("printed %q and %q, want %q and %q", got.out, got.err, c.out, c.err)
			}
		})
	}
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestARefusedPhotoLeavesNoIdentifierBehind(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "hills.jpg")
	write(t, path, portrait.JPEG(portrait.Landscape(640, 480, 1), 90))
	if got := runProgram(t, nil, "enroll", "--data", dir, path); got.code != exitRefused {
		t.Fatalf("%+v", got)
	}
	s := serve(t, dir)
	want(t, s.call(basic("admin", adminPassword), "GET", "/api/v1/access/identifier/item/1", ""), 400, "Wrong Identifier uid")
}

func TestAPasswordComesFromStandardInputAsWell(t *testing.T) {
	dir := t.TempDir()
	cmd := program(t, nil, "account", "add", "admin", "--role", "admin", "--data", dir)
	cmd.Stdin = strings.NewReader("typed password\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	serveWith(t, dir, nil).login("admin", "typed password")
}

func TestAPortInUseIsToldBeforeAPasswordIsMade(t *testing.T) {
	s := serve(t, t.TempDir())
	dir := t.TempDir()
	got := runProgram(t, nil, "serve", "--data", dir, "--listen", strings.TrimPrefix(s.url, "http://"))
	if got.code != exitRefused || !strings.Contains(got.err, "in use") || got.out != "" {
		t.Errorf("%+v", got)
	}
}

func TestSettingsComeFromFlagVariableAndFileInThatOrder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "vestibule.toml")
	write(t, file, []byte("device-name = \"file\"\nmax-uploads = 3\nlease = \"5s\"\nprofile = \"strict\"\n"))
	for _, c := range []struct {
		name     string
		flag     string
		variable string
		want     string
	}{
		{"the file goes before the default", "", "", "file"},
		{"the variable goes before the file", "", "variable", "variable"},
		{"the flag goes before both", "flag", "variable", "flag"},
	} {
		t.Run(c.name, func(t *testing.T) {
			args := []string{"serve", "--config", file}
			if c.flag != "" {
				args = append(args, "--device-name", c.flag)
			}
			if c.variable != "" {
				t.Setenv("VESTIBULE_DEVICE_NAME", c.variable)
			}
			parsed := parseServe(t, args)
			if got := parsed.DeviceName; got != c.want {
				t.Errorf("device name %q, want %q", got, c.want)
			}
			if parsed.MaxUploads != 3 || parsed.Lease.String() != "5s" || parsed.Profile != "strict" {
				t.Errorf("the file's other settings did not arrive: %+v", parsed)
			}
		})
	}
	t.Run("the file's name comes from a variable as well", func(t *testing.T) {
		t.Setenv("VESTIBULE_CONFIG", file)
		if got, want := parseServe(t, []string{"serve"}).DeviceName, "file"; got != want {
			t.Errorf("device name %q, want %q", got, want)
		}
	})
}

func parseServe(t *testing.T, args []string) *serveCommand {
	t.Helper()
	var c cli
	var errs bytes.Buffer
	if _, code := parseInto(&c, args, streams{out: &errs, err: &errs}); code != exitOK {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	return &c.Serve
}

func TestAWrongConfigurationFileIsAUsageError(t *testing.T) {
	for name, content := range map[string]string{
		"a setting that does not exist": "colour = \"blue\"\n",
		"a rule that does not exist":    "rule-charm = \"refuse 5\"\n",
		"a table":                       "[data]\nx = 1\n",
		"a value of the wrong type":     "max-uploads = \"many\"\n",
		"no TOML":                       "listen: 127.0.0.1\n",
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "vestibule.toml")
			write(t, file, []byte(content))
			var out, errs bytes.Buffer
			if code := run(context.Background(), []string{"serve", "--config", file}, streams{out: &out, err: &errs}); code != exitUsage {
				t.Errorf("exit code %d, want %d: %s", code, exitUsage, errs.String())
			}
			if errs.Len() == 0 {
				t.Error("nothing is said")
			}
		})
	}
	t.Run("a file that is not there", func(t *testing.T) {
		var errs bytes.Buffer
		if code := run(context.Background(), []string{"serve", "--config", "/nowhere.toml"}, streams{out: &errs, err: &errs}); code != exitUsage {
			t.Errorf("exit code %d, want %d", code, exitUsage)
		}
	})
}
