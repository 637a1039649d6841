package httpapi

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/ports"
)

// randomBytes returns n bytes that are the same for a seed.
func randomBytes(n int, seed uint64) []byte {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	data := make([]byte, n)
	_, _ = rand.NewChaCha8(key).Read(data) // never fails
	return data
}

func TestABufferHoldsWhatItWasFilledWithLast(t *testing.T) {
	sizes := []int{0, 1, unannouncedBytes - 1, unannouncedBytes, unannouncedBytes + 1, announcedBytes - 1, announcedBytes, announcedBytes + 1, 3 << 20}
	for _, expected := range []string{"nothing", "less", "as much", "one more", "a lot"} {
		t.Run("expected "+expected, func(t *testing.T) {
			var b buffer
			for i, size := range append(sizes, 5, 0) {
				want := randomBytes(size, uint64(i))
				announced := map[string]int{"nothing": -1, "less": size / 2, "as much": size, "one more": size + 1, "a lot": 16 << 20}[expected]
				if err := b.fill(bytes.NewReader(want), int64(announced), 16<<20); err != nil || !bytes.Equal(b.bytes, want) {
					t.Errorf("%d bytes, %v; want %d", len(b.bytes), err, size)
				}
			}
		})
	}
}

func TestABufferGrowsNoFasterThanItFills(t *testing.T) {
	for _, tt := range []struct {
		name     string
		holds    int
		expected int64
		want     int
	}{
		{"nobody said how much comes", 0, -1, unannouncedBytes},
		{"nothing is to come", 0, 0, 1},
		{"little is to come", 0, 1000, 1001},
		{"as much as is taken on somebody's word, less one", 0, announcedBytes - 2, announcedBytes - 1},
		{"as much as is taken on somebody's word", 0, announcedBytes - 1, announcedBytes},
		{"more than is taken on somebody's word", 0, announcedBytes, announcedBytes},
		{"the largest photo", 0, 900 << 20, announcedBytes},
		{"it doubles", unannouncedBytes, -1, 2 * unannouncedBytes},
		{"it doubles on the way to the largest photo", 2 << 20, 900 << 20, 4 << 20},
		{"it does not double if the rest is less", 2 << 20, 3 << 20, 3<<20 + 1},
		{"it doubles if less was announced than came", 2 << 20, 1 << 20, 4 << 20},
		{"a small one from an earlier photo takes what an announcement is worth", 1000, 900 << 20, announcedBytes},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := randomBytes(tt.holds, 1)
			b := buffer{bytes.Clone(want)[:tt.holds:tt.holds]}
			b.grow(tt.expected, 900<<20)
			if got := cap(b.bytes); got != tt.want || !bytes.Equal(b.bytes, want) {
				t.Errorf("room for %d, want %d", got, tt.want)
			}
		})
	}
}

func TestABufferStopsPastTheLimit(t *testing.T) {
	const limit = 100_000
	for _, expected := range []int64{-1, 10, limit} {
		for size, tooMany := range map[int]bool{limit - 1: false, limit: false, limit + 1: true, 10 * limit: true} {
			t.Run(fmt.Sprintf("%d bytes, %d expected", size, expected), func(t *testing.T) {
				var b buffer
				if err := b.fill(bytes.NewReader(randomBytes(size, 1)), expected, limit); err != nil {
					t.Fatal(err)
				}
				if got := len(b.bytes) > limit; got != tooMany || cap(b.bytes) > limit+1 {
					t.Errorf("%d bytes in a buffer of %d, too many: %v, want %v", len(b.bytes), cap(b.bytes), got, tooMany)
				}
			})
		}
	}
}

func TestABufferThatCannotBeFilledSaysWhy(t *testing.T) {
	var b buffer
	if err := b.fill(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("photo"))), 5, 5); err != iotest.ErrTimeout {
		t.Errorf("got %v", err)
	}
}

func TestBuffersThatGrewTooLargeAreNotKept(t *testing.T) {
	for size, kept := range map[int]bool{0: true, keptBytes: true, keptBytes + 1: false, 16 << 20: false} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			var all buffers
			again := false
			// A pool may forget what it was given; the race detector makes it.
			for range 100 {
				b := &buffer{make([]byte, 0, size)}
				all.giveBack(b)
				again = again || all.lend() == b
			}
			if again != kept {
				t.Errorf("lent again: %v, want %v", again, kept)
			}
		})
	}
}

func TestUploadsUseBuffersAgain(t *testing.T) {
	w := newWorld(t)
	body := form(jpegPart("file", "x.jpg", strings.Repeat("x", 2<<20)))
	w.upload(faceTarget, body)
	least := uint64(1 << 40)
	for range 20 {
		r := httptest.NewRequest("POST", faceTarget, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+string(adminToken))
		r.Header.Set("Content-Type", formType)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		w.handler().ServeHTTP(httptest.NewRecorder(), r)
		runtime.ReadMemStats(&after)
		least = min(least, after.TotalAlloc-before.TotalAlloc)
	}
	if least > 100<<10 {
		t.Errorf("each upload allocated %d bytes or more", least)
	}
}

