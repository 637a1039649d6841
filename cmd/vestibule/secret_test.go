package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

func TestASecretComesFromAVariableOrItsFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	for _, c := range []struct {
		name     string
		variable string // "-" for none
		file     string // what it holds, "-" for none
		want     string
		given    bool
		fault    string // "" for none
	}{
		{"neither", "-", "-", "", false, ""},
		{"the variable", "front door\n", "-", "front door\n", true, ""},
		{"an empty variable is one", "", "-", "", true, ""},
		{"the file", "-", "front door", "front door", true, ""},
		{"a line end is cut", "-", "front door\n", "front door", true, ""},
		{"a line end of Windows is cut", "-", "front door\r\n", "front door", true, ""},
		{"one line end and no more", "-", "front door \n\n", "front door \n", true, ""},
		{"as long as may be", "-", strings.Repeat("x", maxSecretBytes), strings.Repeat("x", maxSecretBytes), true, ""},
		{"longer", "-", strings.Repeat("x", maxSecretBytes+1), "", false, "larger"},
		{"an empty file", "-", "", "", false, "empty"},
		{"a file of a line end", "-", "\n", "", false, "empty"},
		{"both", "front door", "front door", "", false, "both set"},
		{"both, the variable empty", "", "front door", "", false, "both set"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.variable != "-" {
				t.Setenv("VESTIBULE_SOMETHING", c.variable)
			}
			if c.file != "-" {
				if err := os.WriteFile(file, []byte(c.file), 0o600); err != nil {
					t.Fatal(err)
				}
				t.Setenv("VESTIBULE_SOMETHING_FILE", file)
			}
			got, given, err := secret("VESTIBULE_SOMETHING")
			if got != c.want || given != c.given {
				t.Errorf("%q, %v; want %q, %v", got, given, c.want, c.given)
			}
			if c.fault == "" && err != nil || c.fault != "" && (!errors.Is(err, errUsage) || !strings.Contains(err.Error(), c.fault)) {
				t.Errorf("error %v, want %q", err, c.fault)
			}
			if err != nil && strings.Contains(err.Error(), "front door") {
				t.Errorf("the error tells the secret: %v", err)
			}
		})
	}
}

func TestAMissingFileOfASecretIsTheUsersFault(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	for variable, args := range map[string][]string{
		"VESTIBULE_ADMIN_PASSWORD_FILE": {"serve", "--listen", "127.0.0.1:0", "--data", t.TempDir()},
		"VESTIBULE_PANEL_KEY_FILE":      {"serve", "--listen", "127.0.0.1:0", "--data", t.TempDir()},
		"VESTIBULE_PASSWORD_FILE":       {"logs"},
	} {
		if got := runProgram(t, []string{variable + "=" + missing}, args...); got.code != exitUsage || !strings.Contains(got.err, variable) {
			t.Errorf("%s: %+v", variable, got)
		}
	}
}

// Whoever lists processes reads their flags.
func TestNoFlagTakesASecret(t *testing.T) {
	var all cli
	for _, p := range []*photoSettings{&all.Serve.photoSettings, &all.Check.photoSettings, &all.Enroll.photoSettings, &all.Audit.photoSettings} {
		p.Rules = ruleFlags()
	}
	parser, err := kong.New(&all, kong.Vars(defaults()), kong.ExplicitGroups([]kong.Group{ruleGroup}))
	if err != nil {
		t.Fatal(err)
	}
	secretive := regexp.MustCompile(`pass(word|phrase)|key|token|secret|credential|pin$`)
	harmless := map[string]string{"token-for": "a time", "tls-key": "a file", "key-file": "a file", "keys": "a file", "key-command": "a command"}
	seen := map[string]bool{}
	var walk func(n *kong.Node)
	walk = func(n *kong.Node) {
		for _, flag := range n.Flags {
			seen[flag.Name] = true
			if secretive.MatchString(flag.Name) && harmless[flag.Name] == "" {
				t.Errorf("%s: --%s looks as if it took a secret", n.FullPath(), flag.Name)
			}
			if harmless[flag.Name] == "a file" && flag.Tag.Type != "path" {
				t.Errorf("--%s is not a file", flag.Name)
			}
		}
		for _, child := range n.Children {
			walk(child)
		}
	}
	walk(parser.Model.Node)
	for name := range harmless {
		if !seen[name] {
			t.Errorf("there is no flag --%s", name)
		}
	}
}

func TestCommandsTakeThePasswordFromAFile(t *testing.T) {
	data, file := t.TempDir(), filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("front desk\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := []string{"VESTIBULE_PASSWORD_FILE=" + file}
	if added := runProgram(t, env, "account", "add", "desk", "--role", "admin", "--data", data); added.code != exitOK {
		t.Fatalf("%+v", added)
	}
	s := serve(t, data)
	if got := runProgram(t, env, "identifiers", "list", "--user", "desk", "--server", s.url); got.code != exitOK {
		t.Errorf("%+v", got)
	}
}
