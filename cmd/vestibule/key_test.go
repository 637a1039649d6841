package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/vestibule-id/vestibule/adapters/keys"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// keyIn returns the master key in a file.
func keyIn(t *testing.T, file string) string {
	t.Helper()
	key, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(key)
}

func TestACopyOfTheDataIsOfUseWithTheMasterKeyAlone(t *testing.T) {
	data := t.TempDir()
	s := serve(t, data)
	if !strings.Contains(s.logged(), "the master key lies in the data directory") {
		t.Errorf("a master key beside the data is not warned of: %s", s.logged())
	}
	admin := s.login("admin", adminPassword)
	uid, jpeg := s.create(admin, aFace), drawn(portrait.Options{})
	wantOK(t, s.upload(admin, uid, jpeg))
	s.stop(syscall.SIGTERM)
	file := filepath.Join(data, "master.key")
	there := copied(t, data)

	again := serve(t, there, "--key-file", file)
	if !bytes.Equal(again.stored(again.login("admin", adminPassword), uid), jpeg) {
		t.Error("with the key, the portrait is not the one that was uploaded")
	}
	if strings.Contains(again.logged(), "the master key lies") {
		t.Errorf("a master key elsewhere is warned of: %s", again.logged())
	}
	again.stop(syscall.SIGTERM)

	made := runHere(t, "key", "new")
	wantRun(t, made, exitOK, "AesGcmKey")
	other := filepath.Join(t.TempDir(), "other.key")
	if err := os.WriteFile(other, []byte(made.out), 0o600); err != nil {
		t.Fatal(err)
	}
	const wrong, whole = "the master key is not the one that photos here are sealed with", "1 identifiers, 1 faces"
	for _, c := range []struct {
		name string
		env  string
		args []string
		code int
		says string
	}{
		{"the key in a variable", "VESTIBULE_KEY=" + keyIn(t, file), nil, exitOK, whole},
		{"the key's file in a variable", "VESTIBULE_KEY_FILE=" + file, nil, exitOK, whole},
		{"the key from a command", "", []string{"--key-command", "cat '" + file + "'"}, exitOK, whole},
		{"no key", "", nil, exitRefused, filepath.Join(there, "master.key") + " is not there, and what is stored in " + there + " is sealed with it"},
		{"another key in a file", "", []string{"--key-file", other}, exitRefused, wrong},
		{"another key in a variable", "VESTIBULE_KEY=" + made.out, nil, exitRefused, wrong},
		{"another key from a command", "", []string{"--key-command", "cat '" + other + "'"}, exitRefused, wrong},
		{"a variable with something else", "VESTIBULE_KEY=letmein", nil, exitRefused, "the variable VESTIBULE_KEY: it is no Tink keyset"},
		{"a command that fails", "", []string{"--key-command", "echo the safe is locked >&2; exit 3"}, exitRefused, "the safe is locked"},
		{"two ways at once", "VESTIBULE_KEY=" + made.out, []string{"--key-file", file}, exitUsage, "more than one way"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := pathsIn(t, there)
			o := runProgram(t, []string{c.env}, append([]string{"verify", "--data", there}, c.args...)...)
			wantRun(t, o, c.code, c.says)
			if after := pathsIn(t, there); !slices.Equal(after, before) {
				t.Errorf("the directory has %q, had %q", after, before)
			}
			for _, secret := range []string{"letmein", made.out, keyIn(t, file)} {
				if strings.Contains(o.out+o.err, strings.TrimSpace(secret)) {
					t.Errorf("it tells the key: %+v", o)
				}
			}
		})
	}
	for name, args := range map[string][]string{"no key": nil, "another key": {"--key-file", other}} {
		t.Run("a server with "+name, func(t *testing.T) {
			o := runProgram(t, nil, append([]string{"serve", "--listen", "127.0.0.1:0", "--data", there}, args...)...)
			wantRun(t, o, exitRefused, "master key")
			if strings.Contains(o.out, "listens") {
				t.Errorf("it listened: %+v", o)
			}
		})
	}
}

