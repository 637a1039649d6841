package main

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// bundle is several files that are given to somebody, in a directory or in one
// ZIP file. Nobody but the user can read what it makes.
type bundle struct {
	path  string
	at    time.Time // of the files in a ZIP file
	file  *os.File  // of the ZIP file; nil for a directory
	zip   *zip.Writer
	files []bundleFile
}

// bundleFile is a file in a bundle.
type bundleFile struct {
	Name   string `json:"name"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// newBundle makes a ZIP file if the path ends so, or else a directory. The error
// is fs.ErrExist if there is anything of that name.
func newBundle(path string, at time.Time) (*bundle, error) {
	if !strings.EqualFold(filepath.Ext(path), ".zip") {
		return &bundle{path: path, at: at}, os.Mkdir(path, 0o700)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &bundle{path: path, at: at, file: f, zip: zip.NewWriter(f)}, nil
}

// add writes a file.
func (b *bundle) add(name string, content []byte) error {
	sum := sha256.Sum256(content)
	b.files = append(b.files, bundleFile{Name: name, Bytes: len(content), SHA256: hex.EncodeToString(sum[:])})
	if b.zip == nil {
		return os.WriteFile(filepath.Join(b.path, name), content, 0o600)
	}
	header := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: b.at}
	header.SetMode(0o600)
	w, err := b.zip.CreateHeader(header)
	if err == nil {
		_, err = w.Write(content)
	}
	return err
}

// close writes what is not written yet.
func (b *bundle) close() error {
	if b.zip == nil {
		return nil
	}
	return errors.Join(b.zip.Close(), b.file.Close())
}

// remove removes what was written, after a failure.
func (b *bundle) remove() error { return os.RemoveAll(b.path) }
