package main

import (
	"bytes"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// wantRun wants an outcome with an exit code and words on either stream.
func wantRun(t *testing.T, o outcome, code int, words ...string) {
	t.Helper()
	if o.code != code {
		t.Errorf("exit code %d, want %d: %+v", o.code, code, o)
	}
	for _, want := range words {
		if !strings.Contains(o.out+o.err, want) {
			t.Errorf("it does not say %q: %+v", want, o)
		}
	}
}

// filesIn returns what is in a directory and below it, by path.
func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[path], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func pathsIn(t *testing.T, dir string) []string {
	t.Helper()
	return slices.Sorted(maps.Keys(filesIn(t, dir)))
}

// enrolledIn returns a data directory with one face, enrolled without a server.
func enrolledIn(t *testing.T) (data string) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "data")
	photo := filepath.Join(t.TempDir(), "Anna.jpg")
	if err := os.WriteFile(photo, drawn(portrait.Options{}), 0o600); err != nil {
		t.Fatal(err)
	}
	wantRun(t, runHere(t, "enroll", "--data", data, photo), exitOK)
	return data
}

// copied returns a copy of a file or of a directory without the master key.
func copied(t *testing.T, from string) (to string) {
	t.Helper()
	to = filepath.Join(t.TempDir(), "copy")
	info, err := os.Stat(from)
	if err != nil {
		t.Fatal(err)
	}
	if info.IsDir() {
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		_ = os.Remove(filepath.Join(to, "master.key")) // fails if it is elsewhere
		return to
	}
	return changed(t, from, func(b []byte) []byte { return b })
}

