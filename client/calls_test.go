package client

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// Every method that answers with JSON sends what the contract has.
func TestRequests(t *testing.T) {
	from, to := time.Unix(1767225600, 0), time.Unix(1798761599, 0)
	card := IdentifierSpec{
		Owner: Owner{"Maria Lindqvist", Resident}, Type: Card, Number: "3090417", Lock: FirstLock,
		Valid: Validity{Time: Window{From: from, To: to}},
	}
	cardJSON := `"identifier_owner":{"name":"Maria Lindqvist","type":"owner"},"identifier_type":"card","identifier_number":"3090417","lock":"first",
		"valid":{"time":{"is_permanent":false,"from":1767225600,"to":1798761599},"passes":{"is_permanent":true}}`
	office := TimeProfileSpec{Name: "Office hours", Time: TimeOptions{From: from, To: to}}
	officeJSON := `{"name":"Office hours","time_options":{"is_all_day":false,"date_from":1767225600,"date_to":1798761599},"repeat_options":{"repeat_enable":false}}`
	flat := ApartmentSpec{Name: "Flat 4", Address: Address{1, 2, 3, 4}}
	flatJSON := `{"apartment_name":"Flat 4","apartment_address":{"building":1,"unit":2,"floor":3,"room":4}}`
	const link = "7d4d2f0e-9a0c-4b59-8a67-1f6d5f7a2c11"

	tests := []struct {
		name   string
		call   func(context.Context, *Client) error
		method string
		target string // with its query
		body   string // "" for none
	}{
		{"CreateIdentifier", func(ctx context.Context, c *Client) error { _, err := c.CreateIdentifier(ctx, card); return err },
			"POST", "/api/v1/access/identifier", `{` + cardJSON + `}`},
		{"Identifier", func(ctx context.Context, c *Client) error { _, err := c.Identifier(ctx, 7); return err },
			"GET", "/api/v1/access/identifier/item/7", ``},
		{"UpdateIdentifier, one field", func(ctx context.Context, c *Client) error {
			return c.UpdateIdentifier(ctx, 7, Change{Lock: new(AllLocks)})
		}, "PATCH", "/api/v1/access/identifier/item/7", `{"lock":"all"}`},
		{"UpdateIdentifier, everything", func(ctx context.Context, c *Client) error {
			return c.UpdateIdentifier(ctx, 7, Replace(card))
		}, "PATCH", "/api/v1/access/identifier/item/7", `{` + cardJSON + `}`},
		{"DeleteIdentifier", func(ctx context.Context, c *Client) error { return c.DeleteIdentifier(ctx, 7) },
			"DELETE", "/api/v1/access/identifier/item/7", ``},
		{"DeleteIdentifiers", func(ctx context.Context, c *Client) error { return c.DeleteIdentifiers(ctx, []int64{214, 215}) },
			"DELETE", "/api/v1/access/identifier/items", `{"uid_items":[214,215]}`},
		{"ResetPasses", func(ctx context.Context, c *Client) error { return c.ResetPasses(ctx, 7) },
			"POST", "/api/v1/access/identifier/item/7/passes/reset", ``},
		{"Identifiers", func(ctx context.Context, c *Client) error { _, err := c.Identifiers(ctx, ListOptions{}); return err },
			"GET", "/api/v1/access/identifier/items", ``},
		{"Identifiers, with options", func(ctx context.Context, c *Client) error {
			_, err := c.Identifiers(ctx, ListOptions{
				Page: 3, Limit: 20, SortField: "identifier_owner", Descending: true,
				Filter: Filter{"name", "A & B"}, Expression: "lock eq 'all'",
			})
			return err
		}, "GET", "/api/v1/access/identifier/items?filter=lock+eq+%27all%27&filter_field=name&filter_format=string&filter_type=equal" +
			"&filter_value=A+%26+B&limit=20&page_number=3&sort_field=identifier_owner&sort_type=desc", ``},
		{"SyncIdentifiers", func(ctx context.Context, c *Client) error {
			_, err := c.SyncIdentifiers(ctx, []LinkedIdentifier{
				{IdentifierSpec: card, LinkID: link},
				{IdentifierSpec: card, LinkID: link, ApartmentLinkID: link, TimeProfiles: []string{link}, FaceImage: []byte{0xff, 0xd8}, PassesLeft: new(0)},
				{IdentifierSpec: card, LinkID: link, TimeProfiles: []string{}},
			})
			return err
		}, "POST", "/api/v1/access/identifier/items/link", `{"list_items":[
			{` + cardJSON + `,"link_id":"` + link + `"},
			{` + cardJSON + `,"link_id":"` + link + `","apartment_link_id":"` + link + `","time_profiles":{"link_ids":["` + link + `"]},
				"face_image":"/9g=","additional":{"passes_left":0}},
			{` + cardJSON + `,"link_id":"` + link + `","time_profiles":{"link_ids":[]}}]}`},
		{"DeleteLinked", func(ctx context.Context, c *Client) error { _, err := c.DeleteLinked(ctx, []string{link}); return err },
			"DELETE", "/api/v1/access/identifier/items/link", `{"link_ids":["` + link + `"]}`},

		{"CreateTimeProfile", func(ctx context.Context, c *Client) error { _, err := c.CreateTimeProfile(ctx, office); return err },
			"POST", "/api/v1/access/timeprofile", officeJSON},
		{"TimeProfile", func(ctx context.Context, c *Client) error { _, err := c.TimeProfile(ctx, 5); return err },
			"GET", "/api/v1/access/timeprofile/item/5", ``},
		{"UpdateTimeProfile", func(ctx context.Context, c *Client) error { return c.UpdateTimeProfile(ctx, 5, office) },
			"PATCH", "/api/v1/access/timeprofile/item/5", officeJSON},
		{"DeleteTimeProfile", func(ctx context.Context, c *Client) error { return c.DeleteTimeProfile(ctx, 5) },
			"DELETE", "/api/v1/access/timeprofile/item/5", ``},
		{"TimeProfiles", func(ctx context.Context, c *Client) error {
			_, err := c.TimeProfiles(ctx, ListOptions{Page: 2})
			return err
		},
			"GET", "/api/v1/access/timeprofile/items?page_number=2", ``},
		{"AttachTimeProfile", func(ctx context.Context, c *Client) error { return c.AttachTimeProfile(ctx, 7, 5) },
			"POST", "/api/v1/access/identifier/item/7/timeprofile/5", ``},
		{"DetachTimeProfile", func(ctx context.Context, c *Client) error { return c.DetachTimeProfile(ctx, 7, 5) },
			"DELETE", "/api/v1/access/identifier/item/7/timeprofile/5", ``},

		{"CreateApartment", func(ctx context.Context, c *Client) error { _, err := c.CreateApartment(ctx, flat); return err },
			"POST", "/api/v1/apartment", flatJSON},
		{"Apartment", func(ctx context.Context, c *Client) error { _, err := c.Apartment(ctx, 9); return err },
			"GET", "/api/v1/apartment/item/9", ``},
		{"UpdateApartment", func(ctx context.Context, c *Client) error { return c.UpdateApartment(ctx, 9, flat) },
			"PATCH", "/api/v1/apartment/item/9", flatJSON},
		{"DeleteApartment", func(ctx context.Context, c *Client) error { return c.DeleteApartment(ctx, 9) },
			"DELETE", "/api/v1/apartment/item/9", ``},
		{"Apartments", func(ctx context.Context, c *Client) error {
			_, err := c.Apartments(ctx, ListOptions{Limit: 30})
			return err
		},
			"GET", "/api/v1/apartment/items?limit=30", ``},
		{"AttachToApartment", func(ctx context.Context, c *Client) error { return c.AttachToApartment(ctx, 7, 9) },
			"POST", "/api/v1/apartment/item/9/identifier/7", ``},
		{"DetachFromApartment", func(ctx context.Context, c *Client) error { return c.DetachFromApartment(ctx, 7) },
			"POST", "/api/v1/apartment/item/unbind/identifier/7", ``},

		{"Events", func(ctx context.Context, c *Client) error { _, err := c.Events(ctx, LogOptions{}); return err },
			"GET", "/api/v1/log/items?locale=uk", ``},
		{"Events, with options", func(ctx context.Context, c *Client) error {
			_, err := c.Events(ctx, LogOptions{From: from, To: to.Add(time.Millisecond), Page: 2, Limit: 50, Descending: true, Filter: Filter{"category", "access"}})
			return err
		}, "GET", "/api/v1/log/items?filter_field=category&filter_format=string&filter_type=equal&filter_value=access" +
			"&from=1767225600000&limit=50&locale=uk&page_number=2&sort_type=desc&to=1798761599001", ``},
		{"ClearLog", func(ctx context.Context, c *Client) error { return c.ClearLog(ctx) },
			"POST", "/api/v1/system/data/clear", `{"clear_fields":["logs"]}`},
		{"FaceRecognition", func(ctx context.Context, c *Client) error { _, err := c.FaceRecognition(ctx); return err },
			"GET", "/api/v1/access/general/facerecognition", ``},
		{"SetFaceRecognition", func(ctx context.Context, c *Client) error {
			return c.SetFaceRecognition(ctx, FaceRecognition{Enable: true, Similarity: "high", Mode: "software", AvailableModes: []string{"software"}})
		}, "POST", "/api/v1/access/general/facerecognition", `{"enable":true,"similarity":"high","mode":"software","autostart":false}`},
		{"Ask about a card", func(ctx context.Context, c *Client) error { _, err := c.Ask(ctx, Card, "44"); return err },
			"POST", "/api/v1/access/question", `{"identifier_number":"44","identifier_type":"card"}`},
		{"Ask about a code", func(ctx context.Context, c *Client) error { _, err := c.Ask(ctx, InputCode, "44"); return err },
			"POST", "/api/v1/access/question", `{"identifier_number":"44","identifier_type":"input_code"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sent := 0
			d := newDoor(t, func(w http.ResponseWriter, r *http.Request) {
				sent++
				checkRequest(t, r, tt.method, tt.target, tt.body)
				answerJSON(w, 200, `{"uid":1}`)
			})
			if err := tt.call(t.Context(), d.client(t, WithLocale("uk"))); err != nil {
				t.Error(err)
			}
			if sent != 1 {
				t.Errorf("%d requests, want 1", sent)
			}
		})
	}
}

func checkRequest(t *testing.T, r *http.Request, method, target, body string) {
	t.Helper()
	if got, want := r.Method+" "+r.URL.RequestURI(), method+" "+target; got != want {
		t.Errorf("request %s\nwant    %s", got, want)
	}
	if got, want := r.Header.Get("Accept"), "application/json"; got != want {
		t.Errorf("Accept %q, want %q", got, want)
	}
	got := readAll(t, r.Body)
	if body == "" {
		if got != "" || r.Header.Get("Content-Type") != "" {
			t.Errorf("body %q of type %q, want none", got, r.Header.Get("Content-Type"))
		}
		return
	}
	wantJSON(t, got, body)
	if got, want := r.Header.Get("Content-Type"), "application/json"; got != want {
		t.Errorf("Content-Type %q, want %q", got, want)
	}
	if r.ContentLength < 1 {
		t.Errorf("Content-Length %d", r.ContentLength)
	}
}

// What would name nothing may mean everything to a panel.
func TestEmptyListsAreNotSent(t *testing.T) {
	d := newDoor(t, nil)
	c := d.client(t)
	if err := c.DeleteIdentifiers(t.Context(), nil); err != nil {
		t.Error(err)
	}
	for name, call := range map[string]func() ([]LinkResult, error){
		"SyncIdentifiers": func() ([]LinkResult, error) { return c.SyncIdentifiers(t.Context(), nil) },
		"DeleteLinked":    func() ([]LinkResult, error) { return c.DeleteLinked(t.Context(), []string{}) },
	} {
		if got, err := call(); got != nil || err != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if got := d.seen(); got != "" {
		t.Errorf("requests %s", got)
	}
}

// Every method fails as the server says, and returns nothing then.
func TestEveryMethodReportsAFailure(t *testing.T) {
	d := newDoor(t, answering(403, `{"error":"Administrator rights required"}`))
	c := d.client(t)
	ctx := t.Context()
	photo := PhotoFunc(1, func() (io.ReadCloser, error) { return http.NoBody, nil })
	fails := func(name string, err error) {
		t.Helper()
		if err == nil {
			t.Errorf("%s does not fail", name)
		}
	}
	id, err := c.Identifier(ctx, 7)
	fails("Identifier", err)
	profile, err := c.TimeProfile(ctx, 7)
	fails("TimeProfile", err)
	flat, err := c.Apartment(ctx, 7)
	fails("Apartment", err)
	if id.UID+profile.UID+flat.UID != 0 {
		t.Error("an entity comes with an error")
	}
	_, err = c.QR(ctx, 7)
	fails("QR", err)
	_, err = c.Portrait(ctx, 7)
	fails("Portrait", err)
	_, err = c.Info(ctx)
	fails("Info", err)
	_, err = c.UploadFace(ctx, 7, photo, UploadOptions{})
	fails("UploadFace", err)
	_, err = c.CheckFace(ctx, photo, "")
	fails("CheckFace", err)
	_, err = c.Ask(ctx, Card, "1")
	fails("Ask", err)
	_, err = c.SyncIdentifiers(ctx, make([]LinkedIdentifier, 1))
	fails("SyncIdentifiers", err)
	for _, err = range c.AllIdentifiers(ctx, ListOptions{}) {
	}
	fails("AllIdentifiers", err)
	for _, err = range c.AllEvents(ctx, LogOptions{}) {
	}
	fails("AllEvents", err)
}

func TestImages(t *testing.T) {
	png, jpeg := string(pngStart)+"rest", string(jpegStart)+"rest"
	qr := func(c *Client, ctx context.Context) ([]byte, error) { return c.QR(ctx, 7) }
	portrait := func(c *Client, ctx context.Context) ([]byte, error) { return c.Portrait(ctx, 7) }
	tests := []struct {
		name   string
		get    func(*Client, context.Context) ([]byte, error)
		target string
		body   string
		good   bool
	}{
		{"a QR image", qr, "/api/v1/access/identifier/item/7/qr", png, true},
		{"a portrait", portrait, "/api/v1/access/identifier/item/face/file/7", jpeg, true},
		{"a JPEG as QR image", qr, "/api/v1/access/identifier/item/7/qr", jpeg, false},
		{"a PNG as portrait", portrait, "/api/v1/access/identifier/item/face/file/7", png, false},
		{"a page", qr, "/api/v1/access/identifier/item/7/qr", "<html>", false},
		{"JSON", portrait, "/api/v1/access/identifier/item/face/file/7", `{}`, false},
		{"an error with status 200", qr, "/api/v1/access/identifier/item/7/qr", `{"error":"x"}`, false},
		{"nothing", portrait, "/api/v1/access/identifier/item/face/file/7", ``, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDoor(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.RequestURI() != tt.target || r.Method != http.MethodGet || r.Header.Get("Accept") != "image/*" {
					t.Errorf("request %s %s, Accept %s", r.Method, r.URL, r.Header.Get("Accept"))
				}
				_, _ = io.WriteString(w, tt.body)
			})
			got, err := tt.get(d.client(t), t.Context())
			if !tt.good {
				if err == nil || len(got) > 0 {
					t.Errorf("got %q, error %v", got, err)
				}
				return
			}
			if err != nil || string(got) != tt.body {
				t.Errorf("got %q, error %v", got, err)
			}
		})
	}
}

// The HTTP client may have to send a body again over another connection.
func TestBodiesCanBeOpenedAgain(t *testing.T) {
	twice := roundTripper(func(r *http.Request) (*http.Response, error) {
		if r.Body == nil {
			return http.DefaultTransport.RoundTrip(r)
		}
		first := readAll(t, r.Body)
		r.Body.Close()
		again, err := r.GetBody()
		if err != nil {
			return nil, err
		}
		if got := readAll(t, again); got != first || got == "" {
			t.Errorf("%d bytes, then %d others", len(first), len(got))
		}
		rec := httptest.NewRecorder()
		answerJSON(rec, 200, `{}`)
		return rec.Result(), nil
	})
	d := newDoor(t, nil)
	c := d.client(t, WithHTTPClient(&http.Client{Transport: twice}))
	if err := c.UpdateIdentifier(t.Context(), 7, Change{Lock: new(AllLocks)}); err != nil {
		t.Error(err)
	}
	if _, err := c.UploadFace(t.Context(), 7, PhotoOf(strings.NewReader("photo")), UploadOptions{}); err != nil {
		t.Error(err)
	}
}
