package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"
	"golang.org/x/sys/unix"

	"github.com/vestibule-id/vestibule/client"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/internal/serverproc"
)

// enrolled are the photos that were acknowledged, by uid.
type enrolled struct {
	mu     sync.Mutex
	photos map[int64][]byte
}

// fill has clients enrol photos until so many calls have failed, and returns
// what was acknowledged. It wants every failure to be a fault of the server's.
func fill(t *testing.T, s *server, failures int64) *enrolled {
	t.Helper()
	all := &enrolled{photos: map[int64][]byte{}}
	c, err := client.New(s.url, "admin", adminPassword)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Login(t.Context()); err != nil {
		t.Fatal(err)
	}
	picture := portrait.Draw(portrait.Options{Noise: 3})
	var failed, number atomic.Int64
	var clients sync.WaitGroup
	for range 3 {
		clients.Go(func() {
			for failed.Load() < failures {
				jpeg := portrait.JPEG(picture, int(80+number.Add(1)%20))
				uid, err := enrolOne(t.Context(), c, jpeg)
				if err == nil {
					all.mu.Lock()
					all.photos[uid] = jpeg
					all.mu.Unlock()
					continue
				}
				failed.Add(1)
				var answer *client.Error
				if !errors.As(err, &answer) || answer.Status != http.StatusInternalServerError || answer.Text != "Internal error" {
					t.Errorf("got %v, want 500 Internal error", err)
				}
			}
		})
	}
	clients.Wait()
	if len(all.photos) == 0 {
		t.Fatal("nothing was enrolled")
	}
	return all
}

func enrolOne(ctx context.Context, c *client.Client, jpeg []byte) (uid int64, err error) {
	uid, err = c.CreateIdentifier(ctx, client.IdentifierSpec{
		Owner: client.Owner{Name: "Maria Lindqvist", Type: client.Resident}, Type: client.FaceID, Lock: client.FirstLock,
	})
	if err == nil {
		_, err = c.UploadFace(ctx, uid, client.PhotoOf(bytes.NewReader(jpeg)), client.UploadOptions{})
	}
	return uid, err
}

// wantEnrolled wants what was acknowledged.
func wantEnrolled(t *testing.T, s *server, who authorisation, all *enrolled) {
	t.Helper()
	for uid, jpeg := range all.photos {
		if got := s.stored(who, uid); !bytes.Equal(got, jpeg) {
			t.Errorf("of identifier %d, %d bytes are stored, want the %d that were acknowledged", uid, len(got), len(jpeg))
		}
	}
}

// wantReads wants reads to go on, but for those of portraits, which the audit log
// must have.
func wantReads(t *testing.T, s *server, who authorisation, all *enrolled) {
	t.Helper()
	for uid := range all.photos {
		wantOK(t, s.call(who, "GET", fmt.Sprintf("/api/v1/access/identifier/item/%d", uid), ""))
	}
}

// ready returns the status of /readyz.
func (s *server) ready() int { return s.call(nobody, "GET", "/readyz", "").status }

func wantReady(t *testing.T, s *server, status int) {
	t.Helper()
	if got := s.ready(); got != status {
		t.Errorf("/readyz answers %d, want %d", got, status)
	}
}

// wantWholeDatabase has SQLite check the database in a directory.
func wantWholeDatabase(t *testing.T, data string) {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(data, "vestibule.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var verdict string
	if err := db.QueryRowContext(t.Context(), `PRAGMA integrity_check`).Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("the database is %q, %v", verdict, err)
	}
}

// A disk on which nothing can be written any more: what was acknowledged is
// there, the rest is answered with 500, and when there is room again everything
// works as before.
func TestAFullDisk(t *testing.T) {
	for name, disk := range map[string]func(*testing.T) (data string, constrain, exhaust, relieve func(*server)){
		"a file system without room": fullFileSystem,
		"a limit on files":           limitedFiles,
	} {
		t.Run(name, func(t *testing.T) {
			data, constrain, exhaust, relieve := disk(t)
			s := serve(t, data)
			admin := s.login("admin", adminPassword)
			constrain(s)
			all := fill(t, s, 12)
			wantReads(t, s, admin, all)
			// Where a photo did not fit, there is room for some probes.
			exhaust(s)
			for probes := 0; s.ready() == http.StatusOK && probes < 1000; probes++ {
			}
			wantReady(t, s, http.StatusServiceUnavailable)
			if !strings.Contains(s.logged(), "level=ERROR") {
				t.Error("the log does not tell")
			}

			relieve(s)
			wantReady(t, s, http.StatusOK)
			uid, jpeg := s.create(admin, aFace), drawn(portrait.Options{Seed: 2})
			wantOK(t, s.upload(admin, uid, jpeg))
			all.photos[uid] = jpeg
			wantEnrolled(t, s, admin, all)
			if code := s.stop(syscall.SIGTERM); code != exitOK {
				t.Errorf("exit code %d", code)
			}
			wantWholeDatabase(t, data)
			again := serve(t, data)
			wantEnrolled(t, again, admin, all)
		})
	}
}

// fullFileSystem is a small file system in memory that something else fills.
func fullFileSystem(t *testing.T) (data string, constrain, exhaust, relieve func(*server)) {
	data = t.TempDir()
	if err := syscall.Mount("tmpfs", data, "tmpfs", 0, "size=8m"); err != nil {
		t.Skip("only root can mount a file system: ", err)
	}
	t.Cleanup(func() { unmount(t, data) })
	other, err := os.Create(filepath.Join(data, "of another program"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.Close() })
	write := func(bytes int) error {
		_, err := other.Write(make([]byte, bytes))
		return err
	}
	constrain = func(*server) {
		if err := write(6 << 20); err != nil {
			t.Fatal(err)
		}
	}
	exhaust = func(*server) {
		for write(1) == nil {
		}
	}
	relieve = func(*server) {
		if err := other.Truncate(0); err != nil {
			t.Fatal(err)
		}
	}
	return data, constrain, exhaust, relieve
}

