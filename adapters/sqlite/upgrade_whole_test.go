//go:build cgo

package sqlite

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	osexec "os/exec"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/apartment"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/schedule"
	"github.com/vestibule-id/vestibule/domain/settings"
	"github.com/vestibule-id/vestibule/ports"
)

// The identifiers of a database of an earlier version.
const (
	oldCards = 29 // two of three of 1 to 43
	oldFace  = identifier.UID(3)
	oldLease = identifier.UID(6) // a temporary one that a crash left leased
)

var (
	oldHash    = ports.TokenHash{1, 2, 3}
	oldHome    = apartment.Restore(7, apartment.Spec{Name: "Flat 7", Link: "0b7c2a54-51d2-4b55-9d0b-000000000007", Address: apartment.Address{Building: 1, Unit: 2, Floor: 3, Room: 4}})
	oldProfile = schedule.Restore(5, "0b7c2a54-51d2-4b55-9d0b-000000000005", schedule.Spec{
		Name: "Office hours", AllDay: true, From: utc(1_700_000_000), To: utc(1_700_003_600),
		Repeat: schedule.Repeat{Enabled: true, Cycle: schedule.TwoWeekly},
	})
	oldEvent    = event.Event{ID: 9, At: time.UnixMilli(1_700_000_000_123).UTC(), Key: event.FaceEnrolled, Account: "admin", Subject: event.Subject{UID: 3, Name: "Owner 3", Type: "face_id"}}
	oldSettings = settings.Settings{
		FaceRecognition: settings.FaceRecognition{Enabled: true, Similarity: "high", Mode: "software"},
		MasterCode:      settings.MasterCode{Enabled: true, Number: "123456"},
	}
)

