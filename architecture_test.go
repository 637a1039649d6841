package vestibule_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The arrows of the architecture point inwards: adapters to ports to domain,
// app to ports and domain, and only the root package and cmd see adapters.
// These tests read the import clauses of every Go file instead of asking the
// build for them: the build shows only the files that the current platform,
// tags and cgo setting select.

// module is this module's path, as go.mod says it.
const module = "github.com/vestibule-id/vestibule"

// importRule forbids imports. The first rule that forbids one explains it.
type importRule struct {
	applies func(f goFile) bool
	forbids func(f goFile, imported string) bool
	why     string
}

var importRules = []importRule{
	// What decides, from the inside out.
	{
		applies: func(f goFile) bool { return !f.test && within(f.pkg(), "domain") },
		forbids: func(_ goFile, imported string) bool { return !standard(imported) && !within(imported, "domain") },
		why:     "domain imports the standard library and domain, nothing else",
	},
	{
		applies: func(f goFile) bool { return !f.test && within(f.pkg(), "domain") },
		forbids: func(_ goFile, imported string) bool {
			return slices.ContainsFunc([]string{"net/http", "database/sql", "os", "testing", "unsafe"}, func(p string) bool {
				return imported == p || strings.HasPrefix(imported, p+"/")
			})
		},
		why: "domain knows nothing of HTTP, SQL, the operating system, tests or memory layout",
	},
	{
		applies: func(f goFile) bool { return isPorts(f) && !f.test },
		forbids: func(_ goFile, imported string) bool {
			return !standard(imported) && !within(imported, "domain") && !within(imported, "ports")
		},
		why: "ports imports the standard library and domain, nothing else",
	},
	{
		applies: func(f goFile) bool { return within(f.pkg(), "domain") || within(f.pkg(), "ports") },
		forbids: func(_ goFile, imported string) bool {
			return imported == module || within(imported, "app") || within(imported, "adapters") || within(imported, "cmd")
		},
		why: "domain and ports look inwards, their tests and the conformance suites as well",
	},
	{
		applies: func(f goFile) bool { return !f.test && within(f.pkg(), "app") },
		forbids: func(_ goFile, imported string) bool {
			return !standard(imported) && !within(imported, "domain") && !within(imported, "ports") && !within(imported, "app")
		},
		why: "app imports the standard library, ports and domain, nothing else",
	},

	// What others take without the rest.
	{
		applies: func(f goFile) bool { return !f.test && (within(f.pkg(), "client") || within(f.pkg(), "contract")) },
		forbids: func(_ goFile, imported string) bool { return !standard(imported) },
		why:     "client and contract import the standard library, nothing else",
	},
	{
		applies: func(f goFile) bool { return !f.test && !within(f.pkg(), "cmd") },
		forbids: func(_ goFile, imported string) bool {
			return within(imported, "client") || within(imported, "contract")
		},
		why: "client and contract speak to a server from outside; only cmd and tests need them",
	},

	// What is left out of the product.
	{
		applies: func(f goFile) bool { return !f.test && !within(f.pkg(), conformance) },
		forbids: func(_ goFile, imported string) bool { return within(imported, conformance) },
		why:     "the conformance suites are for _test files only",
	},
	{
		applies: func(f goFile) bool {
			return !f.test && !within(f.pkg(), conformance) && !within(f.pkg(), "internal")
		},
		forbids: func(_ goFile, imported string) bool {
			return imported == "testing" || strings.HasPrefix(imported, "testing/")
		},
		why: "code that is no test does not import the testing package",
	},

	// What is outside.
	{
		applies: func(f goFile) bool { return !f.test && within(f.pkg(), "adapters") },
		forbids: func(f goFile, imported string) bool {
			return within(imported, "adapters") && adapterOf(imported) != adapterOf(f.pkg())
		},
		why: "adapters do not know each other; the root package puts them together",
	},
	{
		applies: func(f goFile) bool { return !f.test && within(f.pkg(), "adapters") },
		forbids: func(_ goFile, imported string) bool {
			return imported == module || within(imported, "app") || within(imported, "cmd")
		},
		why: "an adapter knows ports and domain, not the use cases and not what puts it together",
	},
	{
		applies: func(f goFile) bool {
			return !f.test && f.pkg() != module && !within(f.pkg(), "cmd") && !within(f.pkg(), "adapters")
		},
		forbids: func(_ goFile, imported string) bool { return within(imported, "adapters") },
		why:     "only the root package and cmd import adapters",
	},
}

