package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// inside returns what Go modules bring that is not written in Go, with the
// versions that it says of itself.
func inside() ([]component, error) {
	sqlite, err := versionIn("github.com/mattn/go-sqlite3", "sqlite3-binding.h", `#define SQLITE_VERSION +"([\d.]+)"`)
	if err != nil {
		return nil, err
	}
	swagger, err := versionIn("github.com/swaggest/swgui", "v5/static/swagger-ui-bundle.js.gz", `PACKAGE_VERSION:"([\d.]+)"`)
	if err != nil {
		return nil, err
	}
	database := library("sqlite", sqlite, "pkg:generic/sqlite@"+sqlite)
	database["cpe"] = "cpe:2.3:a:sqlite:sqlite:" + sqlite + ":*:*:*:*:*:*:*"
	return []component{database, library("swagger-ui", swagger, "pkg:npm/swagger-ui@"+swagger)}, nil
}

// versionIn returns what the pattern's group matches in a file of a module.
func versionIn(module, file, pattern string) (string, error) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		return "", fmt.Errorf("where %s is: %w", module, err)
	}
	f, err := os.Open(filepath.Join(strings.TrimSpace(string(dir)), file))
	if err != nil {
		return "", err
	}
	defer f.Close()
	var reader io.Reader = f
	if filepath.Ext(file) == ".gz" {
		if reader, err = gzip.NewReader(f); err != nil {
			return "", fmt.Errorf("%s: %w", file, err)
		}
	}
	text, err := io.ReadAll(reader)
	if err != nil {
		return "", fmt.Errorf("%s: %w", file, err)
	}
	match := regexp.MustCompile(pattern).FindSubmatch(text)
	if match == nil {
		return "", fmt.Errorf("%s of %s does not say its version", file, module)
	}
	return string(match[1]), nil
}
