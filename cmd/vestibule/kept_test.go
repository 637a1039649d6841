package main

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/internal/portrait"
)

const marker = "Zzyzx, 5 High Street"

// marked returns a JPEG with a marker in a comment and behind its end, some mib
// MiB long: so large that a form would be put on the disk by readers that do so.
func marked(jpeg []byte, mib int) []byte {
	comment := binary.BigEndian.AppendUint16([]byte{0xFF, 0xFE}, uint16(2+len(marker)))
	padding := make([]byte, mib<<20)
	_, _ = rand.NewChaCha8([32]byte{}).Read(padding) // never fails
	return slices.Concat(jpeg[:2], comment, []byte(marker), jpeg[2:], padding, []byte(marker))
}

// What was uploaded must be nowhere: not in the data directory, nor where
// programs put what they need for a while, which is not there, so that whoever
// wanted to put it there would fail.
func TestNothingIsKeptOfARefusedPhotoNorOfMetadata(t *testing.T) {
	data := t.TempDir()
	s := serveWith(t, data, []string{"VESTIBULE_ADMIN_PASSWORD=" + adminPassword, "TMPDIR=" + filepath.Join(data, "missing")})
	admin := basic("admin", adminPassword)
	refused, accepted := portrait.JPEG(portrait.Landscape(640, 480, 7), 90), drawn(portrait.Options{})
	uid := s.create(admin, aFace)
	want(t, s.upload(admin, uid, marked(refused, 12)), 400, "Face hasn't been detected on image")
	want(t, s.upload(admin, uid, marked(refused, 20)), 400, "Loading file error") // too large
	if all := contents(t, data); bytes.Contains(all, []byte(marker)) || bytes.Contains(all, refused[1000:1100]) {
		t.Error("something of a refused photo is on the disk")
	}
	wantOK(t, s.upload(admin, uid, marked(accepted, 12)))
	if got := s.stored(admin, uid); !bytes.Equal(got, accepted) {
		t.Errorf("the portrait has %d bytes, want the picture's %d", len(got), len(accepted))
	}
	all := contents(t, data)
	if bytes.Contains(all, []byte(marker)) {
		t.Error("metadata are on the disk")
	}
	if bytes.Contains(all, accepted[1000:1100]) {
		t.Error("the portrait is on the disk in clear")
	}
	if !bytes.Contains(all, []byte("Maria Lindqvist")) {
		t.Error("this test does not look where things are stored")
	}
	if log := s.logged(); strings.Contains(log, marker) {
		t.Error("the operator's log has metadata")
	}
}

// The server itself deletes what is due when it starts.
func TestWhatIsDueIsDeletedWhenTheServerStarts(t *testing.T) {
	admin := basic("admin", adminPassword)
	data := t.TempDir()
	s := serve(t, data)
	until := func(ago time.Duration) int64 {
		to := time.Now().Add(-ago).Unix()
		return s.create(admin, strings.Replace(aCard, `"lock"`, `"valid": {"time": {"is_permanent": false, "to": `+strconv.FormatInt(to, 10)+`}, "passes": {"is_permanent": true}}, "lock"`, 1))
	}
	old := until(50 * time.Hour)
	if code := s.stop(syscall.SIGTERM); code != exitOK {
		t.Fatalf("exit code %d", code)
	}
	for _, tt := range []struct {
		name   string
		flags  []string
		status int
	}{
		{"by default it is kept for ever", nil, 200},
		{"for ever in a word", []string{"--retain", "forever"}, 200},
		{"for ever in a number", []string{"--retain", "0"}, 200},
		{"not due yet", []string{"--retain", "3"}, 200},
		{"due", []string{"--retain", "2"}, 400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, data, tt.flags...)
			path := "/api/v1/access/identifier/item/" + strconv.FormatInt(old, 10)
			a := s.call(admin, "GET", path, "")
			for end := time.Now().Add(10 * time.Second); a.status != tt.status && time.Now().Before(end); {
				a = s.call(admin, "GET", path, "")
			}
			if a.status != tt.status {
				t.Errorf("answer %v, want status %d", a, tt.status)
			}
			if code := s.stop(syscall.SIGTERM); code != exitOK {
				t.Errorf("exit code %d", code)
			}
		})
	}
	for _, flag := range []string{"-1", "soon", "36501", ""} {
		if got := runHere(t, "serve", "--data", data, "--retain="+flag); got.code != exitUsage || !strings.Contains(got.err, "retain") {
			t.Errorf("--retain=%s: %+v", flag, got)
		}
	}
}