// changed returns a copy of a file with another content.
func changed(t *testing.T, from string, change func([]byte) []byte) (to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	to = filepath.Join(t.TempDir(), filepath.Base(from))
	if err := os.WriteFile(to, change(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

// gallery creates identifiers and draws a portrait for each.
func (s *server) gallery(who authorisation, count int) map[int64][]byte {
	portraits := map[int64][]byte{}
	for i := range count {
		portraits[s.create(who, aFace)] = drawn(portrait.Options{Seed: uint64(i)})
	}
	return portraits
}

func TestABackupThatIsMadeWhileUploadsRun(t *testing.T) {
	dir := t.TempDir()
	data, restored, backup := filepath.Join(dir, "data"), filepath.Join(dir, "restored"), filepath.Join(dir, "backup")
	key := []string{"--key-file", filepath.Join(dir, "master.key")}
	with := func(args ...string) outcome { return runHere(t, append(args, key...)...) }
	s := serve(t, data, key...)
	token := s.login("admin", adminPassword)
	portraits := s.gallery(token, 9)
	uids := slices.Sorted(maps.Keys(portraits))
	before := len(uids) / 3

	var uploads sync.WaitGroup
	early := make(chan struct{})
	uploads.Go(func() {
		for i, uid := range uids {
			if i == before {
				close(early)
			}
			wantOK(t, s.upload(token, uid, portraits[uid]))
		}
	})
	<-early
	wantRun(t, with("backup", "--data", data, backup), exitOK, backup+" is a backup", "vestibule-keys.backup")
	uploads.Wait()
	wantRun(t, with("verify", "--data", data), exitOK, "9 identifiers, 9 faces", ": 0 faults")
	wantRun(t, with("verify", backup), exitOK, "9 identifiers, ", ": 0 faults")
	s.kill()

	wantRun(t, with("restore", "--data", restored, backup), exitOK, "9 identifiers are in "+restored+" again", "log in again")
	again := serve(t, restored, key...)
	want(t, again.call(token, "GET", "/api/v1/logout", ""), http.StatusUnauthorized, logIn)
	admin := again.login("admin", adminPassword)
	for i, uid := range uids {
		got := again.stored(admin, uid)
		if !bytes.Equal(got, portraits[uid]) && (i < before || got != nil) {
			t.Errorf("the portrait of identifier %d is not the one that was uploaded", uid)
		}
	}
	wantOK(t, again.upload(admin, again.create(admin, aFace), portraits[uids[0]]))
}

// Whoever was deleted is gone from older backups, too, if nobody kept an older
// copy of the keys.
func TestWhoIsDeletedDoesNotComeBackFromABackup(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	data, keys, key := path("data"), path("vestibule-keys.backup"), []string{"--key-file", path("master.key")}
	with := func(args ...string) outcome { return runHere(t, append(args, key...)...) }
	const password = "correct horse battery staple"
	s := serveWith(t, data, []string{"VESTIBULE_ADMIN_PASSWORD=" + password}, key...)
	admin := s.login("admin", password)
	_, token, _ := strings.Cut(s.request(admin, "GET", "/", "", nil).Header.Get("Authorization"), "Bearer ")
	stays, goes := s.create(admin, aFace), s.create(admin, aFace)
	stay, gone := drawn(portrait.Options{Seed: 1}), drawn(portrait.Options{Seed: 2})
	wantOK(t, s.upload(admin, stays, stay))
	wantOK(t, s.upload(admin, goes, gone))

	wantRun(t, with("backup", "--data", data, path("first")), exitOK)
	old := copied(t, keys)
	wantOK(t, s.call(admin, "DELETE", fmt.Sprintf("/api/v1/access/identifier/item/%d", goes), ""))
	wantRun(t, with("backup", "--data", data, path("second")), exitOK)

	// Nothing that lies around tells anything.
	secrets := secretsOf(t, path("master.key"))
	secrets["the token"], secrets["the password"] = []byte(token), []byte(password)
	secrets["the password's digest"] = []byte(account.DigestOf(password))
	secrets["a portrait"], secrets["a portrait that was deleted"] = runOf(stay), runOf(gone)
	files := filesIn(t, dir)
	delete(files, path("master.key"))
	if len(files) < 5 {
		t.Fatalf("only %q were looked at", slices.Collect(maps.Keys(files)))
	}
	named := 0
	for file, content := range files {
		for what, secret := range secrets {
			if len(secret) < 16 || bytes.Contains(content, secret) {
				t.Errorf("%s is in %s", what, file)
			}
		}
		switch {
		case !bytes.Contains(content, []byte("Lindqvist")):
		case filepath.Dir(file) == dir:
			t.Errorf("a name is in %s", file)
		default:
			named++
		}
	}
	if named == 0 {
		t.Error("names are not even in the database: the search does not work")
	}
	s.kill()

	wantRun(t, with("restore", "--data", path("new"), path("first")), exitOK,
		"1 identifiers are in "+path("new")+" again", "1 faces that were deleted or replaced after the backup did not come back")
	again := serve(t, path("new"), key...)
	who := basic("admin", password)
	want(t, again.call(who, "GET", fmt.Sprintf("/api/v1/access/identifier/item/%d", goes), ""), http.StatusBadRequest, "Wrong Identifier uid")
	if !bytes.Equal(again.stored(who, stays), stay) {
		t.Error("who was not deleted is lost")
	}
	again.kill()

	// What the old copy of the keys would have done shows what it is that counts.
	o := with("restore", "--data", path("with old keys"), "--keys", old, path("first"))
	wantRun(t, o, exitOK, "2 identifiers are in")
	wantRun(t, with("verify", "--keys", old, path("second")), exitRefused, "its key is not among the data keys")
}

// runOf returns bytes from the middle of a portrait, which no other one has.
func runOf(jpeg []byte) []byte { return jpeg[len(jpeg)/2:][:64] }

// secretsOf returns what nobody may find of a master key, by what it is.
func secretsOf(t *testing.T, keyFile string) map[string][]byte {
	t.Helper()
	content, err := os.ReadFile(keyFile)
	if err != nil {
		t.Fatal(err)
	}
	var keyset struct {
		Key []struct{ KeyData struct{ Value string } }
	}
	if err := json.Unmarshal(content, &keyset); err != nil || len(keyset.Key) != 1 {
		t.Fatalf("no key in %s, %v", content, err)
	}
	encoded := keyset.Key[0].KeyData.Value
	raw, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		"the master key":         raw[len(raw)-32:],
		"the master key as text": []byte(encoded),
	}
}

func TestBackupsThatAreNotMade(t *testing.T) {
	dir, empty := t.TempDir(), t.TempDir()
	data, path := enrolledIn(t), func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"there", "file"} {
		if err := os.WriteFile(path(name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"onto a file", []string{path("there")}, exitUsage, path("there") + " is there already"},
		{"onto a directory", []string{dir}, exitUsage, dir + " is there already"},
		{"into a directory that is not there", []string{path("nowhere/backup")}, exitUsage, path("nowhere") + ": no such file or directory"},
		{"into a file", []string{path("file/backup")}, exitUsage, "not a directory"},
		{"of a directory without a database", []string{path("backup"), "--data", empty}, exitRefused, "there is no database in " + empty},
		{"with the keys in a directory that is not there", []string{path("backup"), "--keys", path("nowhere/keys")}, exitUsage, path("nowhere") + ": no such file or directory"},
		{"with the keys in the place of the backup", []string{path("backup"), "--keys", path("backup")}, exitUsage, "cannot be one file"},
		{"with the keys in the place of those in use", []string{path("backup"), "--keys", filepath.Join(data, "keys.db")}, exitUsage, "cannot be in " + data},
		{"with the keys in the place of the master key", []string{path("backup"), "--keys", path("there"), "--key-file", path("there")}, exitUsage, "cannot take the place of the master key"},
		{"without a master key", []string{path("backup"), "--key-file", path("none")}, exitRefused, path("none") + " is not there"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, dataBefore := filesIn(t, dir), pathsIn(t, data)
			wantRun(t, runHere(t, append([]string{"backup", "--data", data}, c.args...)...), c.code, c.says)
			if after := filesIn(t, dir); !maps.EqualFunc(after, before, bytes.Equal) {
				t.Errorf("the files are %q, were %q, or one has changed", slices.Collect(maps.Keys(after)), slices.Collect(maps.Keys(before)))
			}
			if after := pathsIn(t, data); !slices.Equal(after, dataBefore) {
				t.Errorf("the data directory has %q, had %q", after, dataBefore)
			}
		})
	}
	wantRun(t, runHere(t, "backup", "--data", data, path("backup")), exitOK)
}

func TestBackupsThatAreNotRestored(t *testing.T) {
	data, other := enrolledIn(t), enrolledIn(t)
	dir := t.TempDir()
	backup, keys, key := filepath.Join(dir, "backup"), filepath.Join(dir, "vestibule-keys.backup"), filepath.Join(data, "master.key")
	wantRun(t, runHere(t, "backup", "--data", data, backup), exitOK)
	otherKeys := filepath.Join(t.TempDir(), "keys")
	wantRun(t, runHere(t, "backup", "--data", other, "--keys", otherKeys, filepath.Join(t.TempDir(), "backup")), exitOK)
	flip := func(at int) func([]byte) []byte {
		return func(b []byte) []byte {
			b[(at+len(b))%len(b)] ^= 1
			return b
		}
	}
	cut := func(left int) func([]byte) []byte {
		return func(b []byte) []byte { return b[:(left+len(b))%len(b)] }
	}
	for _, c := range []struct {
		name              string
		backup, keys, key string
		says              string
	}{
		{"a file that is not there", backup + "2", keys, key, "no such file"},
		{"a file that is no backup", key, keys, key, "is no backup"},
		{"an empty file", changed(t, backup, cut(0)), keys, key, "is no backup"},
		{"a backup of a later format", changed(t, backup, func(b []byte) []byte { return bytes.Replace(b, []byte("BACKUP 1"), []byte("BACKUP 2"), 1) }), keys, key, "is no backup"},
		{"a backup cut off in its head", changed(t, backup, cut(30)), keys, key, "cut off"},
		{"a backup cut off in the middle", changed(t, backup, cut(20_000)), keys, key, "damaged, cut off"},
		{"a backup cut off by a byte", changed(t, backup, cut(-1)), keys, key, "damaged, cut off"},
		{"a backup with a byte more", changed(t, backup, func(b []byte) []byte { return append(b, 0) }), keys, key, "damaged, cut off"},
		{"a backup with another key's name", changed(t, backup, flip(30)), keys, key, "its key is not among the data keys"},
		{"a backup with a bit flipped at its begin", changed(t, backup, flip(60)), keys, key, "damaged, cut off"},
		{"a backup with a bit flipped in the middle", changed(t, backup, flip(20_000)), keys, key, "damaged, cut off"},
		{"a backup with the last bit flipped", changed(t, backup, flip(-1)), keys, key, "damaged, cut off"},
		{"without a copy of the keys", backup, keys + "2", key, "copy of the keys: "},
		{"a copy of the keys that is none", backup, backup, key, "not a database"},
		{"a copy of the keys of another directory", backup, otherKeys, filepath.Join(other, "master.key"), "its key is not among the data keys: they are from another directory"},
		{"the master key of another directory", backup, keys, filepath.Join(other, "master.key"), "the master key is not the one"},
		{"a master key that is not there", backup, keys, key + "2", "the master key is missing"},
		{"a master key that is none", backup, keys, backup, "master key from the file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			into := t.TempDir()
			wantRun(t, runHere(t, "restore", "--data", into, "--keys", c.keys, "--key-file", c.key, c.backup), exitRefused, c.says)
			if left := pathsIn(t, into); len(left) > 0 {
				t.Errorf("%q are left", left)
			}
			scratch := t.TempDir()
			t.Setenv("TMPDIR", scratch)
			wantRun(t, runHere(t, "verify", "--keys", c.keys, "--key-file", c.key, c.backup), exitRefused, c.says)
			if left, err := os.ReadDir(scratch); err != nil || len(left) > 0 {
				t.Errorf("verifying left %v, %v", left, err)
			}
		})
	}

	before := filesIn(t, other)
	wantRun(t, runHere(t, "restore", "--data", other, "--key-file", key, backup), exitRefused, "there is a database in "+other, "move it away first")
	if after := filesIn(t, other); !maps.EqualFunc(after, before, bytes.Equal) {
		t.Error("a directory with a database was changed")
	}
	into := t.TempDir()
	wantRun(t, runHere(t, "restore", "--data", into, "--key-file", key, backup), exitOK, "1 identifiers are in "+into)
	wantRun(t, runHere(t, "verify", "--data", into, "--key-file", key), exitOK, ": 0 faults")
}