func TestTheMasterKeyIsRotatedWhileUploadsRun(t *testing.T) {
	dir := t.TempDir()
	data, file, backup := filepath.Join(dir, "data"), filepath.Join(dir, "master.key"), filepath.Join(dir, "backup")
	with := func(args ...string) outcome { return runHere(t, append(args, "--data", data, "--key-file", file)...) }
	s := serve(t, data, "--key-file", file)
	admin := s.login("admin", adminPassword)
	portraits := s.gallery(admin, 10)
	uids := slices.Sorted(maps.Keys(portraits))
	wantOK(t, s.upload(admin, uids[0], portraits[uids[0]]))
	wantRun(t, with("backup", backup), exitOK)
	former := changed(t, file, func(key []byte) []byte { return key })

	// Uploads go on until the second rotation is over, and then once more.
	var clients sync.WaitGroup
	rotated := make(chan struct{})
	readable := func(uid int64) bool {
		same := bytes.Equal(s.stored(admin, uid), portraits[uid])
		if !same {
			t.Errorf("the portrait of identifier %d is not the one that was uploaded", uid)
		}
		return same
	}
	clients.Go(func() {
		for i, uid := range uids[1:] {
			if i == len(uids)-2 {
				<-rotated
			}
			wantOK(t, s.upload(admin, uid, portraits[uid]))
			readable(uid)
		}
	})
	clients.Go(func() {
		for readable(uids[0]) {
			select {
			case <-rotated:
				return
			default:
			}
		}
	})
	for range 2 {
		wantRun(t, with("key", "rotate"), exitOK, "the master key is ", "the former one is of no use any more", "make a new one with \"vestibule backup\"")
	}
	close(rotated)
	clients.Wait()
	for _, uid := range uids {
		readable(uid)
	}
	if code := s.stop(syscall.SIGTERM); code != exitOK {
		t.Errorf("exit code %d: %s", code, s.logged())
	}

	s = serve(t, data, "--key-file", file)
	admin = s.login("admin", adminPassword)
	for _, uid := range uids {
		readable(uid)
	}
	wantOK(t, s.upload(admin, s.create(admin, aFace), portraits[uids[0]]))
	s.kill()
	wantRun(t, with("verify"), exitOK, "11 identifiers, 11 faces", ": 0 faults")
	wantRun(t, runHere(t, "verify", "--data", data, "--key-file", former), exitRefused, "the master key is not the one that photos here are sealed with")

	// The copy of the keys that was made before needs the former one; a new one
	// makes the old backup readable again.
	wantRun(t, with("verify", backup), exitRefused, "the master key is not the one")
	wantRun(t, runHere(t, "verify", "--key-file", former, backup), exitOK, ": 0 faults")
	wantRun(t, with("backup", filepath.Join(dir, "next")), exitOK)
	wantRun(t, with("verify", backup), exitOK, "10 identifiers, 1 faces", ": 0 faults")
}

// Half a rotation may last: until it is made again, new faces must be taken.
func TestARotationThatWasInterruptedHindersNobody(t *testing.T) {
	data := enrolledIn(t)
	vault, err := keys.Open(t.Context(), keys.File(filepath.Join(data, "master.key")))
	if err != nil {
		t.Fatal(err)
	}
	if err := vault.Renew(t.Context()); err != nil { // and then the power failed
		t.Fatal(err)
	}
	photo := filepath.Join(t.TempDir(), "Boris.jpg")
	if err := os.WriteFile(photo, drawn(portrait.Options{Seed: 2}), 0o600); err != nil {
		t.Fatal(err)
	}
	wantRun(t, runHere(t, "enroll", "--data", data, photo), exitOK)
	wantRun(t, runHere(t, "backup", "--data", data, filepath.Join(t.TempDir(), "backup")), exitOK)
	wantRun(t, runHere(t, "key", "rotate", "--data", data), exitOK)
	wantRun(t, runHere(t, "verify", "--data", data), exitOK, "2 identifiers, 2 faces", ": 0 faults")
	if got := strings.Count(keyIn(t, filepath.Join(data, "master.key")), "AesGcmKey"); got != 1 {
		t.Errorf("the file has %d master keys, want 1", got)
	}
}

func TestRotationsAtOnceLoseNothing(t *testing.T) {
	data := enrolledIn(t)
	for range 3 {
		var rotations sync.WaitGroup
		for range 3 {
			rotations.Go(func() { wantRun(t, runProgram(t, nil, "key", "rotate", "--data", data), exitOK) })
		}
		rotations.Wait()
	}
	wantRun(t, runHere(t, "verify", "--data", data), exitOK, "1 identifiers, 1 faces", ": 0 faults")
	wantRun(t, runHere(t, "backup", "--data", data, filepath.Join(t.TempDir(), "backup")), exitOK) // makes a key
}

func TestRotationsThatAreNotMade(t *testing.T) {
	data, empty := enrolledIn(t), t.TempDir()
	key := keyIn(t, filepath.Join(data, "master.key"))
	for _, c := range []struct {
		name string
		env  string
		args []string
		says string
	}{
		{"of a directory without a database", "", []string{"--data", empty}, "there is no database in " + empty},
		{"of a key in a variable", "VESTIBULE_KEY=" + key, []string{"--data", data}, "the variable VESTIBULE_KEY: only one in a file can be rotated"},
		{"of a key from a command", "", []string{"--data", data, "--key-command", "cat '" + filepath.Join(data, "master.key") + "'"}, "the key command: only one in a file can be rotated"},
		{"without the key", "", []string{"--data", data, "--key-file", filepath.Join(empty, "none")}, "is not there"},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantRun(t, runProgram(t, []string{c.env}, append([]string{"key", "rotate"}, c.args...)...), exitRefused, c.says)
			if keyIn(t, filepath.Join(data, "master.key")) != key {
				t.Error("the master key is another one now")
			}
		})
	}
	if left := pathsIn(t, empty); len(left) > 0 {
		t.Errorf("%q are left", left)
	}
	wantRun(t, runHere(t, "key", "rotate", "--data", data), exitOK, "wraps all")
	wantRun(t, runHere(t, "verify", "--data", data), exitOK, "1 identifiers, 1 faces", ": 0 faults")
}
