package vestibule_test

import (
	"bytes"
	"context"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/vestibule-id/vestibule"
)

// opened opens the database that a configuration says, and returns what was
// logged meanwhile.
func opened(t *testing.T, c vestibule.Config) (log string, err error) {
	t.Helper()
	var logged bytes.Buffer
	c.Log = slog.New(slog.NewTextHandler(&logged, nil))
	_, cleanup, err := vestibule.OpenDatabase(t.Context(), c)
	if err == nil {
		cleanup()
	}
	return logged.String(), err
}

func configFor(dir string) vestibule.Config {
	c := vestibule.DefaultConfig()
	c.DataDir = dir
	return c
}

func newKey(t *testing.T) string {
	t.Helper()
	key, err := vestibule.NewMasterKey()
	if err != nil {
		t.Fatal(err)
	}
	return string(key)
}

func mode(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode()
}

func wantLogged(t *testing.T, log string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(log, want) {
			t.Errorf("the log does not say %q: %s", want, log)
		}
	}
}

func wantError(t *testing.T, err error, wants ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range wants {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not say %q: %v", want, err)
		}
	}
}

func TestTheFirstStartMakesAMasterKey(t *testing.T) {
	for name, place := range map[string]func(c *vestibule.Config) string{
		"in the data directory": func(c *vestibule.Config) string { return filepath.Join(c.DataDir, "master.key") },
		"in a directory that is not there": func(c *vestibule.Config) string {
			c.KeyFile = filepath.Join(filepath.Dir(c.DataDir), "keys", "of", "vestibule.key")
			return c.KeyFile
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := configFor(filepath.Join(t.TempDir(), "data"))
			file := place(&c)
			log, err := opened(t, c)
			if err != nil {
				t.Fatal(err)
			}
			if got := mode(t, file); got != 0o600 {
				t.Errorf("the file's mode is %v, want 0600", got)
			}
			if got := mode(t, filepath.Dir(file)); got.Perm() != 0o700 {
				t.Errorf("its directory's mode is %v, want 0700", got)
			}
			wantLogged(t, log, "a master key was made: keep a copy of it elsewhere", file)

			key, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if log, err := opened(t, c); err != nil || log != "" {
				t.Errorf("the second start: %v, logged %q, want nothing", err, log)
			}
			if again, err := os.ReadFile(file); err != nil || !bytes.Equal(again, key) {
				t.Errorf("the second start changed the master key, %v", err)
			}
		})
	}
}

func TestNoMasterKeyIsMadeForWhatIsSealedAlready(t *testing.T) {
	c := configFor(t.TempDir())
	if _, err := opened(t, c); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(c.DataDir, "master.key")
	if err := os.Rename(file, file+".elsewhere"); err != nil {
		t.Fatal(err)
	}
	_, err := opened(t, c)
	wantError(t, err, file+" is not there", c.DataDir+" is sealed with it", "--key-file", "VESTIBULE_KEY", "--key-command")
	if _, err := os.Stat(file); err == nil {
		t.Error("a new master key was made")
	}

	c.KeyFile = file + ".elsewhere"
	if _, err := opened(t, c); err != nil {
		t.Errorf("with the file: %v", err)
	}
}

func TestAnotherMasterKeyIsRefused(t *testing.T) {
	c := configFor(t.TempDir())
	c.Key = newKey(t)
	if _, err := opened(t, c); err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string]func(*vestibule.Config){
		"as a variable": func(c *vestibule.Config) { c.Key = newKey(t) },
		"from a file": func(c *vestibule.Config) {
			c.Key, c.KeyFile = "", filepath.Join(t.TempDir(), "other.key")
			if err := os.WriteFile(c.KeyFile, []byte(newKey(t)), 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"from a command": func(c *vestibule.Config) { c.KeyCommand, c.Key = "echo '"+strings.TrimSpace(newKey(t))+"'", "" },
	} {
		t.Run(name, func(t *testing.T) {
			c := c
			other(&c)
			_, err := opened(t, c)
			wantError(t, err, "the master key is not the one that photos here are sealed with")
		})
	}
	if _, err := opened(t, c); err != nil {
		t.Errorf("the right one afterwards: %v", err)
	}
}

func TestAMasterKeyThatOthersMayReadIsWarnedOf(t *testing.T) {
	c := configFor(t.TempDir())
	if _, err := opened(t, c); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(c.DataDir, "master.key")
	for mode, warned := range map[fs.FileMode]bool{0o400: false, 0o600: false, 0o640: true, 0o604: true, 0o610: true} {
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
		log, err := opened(t, c)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(log, "others than its owner may read the master key: chmod 600"); got != warned {
			t.Errorf("mode %o: warned is %t, want %t: %s", mode, got, warned, log)
		}
	}
}

func TestKeyIsBesideData(t *testing.T) {
	here := t.TempDir()
	t.Chdir(here)
	for _, tt := range []struct {
		name   string
		change func(*vestibule.Config)
		want   bool
	}{
		{"nothing is said", func(*vestibule.Config) {}, true},
		{"nothing is said, and data is an absolute path", func(c *vestibule.Config) { c.DataDir = filepath.Join(here, "data") }, true},
		{"a relative path in it", func(c *vestibule.Config) { c.KeyFile = "data/other.key" }, true},
		{"an absolute path in it", func(c *vestibule.Config) { c.KeyFile = filepath.Join(here, "data", "k") }, true},
		{"a way around", func(c *vestibule.Config) { c.KeyFile = "elsewhere/../data/k" }, true},
		{"a directory below it", func(c *vestibule.Config) { c.KeyFile = "data/keys/k" }, true},
		{"data is the current directory", func(c *vestibule.Config) { c.DataDir, c.KeyFile = ".", "k" }, true},
		{"a name that begins with two dots", func(c *vestibule.Config) { c.KeyFile = "data/..k" }, true},
		{"the directory above it", func(c *vestibule.Config) { c.KeyFile = "master.key" }, false},
		{"the directory above it, by dots", func(c *vestibule.Config) { c.KeyFile = "data/../master.key" }, false},
		{"a directory whose name begins alike", func(c *vestibule.Config) { c.KeyFile = "data-keys/k" }, false},
		{"another directory", func(c *vestibule.Config) { c.KeyFile = filepath.Join(t.TempDir(), "k") }, false},
		{"the key itself", func(c *vestibule.Config) { c.Key = newKey(t) }, false},
		{"a command", func(c *vestibule.Config) { c.KeyCommand = "cat data/master.key" }, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := vestibule.DefaultConfig()
			tt.change(&c)
			if got := c.KeyIsBesideData(); got != tt.want {
				t.Errorf("got %t, want %t", got, tt.want)
			}
		})
	}
}