// The photo is the use case's until it returns, even if nobody waits for the
// answer any more: C code that is at work is not interrupted.
func TestAPhotoIsLentUntilTheUseCaseReturns(t *testing.T) {
	w := newWorld(t)
	inside, finish := make(chan struct{}), make(chan struct{})
	slow := true
	w.enroller.EnrolFn = func(_ context.Context, _ identifier.UID, jpeg []byte, _ bool) (enrolment.Enrolment, error) {
		if slow {
			slow = false
			inside <- struct{}{}
			<-finish
			if string(jpeg) != "first" {
				t.Errorf("the photo became %q", jpeg)
			}
		}
		return enrolment.Enrolment{}, nil
	}
	w.handler()
	ctx, hangUp := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		r := httptest.NewRequestWithContext(ctx, "POST", faceTarget, strings.NewReader(form(jpegPart("file", "x.jpg", "first"))))
		r.Header.Set("Authorization", "Bearer "+string(adminToken))
		r.Header.Set("Content-Type", formType)
		w.do(r)
	}()
	<-inside
	hangUp()
	for range 20 {
		wantStatus(t, w.upload(faceTarget, form(jpegPart("file", "x.jpg", "other"))), 200)
	}
	close(finish)
	<-ended
}

// After a panic nobody knows who still has the photo, and after some errors it
// is known that somebody has.
func TestAPhotoThatSomebodyMayStillReadIsNotTakenBack(t *testing.T) {
	for name, end := range map[string]func() error{
		"a panic":  func() error { panic("boom") },
		"given up": func() error { return fmt.Errorf("giving up: %w", ports.ErrStillReading) },
		"and busy": func() error { return domain.E(domain.KindBusy, "given up: %w", ports.ErrStillReading) },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			var kept []byte
			w.enroller.EnrolFn = func(_ context.Context, _ identifier.UID, jpeg []byte, _ bool) (enrolment.Enrolment, error) {
				if kept == nil {
					kept = jpeg
					return enrolment.Enrolment{}, end()
				}
				return enrolment.Enrolment{}, nil
			}
			if rec := w.upload(faceTarget, form(jpegPart("file", "x.jpg", "first"))); rec.Code < 500 {
				t.Errorf("status %d", rec.Code)
			}
			for range 20 {
				wantStatus(t, w.upload(faceTarget, form(jpegPart("file", "x.jpg", "other"))), 200)
			}
			if string(kept) != "first" {
				t.Errorf("the photo became %q", kept)
			}
		})
	}
}

// What is left of a larger photo in a buffer is no part of a smaller one, and a
// photo that was refused leaves nothing either.
func TestABufferHasNothingOfAnEarlierPhoto(t *testing.T) {
	w := newWorld(t)
	got := w.spy()
	for _, photo := range []string{strings.Repeat("a", 100_000), "b", "", "cc"} {
		w.upload(faceTarget, form(jpegPart("file", "x.jpg", photo)))
		if got.jpeg != photo {
			t.Errorf("%d bytes were enrolled, want %d", len(got.jpeg), len(photo))
		}
		wantStatus(t, w.upload(faceTarget, form(jpegPart("file", "x.jpg", "zzzzz"))[:90]), 400)
		wantStatus(t, w.upload(faceTarget, form()), 400)
	}
}

// padded returns a photo that no other seed returns, some n bytes long: they
// are in the data of its scan, since only the coded picture is stored.
func padded(n int, seed uint64) []byte {
	jpeg := blank(90)
	end := len(jpeg) - 2
	noise := bytes.ReplaceAll(randomBytes(n, seed), []byte{0xFF}, []byte{0xFE})
	return slices.Concat(jpeg[:end], noise, jpeg[end:])
}

// Many at once through all of the use cases: every photo comes back as it was
// sent, whatever else was read into the same buffers meanwhile.
func TestPhotosDoNotMix(t *testing.T) {
	const clients, rounds = 8, 12
	w := newRealWorld(t)
	w.handler()
	var uids [clients]int64
	for i := range uids {
		uids[i] = w.create(v1+"/access/identifier", identifierBody("face_id", "", ""))
	}
	sizes := []int{10, 3 << 20, 40_000, 900_000, keptBytes + 1<<20}
	var sent [clients][]byte
	var all sync.WaitGroup
	for i := range clients {
		all.Go(func() {
			target := fmt.Sprintf("%s/access/identifier/item/face/file/%d", v1, uids[i])
			for round := range rounds {
				photo := padded(sizes[(i+round)%len(sizes)], uint64(i*rounds+round))
				body := io.Reader(bytes.NewReader([]byte(form(jpegPart("file", "a.jpg", string(photo))))))
				switch round % 4 {
				case 1: // refused: the earlier one stays
					wantStatus(t, w.check("", photo), 200)
					wantStatus(t, w.upload(target+"?replace=true", form(jpegPart("file", "a.jpg", string(photo[:len(photo)/2])))), 400)
				case 2: // of unknown size
					body = io.MultiReader(body)
					fallthrough
				default:
					sent[i] = photo
					wantStatus(t, w.uploadAs(target+"?replace=true", formType, body), 200)
				}
				if got := w.ask("GET", target, nil).Body.Bytes(); !bytes.Equal(got, sent[i]) {
					t.Errorf("client %d, round %d: got %d bytes that are not the %d that were sent", i, round, len(got), len(sent[i]))
				}
			}
		})
	}
	all.Wait()
	for i, uid := range uids {
		target := fmt.Sprintf("%s/access/identifier/item/face/file/%d", v1, uid)
		if got := w.ask("GET", target, nil).Body.Bytes(); !bytes.Equal(got, sent[i]) {
			t.Errorf("in the end client %d has another photo", i)
		}
	}
}