// oldDatabase makes a database the way programs left it that knew the first
// steps of the schema, with rows in every table that there was.
func oldDatabase(t *testing.T, dir string, version int) {
	t.Helper()
	db := connected(t, dir)
	if _, err := migrate(t.Context(), db.writer, released(t, version)); err != nil {
		t.Fatal(err)
	}
	fill(t, db, 43)
	insertAsVersion3(t, db, oldFace, before(t))
	exec(t, db, `UPDATE identifiers SET state = 'enrolled' WHERE uid = ?`, oldFace)
	exec(t, db, `INSERT INTO leases VALUES (?, 'crashed', ?)`, oldLease, leased.Add(time.Minute).Unix())
	for since, insert := range map[int]func(){
		2: func() {
			exec(t, db, `INSERT INTO accounts VALUES ('admin', 'admin', 'the hash')`)
			exec(t, db, `INSERT INTO sessions (token_hash, account, expires_at) VALUES (?, 'admin', 2000000000)`, oldHash[:])
		},
		3: func() { exec(t, db, `UPDATE installation SET probes = 12`) },
		4: func() {
			exec(t, db, `UPDATE enrolments SET profile = 'strict'`)
			exec(t, db, `UPDATE measures SET verdict = 'warn' WHERE position = 1`)
			exec(t, db, `INSERT INTO landmarks VALUES (?, ?)`, oldFace, packLandmarks(make(face.Landmarks, face.Points68)))
		},
		5: func() {
			exec(t, db, `INSERT INTO apartments VALUES (?, ?, 1, 2, 3, 4, ?)`, oldHome.UID(), oldHome.Spec().Name, oldHome.Spec().Link)
			exec(t, db, `UPDATE identifiers SET apartment = ?, link_id = '0b7c2a54-51d2-4b55-9d0b-000000000003' WHERE uid = ?`, oldHome.UID(), oldFace)
		},
		7: func() {
			exec(t, db, `INSERT INTO time_profiles VALUES (5, 'Office hours', 1, 1700000000, 1700003600, '{"enabled":true,"cycle":"twoWeeks"}', ?)`, oldProfile.Link())
			exec(t, db, `INSERT INTO attachments VALUES (?, 5)`, oldFace)
		},
		8: func() {
			exec(t, db, `INSERT INTO events VALUES (9, 1700000000123, ?, ?, ?, 'admin', 3, 'Owner 3', '', 'face_id', 0, '', '')`,
				oldEvent.Key, oldEvent.Key.Category(), oldEvent.Key.Priority())
		},
		9: func() {
			exec(t, db, `INSERT INTO settings VALUES (1, 1, 'high', 'software', 0, 0, 0, '', 1, '123456')`)
		},
	} {
		if since <= version {
			insert()
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// wantOldDatabase wants everything that an old database had.
func wantOldDatabase(t *testing.T, db *DB, version int) {
	t.Helper()
	store, ctx := db.Ports(), t.Context()
	want := before(t)
	if version >= 4 {
		want.Profile, want.Face.Landmarks = "strict", make(face.Landmarks, face.Points68)
		want.Measures[1].Verdict = rules.Warning
	}
	wantEnrolment(t, db, oldFace, want)
	wantCounts(t, db)
	cards := listing.Query{Filter: listing.Comparison{Field: identifier.FieldType, Value: listing.Text("card")}, Page: listing.NewPage(1, 50)}
	if page, total, err := store.Identifiers.List(ctx, cards); len(page) != oldCards || total != oldCards || err != nil {
		t.Errorf("%d cards of %d, %v, want %d", len(page), total, err, oldCards)
	}
	id, err := store.Identifiers.Get(ctx, oldFace)
	if err != nil || id.State() != identifier.Enrolled || id.Spec().Owner.Name != "Owner 3" {
		t.Errorf("the face is %+v, %v", id, err)
	}
	next := enrolment.Lease{UID: oldLease, Holder: "next", Expires: leased.Add(time.Minute)}
	if err := store.Identifiers.AcquireLease(ctx, next, leased); !errors.Is(err, domain.KindInProgress) {
		t.Errorf("the lease of before excludes nobody: %v", err)
	}
	if version >= 2 {
		a, hash, err := db.Accounts().Account(ctx, "admin")
		if err != nil || a.Role != account.Administrator || hash != "the hash" {
			t.Errorf("the account is %+v, %q, %v", a, hash, err)
		}
		if a, err := db.Accounts().AccountBySession(ctx, oldHash, utc(1_999_999_999)); err != nil || a.Name != "admin" {
			t.Errorf("the session is of %+v, %v", a, err)
		}
	}
	if version >= 5 {
		if got, err := store.Apartments.Get(ctx, oldHome.UID()); err != nil || got != oldHome {
			t.Errorf("the apartment is %+v, %v, want %+v", got, err, oldHome)
		}
		if id.Apartment() != oldHome.UID() || id.Links().Identifier != "0b7c2a54-51d2-4b55-9d0b-000000000003" {
			t.Errorf("the face is in apartment %d and has links %+v", id.Apartment(), id.Links())
		}
	}
	if version >= 7 {
		got, err := store.Profiles.Attached(ctx, oldFace)
		if err != nil || !reflect.DeepEqual(got[oldFace], []schedule.Profile{oldProfile}) {
			t.Errorf("the time profiles are %+v, %v, want %+v", got, err, oldProfile)
		}
	}
	if version >= 8 {
		got, total, err := store.Events.List(ctx, listing.Query{Page: listing.NewPage(1, 10)})
		if err != nil || total != 1 || !reflect.DeepEqual(got, []event.Event{oldEvent}) {
			t.Errorf("the events are %+v, %d in all, %v, want %+v", got, total, err, oldEvent)
		}
	}
	wantSettings := settings.Defaults()
	if version >= 9 {
		wantSettings = oldSettings
	}
	if got, err := store.Settings.Settings(ctx); err != nil || got != wantSettings {
		t.Errorf("the settings are %+v, %v, want %+v", got, err, wantSettings)
	}
	wantWhole(t, db)
}

// wantWhole has SQLite check the database.
func wantWhole(t *testing.T, db *DB) {
	t.Helper()
	for _, check := range []string{
		`SELECT count(*), group_concat(integrity_check) FROM pragma_integrity_check WHERE integrity_check <> 'ok'`,
		`SELECT count(*), group_concat("table") FROM pragma_foreign_key_check`,
	} {
		var n int
		var complaints *string
		if err := db.reader.QueryRowContext(t.Context(), check).Scan(&n, &complaints); err != nil || n != 0 {
			t.Errorf("%d complaints, %v", n, err)
		}
	}
}

func TestEverythingInADatabaseOfAnyVersionIsKept(t *testing.T) {
	for version := 1; version <= stepCount(t); version++ {
		t.Run(fmt.Sprint("version ", version), func(t *testing.T) {
			dir := t.TempDir()
			oldDatabase(t, dir, version)
			wantOldDatabase(t, openFor(t, dir), version)
			wantOldDatabase(t, openFor(t, dir), version)
		})
	}
}

// A copy of the files while a step is under way is what a power failure leaves.
func TestAnUpgradeThatWasCutOffGoesOn(t *testing.T) {
	for version := 1; version < stepCount(t); version++ {
		t.Run(fmt.Sprint("from version ", version), func(t *testing.T) {
			dir, left := t.TempDir(), t.TempDir()
			oldDatabase(t, dir, version)
			db := connected(t, dir)
			tx, err := db.writer.BeginTx(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer tx.Rollback()
			run := func(statement string) {
				if _, err := tx.ExecContext(t.Context(), statement); err != nil {
					t.Fatal(err)
				}
			}
			run(`PRAGMA cache_size = 1; PRAGMA cache_spill = 1`) // so that it is in the files
			steps := released(t, version+1)
			for name, step := range steps {
				if _, known := released(t, version)[name]; !known {
					run(string(step.Data))
				}
			}
			if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			wantOldDatabase(t, openFor(t, left), version)
		})
	}
}

// upgradeIn names the variable that makes TestUpgradingChild upgrade a database.
const upgradeIn = "VESTIBULE_TEST_UPGRADE_DIRECTORY"

// TestUpgradingChild is the program that the test below kills.
func TestUpgradingChild(t *testing.T) {
	dir := os.Getenv(upgradeIn)
	if dir == "" {
		t.Skip(upgradeIn + " is not set: this is no test but what another one starts")
	}
	openFor(t, dir)
}

func TestAnUpgradeThatIsKilledGoesOn(t *testing.T) {
	const version, kills, longest = 1, 8, 60 * time.Millisecond
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	oldDatabase(t, dir, version)
	for range kills {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(rng.Int64N(int64(longest))))
		upgradeElsewhere(ctx, dir)
		cancel()
	}
	wantOldDatabase(t, openFor(t, dir), version)
}

// upgradeElsewhere upgrades a database in a process that is killed when the
// context ends, if it is not faster.
func upgradeElsewhere(ctx context.Context, dir string) {
	child := osexec.CommandContext(ctx, os.Args[0], "-test.run=^TestUpgradingChild$")
	child.Env = append(os.Environ(), upgradeIn+"="+dir)
	_ = child.Run()
}

// Nothing is written to what a newer program made, not even in passing.
func TestANewerDatabaseStaysAsItIs(t *testing.T) {
	dir := t.TempDir()
	oldDatabase(t, dir, stepCount(t))
	db := connected(t, dir)
	exec(t, db, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)`)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, fileName)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := Open(t.Context(), dir, VaultFor(t)); err == nil {
			t.Fatal("got no error")
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil || !reflect.DeepEqual(kept, content) {
		t.Errorf("the file was changed, %v", err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("files are %v, %v, want the database alone", files, err)
	}
}
