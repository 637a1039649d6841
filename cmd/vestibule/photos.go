package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// readPhoto reads a file of at most limit bytes.
func readPhoto(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	jpeg, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(jpeg)) > limit {
		err = fmt.Errorf("the file is larger than %d MiB", limit>>20)
	}
	return jpeg, err
}

// photosOf returns the photos that arguments name: files as they are, and of
// directories all JPEG files below. The error is that a directory has none, or
// cannot be read.
func photosOf(args []string) (paths []string, directories bool, err error) {
	for _, arg := range args {
		if info, err := os.Stat(arg); err != nil || !info.IsDir() {
			paths = append(paths, arg)
			continue
		}
		below, err := jpegsBelow(arg)
		if err != nil {
			return nil, false, err
		}
		if len(below) == 0 {
			return nil, false, usage(fmt.Errorf("there is no .jpg or .jpeg file in %s", arg))
		}
		paths, directories = append(paths, below...), true
	}
	return paths, directories, nil
}

// jpegsBelow returns the files below a directory that are called JPEGs, sorted.
// It follows symbolic links to files, not to directories, which may lead round
// in circles.
func jpegsBelow(dir string) ([]string, error) {
	var paths []string
	tree := os.DirFS(dir) // unlike the path, it is a directory also if that is a link to one
	err := fs.WalkDir(tree, ".", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && isPhoto(tree, name) {
			paths = append(paths, filepath.Join(dir, filepath.FromSlash(name)))
		}
		return err
	})
	return paths, err
}

// isPhoto reports whether a file is called a JPEG and is a file. A link that
// leads nowhere counts: somebody should hear of it.
func isPhoto(tree fs.FS, name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg":
		info, err := fs.Stat(tree, name)
		return err != nil || info.Mode().IsRegular()
	}
	return false
}
