//go:build cgo

package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/sqlite"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/domain/settings"
)

const (
	file    = "vestibule.db"
	keyFile = "keys.db"
)

func TestDataSurvivesReopening(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	uid, want := enrol(t, db, 0)
	admin := account.Account{Name: "admin", Role: account.Administrator}
	if err := db.Accounts().AddAccount(t.Context(), admin, "hash"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	db = open(t, dir)
	got, err := db.Identifiers().Enrolment(t.Context(), uid)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Error("the face differs from the one that was committed")
	}
	if a, _, err := db.Accounts().Account(t.Context(), admin.Name); err != nil || a != admin {
		t.Errorf("got account %+v, %v, want %+v", a, err, admin)
	}
	if next := create(t, db); next <= uid {
		t.Errorf("uid %d was given after %d", next, uid)
	}
}

func TestWhatIsSetUpSurvivesReopening(t *testing.T) {
	dir := t.TempDir()
	store := open(t, dir).Ports()
	home := apartment.Restore(1, apartment.Spec{Name: "Flat 7", Address: apartment.Address{Building: 1, Unit: 2, Floor: 3, Room: 4}})
	hours := schedule.Restore(1, "", schedule.Spec{Name: "Office hours", From: now, To: now.Add(time.Hour)})
	uid, err := store.Apartments.Create(t.Context(), home)
	profile, profileErr := store.Profiles.Create(t.Context(), hours)
	id := newFace(t).In(uid)
	holder, holderErr := store.Identifiers.Create(t.Context(), id)
	if err := errors.Join(err, profileErr, holderErr,
		store.Profiles.Attach(t.Context(), holder, profile),
		store.Events.Append(t.Context(), event.Event{At: now, Key: event.DeviceBooted}),
		store.Settings.SetSettings(t.Context(), settings.Settings{MasterCode: settings.MasterCode{Number: "1234"}}),
		store.Transactor.(*sqlite.DB).Close()); err != nil {
		t.Fatal(err)
	}

	store = open(t, dir).Ports()
	if got, err := store.Apartments.Get(t.Context(), uid); err != nil || got != home {
		t.Errorf("got apartment %+v, %v, want %+v", got, err, home)
	}
	if got, err := store.Profiles.Attached(t.Context(), holder); err != nil || !reflect.DeepEqual(got[holder], []schedule.Profile{hours}) {
		t.Errorf("got time profiles %+v, %v, want %+v", got, err, hours)
	}
	if got, err := store.Identifiers.Get(t.Context(), holder); err != nil || got.Apartment() != uid {
		t.Errorf("got %+v, %v, want it in apartment %d", got, err, uid)
	}
	if _, total, err := store.Events.List(t.Context(), listing.Query{}); err != nil || total != 1 {
		t.Errorf("got %d events, %v, want 1", total, err)
	}
	if got, err := store.Settings.Settings(t.Context()); err != nil || got.MasterCode.Number != "1234" {
		t.Errorf("got settings %+v, %v, want the master code", got, err)
	}
}

func TestLeaseSurvivesReopeningAndExpires(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	uid := create(t, db)
	held, next := leaseOn(uid, "holder"), leaseOn(uid, "next")
	if err := db.Identifiers().AcquireLease(t.Context(), held, now); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	repo := open(t, dir).Identifiers()
	if err := repo.AcquireLease(t.Context(), next, now); !errors.Is(err, domain.KindInProgress) {
		t.Errorf("got %v while the lease is held, want kind %q", err, domain.KindInProgress)
	}
	if err := repo.AcquireLease(t.Context(), next, held.Expires); err != nil {
		t.Errorf("got %v once the lease has expired, want none", err)
	}
}

func TestFilesArePrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "here")
	db := open(t, dir)
	create(t, db)
	wantMode(t, filepath.Dir(dir), 0o700)
	wantMode(t, dir, 0o700)
	made := []string{keyFile, keyFile + "-shm", keyFile + "-wal", file, file + "-shm", file + "-wal"}
	for _, name := range made {
		wantMode(t, filepath.Join(dir, name), 0o600)
	}
	wantFiles(t, dir, made...)
}

