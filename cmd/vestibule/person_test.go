package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/internal/portrait"
)

// jane is a server with identifiers of Jane Roe, one of them a face, and of
// Maria Lindqvist.
func jane(t *testing.T) (s *server, admin authorisation, face int64, jpeg []byte) {
	t.Helper()
	s = serve(t, t.TempDir())
	admin = basic("admin", adminPassword)
	s.create(admin, aCard)
	s.create(admin, strings.NewReplacer("Maria Lindqvist", "Jane Roe", "3090417", "77700001").Replace(aCard))
	face = s.create(admin, strings.ReplaceAll(aFace, "Maria Lindqvist", "Jane Roe"))
	jpeg = drawn(portrait.Options{})
	wantOK(t, s.upload(admin, face, jpeg))
	return s, admin, face, jpeg
}

// files returns what a directory or a ZIP file has, by name, and the mode that
// everything in it must have.
func files(t *testing.T, path string) map[string][]byte {
	t.Helper()
	var fsys fs.FS = os.DirFS(path)
	if strings.HasSuffix(path, ".zip") {
		wantMode(t, path, 0o600)
		r, err := zip.OpenReader(path)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		fsys = r
	}
	all := map[string][]byte{}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		f, err := fsys.Open(entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if info, err := f.Stat(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, error %v", entry.Name(), info.Mode(), err)
		}
		if all[entry.Name()], err = io.ReadAll(f); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func wantMode(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
		t.Errorf("%s has mode %v, want %v, error %v", path, info.Mode(), mode, err)
	}
}

func TestAPersonGetsEverythingThatIsKept(t *testing.T) {
	s, _, face, jpeg := jane(t)
	dir := t.TempDir()
	for _, to := range []string{filepath.Join(dir, "jane.zip"), filepath.Join(dir, "jane")} {
		got := runHere(t, "person", "export", "--data", s.data, "--name", "Jane Roe", "--to", to)
		if want := to + ": 2 identifiers, 1 portraits, 3 events\n"; got.code != exitOK || got.out != want {
			t.Fatalf("%+v, want %q", got, want)
		}
		all := files(t, to)
		picture := fmt.Sprintf("portrait-%d.jpg", face)
		if len(all) != 3 || !bytes.Equal(all[picture], jpeg) {
			t.Errorf("%d files, the portrait has %d bytes, want %d", len(all), len(all[picture]), len(jpeg))
		}
		wantPerson(t, all["person.json"], face, picture)
		wantReceipt(t, all)
		if got := runHere(t, "person", "export", "--data", s.data, "--name", "Jane Roe", "--to", to); got.code != exitUsage || !strings.Contains(got.err, "exists already") {
			t.Errorf("again: %+v", got)
		}
		if again := files(t, to); !bytes.Equal(again["receipt.json"], all["receipt.json"]) {
			t.Error("what was there was written over")
		}
	}
	wantMode(t, filepath.Join(dir, "jane"), 0o700)
}

func wantPerson(t *testing.T, text []byte, uid int64, picture string) {
	t.Helper()
	var person personJSON
	if err := json.Unmarshal(text, &person); err != nil || len(person.Identifiers) != 2 || len(person.Events) != 3 {
		t.Fatalf("error %v in %s", err, text)
	}
	card, face := person.Identifiers[0], person.Identifiers[1]
	if card.Number != "77700001" || card.OwnerName != "Jane Roe" || !card.Validity.Permanent || card.Validity.PassesLeft != -1 || card.Face != nil {
		t.Errorf("card %+v", card)
	}
	if int64(face.UID) != uid || face.State != "enrolled" || face.Face.Portrait != picture || face.Face.Box[2] < 50 || face.Face.Profile != "panel" || len(face.Face.Measures) < 10 {
		t.Errorf("face %+v, %+v", face, face.Face)
	}
	if e := person.Events[2]; e.Key != "face_enrolled" || e.Name != "Jane Roe" || e.UID != uid || e.Account != "admin" {
		t.Errorf("event %+v", e)
	}
}

// wantReceipt wants the receipt to tell of each other file.
func wantReceipt(t *testing.T, all map[string][]byte) {
	t.Helper()
	var receipt exportReceipt
	if err := json.Unmarshal(all["receipt.json"], &receipt); err != nil || receipt.Action != "export" || len(receipt.Installation) != 36 || len(receipt.Files) != len(all)-1 {
		t.Fatalf("error %v in %s", err, all["receipt.json"])
	}
	for _, f := range receipt.Files {
		sum := sha256.Sum256(all[f.Name])
		if f.Bytes != len(all[f.Name]) || f.SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("%+v is not the sum of %s", f, f.Name)
		}
	}
}

