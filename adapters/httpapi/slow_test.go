package httpapi

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
)

// impatient are limits that a test can wait for.
var impatient = limits{
	bodyTime: 10 * time.Second, bodyGrace: 300 * time.Millisecond, bodyRate: 1 << 20,
	takeTime: 200 * time.Millisecond, answerTime: 10 * time.Second,
	slowAfter: 50 * time.Millisecond, slowRate: 1 << 30, // whatever takes longer is slow
}

// patient are limits under which only a faster upload ends a slow one.
func patient() limits {
	l := impatient
	l.bodyGrace = 10 * time.Second
	return l
}

// beginUpload sends the first bytes of an upload that is said to have a MiB.
func beginUpload(t *testing.T, s *httptest.Server, target, authorization string, sent int) net.Conn {
	t.Helper()
	c := dial(t, s)
	head := "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
	fmt.Fprintf(c, head, target, authorization, formType, 1<<20)
	if _, err := io.Copy(c, endless(int64(sent))); err != nil {
		t.Fatal(err)
	}
	return c
}

// eventually waits until something is so.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 1000 {
		if is() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("never: ", what)
}

// trickle sends a byte now and then until the connection ends.
func trickle(c net.Conn) {
	for {
		if _, err := c.Write([]byte{0}); err != nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

const admin = "Bearer " + string(adminToken)

func TestAHeaderThatTricklesInEndsTheConnection(t *testing.T) {
	s := httptest.NewUnstartedServer(newWorld(t).handler())
	s.Config = newServer(s.Config.Handler, newWorld(t).handler().log)
	s.Config.ReadHeaderTimeout = 100 * time.Millisecond
	s.Start()
	defer s.Close()
	c := dial(t, s)
	go trickle(c)
	begin := time.Now()
	_, _ = io.Copy(io.Discard, c) // ends with the connection
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

// An upload that trickles in gets an answer, and never has a slot: others come
// and go meanwhile.
func TestABodyThatTricklesInIsRefused(t *testing.T) {
	w := newWorld(t)
	w.config.MaxUploads = 2 // so that there is room for each when it comes, if those before take none
	w.limits = impatient
	s := w.serveHTTP()
	var all sync.WaitGroup
	for _, target := range []string{faceTarget, checkTarget, faceTarget + "?replace=true"} {
		for range 10 {
			c := beginUpload(t, s, target, admin, 200)
			go trickle(c)
			all.Go(func() { wantAnswer(t, c, 400, "Loading file error") })
		}
	}
	for range 20 {
		wantStatus(t, w.upload(faceTarget, form(jpegPart("file", "a.jpg", "p"))), 200)
	}
	all.Wait()
}

// Slow uploads that have got slots lose them to a fast one, and are told to come
// back.
func TestASlowUploadMakesRoomForAFastOne(t *testing.T) {
	w := newWorld(t)
	w.config.MaxUploads = 3
	w.limits = patient()
	s := w.serveHTTP()
	var slow []net.Conn
	for range 3 {
		slow = append(slow, beginUpload(t, s, faceTarget, admin, frontBytes+100))
	}
	eventually(t, "the slow ones have the slots", func() bool { return w.api.uploads.count() == 3 })
	time.Sleep(w.limits.slowAfter)
	for range 3 {
		wantStatus(t, w.upload(faceTarget, form(jpegPart("file", "a.jpg", "p"))), 200)
	}
	answered := 0
	for _, c := range slow {
		_ = c.SetReadDeadline(time.Now().Add(time.Second))
		res, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			continue // it still has its slot
		}
		answered++
		if res.StatusCode != 503 || res.Header.Get("Retry-After") == "" {
			t.Errorf("a slow one is told %s", res.Status)
		}
		res.Body.Close()
	}
	if answered != 1 {
		t.Errorf("%d slow uploads ended for three fast ones, one after another; want 1", answered)
	}
	for _, c := range slow {
		c.Close()
	}
	eventually(t, "no slot is taken", func() bool { return w.api.uploads.count() == 0 })
}

// What is being processed does not make room, however long its body took.
func TestAnUploadThatIsProcessedKeepsItsSlot(t *testing.T) {
	w := newWorld(t)
	w.config.MaxUploads = 1
	w.limits = patient()
	inside, finish := make(chan struct{}), make(chan struct{})
	w.enroller.EnrolFn = func(ctx context.Context, _ identifier.UID, _ []byte, _ bool) (enrolment.Enrolment, error) {
		inside <- struct{}{}
		<-finish
		return enrolment.Enrolment{}, ctx.Err()
	}
	s := w.serveHTTP()
	body := form(jpegPart("file", "a.jpg", strings.Repeat("p", 100_000)))
	c := dial(t, s)
	fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n", faceTarget, admin, formType, len(body))
	_, _ = io.WriteString(c, body[:80_000])
	time.Sleep(2 * w.limits.slowAfter)
	_, _ = io.WriteString(c, body[80_000:])
	<-inside
	wantStatus(t, w.upload(faceTarget, body), 503)
	close(finish)
	wantAnswer(t, c, 200, "profile")
}

// Nor does it stand in front of one that can.
func TestASlowUploadMakesRoomBesideOneThatIsProcessed(t *testing.T) {
	w := newWorld(t)
	w.config.MaxUploads = 2
	w.limits = patient()
	inside, finish := make(chan struct{}), make(chan struct{})
	defer close(finish)
	first := true
	w.enroller.EnrolFn = func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error) {
		if first {
			first = false
			inside <- struct{}{}
			<-finish
		}
		return enrolment.Enrolment{}, nil
	}
	s := w.serveHTTP()
	body := form(jpegPart("file", "a.jpg", "p"))
	processed := dial(t, s)
	fmt.Fprintf(processed, "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", faceTarget, admin, formType, len(body), body)
	<-inside
	slow := beginUpload(t, s, faceTarget, admin, frontBytes+100)
	go trickle(slow) // so it is not the slowest
	eventually(t, "both slots are taken", func() bool { return w.api.uploads.count() == 2 })
	time.Sleep(2 * w.limits.slowAfter)
	wantStatus(t, w.upload(faceTarget, body), 200)
	wantAnswer(t, slow, 503, "Loading file error")
	finish <- struct{}{}
	wantAnswer(t, processed, 200, "profile")
}

// The time for a body is none for what is done with it.
func TestABodyThatIsThereHasNoDeadline(t *testing.T) {
	w := newWorld(t)
	w.limits = impatient
	w.enroller.EnrolFn = func(ctx context.Context, _ identifier.UID, _ []byte, _ bool) (enrolment.Enrolment, error) {
		time.Sleep(2 * w.limits.bodyGrace)
		return enrolment.Enrolment{}, ctx.Err()
	}
	s := w.serveHTTP()
	c := dial(t, s)
	body := form(jpegPart("file", "a.jpg", "p"))
	for range 2 { // nor has the next request
		fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", faceTarget, admin, formType, len(body), body)
		wantAnswer(t, c, 200, "profile")
	}
}

// A client that never reads its answer does not keep it in memory.
func TestAnAnswerThatIsNotTakenEndsTheConnection(t *testing.T) {
	w := newWorld(t)
	w.limits = impatient
	jpeg := padded(40<<20, 1) // more than any system keeps for a client
	w.identifiers.PortraitFn = func(context.Context, identifier.UID) (photo.Photo, error) {
		return photo.New(jpeg)
	}
	s := w.serveHTTP()
	var stuck []net.Conn
	for range 10 {
		c := dial(t, s)
		fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n\r\n", faceTarget, admin)
		stuck = append(stuck, c)
	}
	eventually(t, "all have ended", func() bool { return strings.Count(w.logged.String(), "msg=request ") == len(stuck) })
	for _, c := range stuck {
		if n, err := io.Copy(io.Discard, c); n >= int64(len(jpeg)) {
			t.Errorf("%d bytes, %v", n, err)
		}
	}
	// One that reads slowly, and reads, gets all of it.
	c := dial(t, s)
	fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nConnection: close\r\n\r\n", faceTarget, admin)
	var got int64
	for {
		n, err := io.CopyN(io.Discard, c, 4<<20)
		got += n
		if err != nil {
			break
		}
		time.Sleep(w.limits.takeTime / 4)
	}
	if got < int64(len(jpeg)) {
		t.Errorf("a slow reader got %d bytes of %d", got, len(jpeg))
	}
}

// Whoever may not is told so while the body has not come, and has no slot.
func TestStrangersAreRefusedBeforeTheirBodyComes(t *testing.T) {
	w := newWorld(t)
	w.config.MaxUploads = 1
	s := w.serveHTTP()
	for _, target := range []string{faceTarget, checkTarget, v1 + "/access/identifier/items/link"} {
		for authorization, status := range map[string]int{"": 401, "Bearer stale": 401, "Bearer " + string(userToken): 403} {
			c := beginUpload(t, s, target, authorization, 0)
			begin := time.Now()
			wantAnswer(t, c, status, "error")
			if took := time.Since(begin); took > lingerTime/2 {
				t.Errorf("%s: took %v", target, took)
			}
			if taken := w.api.uploads.count(); taken != 0 {
				t.Errorf("%s: %d slots are taken", target, taken)
			}
		}
	}
}

// A refused client of HTTP/2 sends no more, and waits for the end of the answer.
func TestARefusalOverHTTP2DoesNotWaitForTheBody(t *testing.T) {
	s := httptest.NewUnstartedServer(newWorld(t).handler())
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	for target, status := range map[string]int{"/nowhere": 404, faceTarget: 401} {
		body, feed := io.Pipe()
		defer feed.Close()
		begin := time.Now()
		res, err := s.Client().Post(s.URL+target, "application/json", body)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(res.Body)
		res.Body.Close()
		if res.StatusCode != status || res.ProtoMajor != 2 || err != nil || len(text) == 0 {
			t.Errorf("%s: %s %s %q, %v", target, res.Proto, res.Status, text, err)
		}
		if took := time.Since(begin); took > lingerTime/2 {
			t.Errorf("%s: took %v", target, took)
		}
	}
}

// HTTP/2 has its deadlines for each stream.
func TestSlowUploadsOverHTTP2(t *testing.T) {
	w := newWorld(t)
	w.config.MaxUploads = 1
	w.limits = patient()
	s := httptest.NewUnstartedServer(w.handler())
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	client := s.Client()
	send := func(body io.Reader) (int, string) {
		r, err := http.NewRequest("POST", s.URL+faceTarget, body)
		if err != nil {
			t.Error(err)
		}
		r.Header.Set("Authorization", admin)
		r.Header.Set("Content-Type", formType)
		res, err := client.Do(r)
		if err != nil {
			t.Error(err)
			return 0, ""
		}
		defer res.Body.Close()
		return res.StatusCode, res.Proto
	}
	slow, feed := io.Pipe()
	told := make(chan int, 1)
	go func() {
		status, proto := send(slow)
		if proto != "HTTP/2.0" {
			t.Errorf("protocol %s", proto)
		}
		told <- status
	}()
	if _, err := io.Copy(feed, endless(frontBytes+100)); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the slow one has the slot", func() bool { return w.api.uploads.count() == 1 })
	time.Sleep(w.limits.slowAfter)
	if status, _ := send(strings.NewReader(form(jpegPart("file", "a.jpg", "p")))); status != 200 {
		t.Errorf("the fast one is told %d", status)
	}
	if status := <-told; status != 503 {
		t.Errorf("the slow one is told %d", status)
	}
	feed.Close()
}
