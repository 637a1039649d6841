package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"image/jpeg"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// Photos of each kind: what panel accepts, warns of and refuses, and files that
// are no photo.
var (
	good     = portrait.Options{Width: 360, Height: 450}
	blurred  = portrait.Options{Width: 360, Height: 450, Blur: 8}
	hills    = portrait.JPEG(portrait.Landscape(320, 240, 1), 90)
	coarse   = func() []byte { return portrait.JPEG(portrait.Draw(good), 30) } // too_compressed
	notAJPEG = []byte("hello, door")
)

// album writes photos below a new directory and returns it.
func album(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		write(t, path, content)
	}
	return dir
}

// wantInOrder wants the parts to be in a text, one after the other.
func wantInOrder(t *testing.T, text string, parts ...string) {
	t.Helper()
	rest := text
	for _, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Fatalf("%q is not in %q, or not behind the others", part, text)
		}
		rest = after
	}
}

func TestACheckedPhotoIsATableWorstFirst(t *testing.T) {
	dir := album(t, map[string][]byte{"good.jpg": drawn(good), "coarse.jpg": coarse(), "blurred.jpg": drawn(blurred)})
	path := func(name string) string { return filepath.Join(dir, name) }

	got := runHere(t, "check", path("blurred.jpg"), path("good.jpg"))
	if got.code != exitRefused {
		t.Errorf("exit code %d, want %d", got.code, exitRefused)
	}
	wantInOrder(t, got.out, path("blurred.jpg")+"\nnot acceptable, profile panel\n", "\nverdict", "value", "quality", "limit",
		"\nrefuse", "sharpness", "at least 0.1", "\nok", "photo_side", "450 px", "100", "at most 12000",
		"\nrefuse: ", "blurred", "\n\n"+path("good.jpg")+"\nacceptable, profile panel\n")

	got = runHere(t, "check", path("coarse.jpg"))
	if got.code != exitOK {
		t.Errorf("exit code %d, want %d", got.code, exitOK)
	}
	wantInOrder(t, got.out, "\nacceptable, profile panel, warnings: 1\n", "\nwarn", "compression", "30 quality", "\nok", "\nwarn: ")

	if got := runHere(t, "check", "--locale", "ru", path("coarse.jpg")); !strings.ContainsAny(got.out, "абвгдежз") {
		t.Errorf("no Russian in %s", got.out)
	}
	if got := runHere(t, "check", "--profile", "strict", path("coarse.jpg")); got.code != exitRefused {
		t.Errorf("profile strict: exit code %d, want %d", got.code, exitRefused)
	}
}

func TestAFileThatIsNoPhotoIsToldAndRefused(t *testing.T) {
	whole := drawn(good)
	dir := album(t, map[string][]byte{"text.jpg": notAJPEG, "cut.jpg": whole[:len(whole)/2], "heavy.jpg": make([]byte, 1<<20+1)})
	for name, said := range map[string]string{
		"text.jpg":    "not a JPEG",
		"cut.jpg":     "not acceptable, profile panel",
		"heavy.jpg":   "not acceptable: the file is larger than 1 MiB",
		"nowhere.jpg": "no such file",
	} {
		got := runHere(t, "check", "--max-photo-mib=1", filepath.Join(dir, name))
		if got.code != exitRefused || !strings.Contains(got.out, said) {
			t.Errorf("%s: %+v, want exit code %d and %q", name, got, exitRefused, said)
		}
	}
}

// lines decodes lines of JSON.
func lines(t *testing.T, text string) []map[string]any {
	t.Helper()
	var list []map[string]any
	for d := json.NewDecoder(strings.NewReader(text)); d.More(); {
		var object map[string]any
		if err := d.Decode(&object); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		list = append(list, object)
	}
	if n := strings.Count(text, "\n"); n != len(list) {
		t.Errorf("%d objects in %d lines", len(list), n)
	}
	return list
}

// The same photo, asked for over HTTP and by the command line, in the real
// process, with the landmarks that the machine has.
func TestTheJSONOfACheckIsThatOfTheAPI(t *testing.T) {
	s := serve(t, t.TempDir(), automaticLandmarks)
	admin := s.login("admin", adminPassword)
	photos := map[string][]byte{
		"turned.jpg": portrait.WithOrientation(portrait.JPEG(portrait.Rotate(portrait.Draw(blurred), 6), 30), 6),
		"hills.jpg":  hills,
		"cut.jpg":    drawn(good)[:4000],
	}
	dir := album(t, photos)
	printed := lines(t, runProgram(t, nil, "check", "--json", automaticLandmarks, dir).out)
	if len(printed) != len(photos) {
		t.Fatalf("%d lines, want %d", len(printed), len(photos))
	}
	for _, object := range printed {
		name := filepath.Base(object["file"].(string))
		contentType, body := form("file", name, "image/jpeg", photos[name])
		answer := s.do(s.request(admin, "POST", "/api/v1/access/identifier/face/check", contentType, strings.NewReader(string(body))))
		var want map[string]any
		if err := json.Unmarshal(answer.body, &want); err != nil {
			t.Fatal(err)
		}
		want["file"] = filepath.Join(dir, name)
		if !reflect.DeepEqual(object, want) {
			t.Errorf("%s: the command prints\n%v\nthe API answers\n%v", name, object, want)
		}
	}
}