func TestAPersonIsErasedWhileTheServerRuns(t *testing.T) {
	s, admin, face, jpeg := jane(t)
	before := contents(t, s.data)
	if !bytes.Contains(before, []byte("Jane Roe")) {
		t.Fatal("what is to be erased is not there")
	}

	got := runHere(t, "person", "erase", "--data", s.data, "--name", "Jane Roe", "--yes", "--json")
	var receipt erasureReceipt
	if err := json.Unmarshal([]byte(got.out), &receipt); err != nil || got.code != exitOK {
		t.Fatalf("%+v: %v", got, err)
	}
	if receipt.Identifiers != 2 || fmt.Sprint(receipt.UIDs) != fmt.Sprint([]int64{2, face}) || receipt.Portraits != 1 || receipt.Descriptors != 0 ||
		receipt.Events != 3 || !receipt.Verified || !receipt.Purged || len(receipt.Installation) != 36 {
		t.Errorf("receipt %+v", receipt)
	}
	bare, _, _ := strings.Cut(got.out, `,"sha256"`)
	if receipt.SHA256 != sumOf([]byte(bare+"}")) || strings.Contains(got.out, "Jane") {
		t.Errorf("the receipt is %s", got.out)
	}

	want(t, s.call(admin, "GET", fmt.Sprintf("/api/v1/access/identifier/item/%d", face), ""), 400, "Wrong Identifier uid")
	wantOK(t, s.call(admin, "GET", "/api/v1/access/identifier/item/1", ""))
	log := s.call(admin, "GET", "/api/v1/log/items?limit=50&from=0&to=253402300799000", "")
	if log.status != 200 || bytes.Contains(log.body, []byte("Jane Roe")) || !bytes.Contains(log.body, []byte("person_erased")) || !bytes.Contains(log.body, []byte("Maria Lindqvist")) {
		t.Errorf("the log is %v", log)
	}
	after := contents(t, s.data)
	for _, text := range [][]byte{[]byte("Jane Roe"), []byte("77700001"), jpeg[1000:1200], jpeg[len(jpeg)-200:]} {
		if bytes.Contains(after, text) {
			t.Errorf("the files still have %q", text)
		}
	}
	if !bytes.Contains(after, []byte("Maria Lindqvist")) {
		t.Error("somebody else is gone from the files")
	}
}

// contents returns all files of a directory, one after the other.
func contents(t *testing.T, dir string) (all []byte) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, path))
		all = append(all, content...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAnErasureShowsWhatWouldGoAndAReceiptInWords(t *testing.T) {
	s, _, _, _ := jane(t)
	got := runHere(t, "person", "erase", "--data", s.data, "--uid", "2", "--uid", "3")
	if got.code != exitUsage || got.out != "" || !strings.Contains(got.err, "77700001") || !strings.Contains(got.err, "with a face") || !strings.Contains(got.err, "nothing was erased") {
		t.Errorf("%+v", got)
	}
	got = runHere(t, "person", "erase", "--data", s.data, "--uid", "2", "--uid", "3", "--yes")
	above, sum, found := strings.Cut(got.out, "sha256 of the lines above  ")
	if got.code != exitOK || !found || sum != sumOf([]byte(above))+"\n" || !strings.Contains(above, "2 (uid 2, 3)") || strings.Contains(above, "Jane") {
		t.Errorf("%+v", got)
	}
	got = runHere(t, "person", "erase", "--data", s.data, "--name", "Jane Roe", "--yes")
	if got.code != exitRefused || got.out != "" || !strings.Contains(got.err, "nothing is kept") {
		t.Errorf("again: %+v", got)
	}
}

func TestWhoMustBeSomebody(t *testing.T) {
	s, _, _, _ := jane(t)
	to := filepath.Join(t.TempDir(), "x")
	for _, tt := range []struct {
		name string
		args []string
		code int
		err  string
	}{
		{"nobody is named", []string{"erase", "--yes", "--data", s.data}, exitUsage, "--name, --uid or --link"},
		{"nobody is named to export", []string{"export", "--to", to, "--data", s.data}, exitUsage, "--name, --uid or --link"},
		{"nowhere to export to", []string{"export", "--uid", "1", "--data", s.data}, exitUsage, "--to"},
		{"a directory that is not there to export into", []string{"export", "--to", filepath.Join(to, "jane.zip"), "--uid", "1", "--data", s.data}, exitRefused, "no such file"},
		{"a name that nobody has", []string{"erase", "--yes", "--name", "Jane", "--data", s.data}, exitRefused, "letter by letter"},
		{"a name that nobody has to export", []string{"export", "--to", to, "--name", "jane roe", "--data", s.data}, exitRefused, "letter by letter"},
		{"a link that nothing has", []string{"erase", "--yes", "--link", "nothing", "--data", s.data}, exitRefused, "letter by letter"},
		{"no database", []string{"erase", "--yes", "--name", "Jane Roe", "--data", to}, exitRefused, "no database"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := runHere(t, append([]string{"person"}, tt.args...)...); got.code != tt.code || got.out != "" || !strings.Contains(got.err, tt.err) {
				t.Errorf("%+v, want exit code %d and %q", got, tt.code, tt.err)
			}
		})
	}
	if _, err := os.Stat(to); err == nil {
		t.Error("something was written")
	}
}
