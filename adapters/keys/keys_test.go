package keys_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/adapters/keys"
	"github.com/vestibule-id/vestibule/ports"
	"github.com/vestibule-id/vestibule/ports/conformance"
)

func newKeyset(t *testing.T) string {
	t.Helper()
	text, err := keys.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func open(t *testing.T, s keys.Source) *keys.Vault {
	t.Helper()
	v, err := keys.Open(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// newFile returns a file with a new master key.
func newFile(t *testing.T) keys.File {
	t.Helper()
	file := keys.File(filepath.Join(t.TempDir(), "master.key"))
	if err := file.Make(); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestVaultKeepsTheContract(t *testing.T) {
	conformance.RunVault(t, func(t *testing.T) ports.Vault {
		return open(t, keys.Text{Variable: "TEST", Keyset: newKeyset(t)})
	})
}

func TestTheKeyIsTheSameWhereverItComesFrom(t *testing.T) {
	file := newFile(t)
	text, err := os.ReadFile(string(file))
	if err != nil {
		t.Fatal(err)
	}
	first := open(t, file)
	key, err := first.NewKey(t.Context(), "one")
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := first.Seal(t.Context(), key, "it", []byte("photo"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []keys.Source{
		file,
		keys.Text{Variable: "TEST", Keyset: string(text)},
		keys.Command("cat '" + string(file) + "'"),
	} {
		v := open(t, s)
		if v.Master() != first.Master() {
			t.Errorf("%s has master key %s, want %s", s, v.Master(), first.Master())
		}
		if got, err := v.Unseal(t.Context(), key, "it", sealed); err != nil || string(got) != "photo" {
			t.Errorf("%s: got %q, %v", s, got, err)
		}
	}
}

func TestSourcesThatHaveNoKey(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) keys.File {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return keys.File(path)
	}
	const secret = "c2VjcmV0LXNlY3JldA"
	for name, tt := range map[string]struct {
		source keys.Source
		want   string
	}{
		"a file that is not there":                       {keys.File(filepath.Join(dir, "none")), "no such file"},
		"a directory":                                    {keys.File(dir), "is a directory"},
		"an empty file":                                  {write("empty", ""), "there is none"},
		"a file of blanks":                               {write("blank", " \n"), "there is none"},
		"a file with something else":                     {write("else", secret), "no Tink keyset"},
		"half a keyset":                                  {write("half", newKeyset(t)[:100]), "no Tink keyset"},
		"a file that is too large":                       {write("large", strings.Repeat("x", 65<<10)), "more than 65536 bytes"},
		"a keyset without keys":                          {write("nokeys", `{"primaryKeyId":1,"key":[]}`), "keyset"},
		"a keyset whose ciphertexts do not tell the key": {write("raw", strings.Replace(newKeyset(t), `"TINK"`, `"RAW"`, 1)), "must be TINK"},
		"an empty variable":                              {keys.Text{Variable: "VESTIBULE_KEY"}, "VESTIBULE_KEY"},
		"a variable with garbage":                        {keys.Text{Variable: "VESTIBULE_KEY", Keyset: secret}, "no Tink keyset"},
		"a command that fails":                           {keys.Command("echo locked >&2; exit 3"), "exit status 3: locked"},
		"a command that is not there":                    {keys.Command("/nowhere/getkey"), "exit status 127"},
		"a command that says nothing":                    {keys.Command("true"), "there is none"},
		"a command that never stops":                     {keys.Command("yes | head -c 100000000"), "no Tink keyset"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := keys.Open(t.Context(), tt.source)
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "master key") {
				t.Fatalf("error is %v, want one that says %q", err, tt.want)
			}
			if strings.Contains(err.Error(), secret) {
				t.Errorf("error %q quotes the key", err)
			}
		})
	}
}

func TestMakeTakesNobodysPlaceAndIsPrivate(t *testing.T) {
	file := newFile(t)
	before, _ := os.ReadFile(string(file))
	if err := file.Make(); !errors.Is(err, fs.ErrExist) {
		t.Errorf("got %v, want that it exists", err)
	}
	after, _ := os.ReadFile(string(file))
	if !bytes.Equal(before, after) {
		t.Error("the key is another one now")
	}
	info, err := os.Stat(string(file))
	if err != nil || info.Mode().Perm() != 0o600 || file.Exposed() {
		t.Errorf("mode is %v, %v, want 0600", info.Mode(), err)
	}
	if err := os.Chmod(string(file), 0o640); err != nil || !file.Exposed() {
		t.Errorf("a group that may read it is not noticed: %v", err)
	}
	left, err := os.ReadDir(filepath.Dir(string(file)))
	if err != nil || len(left) != 1 {
		t.Errorf("%d files are left, %v, want 1", len(left), err)
	}
}

func TestRotation(t *testing.T) {
	file := newFile(t)
	serving, rotating := open(t, file), open(t, file)
	key := func(v *keys.Vault, name string) ports.DataKey {
		k, err := v.NewKey(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	usable := func(v *keys.Vault, k ports.DataKey) error {
		_, err := v.Seal(t.Context(), k, "it", nil)
		return err
	}
	former := serving.Master()
	old := key(serving, "old")

	if err := rotating.Renew(t.Context()); err != nil {
		t.Fatal(err)
	}
	if rotating.Master() == former {
		t.Fatal("the former master key still wraps")
	}
	renewed := key(rotating, "renewed")
	if err := errors.Join(usable(rotating, old), usable(serving, old)); err != nil {
		t.Error("the former master key does not unwrap any more:", err)
	}
	if serving.Master() != former {
		t.Error("a program that does not know of the rotation wraps with the new key")
	}
	if err := usable(serving, renewed); err != nil {
		t.Error("a program that runs on does not find the new master key:", err)
	}
	rewrapped, err := rotating.Rewrap(t.Context(), old)
	if err != nil {
		t.Fatal(err)
	}

	if err := rotating.Forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	fresh := open(t, file)
	if fresh.Master() != rotating.Master() {
		t.Errorf("the file has master key %s, want %s", fresh.Master(), rotating.Master())
	}
	if err := errors.Join(usable(fresh, rewrapped), usable(fresh, renewed), usable(serving, rewrapped)); err != nil {
		t.Error("what the new master key wrapped is lost:", err)
	}
	if err := usable(fresh, old); err == nil || !strings.Contains(err.Error(), former) {
		t.Errorf("error is %v, want one that names the master key %s that is forgotten", err, former)
	}
	if text, _ := os.ReadFile(string(file)); strings.Contains(string(text), former) {
		t.Error("the file still has the former master key")
	}
}

// Another request may have made the program read the new master key between
// the moment when a data key was read from the store and that when it is used.
func TestADataKeyThatWasReadBeforeItWasRewrappedIsOfUse(t *testing.T) {
	file := newFile(t)
	serving, rotating := open(t, file), open(t, file)
	old, err := serving.NewKey(t.Context(), "old")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(rotating.Renew(t.Context()), rotating.Forget(t.Context())); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the same once more is nothing new
		if err := serving.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if serving.Master() != rotating.Master() {
		t.Error("the former master key still wraps")
	}
	if _, err := serving.Seal(t.Context(), old, "it", nil); err != nil {
		t.Error(err)
	}
}

func TestRotationLeavesALinkToTheFile(t *testing.T) {
	file := newFile(t)
	link := keys.File(filepath.Join(t.TempDir(), "link"))
	if err := os.Symlink(string(file), string(link)); err != nil {
		t.Fatal(err)
	}
	v := open(t, link)
	if err := v.Renew(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := open(t, file).Master(); got != v.Master() {
		t.Errorf("the file has master key %s, want %s", got, v.Master())
	}
	if info, err := os.Lstat(string(link)); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is one no more: %v, %v", info.Mode(), err)
	}
}

func TestOnlyAFileIsRotated(t *testing.T) {
	v := open(t, keys.Text{Variable: "VESTIBULE_KEY", Keyset: newKeyset(t)})
	before := v.Master()
	if err := v.Renew(t.Context()); err == nil || !strings.Contains(err.Error(), "VESTIBULE_KEY") {
		t.Errorf("got %v, want an error that names the variable", err)
	}
	if v.Master() != before {
		t.Error("the master key is another one now")
	}
}
