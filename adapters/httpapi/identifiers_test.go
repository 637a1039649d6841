package httpapi

import (
	"bytes"
	"context"
	"image"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

const createTarget = "/api/v1/access/identifier"

func TestCreateAnswersTheUID(t *testing.T) {
	rec := newWorld(t).ask("POST", createTarget, strings.NewReader(cardBody))
	wantStatus(t, rec, 200)
	wantJSON(t, rec, `{"uid": 214}`)
	wantJSONHeaders(t, rec)
}

func TestCreateDoesNotLookAtTheContentType(t *testing.T) {
	for _, contentType := range []string{"", "application/json", "application/json; charset=windows-1251", "text/plain", "nonsense;;"} {
		r := httptest.NewRequest("POST", createTarget, strings.NewReader(cardBody))
		r.Header.Set("Authorization", basic(adminName, adminPassword))
		r.Header.Set("Content-Type", contentType)
		wantStatus(t, newWorld(t).do(r), 200)
	}
}

func TestCreateOfADuplicateIs400(t *testing.T) {
	w := newWorld(t)
	w.identifiers.CreateFn = func(context.Context, identifier.Spec) (identifier.UID, error) {
		return 0, domain.E(domain.KindConflict, "again")
	}
	wantError(t, w.ask("POST", createTarget, strings.NewReader(cardBody)), 400, "Identifier with that type and number already exist")
}

func TestCreateReadsNoMoreThanALimitedBody(t *testing.T) {
	pad := func(size int) string {
		return cardBody[:len(cardBody)-1] + `,"x":"` + strings.Repeat("y", size-len(cardBody)-len(`,"x":""`)) + `"}`
	}
	wantStatus(t, newWorld(t).ask("POST", createTarget, strings.NewReader(pad(maxBodyBytes))), 200)
	wantError(t, newWorld(t).ask("POST", createTarget, strings.NewReader(pad(maxBodyBytes+1))), 400, "Wrong JSON body")
}

func TestGet(t *testing.T) {
	from, to := time.Unix(1767225600, 0), time.Unix(1798761599, 0)
	tests := []struct {
		name string
		id   identifier.Identifier
		want string
	}{
		{"a card with limits",
			identifier.Restore(7, identifier.Spec{
				Owner: identifier.Owner{Name: "Мария Lindqvist", Type: identifier.Guest}, Type: identifier.Card, Number: "00-00-1a-2B",
				Lock: identifier.FirstLock,
				Validity: identifier.Validity{
					Time:   identifier.TimeWindow{From: from, To: to},
					Passes: identifier.Passes{Max: 12},
				},
			}, identifier.Complete, 9),
			`{"identifier_owner": {"name": "Мария Lindqvist", "type": "guest"}, "identifier_type": "card",
			  "identifier_number": "00-00-1a-2B", "lock": "first",
			  "valid": {"time": {"is_permanent": false, "from": 1767225600, "to": 1798761599},
			            "passes": {"is_permanent": false, "max_passes": 12}},
			  "apartment": {"uid": -1, "link_id": null},
			  "time_profiles": {"uid_items": [], "link_ids": [], "count": 0},
			  "additional": {"passes_left": 9}, "link_id": null}`},
		{"a permanent face",
			identifier.Restore(8, identifier.Spec{
				Owner: identifier.Owner{Name: "A", Type: identifier.Resident}, Type: identifier.FaceID, Lock: identifier.AllLocks,
				// What is permanent ignores the rest, and so does its answer.
				Validity: identifier.Validity{
					Time:   identifier.TimeWindow{Permanent: true, From: from, To: to},
					Passes: identifier.Passes{Permanent: true, Max: 12},
				},
			}, identifier.Temporary, identifier.AlwaysLeft),
			`{"identifier_owner": {"name": "A", "type": "owner"}, "identifier_type": "face_id",
			  "identifier_number": "", "lock": "all",
			  "valid": {"time": {"is_permanent": true, "from": 0, "to": 0},
			            "passes": {"is_permanent": true, "max_passes": 0}},
			  "apartment": {"uid": -1, "link_id": null},
			  "time_profiles": {"uid_items": [], "link_ids": [], "count": 0},
			  "additional": {"passes_left": -1}, "link_id": null}`},
		{"an open end is 0",
			identifier.Restore(9, identifier.Spec{
				Owner: identifier.Owner{Type: identifier.Guest}, Type: identifier.InputCode, Number: "1", Lock: identifier.SecondLock,
				Validity: identifier.Validity{Time: identifier.TimeWindow{To: to}, Passes: identifier.Passes{Permanent: true}},
			}, identifier.Complete, identifier.AlwaysLeft),
			`{"identifier_owner": {"name": "", "type": "guest"}, "identifier_type": "inputCode", "identifier_number": "1", "lock": "second",
			  "valid": {"time": {"is_permanent": false, "from": 0, "to": 1798761599},
			            "passes": {"is_permanent": true, "max_passes": 0}},
			  "apartment": {"uid": -1, "link_id": null},
			  "time_profiles": {"uid_items": [], "link_ids": [], "count": 0},
			  "additional": {"passes_left": -1}, "link_id": null}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.identifiers.GetFn = func(_ context.Context, uid identifier.UID) (identifier.Identifier, error) {
				if uid != 214 {
					t.Errorf("asked for %d", uid)
				}
				return tt.id, nil
			}
			rec := w.ask("GET", itemTarget, nil)
			wantStatus(t, rec, 200)
			wantJSON(t, rec, tt.want)
			wantJSONHeaders(t, rec)
		})
	}
}

// One client sends a JSON body on a GET, others one on a DELETE.
func TestBodiesWhereNoneBelongAreIgnored(t *testing.T) {
	for _, method := range []string{"GET", "DELETE"} {
		r := httptest.NewRequest(method, itemTarget, strings.NewReader(`{"uid_items": [1, 2`))
		r.Header.Set("Authorization", "Bearer "+string(adminToken))
		r.Header.Set("Content-Type", "application/json")
		wantStatus(t, newWorld(t).do(r), 200)
	}
}

func TestDelete(t *testing.T) {
	w := newWorld(t)
	var deleted identifier.UID
	w.identifiers.DeleteFn = func(_ context.Context, uid identifier.UID) error { deleted = uid; return nil }
	rec := w.ask("DELETE", itemTarget, nil)
	wantStatus(t, rec, 200)
	wantJSON(t, rec, `{}`)
	if deleted != 214 {
		t.Errorf("deleted %d", deleted)
	}
}

func TestDeleteOfAnUnknownUIDIs400(t *testing.T) {
	w := newWorld(t)
	w.identifiers.DeleteFn = func(context.Context, identifier.UID) error { return domain.E(domain.KindNotFound, "none") }
	wantError(t, w.ask("DELETE", itemTarget, nil), 400, "Wrong Identifier uid")
}

func TestPortrait(t *testing.T) {
	jpeg := portrait.JPEG(image.NewNRGBA(image.Rect(0, 0, 8, 8)), 90)
	p, err := photo.New(jpeg)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	w.identifiers.PortraitFn = func(context.Context, identifier.UID) (photo.Photo, error) { return p, nil }
	rec := w.ask("GET", faceTarget, nil)
	wantStatus(t, rec, 200)
	if !bytes.Equal(rec.Body.Bytes(), jpeg) {
		t.Error("not the photo that was stored")
	}
	for name, want := range map[string]string{
		"Content-Type": "image/jpeg", "Content-Length": strconv.Itoa(len(jpeg)), "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
	} {
		if got := rec.Header().Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestPortraitOfNobody(t *testing.T) {
	w := newWorld(t)
	w.identifiers.PortraitFn = func(context.Context, identifier.UID) (photo.Photo, error) {
		return photo.Photo{}, domain.E(domain.KindNotFound, "no face")
	}
	wantError(t, w.ask("GET", faceTarget, nil), 400, "Wrong Identifier uid")
}

// As they stand in a request line.
var noUIDs = []string{
	"0", "-1", "-0", "+1", "00", "abc", "1.0", "1e3", "0x1F", "1_000", "%201", "1%20", "%D9%A1", "9223372036854775808",
	"18446744073709551617", strings.Repeat("9", 400), "null", "1;2", "{uid}", "1%00",
}

func TestTextsThatAreNoUID(t *testing.T) {
	for _, uid := range noUIDs {
		t.Run(uid, func(t *testing.T) {
			w := newWorld(t)
			w.identifiers, w.enroller = &identifiersDouble{}, &enrollerDouble{} // must not be asked
			item, file := "/api/v1/access/identifier/item/"+uid, "/api/v1/access/identifier/item/face/file/"+uid
			wantError(t, w.ask("GET", item, nil), 400, "Wrong Identifier uid")
			wantError(t, w.ask("DELETE", item, nil), 400, "Wrong Identifier uid")
			wantError(t, w.ask("GET", file, nil), 400, "Wrong Identifier uid")
			wantError(t, w.upload(file, form(jpegPart("file", "x.jpg", "photo"))), 400,
				"Wrong identifier-uid. Missed temporary identifier for adding faceId")
		})
	}
}

func TestTextsThatAreAUID(t *testing.T) {
	for text, want := range map[string]identifier.UID{"1": 1, "007": 7, "9223372036854775807": 9223372036854775807} {
		w := newWorld(t)
		var got identifier.UID
		w.identifiers.DeleteFn = func(_ context.Context, uid identifier.UID) error { got = uid; return nil }
		wantStatus(t, w.ask("DELETE", "/api/v1/access/identifier/item/"+text, nil), 200)
		if got != want {
			t.Errorf("%s is %d, want %d", text, got, want)
		}
	}
}

// To a reader at the door they are the same: to revoke one would leave the other.
func TestANumberInAnotherSpellingIsTaken(t *testing.T) {
	const text = "Identifier with that type and number already exist"
	w := newRealWorld(t)
	uid := w.create(createTarget, identifierBody("card", "0650001", ""))
	w.create(createTarget, identifierBody("card", "AA-BB", ""))
	w.create(createTarget, identifierBody("qr", "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77", ""))
	for _, tt := range []struct{ typ, number string }{
		{"card", "650001"}, {"card", "0000650001"}, {"card", "aa:bb"}, {"card", "AA:BB"}, {"qr", "0B7C2A54-51D2-4B55-9D0B-0F6F5E1C9A77"},
	} {
		w.refused("POST", createTarget, identifierBody(tt.typ, tt.number, ""), text)
		if got := outcomes(t, w.ok("POST", linkTarget, batch(linked(linkA, tt.typ, tt.number, "")))); got != "false number_taken_by_another_identifier" {
			t.Errorf("%s %s: outcome %q", tt.typ, tt.number, got)
		}
	}
	w.refused("PATCH", item(uid), `{"identifier_number":"aa-bb"}`, text)
	w.ok("PATCH", item(uid), `{"identifier_number":"650001"}`)
	w.create(createTarget, identifierBody("ukey", "650001", ""))
	w.create(createTarget, identifierBody("inputCode", "7", ""))
	w.create(createTarget, identifierBody("inputCode", "07", ""))
}
