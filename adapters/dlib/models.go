package dlib

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// The names under which go-face loads its files.
const (
	landmarksFile = "shape_predictor_5_face_landmarks.dat"
	networkFile   = "dlib_face_recognition_resnet_model_v1.dat"
	cnnFile       = "mmod_human_face_detector.dat"
)

// The 68-point landmarks do the 5-point file's work. They exclude commercial
// use: they were trained on the iBUG 300-W photos.
const (
	landmarks68File = "shape_predictor_68_face_landmarks.dat"
	debianLandmarks = "/usr/share/dlib/" + landmarks68File // package libdlib-data
)

// modelNameDigits is how many hex digits of the network's checksum are in a
// model's name.
const modelNameDigits = 12

// A ModelFile is one file that the describer needs.
type ModelFile struct {
	Name string // as go-face calls it
	Path string // where it was found
}

// Models are the files that the describer needs, found and complete.
type Models struct {
	Landmarks, Network, CNN ModelFile

	name string
}

// NonCommercial reports whether the landmarks are the 68-point file, which
// excludes commercial use.
func (m Models) NonCommercial() bool {
	return filepath.Base(m.Landmarks.Path) == landmarks68File
}

// Name names the model that makes the descriptors. It carries the network's
// checksum, because descriptors of differently trained networks have nothing to
// do with each other although the files are called the same.
func (m Models) Name() string { return m.name }

// FindModels looks for the three files that go-face needs in dir. If the
// 5-point landmarks are not there, the 68-point ones are taken, from dir or
// from where Debian installs them. The error names every file that is missing.
func FindModels(dir string) (Models, error) {
	var (
		m       Models
		missing []error
	)
	for _, want := range []struct {
		file  *ModelFile
		name  string
		paths []string
	}{
		{&m.Landmarks, landmarksFile, []string{filepath.Join(dir, landmarksFile), filepath.Join(dir, landmarks68File), debianLandmarks}},
		{&m.Network, networkFile, []string{filepath.Join(dir, networkFile)}},
		{&m.CNN, cnnFile, []string{filepath.Join(dir, cnnFile)}},
	} {
		file, err := firstOf(want.name, want.paths)
		*want.file = file
		missing = append(missing, err)
	}
	if err := errors.Join(missing...); err != nil {
		return Models{}, fmt.Errorf("models in %s: %w", dir, err)
	}
	sum, err := m.Network.Checksum()
	if err != nil {
		return Models{}, err
	}
	m.name = strings.TrimSuffix(networkFile, ".dat") + "@" + sum[:modelNameDigits]
	return m, nil
}

func firstOf(name string, paths []string) (ModelFile, error) {
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return ModelFile{Name: name, Path: path}, nil
		}
	}
	return ModelFile{}, fmt.Errorf("%s is missing", name)
}

// NoLandmarks as a configured landmarks file means that faces get none.
const NoLandmarks = "none"

// FindLandmarks returns the landmarks file to use: the configured one, or, if
// that is empty, the one that Debian installs, or else one among the model
// files in modelsDir (which may be empty). "" means that there is none.
func FindLandmarks(configured, modelsDir string) (string, error) {
	switch configured {
	case NoLandmarks:
		return "", nil
	case "":
	default:
		_, err := os.Stat(configured)
		return configured, err
	}
	paths := []string{debianLandmarks}
	if modelsDir != "" {
		paths = append(paths, filepath.Join(modelsDir, landmarksFile), filepath.Join(modelsDir, landmarks68File))
	}
	found, err := firstOf(landmarksFile, paths)
	if err != nil {
		return "", nil
	}
	return found.Path, nil
}

// Checksum returns the file's SHA-256 in hex.
func (f ModelFile) Checksum() (string, error) {
	r, err := os.Open(f.Path)
	if err != nil {
		return "", err
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return "", fmt.Errorf("reading %s: %w", f.Path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// gathered makes a directory with the files under the names that go-face
// insists on, as symbolic links, and returns it with what removes it.
func (m Models) gathered() (dir string, remove func(), err error) {
	dir, err = os.MkdirTemp("", "vestibule-models-")
	if err != nil {
		return "", nil, err
	}
	remove = func() { os.RemoveAll(dir) }
	for _, f := range []ModelFile{m.Landmarks, m.Network, m.CNN} {
		path, err := filepath.Abs(f.Path)
		if err == nil {
			err = os.Symlink(path, filepath.Join(dir, f.Name))
		}
		if err != nil {
			remove()
			return "", nil, err
		}
	}
	return dir, remove, nil
}
