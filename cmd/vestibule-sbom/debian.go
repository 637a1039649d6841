package main

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// debian is the distribution of this machine: Debian or one of its kin.
type debian struct {
	id, version string // as /etc/os-release has them
}

func thisDebian() (debian, error) {
	text, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return debian{}, err
	}
	var d debian
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		switch name {
		case "ID":
			d.id = strings.Trim(value, `"`)
		case "VERSION_ID":
			d.version = strings.Trim(value, `"`)
		}
	}
	return d, nil
}

// loadedBy returns the packages that the shared libraries are from which a
// program would load on this machine, each once.
func (d debian) loadedBy(program string) ([]component, error) {
	out, err := exec.Command("ldd", program).Output()
	if err != nil {
		return nil, fmt.Errorf("ldd %s: %w", program, err)
	}
	paths, err := libraryPaths(string(out))
	if err != nil {
		return nil, err
	}
	var packages []string
	for _, path := range paths {
		owner, err := ownerOf(path)
		if err != nil {
			return nil, err
		}
		packages = append(packages, owner)
	}
	slices.Sort(packages)
	var components []component
	for _, name := range slices.Compact(packages) {
		c, err := d.component(name)
		if err != nil {
			return nil, err
		}
		components = append(components, c)
	}
	return components, nil
}

var libraryLine = regexp.MustCompile(`(?m)^\s*(?:\S+ => )?(/\S+) \(0x[0-9a-f]+\)$`)

// libraryPaths returns the files that ldd names. A library that is missing is
// an error.
func libraryPaths(ldd string) ([]string, error) {
	if name, _, missing := strings.Cut(ldd, " => not found"); missing {
		return nil, fmt.Errorf("%s is not on this machine", name[strings.LastIndexAny(name, "\t\n")+1:])
	}
	var paths []string
	for _, match := range libraryLine.FindAllStringSubmatch(ldd, -1) {
		paths = append(paths, match[1])
	}
	return paths, nil
}

// ownerOf returns the package that a file is from. Debian's own list has some
// below /usr/lib and some below /lib, which is a link to it.
func ownerOf(path string) (string, error) {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", err
	}
	for _, spelled := range []string{real, strings.TrimPrefix(real, "/usr")} {
		if out, err := exec.Command("dpkg-query", "-S", spelled).Output(); err == nil {
			name, _, _ := strings.Cut(string(out), ":")
			return name, nil
		}
	}
	return "", fmt.Errorf("no Debian package has %s", real)
}

// component describes an installed package.
func (d debian) component(name string) (component, error) {
	out, err := exec.Command("dpkg-query", "-W", "-f", "${Version} ${Architecture} ${source:Package}\n", name).Output()
	if err != nil {
		return nil, fmt.Errorf("which version of %s is installed: dpkg-query: %w", name, err)
	}
	fields := strings.Fields(string(out))
	if len(fields) != 3 {
		return nil, fmt.Errorf("dpkg-query says of %s only %q", name, out)
	}
	version := fields[0]
	purl := fmt.Sprintf("pkg:deb/%s/%s@%s?arch=%s&distro=%s-%s&upstream=%s", d.id, url.QueryEscape(name), url.QueryEscape(version),
		fields[1], d.id, d.version, url.QueryEscape(fields[2]))
	return library(name, version, purl), nil
}