// limitedFiles sets a limit for the server's files.
func limitedFiles(t *testing.T) (data string, constrain, exhaust, relieve func(*server)) {
	limit := func(bytes uint64) func(*server) {
		return func(s *server) {
			var was unix.Rlimit
			if err := unix.Prlimit(s.PID(), unix.RLIMIT_FSIZE, nil, &was); err != nil {
				t.Fatal(err)
			}
			if err := unix.Prlimit(s.PID(), unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: min(bytes, was.Max), Max: was.Max}, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	return t.TempDir(), limit(1 << 20), limit(0), limit(unix.RLIM_INFINITY)
}

// unmount lets go of a mount, which the server's death may still hold.
func unmount(t *testing.T, path string) {
	t.Helper()
	if err := syscall.Unmount(path, syscall.MNT_DETACH); err != nil {
		t.Error(err)
	}
}

func TestWhatCannotBeWrittenIsToldAtTheStart(t *testing.T) {
	for name, at := range map[string]func(data string) string{
		"the data directory": func(data string) string { return data },
		"the database":       func(data string) string { return filepath.Join(data, "vestibule.db") },
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			s := serve(t, data)
			admin := s.login("admin", adminPassword)
			uid, jpeg := s.create(admin, aFace), drawn(portrait.Options{})
			wantOK(t, s.upload(admin, uid, jpeg))
			s.stop(syscall.SIGTERM)

			writable := makeReadOnly(t, at(data))
			code, log := startAndFail(t, data)
			if code != 1 || !strings.Contains(log, filepath.Join(data, "vestibule.db")) || !strings.Contains(log, "must be able to write") {
				t.Errorf("exit code %d, and %q", code, log)
			}
			writable()
			if again := serve(t, data); !bytes.Equal(again.stored(admin, uid), jpeg) {
				t.Error("the face is lost")
			}
		})
	}
}

// startAndFail starts a server that should end by itself, and returns how it
// did.
func startAndFail(t *testing.T, data string) (code int, log string) {
	t.Helper()
	var errs printed
	cmd := serveProgram(t, data, nil)
	cmd.Stderr = &errs
	s, err := serverproc.Launch(cmd)
	if err != nil {
		t.Fatal(err)
	}
	if url, err := s.Address(); err == nil {
		s.Kill()
		t.Fatalf("it listens on %s", url)
	}
	code, _ = s.Wait()
	return code, errs.String()
}

// makeReadOnly makes a file or directory read-only, for root as well, and
// returns what makes it writable again.
func makeReadOnly(t *testing.T, path string) (writable func()) {
	t.Helper()
	if os.Getuid() != 0 {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		chmod := func(mode os.FileMode) {
			if err := os.Chmod(path, mode); err != nil {
				t.Fatal(err)
			}
		}
		chmod(info.Mode().Perm() &^ 0o222)
		return func() { chmod(info.Mode().Perm()) }
	}
	for _, flags := range []uintptr{syscall.MS_BIND, syscall.MS_BIND | syscall.MS_REMOUNT | syscall.MS_RDONLY} {
		if err := syscall.Mount(path, path, "", flags, ""); err != nil {
			t.Fatalf("mounting %s: %v", path, err)
		}
	}
	done := sync.OnceFunc(func() { unmount(t, path) })
	t.Cleanup(done)
	return done
}

func TestAnotherProgramHasTheDatabase(t *testing.T) {
	s := serve(t, t.TempDir())
	admin := s.login("admin", adminPassword)
	uid, other, jpeg := s.create(admin, aFace), s.create(admin, aFace), drawn(portrait.Options{})
	wantOK(t, s.upload(admin, uid, jpeg))
	release := lockDatabase(t, s.data)

	began := time.Now()
	a := s.upload(admin, other, jpeg)
	want(t, a, http.StatusServiceUnavailable, "Loading file error")
	if a.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("the answer took %v", took)
	}
	want(t, s.call(admin, "POST", "/api/v1/access/identifier", aFace), http.StatusServiceUnavailable, "Loading file error")
	wantReads(t, s, admin, &enrolled{photos: map[int64][]byte{uid: jpeg}})
	want(t, s.call(admin, "GET", facePath(uid), ""), http.StatusServiceUnavailable, "Loading file error") // the audit log must have it
	wantReady(t, s, http.StatusServiceUnavailable)
	if log := s.logged(); !strings.Contains(log, "database is locked") || !strings.Contains(log, "level=WARN") {
		t.Errorf("the log does not say why: %s", log)
	}

	release()
	wantOK(t, s.upload(admin, other, jpeg))
	wantReady(t, s, http.StatusOK)
	if !bytes.Equal(s.stored(admin, uid), jpeg) {
		t.Error("the portrait is not the one that was enrolled")
	}
}

// lockDatabase takes the write lock as another program.
func lockDatabase(t *testing.T, data string) (release func()) {
	t.Helper()
	db, err := sql.Open("sqlite3", fmt.Sprintf("file:%s?_txlock=exclusive", filepath.Join(data, "vestibule.db")))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return func() { tx.Rollback() }
}