func TestVerifyTellsWhatIsDamaged(t *testing.T) {
	whole := enrolledIn(t)
	key := filepath.Join(whole, "master.key")
	statement := func(file, text string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			db, err := sql.Open("sqlite3", filepath.Join(dir, file))
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if r, err := db.ExecContext(t.Context(), text); err != nil {
				t.Fatal(err)
			} else if n, err := r.RowsAffected(); err != nil || n != 1 {
				t.Fatalf("%d rows changed, %v", n, err)
			}
		}
	}
	for _, c := range []struct {
		name   string
		damage func(t *testing.T, dir string)
		says   []string
	}{
		{"a flipped bit in a sealed photo", func(t *testing.T, dir string) {
			db, err := sql.Open("sqlite3", filepath.Join(dir, "vestibule.db"))
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			var photo []byte
			if err := db.QueryRowContext(t.Context(), `SELECT data FROM sealed WHERE part = 'photo'`).Scan(&photo); err != nil {
				t.Fatal(err)
			}
			photo[len(photo)/2] ^= 1
			if _, err := db.ExecContext(t.Context(), `UPDATE sealed SET data = ? WHERE part = 'photo'`, photo); err != nil {
				t.Fatal(err)
			}
		}, []string{"identifier 1: ", "photo", "damaged", "1 identifiers, 1 faces and ", ": 1 faults"}},
		{"no photo", statement("vestibule.db", `DELETE FROM sealed WHERE part = 'photo'`),
			[]string{"identifier 1: it is enrolled and has no face", ": 1 faults"}},
		{"no key to a face", statement("keys.db", `DELETE FROM data_keys WHERE name = (SELECT name FROM data_keys WHERE purpose = 'face')`),
			[]string{"identifier 1: it is enrolled and has no face", ": 1 faults"}},
		{"an enrolled identifier that says it is not", statement("vestibule.db", `UPDATE identifiers SET state = 'temporary'`),
			[]string{`identifier 1: it has a face in the state "temporary"`, ": 1 faults"}},
		{"a face that refers to nobody", statement("vestibule.db", `PRAGMA foreign_keys = off; INSERT INTO sealed VALUES (99, 'photo', x'00')`),
			[]string{"files: ", "refers to", ": 1 faults"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := copied(t, whole)
			c.damage(t, dir)
			wantRun(t, runHere(t, "verify", "--data", dir, "--key-file", key), exitRefused, c.says...)
		})
	}
	t.Run("no database", func(t *testing.T) {
		dir := t.TempDir()
		wantRun(t, runHere(t, "verify", "--data", dir), exitRefused, "there is no database in "+dir)
		if left := pathsIn(t, dir); len(left) > 0 {
			t.Errorf("verifying made %q", left)
		}
	})
	wantRun(t, runHere(t, "verify", "--data", whole), exitOK, "1 identifiers, 1 faces and ", ": 0 faults")
}

