package main

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/internal/portrait"
)

// lease is how long the crash tests' leases last: long enough to be seen.
const lease = 2 * time.Second

func TestAfterA200TheFaceSurvivesAKill(t *testing.T) {
	data := t.TempDir()
	s := serve(t, data)
	admin := s.login("admin", adminPassword)
	uid := s.create(admin, aFace)
	jpeg := drawn(portrait.Options{})
	wantOK(t, s.upload(admin, uid, jpeg))
	s.kill()

	again := serve(t, data)
	if !bytes.Equal(again.stored(again.login("admin", adminPassword), uid), jpeg) {
		t.Error("the face is lost")
	}
}

func TestAKillInTheMiddleOfAnUploadLeavesTheIdentifierTemporary(t *testing.T) {
	data := t.TempDir()
	s := serve(t, data, "--lease", lease.String())
	admin := s.login("admin", adminPassword)
	uid := s.create(admin, aFace)
	jpeg := drawn(portrait.Options{})
	contentType, body := form("file", "photo.jpg", "image/jpeg", jpeg)

	// Half of the body arrives, then the power fails.
	read, write := io.Pipe()
	ended := make(chan error, 1)
	req := s.request(admin, "POST", facePath(uid), contentType, read)
	req.ContentLength = int64(len(body))
	go func() {
		resp, err := http.DefaultClient.Do(req)
		if err == nil {
			resp.Body.Close()
		}
		ended <- err
	}()
	if _, err := write.Write(body[:len(body)/2]); err != nil {
		t.Fatal(err)
	}
	s.kill()
	write.Close()
	if err := <-ended; err == nil {
		t.Error("the upload was answered by a server that was killed")
	}
	wantUploadWorks(t, data, uid, jpeg)
}

// The photo takes the detector a second: whoever kills the server meanwhile
// leaves a lease behind.
func TestALeaseThatAKillLeftEnds(t *testing.T) {
	data := t.TempDir()
	s := serve(t, data, "--lease", lease.String())
	admin := s.login("admin", adminPassword)
	uid := s.create(admin, aFace)
	slow := portrait.JPEG(portrait.Landscape(6_000, 6_000, 1), 60)
	contentType, body := form("file", "photo.jpg", "image/jpeg", slow)
	ended := make(chan struct{})
	req := s.request(admin, "POST", facePath(uid), contentType, bytes.NewReader(body))
	go func() {
		defer close(ended)
		if resp, err := http.DefaultClient.Do(req); err == nil {
			resp.Body.Close()
		}
	}()
	jpeg := drawn(portrait.Options{})
	// A worker has the photo, so its lease is taken. To ask by an upload would
	// take the lease itself.
	const atWork = `vestibule_stage_active{stage="work"} 1`
	for !strings.Contains(string(s.call(admin, "GET", "/metrics", "").body), atWork) {
		select {
		case <-ended:
			t.Fatal("the slow upload ended before it was seen")
		default:
		}
	}
	s.kill()
	<-ended
	wantUploadWorks(t, data, uid, jpeg)
}

// wantUploadWorks starts the server again and wants the upload to be accepted,
// at the latest once a lease that was left has ended.
func wantUploadWorks(t *testing.T, data string, uid int64, jpeg []byte) {
	t.Helper()
	s := serve(t, data, "--lease", lease.String())
	admin := s.login("admin", adminPassword)
	if s.stored(admin, uid) != nil {
		t.Fatal("half an upload was stored")
	}
	a := s.upload(admin, uid, jpeg)
	for begin := time.Now(); a.text() == inProgress && time.Since(begin) < 5*lease; a = s.upload(admin, uid, jpeg) {
		time.Sleep(lease / 10)
	}
	wantOK(t, a)
	if !bytes.Equal(s.stored(admin, uid), jpeg) {
		t.Error("the stored portrait is not the one uploaded")
	}
}