func TestTheJSONOfAFileThatIsNoJPEG(t *testing.T) {
	path := filepath.Join(album(t, map[string][]byte{"text.jpg": notAJPEG}), "text.jpg")
	got := runHere(t, "check", "--json", path, "/nowhere.jpg")
	list := lines(t, got.out)
	if got.code != exitRefused || len(list) != 2 {
		t.Fatalf("%+v", got)
	}
	for i, file := range []string{path, "/nowhere.jpg"} {
		if list[i]["file"] != file || list[i]["acceptable"] != false || list[i]["error"] == "" || len(list[i]) != 4 {
			t.Errorf("%v", list[i])
		}
	}
	reasons := list[0]["reasons"].([]any)
	if len(reasons) != 1 || reasons[0].(map[string]any)["code"] != "wrong_format" {
		t.Errorf("reasons %v", reasons)
	}
}

// table reads a CSV, with its rows as maps by the header.
func table(t *testing.T, text string) (header []string, rows []map[string]string) {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(records) == 0 {
		t.Fatalf("%v: %q", err, text)
	}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, value := range record {
			row[records[0][i]] = value
		}
		rows = append(rows, row)
	}
	return records[0], rows
}

func TestADirectoryIsATableAndASummary(t *testing.T) {
	dir := album(t, map[string][]byte{
		"b.jpg": drawn(good), "a/z.JPG": drawn(blurred), "a/coarse.jpeg": coarse(), "c.Jpg": notAJPEG, "notes.txt": notAJPEG, "d.jpg": hills, "e.jpg": hills,
	})
	for link, target := range map[string]string{"round": "..", "a/self.jpg": "self.jpg", "f.jpg": "b.jpg", "tree.jpg": "a"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	got := runHere(t, "check", dir)
	header, rows := table(t, got.out)
	wantHeader := []string{"file", "acceptable", "face_width", "reasons", "warnings"}
	for _, r := range rules.All() {
		if r.Code != "face_width" {
			wantHeader = append(wantHeader, r.Code)
		}
	}
	if !slices.Equal(header, wantHeader) {
		t.Errorf("header %v, want %v", header, wantHeader)
	}
	want := []struct{ file, acceptable, reasons, warnings string }{
		{"a/coarse.jpeg", "true", "", "too_compressed"},
		{"a/self.jpg", "false", "unreadable", ""},
		{"a/z.JPG", "false", "blurred", ""},
		{"b.jpg", "true", "", ""},
		{"c.Jpg", "false", "wrong_format", ""},
		{"d.jpg", "false", "no_face", ""},
		{"e.jpg", "false", "no_face", ""},
		{"f.jpg", "true", "", ""},
	}
	if len(rows) != len(want) {
		t.Fatalf("%d rows, want %d: %s", len(rows), len(want), got.out)
	}
	for i, w := range want {
		r := rows[i]
		if r["file"] != filepath.Join(dir, w.file) || r["acceptable"] != w.acceptable || r["reasons"] != w.reasons || r["warnings"] != w.warnings {
			t.Errorf("row %d is %v, want %v", i, r, w)
		}
		if found := r["face_width"] != ""; found != (w.acceptable == "true" || w.reasons == "blurred") {
			t.Errorf("row %d has face width %q", i, r["face_width"])
		}
	}
	if r := rows[0]; r["photo_side"] != "450" || r["compression"] != "30" || rows[1]["photo_side"] != "" || rows[5]["sharpness"] != "" {
		t.Errorf("the measures are wrong: %v", rows)
	}
	const summary = "8 photos: 3 acceptable, 5 not (no_face 2, blurred 1, unreadable 1, wrong_format 1)\n"
	if got.code != exitRefused || !strings.HasSuffix(got.err, "\n"+summary) || !strings.Contains(got.err, "self.jpg: ") {
		t.Errorf("exit code %d and %q, want %d and %q", got.code, got.err, exitRefused, summary)
	}
	if strings.ContainsAny(got.err, "\r\x1b") {
		t.Errorf("there is a bar although nobody looks: %q", got.err)
	}
}

func TestTheTableMayGoIntoAFile(t *testing.T) {
	dir := album(t, map[string][]byte{"good.jpg": drawn(good)})
	file := filepath.Join(t.TempDir(), "table.csv")
	write(t, file, []byte(strings.Repeat("an older and longer table\n", 1000)))
	got := runHere(t, "check", "--csv", file, filepath.Join(dir, "good.jpg"))
	if want := (outcome{out: "1 photos: 1 acceptable, 0 not\n", err: got.err}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, rows := table(t, string(text)); len(rows) != 1 || rows[0]["acceptable"] != "true" {
		t.Errorf("rows %v", rows)
	}
	if got := runHere(t, "check", "--csv", "/nowhere/table.csv", dir); got.code != exitRefused || !strings.Contains(got.err, "/nowhere/table.csv") {
		t.Errorf("%+v", got)
	}
	if got := runHere(t, "check", "--csv", file, "--json", dir); got.code != exitUsage {
		t.Errorf("two forms at once: %+v", got)
	}
}

func TestADirectoryWithoutPhotosIsAUsageError(t *testing.T) {
	dir := album(t, map[string][]byte{"notes.txt": notAJPEG})
	if got := runHere(t, "check", dir); got.code != exitUsage || !strings.Contains(got.err, "there is no .jpg or .jpeg file in "+dir) {
		t.Errorf("%+v", got)
	}
}

func TestPhotosOfOneNameBecomePicturesOfTheirOwn(t *testing.T) {
	dir := album(t, map[string][]byte{
		"a/maria.jpg": drawn(good), "b/maria.jpg": drawn(blurred), "c/MARIA.jpg": drawn(good), "c/maria-2.jpg": hills,
		"c/huge.jpg": portrait.Declaring(30_000, 30_000), "c/text.jpg": notAJPEG,
	})
	pictures := filepath.Join(t.TempDir(), "new", "pictures")
	got := runHere(t, "check", "--annotate", pictures, dir)
	if _, rows := table(t, got.out); len(rows) != 6 {
		t.Errorf("%d rows, want 6", len(rows))
	}
	if !strings.Contains(got.err, "huge.jpg: no picture: ") {
		t.Errorf("nothing is said of the photo that nothing may decode: %s", got.err)
	}
	want := []string{"MARIA-3.jpg", "maria-2-2.jpg", "maria-2.jpg", "maria.jpg"}
	if names := namesIn(t, pictures); !slices.Equal(names, want) {
		t.Fatalf("pictures %v, want %v", names, want)
	}
	for _, name := range want {
		f, err := os.Open(filepath.Join(pictures, name))
		if err != nil {
			t.Fatal(err)
		}
		config, err := jpeg.DecodeConfig(f)
		f.Close()
		if err != nil || config.Width < 500 {
			t.Errorf("%s: %d px wide, %v; want photo and panel", name, config.Width, err)
		}
	}
}

func namesIn(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestNoPictureTakesThePlaceOfAPhoto(t *testing.T) {
	dir := album(t, map[string][]byte{"maria.jpg": drawn(good), "sub/maria.jpg": drawn(good)})
	if err := os.Symlink(dir, filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	for _, pictures := range []string{dir, filepath.Join(dir, "link"), filepath.Join(dir, "sub")} {
		got := runHere(t, "check", "--annotate", pictures, dir)
		if got.code != exitUsage || !strings.Contains(got.err, "among the photos") {
			t.Errorf("%+v", got)
		}
	}
	elsewhere := t.TempDir()
	if err := os.Symlink(filepath.Join(dir, "maria.jpg"), filepath.Join(elsewhere, "maria.jpg")); err != nil {
		t.Fatal(err)
	}
	if got := runHere(t, "check", "--annotate", dir, elsewhere); got.code != exitUsage {
		t.Errorf("a link to a photo: %+v", got)
	}
	kept, err := os.ReadFile(filepath.Join(dir, "maria.jpg"))
	if err != nil || string(kept) != string(drawn(good)) {
		t.Errorf("the photo was written over: %v", err)
	}
}

func TestACheckThatIsInterruptedLeavesNoTable(t *testing.T) {
	dir := album(t, map[string][]byte{"a.jpg": drawn(good), "b.jpg": drawn(good)})
	file := filepath.Join(t.TempDir(), "table.csv")
	write(t, file, []byte("an older table"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs strings.Builder
	if code := run(ctx, []string{"check", "--landmarks=none", "--csv", file, dir}, streams{out: &out, err: &errs}); code != exitRefused {
		t.Errorf("exit code %d, want %d", code, exitRefused)
	}
	if !strings.HasSuffix(errs.String(), "vestibule: interrupted\n") {
		t.Errorf("%q", errs.String())
	}
	if kept, _ := os.ReadFile(file); string(kept) != "an older table" || out.Len() > 0 {
		t.Errorf("there is a table: %s%s", kept, out.String())
	}
}
