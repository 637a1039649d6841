package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/internal/brokenjpeg"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// thinned is the variable that says how many of the broken JPEGs are sent: one
// in so many. "make broken" sends them all.
const thinned = "VESTIBULE_TEST_THIN"

// The number is prime, so that it picks out of every kind.
func thin(t *testing.T) int {
	t.Helper()
	text := os.Getenv(thinned)
	if text == "" {
		return 101
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s is %q", thinned, text)
	}
	return n
}

const (
	senders = 4 // at once

	// mayGrow is how much more memory the server may have, in MiB, after a
	// second round of the same files than after the first.
	mayGrow = 64
)

// brokenAnswers are those that a broken JPEG may get. Some are whole after all.
var brokenAnswers = []string{"200 ", "400 " + wrongImage, "400 " + wrongFormat, "400 " + noFace, "503 " + loadingError}

func TestNoBrokenJPEGHarmsTheServer(t *testing.T) {
	s := serve(t, t.TempDir())
	admin := s.login("admin", adminPassword)
	var resident [3]int // MiB
	for round := range resident {
		start, sent := time.Now(), s.sendBroken(admin, thin(t))
		resident[round] = s.resident()
		total := 0
		for _, answer := range slices.Sorted(maps.Keys(sent)) {
			total += sent[answer]
			if !slices.Contains(brokenAnswers, answer) {
				t.Errorf("%d times %q", sent[answer], answer)
			}
		}
		if total == 0 || sent["200 "] == 0 || sent["400 "+wrongImage] < total/2 {
			t.Errorf("of %d files, %d were accepted and %d refused: that tests little", total, sent["200 "], sent["400 "+wrongImage])
		}
		t.Logf("round %d: %d files in %v, %v, %d MiB", round+1, total, time.Since(start).Round(time.Second), sent, resident[round])
	}
	if grown := resident[2] - resident[0]; grown > mayGrow {
		t.Errorf("memory grew by %d MiB: %v", grown, resident)
	}
	wantOK(t, s.call(nobody, "GET", "/readyz", ""))
	wantOK(t, s.upload(admin, s.create(admin, aFace), drawn(portrait.Options{})))
	if log := s.logged(); strings.Contains(log, "level=ERROR") {
		t.Errorf("faults of ours in the log: %.3000s", log)
	}
}

// sendBroken sends the files and counts the answers.
func (s *server) sendBroken(who authorisation, thin int) map[string]int {
	s.t.Helper()
	var (
		files = make(chan []byte)
		mu    sync.Mutex
		sent  = map[string]int{}
		all   sync.WaitGroup
	)
	for range senders {
		uid := s.create(who, aFace)
		all.Go(func() {
			for jpeg := range files {
				answer := s.sendOne(who, uid, jpeg)
				mu.Lock()
				sent[answer]++
				mu.Unlock()
			}
		})
	}
	for _, jpeg := range brokenjpeg.Files(thin) {
		files <- jpeg
	}
	close(files)
	all.Wait()
	return sent
}

// sendOne returns status and error text of the answer, or what went wrong.
func (s *server) sendOne(who authorisation, uid int64, jpeg []byte) string {
	contentType, body := form("file", "photo.jpg", "image/jpeg", jpeg)
	req, err := http.NewRequestWithContext(s.t.Context(), "POST", s.url+facePath(uid)+"?replace=true", bytes.NewReader(body))
	if err != nil {
		return err.Error()
	}
	req.Header.Set("Content-Type", contentType)
	who(req)
	resp, err := (&http.Client{Timeout: time.Minute}).Do(req)
	if err != nil {
		return err.Error()
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return err.Error()
	}
	var answered struct{ Error string }
	if err := json.Unmarshal(text, &answered); err != nil {
		return fmt.Sprintf("%d %q: %v", resp.StatusCode, text, err)
	}
	return fmt.Sprintf("%d %s", resp.StatusCode, answered.Error)
}

// resident returns the memory that the server has, in MiB.
func (s *server) resident() int {
	s.t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.PID()))
	if err != nil {
		s.t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			var kib int
			if _, err := fmt.Sscan(rest, &kib); err != nil {
				s.t.Fatal(err)
			}
			return kib >> 10
		}
	}
	s.t.Fatal("no VmRSS")
	return 0
}