// allowedImport is an import that a rule forbids and that stays, for a reason.
type allowedImport struct {
	from   string // the folder of the package that imports
	to     string // the import path
	reason string
}

var allowedImports = []allowedImport{
	// None.
}

func TestArrowsPointInwards(t *testing.T) {
	files := goFiles(t)
	used := map[allowedImport]bool{}
	for _, f := range files {
		for _, imported := range f.imports {
			why, forbidden := forbiddenImport(f, imported)
			if !forbidden {
				continue
			}
			at := slices.IndexFunc(allowedImports, func(a allowedImport) bool { return a.from == f.dir() && a.to == imported })
			if at >= 0 {
				used[allowedImports[at]] = true
				continue
			}
			t.Errorf("%s (package %s) imports %q: %s", f.path, f.pkg(), imported, why)
		}
	}
	for _, a := range allowedImports {
		if a.reason == "" {
			t.Errorf("the exception for %s to import %s has no reason", a.from, a.to)
		}
		if !used[a] {
			t.Errorf("the exception for %s to import %s is not needed any more", a.from, a.to)
		}
	}
}

// A rule about packages that the walk did not find would always hold.
func TestTheWalkFindsTheLayers(t *testing.T) {
	found := map[string]int{} // files that are no tests
	for _, f := range goFiles(t) {
		if top, _, _ := strings.Cut(f.dir(), "/"); !f.test {
			found[top]++
		}
	}
	for _, layer := range []string{"domain", "ports", "app"} {
		if found[layer] == 0 {
			t.Errorf("no Go file was found in %s", layer)
		}
	}
	known := []string{".", "domain", "ports", "app", "adapters", "cmd", "internal", "client", "contract"}
	for top := range found {
		if !slices.Contains(known, top) {
			t.Errorf("folder %s is none of %v: no rule says what it may import", top, known)
		}
	}
}

// The rules themselves.

func TestImportRules(t *testing.T) {
	const (
		root    = module
		domain  = module + "/domain"
		face    = module + "/domain/face"
		ports   = module + "/ports"
		suites  = module + "/ports/conformance"
		app     = module + "/app"
		sqlite  = module + "/adapters/sqlite"
		schema  = module + "/adapters/sqlite/schema"
		httpapi = module + "/adapters/httpapi"
		cmd     = module + "/cmd/vestibule"
		drawing = module + "/internal/portrait"
		mux     = "github.com/gorilla/mux"

		goClient = module + "/client"
		kit      = module + "/contract"
	)
	tests := []struct {
		name   string
		file   string
		good   []string
		forbid []string
	}{
		{
			"domain sees the standard library and itself", "domain/face/face.go",
			[]string{"fmt", "math/rand/v2", "net/netip", domain, face},
			[]string{
				"C", "unsafe", "os", "os/exec", "net/http", "net/http/httptest", "database/sql", "database/sql/driver", "testing", "testing/fstest",
				mux, root, ports, suites, app, sqlite, cmd, drawing, module + "/domainextra",
			},
		},
		{
			"a test of domain may use more, but nothing outside", "domain/face/face_test.go",
			[]string{"os", "testing", "net/http", domain, drawing},
			[]string{root, app, sqlite, cmd},
		},
		{
			"ports sees the standard library and domain", "ports/faces.go",
			[]string{"context", "os", "net/http", domain, face},
			[]string{"C", "testing", mux, root, suites, app, sqlite, cmd, drawing},
		},
		{
			"the conformance suites test ports", "ports/conformance/faces.go",
			[]string{"testing", "testing/fstest", domain, ports, suites, drawing},
			[]string{root, app, sqlite, cmd},
		},
		{
			"a test of ports may use the suites", "ports/faces_test.go",
			[]string{"testing", suites, drawing},
			[]string{root, app, sqlite, cmd},
		},
		{
			"app sees ports and domain", "app/enrol.go",
			[]string{"context", "log/slog", domain, face, ports, app},
			[]string{"C", "testing", mux, root, suites, sqlite, cmd, drawing},
		},
		{
			"an adapter sees ports, domain and its technology", "adapters/sqlite/store.go",
			[]string{"C", "os", "database/sql", mux, domain, ports, drawing, sqlite, schema},
			[]string{"testing", suites, root, app, cmd, httpapi, module + "/adapters/sqlite2"},
		},
		{
			"a part of an adapter sees the adapter", "adapters/sqlite/schema/schema.go",
			[]string{sqlite, ports},
			[]string{httpapi, app},
		},
		{
			"a test of an adapter runs the suites", "adapters/sqlite/store_test.go",
			[]string{"testing", suites, ports, httpapi, app},
			nil,
		},
		{
			"the root package sees everything", "vestibule.go",
			[]string{"os", "net/http", mux, domain, ports, app, sqlite, httpapi, drawing},
			[]string{"testing", suites},
		},
		{
			"cmd sees everything", "cmd/vestibule/main.go",
			[]string{"os", mux, root, domain, ports, app, sqlite, drawing, goClient, kit},
			[]string{"testing", suites},
		},
		{
			"the client sees the standard library alone", "client/client.go",
			[]string{"net/http", "encoding/json"},
			[]string{mux, root, domain, ports, app, httpapi, cmd, drawing, kit},
		},
		{
			"a test of the client may compose a server", "client/server_test.go",
			[]string{"testing", root, app, httpapi, drawing},
			nil,
		},
		{
			"the contract kit sees the standard library alone", "contract/run.go",
			[]string{"net/http", "text/tabwriter"},
			[]string{mux, root, domain, goClient, httpapi, drawing},
		},
		{
			"nothing but cmd speaks to a server from outside", "app/enrol.go",
			nil,
			[]string{goClient, kit},
		},
		{
			"internal may help tests, but sees no adapter", "internal/portrait/face.go",
			[]string{"os", "testing", mux, domain, ports, drawing},
			[]string{suites, sqlite},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := goFile{path: tt.file, test: strings.HasSuffix(tt.file, "_test.go")}
			for _, imported := range tt.good {
				if why, forbidden := forbiddenImport(f, imported); forbidden {
					t.Errorf("%s may not import %q: %s", f.path, imported, why)
				}
			}
			for _, imported := range tt.forbid {
				if _, forbidden := forbiddenImport(f, imported); !forbidden {
					t.Errorf("%s may import %q", f.path, imported)
				}
			}
		})
	}
}