func TestABackupThatWasKilledHindersNoOther(t *testing.T) {
	data, dir := enrolledIn(t), t.TempDir()
	keys := filepath.Join(dir, "vestibule-keys.backup")
	killed := func(name string) bool {
		cmd := program(t, nil, "backup", "--data", data, filepath.Join(dir, name))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			_ = cmd.Wait()
		}()
		for {
			half, err := filepath.Glob(filepath.Join(dir, name+".*"))
			if err != nil {
				t.Fatal(err)
			}
			if len(half) > 0 {
				_ = cmd.Process.Signal(syscall.SIGKILL)
				<-ended
				_, err := os.Stat(filepath.Join(dir, name))
				return err != nil
			}
			select {
			case <-ended:
				return false
			default:
			}
		}
	}
	caught := false
	for i := 0; i < 20 && !caught; i++ {
		caught = killed(fmt.Sprint("backup", i))
	}
	if !caught {
		t.Fatal("no backup was killed half-way")
	}
	// And what a kill at the worst moments leaves.
	for _, left := range []string{filepath.Join(data, "backup.tmp"), keys + ".tmp"} {
		if err := os.WriteFile(left, []byte("half of something"), 0o600); err != nil {
			t.Fatal(err)
		}
	}

	wantRun(t, runHere(t, "backup", "--data", data, filepath.Join(dir, "next")), exitOK)
	for _, left := range []string{filepath.Join(data, "backup.tmp"), keys + ".tmp"} {
		if _, err := os.Stat(left); err == nil {
			t.Errorf("%s is still there", left)
		}
	}
	wantRun(t, runHere(t, "verify", "--key-file", filepath.Join(data, "master.key"), filepath.Join(dir, "next")), exitOK, "1 identifiers, 1 faces", ": 0 faults")
}
