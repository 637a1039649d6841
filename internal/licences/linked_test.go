package licences

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// linkedModule is a module of which packages are in the program.
type linkedModule struct {
	path      string
	own       bool     // this module
	texts     []string // its licences: those beside linked packages and those above them
	libraries []string // linker flags
}

// listing is what "go list" says of a package.
type listing struct {
	Dir        string
	CgoLDFLAGS []string
	Module     *struct {
		Path, Dir string
		Main      bool
	}
}

// packages lists what the program that is shipped is made of. The platform is
// named, so that the answer is the same wherever the test runs.
var packages = sync.OnceValues(func() ([]listing, error) {
	list := exec.Command("go", "list", "-deps", "-json=Dir,CgoLDFLAGS,Module", "github.com/vestibule-id/vestibule/cmd/vestibule")
	list.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=1", "GOFLAGS=")
	var complaint strings.Builder
	list.Stderr = &complaint
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, complaint.String())
	}
	var all []listing
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listing
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
})

// linked returns the modules in the program, by path.
func linked(t *testing.T) []linkedModule {
	t.Helper()
	all, err := packages()
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string]*linkedModule{}
	for _, p := range all {
		if p.Module == nil {
			continue
		}
		m, ok := byPath[p.Module.Path]
		if !ok {
			m = &linkedModule{path: p.Module.Path, own: p.Module.Main}
			byPath[m.path] = m
		}
		m.libraries = unique(append(m.libraries, p.CgoLDFLAGS...))
		for dir := p.Dir; ; dir = filepath.Dir(dir) {
			m.texts = unique(append(m.texts, textsIn(t, dir)...))
			if dir == p.Module.Dir {
				break
			}
		}
	}
	var modules []linkedModule
	for _, m := range byPath {
		modules = append(modules, *m)
	}
	slices.SortFunc(modules, func(a, b linkedModule) int { return cmp.Compare(a.path, b.path) })
	return modules
}

// standardLibraries returns what Go's own packages are linked with.
func standardLibraries(t *testing.T) []string {
	t.Helper()
	all, err := packages()
	if err != nil {
		t.Fatal(err)
	}
	var flags []string
	for _, p := range all {
		if p.Module == nil {
			flags = append(flags, p.CgoLDFLAGS...)
		}
	}
	return flags
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)([-.].*)?$`)

// textsIn returns the files in a directory that are named like a licence.
func textsIn(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, e := range entries {
		if e.Type().IsRegular() && licenceFile.MatchString(e.Name()) && filepath.Ext(e.Name()) != ".go" {
			texts = append(texts, filepath.Join(dir, e.Name()))
		}
	}
	return texts
}

const preface = `Vestibule contains the software below, each under the licence below its name.
Besides, it contains SQLite, which is in the public domain; templates of dlib,
under the Boost Software License 1.0, which asks for no notice in programs; and
Swagger UI, under the Apache License 2.0, in github.com/swaggest/swgui.

Debian's shared libraries that it loads are not in it. Their licences are in
/usr/share/doc/*/copyright of the machine that has them.
`

// notice returns the licences of all that is in the program: each text once,
// below the names of what is under it.
func notice(t *testing.T) string {
	t.Helper()
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := linked(t)
	modules = append(modules, linkedModule{path: "Go's standard library", texts: textsIn(t, strings.TrimSpace(string(goroot)))})

	var order []string
	under := map[string][]string{}
	for _, m := range modules {
		for _, file := range m.texts {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Trim(strings.ReplaceAll(string(content), "\r\n", "\n"), "\n")
			if under[text] == nil {
				order = append(order, text)
			}
			under[text] = append(under[text], m.path)
		}
	}
	var b strings.Builder
	b.WriteString(preface)
	for _, text := range order {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", strings.Repeat("=", 80), strings.Join(under[text], "\n"), text)
	}
	return b.String()
}
