package client_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/httpapi"
	"github.com/vestibule-id/vestibule/adapters/localauth"
	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/client"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/internal/apicheck"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

const (
	realUser     = "warden"
	realPassword = "correct horse"
	sessionFor   = time.Hour
	link         = "7d4d2f0e-9a0c-4b59-8a67-1f6d5f7a2c11"
)

// faceless is the side of the photos in which the detector finds no face.
const faceless = 400

// detector finds a face in the middle of any other photo.
type detector struct{}

func (detector) DetectFaces(_ context.Context, p photo.Photo) (face.Detection, error) {
	h := p.Header()
	if h.Width == faceless && h.Height == faceless {
		return face.Detection{}, nil
	}
	side := min(h.Width, h.Height) / 2
	return face.Detection{Faces: []face.Face{{Box: face.Box{X: h.Width / 4, Y: h.Height / 4, Width: side, Height: side}, Confidence: 1}}}, nil
}

// building is Vestibule, whole but for its detector and its disk, and a client
// whose every request and answer is held against the OpenAPI document.
type building struct {
	client *client.Client
	passed atomic.Int64 // seconds that passed since the beginning
}

func newBuilding(t *testing.T) *building {
	t.Helper()
	b := &building{}
	begin := time.Now().UTC().Truncate(time.Second)
	now := func() time.Time { return begin.Add(time.Duration(b.passed.Load()) * time.Second) }
	memories := memory.New()
	store := memories.Ports()
	auth, err := localauth.New(localauth.Options{Accounts: memories.Accounts(), TokenFor: sessionFor, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	warden := account.Account{Name: realUser, Role: account.Administrator}
	if err := auth.AddAccount(t.Context(), warden, account.DigestOf(realPassword)); err != nil {
		t.Fatal(err)
	}

	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	journal := &app.Journal{Store: store, Keep: 1000, Now: now, Log: log}
	assessor := &app.Assessor{Detector: detector{}, Profile: rules.Panel(), Now: now}
	enroller := &app.Enroller{Assessor: assessor, Store: store, Journal: journal, LeaseFor: time.Minute, Log: log}
	identifiers := &app.Identifiers{Store: store, Journal: journal}
	api, err := httpapi.New(httpapi.Deps{
		Enroller:     enroller,
		Checker:      assessor,
		Identifiers:  identifiers,
		TimeProfiles: &app.TimeProfiles{Store: store, Journal: journal},
		Apartments:   &app.Apartments{Store: store, Journal: journal},
		Synchroniser: &app.Synchroniser{Identifiers: identifiers, Enroller: enroller},
		Access:       &app.Access{Store: store, Journal: journal, Zone: time.UTC, Now: now},
		Settings:     &app.Settings{Store: store, Journal: journal},
		Events:       journal,
		Auth:         app.NewLimiter(&app.Sessions{AuthService: auth, Journal: journal}, journal, time.Now),
		Now:          now,
		Log:          log,
	}, httpapi.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(api)
	t.Cleanup(server.Close)
	b.client, err = client.New(server.URL, realUser, realPassword, client.WithLocale("en"), client.WithHTTPClient(checked(t)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// checked returns an HTTP client that reports to a test what differs from the
// document.
func checked(t *testing.T) *http.Client {
	t.Helper()
	document, err := os.ReadFile("../adapters/httpapi/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	checker, err := apicheck.New(document)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Transport: checker.Transport(http.DefaultTransport, func(err error) { t.Error(err) })}
}

func card(number string) client.IdentifierSpec {
	return client.IdentifierSpec{
		Owner: client.Owner{Name: "Maria Lindqvist", Type: client.Resident}, Type: client.Card, Number: number, Lock: client.FirstLock,
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		ok(t, err)
		return v
	}
}

func fails(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func TestRealSessions(t *testing.T) {
	b := newBuilding(t)
	c, ctx := b.client, t.Context()
	info := must(c.Info(ctx))(t)
	if !strings.HasPrefix(info.APIVersion, "2.") {
		t.Errorf("API version %s", info.APIVersion)
	}
	equal(t, "the account type", must(c.Login(ctx))(t), "admin")
	uid := must(c.CreateIdentifier(ctx, card("1")))(t)

	b.passed.Add(int64(2 * sessionFor / time.Second))
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			if _, err := c.Identifier(ctx, uid); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	ok(t, c.Logout(ctx))

	logins := 0
	for e, err := range c.AllEvents(ctx, client.LogOptions{Filter: client.Filter{Field: "category", Value: "system"}}) {
		ok(t, err)
		if e.Key == "successful_login_api_call" {
			logins++
		}
	}
	equal(t, "the number of logins", logins, 3) // the first, the one for all ten, and the one to read the log
}

func TestRealIdentifiers(t *testing.T) {
	c, ctx := newBuilding(t).client, t.Context()
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	spec := card("00-00-00-1A-2B-3C-4D")
	spec.Valid = client.Validity{Time: client.Window{From: from}, MaxPasses: 12}
	uid := must(c.CreateIdentifier(ctx, spec))(t)
	found := must(c.Identifier(ctx, uid))(t)
	equal(t, "the identifier", found.IdentifierSpec, spec)
	equal(t, "its uid", found.UID, uid)
	equal(t, "its apartment", found.Apartment.UID, -1)
	equal(t, "its passes", found.Additional.PassesLeft, 12)

	ok(t, c.UpdateIdentifier(ctx, uid, client.Change{OwnerName: new("Zoë"), MaxPasses: new(3)}))
	spec.Owner.Name, spec.Valid.MaxPasses = "Zoë", 3
	equal(t, "the changed identifier", must(c.Identifier(ctx, uid))(t).IdentifierSpec, spec)
	spec = card("2")
	ok(t, c.UpdateIdentifier(ctx, uid, client.Replace(spec)))
	equal(t, "the replaced identifier", must(c.Identifier(ctx, uid))(t).IdentifierSpec, spec)

	_, err := c.CreateIdentifier(ctx, spec)
	fails(t, err, client.ErrConflict)
	never := card("3")
	never.Valid.Time = client.Window{From: from, To: from.Add(-time.Second)}
	_, err = c.CreateIdentifier(ctx, never)
	fails(t, err, client.ErrInvalid)
	_, err = c.Identifier(ctx, uid+1)
	fails(t, err, client.ErrNotFound)
	var refused *client.Error
	if err := c.ResetPasses(ctx, uid); !errors.As(err, &refused) || refused.Text != "Identifier has no limit of passes" {
		t.Errorf("error %v", err)
	}
	ok(t, c.UpdateIdentifier(ctx, uid, client.Change{MaxPasses: new(1)}))
	ok(t, c.ResetPasses(ctx, uid))
	ok(t, c.DeleteIdentifier(ctx, uid))
	fails(t, c.DeleteIdentifier(ctx, uid), client.ErrNotFound)
}

func TestRealLists(t *testing.T) {
	c, ctx := newBuilding(t).client, t.Context()
	var made []int64
	for _, number := range []string{"5", "3", "4", "1", "2"} {
		made = append(made, must(c.CreateIdentifier(ctx, card(number)))(t))
	}
	numbers := func(o client.ListOptions) string {
		var list []string
		for id, err := range c.AllIdentifiers(ctx, o) {
			ok(t, err)
			list = append(list, id.Number)
		}
		return strings.Join(list, " ")
	}
	equal(t, "the list", numbers(client.ListOptions{Limit: 2}), "5 3 4 1 2")
	equal(t, "the sorted list", numbers(client.ListOptions{Limit: 2, SortField: "identifier_number", Descending: true}), "5 4 3 2 1")
	equal(t, "the filtered list", numbers(client.ListOptions{Filter: client.Filter{Field: "identifier_number", Value: "3"}}), "3")
	equal(t, "the chosen list", numbers(client.ListOptions{Expression: "identifier_number gt '3'"}), "5 4")
	page := must(c.Identifiers(ctx, client.ListOptions{Page: 3, Limit: 2}))(t)
	equal(t, "the page", len(page.Items), 1)
	equal(t, "the total", page.Total, 5)
	equal(t, "the pages", page.Pages, 3)
	page = must(c.Identifiers(ctx, client.ListOptions{Page: 4, Limit: 2}))(t)
	equal(t, "the page past the end", len(page.Items), 0)
	_, err := c.Identifiers(ctx, client.ListOptions{Expression: "colour eq 'red'"})
	fails(t, err, client.ErrInvalid)

	ok(t, c.DeleteIdentifiers(ctx, append(made[:2:2], 999)))
	equal(t, "what is left", numbers(client.ListOptions{}), "4 1 2")
}

func TestRealFaces(t *testing.T) {
	c, ctx := newBuilding(t).client, t.Context()
	good := portrait.JPEG(portrait.Draw(portrait.Options{}), 90)
	uid := must(c.CreateIdentifier(ctx, client.IdentifierSpec{
		Owner: client.Owner{Name: "Maria Lindqvist", Type: client.Resident}, Type: client.FaceID, Lock: client.AllLocks,
	}))(t)
	photoOf := func(jpeg []byte) client.Photo { return client.PhotoOf(bytes.NewReader(jpeg)) }

	_, err := c.UploadFace(ctx, uid, photoOf([]byte("\x89PNG\r\n\x1a\n")), client.UploadOptions{})
	fails(t, err, client.ErrWrongFormat)
	_, err = c.UploadFace(ctx, uid, photoOf(portrait.JPEG(image.NewGray(image.Rect(0, 0, faceless, faceless)), 90)), client.UploadOptions{})
	fails(t, err, client.ErrNoFace)
	var refused *client.Error
	if !errors.As(err, &refused) || len(refused.Reasons) == 0 || refused.Reasons[0].Advice == "" {
		t.Errorf("a refusal without a reason: %+v", refused)
	}
	_, err = c.Portrait(ctx, uid)
	fails(t, err, client.ErrNotFound)

	report := must(c.CheckFace(ctx, photoOf(good), "panel"))(t)
	if !report.Acceptable || report.Face == nil || len(report.Measures) == 0 || report.Photo.Bytes != int64(len(good)) {
		t.Errorf("report %+v", report)
	}
	_, err = c.CheckFace(ctx, photoOf(good), "none")
	fails(t, err, client.ErrInvalid)

	sent := int64(0)
	enrolled := must(c.UploadFace(ctx, uid, photoOf(good), client.UploadOptions{FileName: "Марія.jpg", Progress: func(n, _ int64) { sent = n }}))(t)
	equal(t, "the profile", enrolled.Profile, "panel")
	equal(t, "the face", enrolled.Face.Box.Width, 240)
	equal(t, "the progress", sent, int64(len(good)))
	if got := must(c.Portrait(ctx, uid))(t); !bytes.Equal(got, good) {
		t.Error("the portrait is not the photo")
	}
	_, err = c.UploadFace(ctx, uid, photoOf(good), client.UploadOptions{})
	fails(t, err, client.ErrNotTemporary)
	must(c.UploadFace(ctx, uid, photoOf(good), client.UploadOptions{Replace: true}))(t)
}

func TestRealQRImages(t *testing.T) {
	c, ctx := newBuilding(t).client, t.Context()
	spec := card("1")
	plain := must(c.CreateIdentifier(ctx, spec))(t)
	spec.Type, spec.Number = client.QRCode, link
	uid := must(c.CreateIdentifier(ctx, spec))(t)
	if _, err := png.Decode(bytes.NewReader(must(c.QR(ctx, uid))(t))); err != nil {
		t.Error(err)
	}
	if _, err := c.QR(ctx, plain); err == nil {
		t.Error("a card has a QR image")
	}
}

func TestRealLinks(t *testing.T) {
	c, ctx := newBuilding(t).client, t.Context()
	sync := func(items ...client.LinkedIdentifier) string {
		var list []string
		for _, r := range must(c.SyncIdentifiers(ctx, items))(t) {
			list = append(list, r.ExtendedInfo)
		}
		return strings.Join(list, " ")
	}
	item := client.LinkedIdentifier{IdentifierSpec: card("1"), LinkID: link, ApartmentLinkID: link, TimeProfiles: []string{}, PassesLeft: new(-1)}
	equal(t, "the first", sync(item), "created")
	item.Lock = client.AllLocks
	equal(t, "the second", sync(item), "updated")

	withFace := client.LinkedIdentifier{IdentifierSpec: card(""), LinkID: "00000000-0000-4000-8000-000000000001"}
	withFace.Type = client.FaceID
	withFace.FaceImage = portrait.JPEG(portrait.Draw(portrait.Options{}), 90)
	without := withFace
	without.LinkID = "00000000-0000-4000-8000-000000000002"
	without.FaceImage = portrait.JPEG(image.NewGray(image.Rect(0, 0, faceless, faceless)), 90)
	equal(t, "the faces", sync(withFace, without), "created face_has_not_recognized")

	found := must(c.Identifiers(ctx, client.ListOptions{Filter: client.Filter{Field: "identifier_number", Value: "1"}}))(t)
	equal(t, "the link", found.Items[0].LinkID, link)
	gone := must(c.DeleteLinked(ctx, []string{link, link}))(t)
	if len(gone) != 2 || !gone[0].Success || gone[1].Success || gone[1].ExtendedInfo != "entity_not_found" {
		t.Errorf("results %+v", gone)
	}
}

func TestRealTimeProfiles(t *testing.T) {
	c, ctx := newBuilding(t).client, t.Context()
	begin := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)
	custom := func(u client.RepeatUnit, d client.RepeatDays) client.RepeatOptions {
		return client.RepeatOptions{Enabled: true, Format: &client.RepeatFormat{Type: client.Custom, Custom: &client.RepeatCustom{Unit: u, Every: 2, Days: d}}}
	}
	spec := client.TimeProfileSpec{Name: "Office hours", Time: client.TimeOptions{From: begin, To: begin.Add(9 * time.Hour)}}
	uid := must(c.CreateTimeProfile(ctx, spec))(t)
	for _, repeat := range []client.RepeatOptions{
		{},
		{Enabled: true, Format: &client.RepeatFormat{Type: client.TwoWeekly, Until: begin.AddDate(1, 0, 0)}},
		custom(client.Day, client.RepeatDays{}),
		custom(client.Week, client.RepeatDays{Weekdays: []string{"MON", "FRI"}}),
		custom(client.Month, client.RepeatDays{MonthDays: []int{1, 15}}),
		custom(client.Month, client.RepeatDays{Nth: client.NthDay{Order: "last", Day: "WEEK_DAY"}}),
		custom(client.Year, client.RepeatDays{Months: []int{2, 3}, Nth: client.NthDay{Order: "first", Day: "MON"}}),
		custom(client.Year, client.RepeatDays{Months: []int{2, 3}}),
	} {
		spec.Repeat = repeat
		ok(t, c.UpdateTimeProfile(ctx, uid, spec))
		if got := must(c.TimeProfile(ctx, uid))(t).TimeProfileSpec; asJSON(t, got) != asJSON(t, spec) {
			t.Errorf("got  %s\nwant %s", asJSON(t, got), asJSON(t, spec))
		}
	}
	spec.Time.To = begin.Add(-time.Second)
	fails(t, c.UpdateTimeProfile(ctx, uid, spec), client.ErrInvalid)

	holder := must(c.CreateIdentifier(ctx, card("1")))(t)
	ok(t, c.AttachTimeProfile(ctx, holder, uid))
	ok(t, c.AttachTimeProfile(ctx, holder, uid))
	fails(t, c.AttachTimeProfile(ctx, holder, uid+1), client.ErrNotFound)
	if got := must(c.TimeProfile(ctx, uid))(t).Identifiers.UIDs; !slices.Equal(got, []int64{holder}) {
		t.Errorf("holders %v", got)
	}
	if got := must(c.Identifier(ctx, holder))(t).TimeProfiles.UIDs; !slices.Equal(got, []int64{uid}) {
		t.Errorf("profiles %v", got)
	}
	ok(t, c.DetachTimeProfile(ctx, holder, uid))
	for p, err := range c.AllTimeProfiles(ctx, client.ListOptions{Filter: client.Filter{Field: "name", Value: "Office hours"}}) {
		ok(t, err)
		equal(t, "the listed profile", p.UID, uid)
	}
	ok(t, c.DeleteTimeProfile(ctx, uid))
	fails(t, c.DeleteTimeProfile(ctx, uid), client.ErrNotFound)
}

func TestRealApartments(t *testing.T) {
	c, ctx := newBuilding(t).client, t.Context()
	spec := client.ApartmentSpec{Name: "Flat 4", Address: client.Address{Building: 1, Unit: 2, Floor: 3, Room: 4}, LinkID: link}
	uid := must(c.CreateApartment(ctx, spec))(t)
	_, err := c.CreateApartment(ctx, spec)
	fails(t, err, client.ErrConflict)
	other := must(c.CreateApartment(ctx, client.ApartmentSpec{Name: "Flat 5", Address: client.Address{Building: 1}}))(t)
	spec.Name = "Flat 4b"
	ok(t, c.UpdateApartment(ctx, uid, spec))

	holder := must(c.CreateIdentifier(ctx, card("1")))(t)
	ok(t, c.AttachToApartment(ctx, holder, uid))
	fails(t, c.AttachToApartment(ctx, holder, other), client.ErrConflict)
	fails(t, c.AttachToApartment(ctx, holder, other+1), client.ErrNotFound)
	found := must(c.Apartment(ctx, uid))(t)
	equal(t, "the apartment", found.ApartmentSpec, spec)
	equal(t, "the residents", found.Residents.Count, 1)
	if got := found.Identifiers.Physicals.Card.UIDs; !slices.Equal(got, []int64{holder}) {
		t.Errorf("cards %v", got)
	}
	at := must(c.Identifier(ctx, holder))(t).Apartment
	equal(t, "the identifier's apartment", at, client.ApartmentReference{UID: uid, LinkID: link, Address: spec.Address})

	ok(t, c.DetachFromApartment(ctx, holder))
	fails(t, c.DetachFromApartment(ctx, holder), client.ErrAlreadyUnbound)
	fails(t, c.DetachFromApartment(ctx, holder+1), client.ErrNotFound)
	var names []string
	for a, err := range c.AllApartments(ctx, client.ListOptions{SortField: "apartment_name", Descending: true}) {
		ok(t, err)
		names = append(names, a.Name)
	}
	equal(t, "the names", strings.Join(names, ", "), "Flat 5, Flat 4b")
	ok(t, c.DeleteApartment(ctx, uid))
	fails(t, c.DeleteApartment(ctx, uid), client.ErrNotFound)
}

func TestRealAccessAndLog(t *testing.T) {
	b := newBuilding(t)
	c, ctx := b.client, t.Context()
	spec := card("0042")
	spec.Type, spec.Lock, spec.Valid.MaxPasses = client.InputCode, client.SecondLock, 1
	must(c.CreateIdentifier(ctx, spec))(t)
	granted := client.Access{Handled: true, Granted: true, Lock: 2}
	equal(t, "the first answer", must(c.Ask(ctx, client.InputCode, "0042"))(t), granted)
	equal(t, "the second answer", must(c.Ask(ctx, client.InputCode, "0042"))(t), client.Access{Handled: true})
	equal(t, "an answer to what panels do not ask", must(c.Ask(ctx, client.FaceID, "1"))(t), client.Access{})

	var keys []string
	access := client.LogOptions{Filter: client.Filter{Field: "category", Value: "access"}}
	for e, err := range c.AllEvents(ctx, access) {
		ok(t, err)
		keys = append(keys, e.Key)
		if e.Time.IsZero() || e.Name == "" || e.Text == "" || e.Model["type"] != "inputCode" {
			t.Errorf("event %+v", e)
		}
	}
	equal(t, "the log", strings.Join(keys, " "), "access_granted_by_valid_identifier access_denied_by_not_valid_input_code")

	last := must(c.Events(ctx, client.LogOptions{Limit: 1, Descending: true}))(t)
	later := client.LogOptions{From: last.Items[0].Time.Add(time.Millisecond)}
	equal(t, "what happened later", must(c.Events(ctx, later))(t).Total, 0)
	later.From = last.Items[0].Time
	if must(c.Events(ctx, later))(t).Total == 0 {
		t.Error("nothing happened when the last event did")
	}
	ok(t, c.ClearLog(ctx))
	equal(t, "the cleared log", must(c.Events(ctx, access))(t).Total, 0)
}

func TestRealSettings(t *testing.T) {
	c, ctx := newBuilding(t).client, t.Context()
	set := must(c.FaceRecognition(ctx))(t)
	set.Similarity, set.Autostart = "high", true
	ok(t, c.SetFaceRecognition(ctx, set))
	got := must(c.FaceRecognition(ctx))(t)
	if got.Similarity != "high" || !got.Autostart || !slices.Equal(got.AvailableModes, []string{"software"}) {
		t.Errorf("settings %+v", got)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	return string(must(json.Marshal(v))(t))
}