func TestRestoredFileBecomesPrivate(t *testing.T) {
	dir := t.TempDir()
	if err := open(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, file), 0o644); err != nil {
		t.Fatal(err)
	}
	create(t, open(t, dir))
	for _, suffix := range []string{"", "-wal", "-shm"} {
		wantMode(t, filepath.Join(dir, file+suffix), 0o600)
	}
}

func TestADirectoryThatOthersMadeBecomesPrivate(t *testing.T) {
	for _, c := range []struct {
		name   string
		holds  []string
		before os.FileMode
		want   os.FileMode
	}{
		{"an empty one", nil, 0o755, 0o700},
		{"one for everybody", nil, 0o777, 0o700},
		{"one with our other files", []string{"tls-key.pem", file + "-wal", file + "-journal"}, 0o755, 0o700},
		{"one with other things, which is not ours to close", []string{"passwd"}, 0o755, 0o755},
		{"one that is private and has other things", []string{"passwd"}, 0o700, 0o700},
		{"one that is stricter", nil, 0o500 | 0o200, 0o700},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, name := range c.holds {
				if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(dir, c.before); err != nil {
				t.Fatal(err)
			}
			create(t, open(t, dir))
			wantMode(t, dir, c.want)
			for _, suffix := range []string{"", "-wal", "-shm"} {
				wantMode(t, filepath.Join(dir, file+suffix), 0o600)
			}
		})
	}
}

// A crash leaves all three, and a backup may have made them readable.
func TestAllFilesOfARestoredDatabaseBecomePrivate(t *testing.T) {
	dir := t.TempDir()
	first := open(t, dir)
	create(t, first)
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Chmod(filepath.Join(dir, file+suffix), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	create(t, open(t, dir))
	for _, suffix := range []string{"", "-wal", "-shm"} {
		wantMode(t, filepath.Join(dir, file+suffix), 0o600)
	}
}

func wantMode(t *testing.T, path string, want os.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got != want {
		t.Errorf("mode of %s is %o, want %o", path, got, want)
	}
}

func wantFiles(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("files are %q, want %q", got, want)
	}
}

func TestAnyDirectoryNameWorks(t *testing.T) {
	for _, name := range []string{
		"with space", "what?mode=memory", "number#1", "50%", "100%25", "a&b=c;d+e", "日本 ü", "file:x", "quote'\"",
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name)
			if sqlite.Exists(dir) {
				t.Error("Exists is true before Open")
			}
			uid := create(t, open(t, dir))
			if !sqlite.Exists(dir) {
				t.Error("Exists is false after Open")
			}
			if _, err := open(t, dir).Identifiers().Get(t.Context(), uid); err != nil {
				t.Error(err)
			}
			wantFiles(t, dir, keyFile, keyFile+"-shm", keyFile+"-wal", file, file+"-shm", file+"-wal")
		})
	}
}

func TestRelativeDirectory(t *testing.T) {
	t.Chdir(t.TempDir())
	create(t, open(t, "data"))
	if !sqlite.Exists("data") {
		t.Error("no database in the relative directory")
	}
}

func TestOpenWithCancelledContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	if _, err := sqlite.Open(ctx, dir, sqlite.VaultFor(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	create(t, open(t, dir))
}

func TestLargePhoto(t *testing.T) {
	db := open(t, t.TempDir())
	uid, want := enrol(t, db, 15<<20)
	got, err := db.Identifiers().Enrolment(t.Context(), uid)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Portrait.JPEG(), want.Portrait.JPEG()) {
		t.Errorf("got %d bytes back, not the %d that were committed", len(got.Portrait.JPEG()), len(want.Portrait.JPEG()))
	}
}

