package licences

import (
	"cmp"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/licensecheck"
)

var update = flag.Bool("update", false, "write notices.txt anew")

// What may be compiled in asks for no more than a notice. Shared libraries,
// which whoever runs Vestibule can exchange and gets from the distribution with
// their source, may be under more.
var (
	allowedInside = []string{
		"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "ISC", "MIT", "Unlicense", "Zlib", "blessing",
	}
	allowedBeside = append([]string{
		"GPL-3.0-or-later WITH GCC-exception-3.1", "IJG", "LGPL-2.1-or-later", "libpng-2.0",
	}, allowedInside...)
)

func TestEveryLicenceIsAllowed(t *testing.T) {
	for _, c := range components(t) {
		allowed := allowedInside
		if c.Part == Beside {
			allowed = allowedBeside
		}
		for licence := range strings.SplitSeq(c.Licence, " AND ") {
			if !slices.Contains(allowed, licence) {
				t.Errorf("%s is under %q, which is not among the licences allowed for what is %s", c.Name, licence, c.Part)
			}
		}
	}
}

func TestEveryModuleInTheProgramIsListedWithItsLicence(t *testing.T) {
	listed := map[string]Component{}
	for _, c := range components(t) {
		if c.Part == Module {
			listed[c.Name] = c
		}
	}
	for _, m := range linked(t) {
		if m.own {
			continue
		}
		c, known := listed[m.path]
		delete(listed, m.path)
		found := strings.Join(m.licences(t), " AND ")
		if !known {
			t.Errorf("%s (%s) is linked and not in third-party.csv", m.path, cmp.Or(found, "no licence found"))
		} else if found != c.Licence {
			t.Errorf("%s: its files say %q, third-party.csv says %q", m.path, found, c.Licence)
		}
	}
	for path := range listed {
		t.Errorf("%s is in third-party.csv and not linked any more", path)
	}
}

func TestEveryCLibraryInTheProgramIsListed(t *testing.T) {
	var flags []string
	for _, c := range components(t) {
		flags = append(flags, c.Flags...)
	}
	var used []string
	for _, m := range linked(t) {
		used = append(used, m.libraries...)
	}
	used = append(used, standardLibraries(t)...)
	for _, flag := range unique(used) {
		if !slices.Contains(flags, flag) {
			t.Errorf("the program is linked with %s, which is not in third-party.csv", flag)
		}
	}
	for _, flag := range flags {
		if !slices.Contains(used, flag) {
			t.Errorf("third-party.csv has %s, with which nothing is linked any more", flag)
		}
	}
}

func TestTheNoticesAreUpToDate(t *testing.T) {
	want := notice(t)
	if *update {
		if err := os.WriteFile("notices.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if Notices() != want {
		t.Error("notices.txt is not what the linked modules say; write it anew: go test ./internal/licences -update")
	}
}

func components(t *testing.T) []Component {
	t.Helper()
	all, err := Components()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// licences returns the licences that a module's files are under, sorted. A file
// that is none to three quarters is told.
func (m linkedModule) licences(t *testing.T) []string {
	t.Helper()
	var found []string
	for _, file := range m.texts {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		coverage := licensecheck.Scan(text)
		if coverage.Percent < 75 {
			t.Errorf("%s: only %.0f %% of %s is the text of a known licence; read it", m.path, coverage.Percent, filepath.Base(file))
		}
		for _, match := range coverage.Match {
			found = append(found, match.ID)
		}
	}
	return unique(found)
}

func unique(all []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(all)))
}
