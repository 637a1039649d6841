package vestibule_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/client"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
	"github.com/vestibule-id/vestibule/ports"
)

const (
	day  = 24 * time.Hour
	year = 365 * day
)

// noon is what time it is before the clock jumps.
var noon = time.Date(2026, time.November, 24, 12, 0, 0, 0, time.UTC)

// composeAt returns a composition whose clock stands still, and what sets it.
func composeAt(t *testing.T) (c *composed, set func(time.Time)) {
	t.Helper()
	at := noon
	c = compose(t, t.TempDir())
	c.clock = func() time.Time { return at }
	return c, func(to time.Time) { at = to }
}

func TestTheClockJumpsWhileAPhotoIsLookedAt(t *testing.T) {
	jpeg := portrait.JPEG(portrait.Draw(portrait.Options{}), 90)
	for _, tt := range []struct {
		name string
		jump time.Duration
		want string // the error's text
	}{
		{"back a day", -day, ""},
		{"back a second", -time.Second, ""},
		{"forward to just before the lease ends", time.Minute - time.Second, ""},
		{"forward to where the lease ends", time.Minute, "Loading file in progress. Wait for result"},
		{"forward a year", year, "Loading file in progress. Wait for result"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, set := composeAt(t)
			uid := c.create(t)
			c.assessor.Detector = detectorFunc(func(ctx context.Context, p photo.Photo) (face.Detection, error) {
				set(noon.Add(tt.jump))
				return oneFace(ctx, p)
			})
			err := c.upload(t, uid, jpeg)
			if tt.want == "" && err != nil {
				t.Errorf("got %v, want that it is enrolled", err)
			}
			if tt.want != "" {
				wantStatus(t, err, 400, tt.want)
				if _, err := c.Portrait(t.Context(), uid); !errors.Is(err, client.ErrNotFound) {
					t.Errorf("half an upload is stored: %v", err)
				}
				c.assessor.Detector = detectorFunc(oneFace)
				if err := c.upload(t, uid, jpeg); err != nil {
					t.Errorf("the next upload: %v", err)
				}
			}
			if stored, err := c.Portrait(t.Context(), uid); err != nil || !bytes.Equal(stored, jpeg) {
				t.Errorf("%d bytes are stored, %v", len(stored), err)
			}
		})
	}
}

// unreleased leaves its leases, as a crash does.
type unreleased struct{ ports.IdentifierRepo }

func (unreleased) ReleaseLease(context.Context, enrolment.Lease) error { return nil }

func TestALeaseThatWasLeftWhenTheClockWentBack(t *testing.T) {
	jpeg := portrait.JPEG(portrait.Draw(portrait.Options{}), 90)
	for _, tt := range []struct {
		jump time.Duration
		free time.Duration // after noon, by the clock: from then on
	}{
		{0, time.Minute}, // the lease time
		{-30 * time.Second, time.Minute},
		{-time.Minute, time.Minute}, // two lease times are the most there is
		{-time.Minute - time.Second, -time.Minute - time.Second},
		{-day, -day},
		{-50 * year, -50 * year},
	} {
		t.Run(fmt.Sprint(tt.jump), func(t *testing.T) {
			c, set := composeAt(t)
			uid := c.create(t)
			whole := c.enroller.Store.Identifiers
			c.enroller.Store.Identifiers = unreleased{whole}
			c.assessor.Detector = detectorFunc(func(context.Context, photo.Photo) (face.Detection, error) {
				return face.Detection{}, errors.New("the power fails")
			})
			wantStatus(t, c.upload(t, uid, jpeg), 500, "Internal error")
			c.enroller.Store.Identifiers, c.assessor.Detector = whole, detectorFunc(oneFace)

			if tt.jump < tt.free {
				for _, closed := range []time.Duration{tt.jump, tt.free - time.Second} {
					set(noon.Add(closed))
					wantStatus(t, c.upload(t, uid, jpeg), 400, "Loading file in progress. Wait for result")
				}
			}
			set(noon.Add(tt.free))
			if err := c.upload(t, uid, jpeg); err != nil {
				t.Errorf("it is not free: %v", err)
			}
		})
	}
}

// A session is good until its time, by the clock: never for longer than that and
// what the clock went back.
func TestTheClockJumpsAfterALogin(t *testing.T) {
	c, set := composeAt(t)
	for _, step := range []struct {
		at   time.Duration
		good bool
	}{
		{0, false}, // the first login
		{-day, true},
		{time.Hour - time.Second, true},
		{time.Hour, false},      // a login at that time …
		{time.Hour - day, true}, // … and the clock goes back
		{2*time.Hour - time.Second, true},
		{2 * time.Hour, false},
		{year, false},
		{0, true}, // a session of the year to come, which ends then
		{year + time.Hour, false},
	} {
		set(noon.Add(step.at))
		before := c.logins.Load()
		if _, err := c.Identifiers(t.Context(), client.ListOptions{}); err != nil {
			t.Fatalf("at %v: %v", step.at, err)
		}
		if good := c.logins.Load() == before; good != step.good {
			t.Errorf("at %v the session was good: %t, want %t", step.at, good, step.good)
		}
	}
}

// Events are listed by their time. Which go is decided by when they were
// written.
func TestTheClockJumpsBetweenEvents(t *testing.T) {
	c, set := composeAt(t)
	c.enroller.Journal.Keep = 4
	for _, at := range []time.Duration{0, year, -day, time.Second, 2 * time.Second} {
		set(noon.Add(at))
		c.create(t)
	}
	page, err := c.Events(t.Context(), client.LogOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []time.Duration
	for _, e := range page.Items {
		got = append(got, e.Time.Sub(noon))
	}
	if want := []time.Duration{-day, time.Second, 2 * time.Second, year}; !slices.Equal(got, want) {
		t.Errorf("events are of %v, want %v", got, want)
	}
}
