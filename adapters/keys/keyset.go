package keys

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
)

// read returns the keyset that a text holds. Its errors do not quote the text.
func read(text []byte) (*keyset.Handle, error) {
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, errors.New("there is none")
	}
	handle, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(text)))
	if err != nil {
		return nil, errors.New("it is no Tink keyset in JSON")
	}
	return handle, nil
}

func write(handle *keyset.Handle) ([]byte, error) {
	var text bytes.Buffer
	if err := insecurecleartextkeyset.Write(handle, keyset.NewJSONWriter(&text)); err != nil {
		return nil, err
	}
	return append(bytes.TrimSpace(text.Bytes()), '\n'), nil
}

// NewKeyset returns a keyset with one new key, as text.
func NewKeyset() ([]byte, error) {
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("making a master key: %w", err)
	}
	return write(handle)
}

// Make writes a new keyset to the file, for its owner alone. The error is
// fs.ErrExist if there is such a file.
func (f File) Make() error {
	text, err := NewKeyset()
	if err != nil {
		return err
	}
	// A link, unlike a rename, takes nobody's place.
	return f.put(text, os.Link)
}

// replace puts text in the place of what the file holds; a link to it stays one.
func (f File) replace(text []byte) error {
	path, err := filepath.EvalSymlinks(string(f))
	if err != nil {
		return err
	}
	return File(path).put(text, os.Rename)
}

// put gives the file a content by way of another file: after a crash, it has
// all of it or is as it was.
func (f File) put(text []byte, move func(from, to string) error) error {
	dir := filepath.Dir(string(f))
	next, err := os.CreateTemp(dir, filepath.Base(string(f))+".*") // for its owner alone
	if err != nil {
		return err
	}
	defer os.Remove(next.Name()) // fails after a rename
	_, err = next.Write(text)
	if err = errors.Join(err, next.Sync(), next.Close()); err != nil {
		return err
	}
	if err := move(next.Name(), string(f)); err != nil {
		return err
	}
	return syncDirectory(dir)
}

// syncDirectory makes a rename in a directory last.
func syncDirectory(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
