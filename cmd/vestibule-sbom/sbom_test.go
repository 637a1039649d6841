package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/internal/licences"
)

const fromTheProgram = `{
	"bomFormat": "CycloneDX",
	"metadata": {"component": {"bom-ref": "door"}},
	"components": [{"bom-ref": "hinge", "name": "example.org/hinge", "hashes": [{"alg": "SHA-256", "content": "00"}]}],
	"dependencies": [{"ref": "door", "dependsOn": ["hinge"]}, {"ref": "hinge"}]
}`

func TestWhatIsAddedIsThereWithItsLicence(t *testing.T) {
	b, err := read(strings.NewReader(fromTheProgram))
	if err != nil {
		t.Fatal(err)
	}
	b.add([]component{library("libhinge", "2", "pkg:deb/debian/libhinge@2?arch=amd64&distro=debian-12")})
	err = b.license([]licences.Component{{Name: "example.org/hinge", Licence: "MIT"}, {Name: "libhinge", Licence: "IJG AND Zlib"}})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.write(&out); err != nil {
		t.Fatal(err)
	}

	var got struct {
		BOMFormat  string
		Components []struct {
			Name, Version, Purl string
			Hashes              []any
			Licenses            []struct{ Expression string }
		}
		Dependencies []dependency
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.BOMFormat != "CycloneDX" || len(got.Components) != 2 {
		t.Fatalf("got %s", out.String())
	}
	hinge, added := got.Components[0], got.Components[1]
	if len(hinge.Hashes) != 1 || hinge.Licenses[0].Expression != "MIT" {
		t.Errorf("what was there: %+v, want it with its hash and MIT", hinge)
	}
	if added.Name != "libhinge" || added.Version != "2" || added.Licenses[0].Expression != "IJG AND Zlib" {
		t.Errorf("what was added: %+v", added)
	}
	if !strings.Contains(out.String(), "amd64&distro") {
		t.Error("the ampersand in a package's address is escaped")
	}
	if door := got.Dependencies[0]; !slices.Equal(door.DependsOn, []string{"hinge", added.Purl}) {
		t.Errorf("the program depends on %q", door.DependsOn)
	}
}

func TestAComponentWhoseLicenceNobodyLookedAtIsAnError(t *testing.T) {
	b, err := read(strings.NewReader(fromTheProgram))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.license(nil); err == nil || !strings.Contains(err.Error(), "example.org/hinge") {
		t.Errorf("got %v, want an error that names example.org/hinge", err)
	}
}

func TestWhatIsNoBillOfMaterialsIsAnError(t *testing.T) {
	for _, text := range []string{"", "null", "{}", `{"metadata": {}, "components": 1, "dependencies": []}`} {
		if _, err := read(strings.NewReader(text)); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

func TestTheLibrariesThatLddNames(t *testing.T) {
	got, err := libraryPaths(`	linux-vdso.so.1 (0x00007f0c0d803000)
	libdlib.so.19.1 => /lib/x86_64-linux-gnu/libdlib.so.19.1 (0x00007f0c0d615000)
	libstdc++.so.6 => /lib/x86_64-linux-gnu/libstdc++.so.6 (0x00007f0c0ca00000)
	/lib64/ld-linux-x86-64.so.2 (0x00007f0c0d805000)
`)
	want := []string{
		"/lib/x86_64-linux-gnu/libdlib.so.19.1", "/lib/x86_64-linux-gnu/libstdc++.so.6", "/lib64/ld-linux-x86-64.so.2",
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestALibraryThatIsMissingIsAnError(t *testing.T) {
	_, err := libraryPaths("\tlibm.so.6 => /lib/libm.so.6 (0x1)\n\tlibdlib.so.19.1 => not found\n")
	if err == nil || err.Error() != "libdlib.so.19.1 is not on this machine" {
		t.Errorf("got %v, want libdlib.so.19.1 named", err)
	}
}

func TestVersionsAreReadFromTheModules(t *testing.T) {
	found, err := inside()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range found {
		if version := c["version"].(string); strings.Count(version, ".") != 2 {
			t.Errorf("%s: version %q", c["name"], version)
		}
	}
	if _, err := versionIn("github.com/mattn/go-sqlite3", "sqlite3-binding.h", "no such line"); err == nil {
		t.Error("a file that does not say its version is no error")
	}
}