func TestAMasterKeyIsGivenInOneWay(t *testing.T) {
	for _, ways := range []struct{ file, command, key string }{
		{"f", "", ""}, {"", "c", ""}, {"", "", "k"}, {"f", "c", ""}, {"f", "", "k"}, {"", "c", "k"}, {"f", "c", "k"},
	} {
		c := vestibule.DefaultConfig()
		c.KeyFile, c.KeyCommand, c.Key = ways.file, ways.command, ways.key
		err := c.Validate()
		if one := len(ways.file+ways.command+ways.key) == 1; one != (err == nil) {
			t.Errorf("%+v: error %v, want one: %t", ways, err, !one)
		}
		if err != nil {
			wantError(t, err, "the master key is given in more than one way")
		}
	}
}

func TestAtKeepsTheMasterKey(t *testing.T) {
	there := t.TempDir()
	for name, change := range map[string]func(*vestibule.Config){
		"in the data directory": func(*vestibule.Config) {},
		"from a file":           func(c *vestibule.Config) { c.KeyFile = filepath.Join(there, "k") },
		"in a variable":         func(c *vestibule.Config) { c.Key = newKey(t) },
		"from a command":        func(c *vestibule.Config) { c.KeyCommand = "cat '" + filepath.Join(there, "command.key") + "'" },
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(filepath.Join(there, "command.key"), []byte(newKey(t)), 0o600); err != nil {
				t.Fatal(err)
			}
			c := configFor(t.TempDir())
			change(&c)
			if _, err := opened(t, c); err != nil {
				t.Fatal(err)
			}
			moved := c.At(t.TempDir())
			if moved.DataDir == c.DataDir {
				t.Fatal("the data directory is the same")
			}
			for _, file := range []string{"vestibule.db", "keys.db"} {
				content, err := os.ReadFile(filepath.Join(c.DataDir, file))
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(moved.DataDir, file), content, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := opened(t, moved); err != nil {
				t.Errorf("a copy of the data is not opened: %v", err)
			}
			if moved.KeyIsBesideData() {
				t.Error("the master key moved with the data")
			}
		})
	}
}

func TestProgramsThatStartAtOnceShareAMasterKey(t *testing.T) {
	for range 5 {
		c := configFor(filepath.Join(t.TempDir(), "data"))
		var logged bytes.Buffer
		c.Log = slog.New(slog.NewTextHandler(&logged, nil))
		var starts sync.WaitGroup
		begin := make(chan struct{})
		for range 4 {
			starts.Go(func() {
				<-begin
				db, cleanup, err := vestibule.OpenDatabase(context.Background(), c)
				if err != nil {
					t.Error(err)
					return
				}
				defer cleanup()
				if err := db.Probe(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		close(begin)
		starts.Wait()
		if made := strings.Count(logged.String(), "a master key was made"); made != 1 {
			t.Errorf("a master key was made %d times, want once: %s", made, &logged)
		}
		if log, err := opened(t, c); err != nil {
			t.Errorf("afterwards: %v, %s", err, log)
		}
		files, err := filepath.Glob(filepath.Join(c.DataDir, "master.key*"))
		if err != nil || len(files) != 1 {
			t.Errorf("%q are left, %v, want one file", files, err)
		}
	}
}
