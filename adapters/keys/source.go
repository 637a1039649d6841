package keys

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"time"
)

// Source is where a master key comes from: a keyset as text. Its name, which
// goes into errors and logs, says where that is and nothing of the key.
type Source interface {
	Read(ctx context.Context) ([]byte, error)
	String() string
}

// maxKeyset is the largest keyset that is read, in bytes; a key takes some 200.
const maxKeyset = 64 << 10

// File is a Source: a file's path. Others than its owner should not be able to
// read it.
type File string

func (f File) String() string { return "the file " + string(f) }

// Read implements Source.
func (f File) Read(context.Context) ([]byte, error) {
	file, err := os.Open(string(f))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return limited(file)
}

func limited(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxKeyset+1))
	if err == nil && len(text) > maxKeyset {
		err = fmt.Errorf("more than %d bytes", maxKeyset)
	}
	return text, err
}

// Exists reports whether there is such a file.
func (f File) Exists() (bool, error) {
	_, err := os.Stat(string(f))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Exposed reports whether others than the owner may use the file.
func (f File) Exposed() bool {
	info, err := os.Stat(string(f))
	return err == nil && info.Mode().Perm()&0o077 != 0
}

// Text is a Source: the keyset itself, from the variable of that name.
type Text struct{ Variable, Keyset string }

func (t Text) String() string { return "the variable " + t.Variable }

// Read implements Source.
func (t Text) Read(context.Context) ([]byte, error) { return []byte(t.Keyset), nil }

// Command is a Source: a command that a shell runs and that prints the keyset.
type Command string

func (Command) String() string { return "the key command" }

// commandTime is how long a command may take: it may ask a server for the key.
const commandTime = 30 * time.Second

// Read implements Source. What the command prints on its standard error is in
// the error, for whoever has to find out why there is no key.
func (c Command) Read(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, commandTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, "/bin/sh", "-c", string(c))
	cmd.WaitDelay = time.Second // for what it started and left behind
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &atMost{w: &out, left: maxKeyset}, &atMost{w: &complaint, left: 500}
	if err := cmd.Run(); err != nil {
		return nil, errors.Join(fmt.Errorf("it failed: %w: %s", err, bytes.TrimSpace(complaint.Bytes())), ctx.Err())
	}
	return out.Bytes(), nil
}

// atMost writes no more than what is left, and forgets the rest.
type atMost struct {
	w    io.Writer
	left int
}

// Write implements io.Writer.
func (a *atMost) Write(p []byte) (int, error) {
	n := min(len(p), a.left)
	a.left -= n
	if _, err := a.w.Write(p[:n]); err != nil {
		return 0, err
	}
	return len(p), nil
}