func TestNothingOfDeletedFacesIsLeftInTheFile(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	uid, e := enrol(t, db, 200_000)
	needle := e.Portrait.JPEG()[1000:1016] // random bytes of the first comment
	if err := db.Identifiers().Delete(t.Context(), uid); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	wantFiles(t, dir, keyFile, file)
	content, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(content, needle) {
		t.Error("the photo can still be read from the file")
	}
}

func TestProbe(t *testing.T) {
	dir := t.TempDir()
	db, other := open(t, dir), open(t, dir)
	for range 3 {
		if err := errors.Join(db.Probe(t.Context()), other.Probe(t.Context())); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := db.Probe(t.Context()); err == nil {
		t.Error("got no error from a closed database")
	}
}

func TestInstallationID(t *testing.T) {
	version4 := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	seen := map[string]bool{}
	for range 20 {
		dir := t.TempDir()
		id, again := installationID(t, open(t, dir)), installationID(t, open(t, dir))
		if id != again {
			t.Errorf("id is %q, and %q after reopening", id, again)
		}
		if !version4.MatchString(id) {
			t.Errorf("%q is no UUID of version 4", id)
		}
		if seen[id] {
			t.Errorf("two databases have the id %q", id)
		}
		seen[id] = true
	}
}

func installationID(t *testing.T, db *sqlite.DB) string {
	t.Helper()
	id, err := db.InstallationID(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// What the rules of the domain do not allow yet, or do not allow any more, is
// stored all the same.
func TestStoredIdentifiersNeedNotFollowTodaysRules(t *testing.T) {
	repo := open(t, t.TempDir()).Identifiers()
	spec := newFace(t).Spec()
	spec.Type, spec.Number, spec.Owner.Type, spec.Lock = "palm", "x", "courier", "third"
	uid, err := repo.Create(t.Context(), identifier.Restore(0, spec, "suspended", 0))
	if err != nil {
		t.Fatal(err)
	}
	got, err := repo.Get(t.Context(), uid)
	if err != nil {
		t.Fatal(err)
	}
	if want := identifier.Restore(uid, spec, "suspended", 0); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// A photo that does not fit into the writer's cache is on the disk before it is
// committed.
func TestReadersSeeTheFormerFaceWhileAnotherIsBeingStored(t *testing.T) {
	db := open(t, t.TempDir())
	uid, former := enrol(t, db, 100_000)
	repo, l, next := db.Identifiers(), leaseOn(uid, "next"), newEnrolment(t, 5<<20)
	if err := repo.AcquireLease(t.Context(), l, now); err != nil {
		t.Fatal(err)
	}
	read := func(ctx context.Context, want enrolment.Enrolment) {
		t.Helper()
		ctx, cancel := context.WithTimeout(ctx, 4*time.Second) // less than the busy timeout
		defer cancel()
		got, err := repo.Enrolment(ctx, uid)
		if err != nil || !bytes.Equal(got.Portrait.JPEG(), want.Portrait.JPEG()) {
			t.Errorf("got a photo of %d bytes, %v, want that of %d", len(got.Portrait.JPEG()), err, len(want.Portrait.JPEG()))
		}
		if _, _, err := repo.List(ctx, listing.Query{}); err != nil {
			t.Error(err)
		}
	}
	err := db.Within(t.Context(), func(ctx context.Context) error {
		if err := repo.CommitEnrolment(ctx, l, identifier.Enrolled, next); err != nil {
			return err
		}
		read(t.Context(), former)
		read(ctx, next)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	read(t.Context(), next)
}

// A photo that was read is the reader's, whatever the connection reads next.
func TestAPhotoThatWasReadStaysAsItIs(t *testing.T) {
	db := open(t, t.TempDir())
	uid, want := enrol(t, db, 100_000)
	other, _ := enrol(t, db, 100_000)
	got, err := db.Identifiers().Enrolment(t.Context(), uid)
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		if _, err := db.Identifiers().Enrolment(t.Context(), other); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(got.Portrait.JPEG(), want.Portrait.JPEG()) {
		t.Error("the photo has changed")
	}
}