// forbiddenImport returns why a file may not import a package.
func forbiddenImport(f goFile, imported string) (why string, forbidden bool) {
	for _, r := range importRules {
		if r.applies(f) && r.forbids(f, imported) {
			return r.why, true
		}
	}
	return "", false
}

// conformance is the folder of the conformance suites.
const conformance = "ports/conformance"

func isPorts(f goFile) bool { return within(f.pkg(), "ports") && !within(f.pkg(), conformance) }

// within reports whether an import path is that of a folder of this module or
// of one below it.
func within(imported, folder string) bool {
	p := module + "/" + folder
	return imported == p || strings.HasPrefix(imported, p+"/")
}

// adapterOf returns the name of the adapter that an import path below adapters
// belongs to.
func adapterOf(imported string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(imported, module+"/adapters/"), "/")
	return name
}

// standard reports whether an import path is the standard library's. Its first
// element never has a dot and that of any other module has one.
func standard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return imported != "C" && !strings.Contains(first, ".")
}

// The files.

// goFile is a Go file of this module.
type goFile struct {
	path    string // from the module's root, with slashes
	test    bool
	imports []string
}

// dir returns the file's folder, "." for the root.
func (f goFile) dir() string { return path.Dir(f.path) }

// pkg returns the import path of the file's package.
func (f goFile) pkg() string { return path.Join(module, f.dir()) }

// goFiles returns every Go file of this module, whatever its build tags.
func goFiles(t *testing.T) []goFile {
	t.Helper()
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if first, _, _ := strings.Cut(string(mod), "\n"); strings.TrimSpace(first) != "module "+module {
		t.Fatalf("go.mod begins with %q, want module %s", first, module)
	}

	var files []goFile
	err = filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		ignored := name != "." && (strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_"))
		if d.IsDir() {
			if ignored || d.Name() == "testdata" || d.Name() == "vendor" || isOtherModule(name) {
				return fs.SkipDir
			}
			return nil
		}
		if ignored || filepath.Ext(name) != ".go" {
			return nil
		}
		f, err := readImports(name)
		if err != nil {
			return err
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// isOtherModule reports whether a folder holds a module of its own.
func isOtherModule(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, "go.mod"))
	return folder != "." && err == nil
}

func readImports(name string) (goFile, error) {
	parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		return goFile{}, err
	}
	f := goFile{path: filepath.ToSlash(name), test: strings.HasSuffix(name, "_test.go")}
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return goFile{}, fmt.Errorf("%s: import %s: %w", name, spec.Path.Value, err)
		}
		f.imports = append(f.imports, imported)
	}
	return f, nil
}
