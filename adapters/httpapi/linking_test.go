package httpapi

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/internal/portrait"
)

const (
	linkA = "7d4d2f0e-9a0c-4b59-8a67-1f6d5f7a2c11"
	linkB = "00000000-0000-4000-8000-000000000001"
)

// linked returns an item of a batch, with more fields if more begins with a
// comma.
func linked(link, typ, number, more string) string {
	return identifierBody(typ, number, fmt.Sprintf(`,"link_id":%q`, link)+more)
}

func batch(items ...string) string { return `{"list_items":[` + strings.Join(items, ",") + `]}` }

// outcomes returns what became of the items of a batch.
func outcomes(t *testing.T, body string) string {
	t.Helper()
	result := parsed[struct {
		Result []struct {
			Success bool   `json:"success"`
			Info    string `json:"extended_info"`
		} `json:"result"`
	}](t, body)
	var all []string
	for _, r := range result.Result {
		all = append(all, fmt.Sprintf("%t %s", r.Success, r.Info))
	}
	return strings.Join(all, ", ")
}

// jpeg returns a photo of a square side in Base64.
func jpegBase64(side int) string {
	return base64.StdEncoding.EncodeToString(portrait.JPEG(portrait.Landscape(side, side, 1), 80))
}

func TestEachItemOfABatchStandsAlone(t *testing.T) {
	w := newRealWorld(t)
	w.create(createTarget, identifierBody("card", "77", ""))
	profile := w.create(v1+"/access/timeprofile", officeHours)
	_ = profile
	for _, tt := range []struct{ name, item, want string }{
		{"a new one", linked(linkA, "card", "1", ""), "true created"},
		{"the same again", linked(linkA, "card", "1", ""), "true updated"},
		{"a link in upper case is the same", linked(strings.ToUpper(linkA), "card", "2", ""), "true updated"},
		{"a number that another has", linked(linkB, "card", "77", ""), "false number_taken_by_another_identifier"},
		{"a time profile that there is not", linked(linkB, "card", "3", `,"time_profiles":{"link_ids":["`+linkA+`"]}`), "false bound_time_profile_doesnt_exist"},
		{"a validity that ends before it begins", linked(linkB, "card", "3", `,"valid":{"time":{"is_permanent":false,"from":2,"to":1}}`), "false invalid_time_rules_settings"},
		{"a number that no card has", linked(linkB, "card", "x", ""), "false wrong_identifier"},
		{"a field that is missing", `{"link_id":"` + linkB + `","lock":"first"}`, "false wrong_identifier"},
		{"a field of the wrong type", linked(linkB, "card", "3", `,"valid":7`), "false wrong_identifier"},
		{"no link", identifierBody("card", "3", ""), "false wrong_identifier"},
		{"a link that is no UUID", linked("7", "card", "3", ""), "false wrong_identifier"},
		{"an apartment that is not known", linked(linkB, "card", "3", `,"apartment_link_id":"`+linkB+`"`), "true created"},
		{"a card with a photo", linked(linkB, "card", "3", `,"face_image":"`+jpegBase64(640)+`"`), "false wrong_identifier"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := outcomes(t, w.sent("POST", linkTarget, batch(linked("11111111-1111-4111-8111-111111111111", "ukey", "5", ""), tt.item)))
			if _, got, _ = strings.Cut(got, ", "); got != tt.want {
				t.Errorf("outcome %q, want %q", got, tt.want)
			}
		})
	}
	w.has(query(linkTarget, "link_id", linkA), "list_items.0.identifier_number", `"2"`)
	w.has(query(linkTarget, "link_id", strings.ToUpper(linkB), "limit", "1"), "list_items.0.apartment_link_id", `"`+linkB+`"`)
	w.has(linkTarget, "list_option.pagination.total_items", "3")
	w.has(listTarget, "list_option.pagination.total_items", "4")
	w.has(linkTarget+"?link_id=7", "list_items", "[]")
}

func TestRefusesBatches(t *testing.T) {
	w := newRealWorld(t)
	for _, tt := range []struct{ body, text string }{
		{``, "Wrong JSON body"},
		{`[]`, "Wrong JSON body"},
		{`{}`, "Wrong JSON body: no value for `list_items`"},
		{`{"list_items":{}}`, "Wrong JSON body: value `list_items` was of the wrong type"},
		{`{"list_items":[7]}`, "Wrong JSON body: value `list_items` was of the wrong type"},
		{batch(strings.Split(strings.Repeat("{} ", maxLinkItems+1), " ")[:maxLinkItems+1]...), "Wrong JSON body"},
	} {
		w.refused("POST", linkTarget, tt.body, tt.text)
		w.refused("POST", v1+"/access/timeprofile/items/link", tt.body, tt.text)
	}
	most := outcomes(t, w.sent("POST", linkTarget, batch(strings.Split(strings.Repeat("{} ", maxLinkItems), " ")[:maxLinkItems]...)))
	if got := strings.Count(most, "false wrong_identifier"); got != maxLinkItems {
		t.Errorf("%d items of a batch were answered, want %d", got, maxLinkItems)
	}
	photos := func(n int) string {
		return batch(strings.Split(strings.TrimSuffix(strings.Repeat(`{"face_image":"AAAA"} `, n), " "), " ")...)
	}
	if got := strings.Count(outcomes(t, w.sent("POST", linkTarget, photos(maxLinkPhotos))), "false"); got != maxLinkPhotos {
		t.Errorf("%d items with a photo were answered, want %d", got, maxLinkPhotos)
	}
	w.refused("POST", linkTarget, photos(maxLinkPhotos+1), "Wrong JSON body")
	if got := outcomes(t, w.ok("POST", linkTarget, batch())); got != "" {
		t.Errorf("an empty batch gave %q", got)
	}
	for _, tt := range []struct{ body, text string }{
		{`{}`, "Wrong JSON body: no value for `link_ids`"},
		{`{"link_ids":7}`, "Wrong JSON body: value `link_ids` was of the wrong type"},
		{`{"link_ids":["7"]}`, "Wrong JSON body"},
		{`{"link_ids":["` + strings.Repeat(linkA+`","`, maxLinkItems) + linkA + `"]}`, "Wrong JSON body"},
	} {
		w.refused("DELETE", linkTarget, tt.body, tt.text)
	}
}

func TestSynchronisesFaces(t *testing.T) {
	w := newRealWorld(t)
	face := func(photo string) string {
		return outcomes(t, w.ok("POST", linkTarget, batch(linked(linkA, "face_id", "", `,"face_image":`+quoted(photo)))))
	}
	good := jpegBase64(640)
	for _, tt := range []struct{ name, photo, want string }{
		{"no Base64", "*", "false bad_base_64_image_file"},
		{"no JPEG", base64.StdEncoding.EncodeToString([]byte("text")), "false bad_base_64_image_file"},
		{"half a JPEG", good[:len(good)/2-len(good)/2%4], "false bad_base_64_image_file"},
		{"a photo without a face", jpegBase64(faceless), "false face_has_not_recognized"},
		{"a photo that is too small", jpegBase64(100), "false face_has_not_recognized"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := face(tt.photo); got != tt.want {
				t.Errorf("outcome %q, want %q", got, tt.want)
			}
			w.has(listTarget, "list_option.pagination.total_items", "0")
		})
	}
	for i, photo := range []string{
		good,
		"data:image/jpeg;base64," + good,
		good[:76] + "\r\n" + good[76:],
		strings.TrimRight(good, "="),
	} {
		if got, want := face(photo), []string{"true created", "true updated"}[min(i, 1)]; got != want {
			t.Errorf("photo %d: outcome %q, want %q", i, got, want)
		}
	}
	if got := w.ok("GET", v1+"/access/identifier/item/face/file/1", ""); base64.StdEncoding.EncodeToString([]byte(got)) != good {
		t.Error("the stored photo is not the one that was sent")
	}
	if got := face(jpegBase64(faceless)); got != "false face_has_not_recognized" {
		t.Errorf("outcome %q", got)
	}
	if got := w.ok("GET", v1+"/access/identifier/item/face/file/1", ""); base64.StdEncoding.EncodeToString([]byte(got)) != good {
		t.Error("a refused photo took the earlier one's place")
	}
	if got := outcomes(t, w.ok("POST", linkTarget, batch(linked(linkA, "face_id", "", "")))); got != "true updated" {
		t.Errorf("without a photo: outcome %q", got)
	}
	reason := parsed[struct {
		Result []struct {
			Reason struct{ Code, Message string }
		}
	}](t, w.ok("POST", linkTarget+"?locale=es", batch(linked(linkA, "face_id", "", `,"face_image":"`+jpegBase64(faceless)+`"`)))).Result[0].Reason
	if reason.Code != "no_face" || !strings.Contains(reason.Message, "cara") && !strings.Contains(reason.Message, "rostro") {
		t.Errorf("reason %+v, want no_face in Spanish", reason)
	}
}

func TestAPhotoInABatchThatIsTooLarge(t *testing.T) {
	w := newRealWorld(t)
	good := jpegBase64(640)
	w.config.MaxPhotoBytes = int64(base64.StdEncoding.DecodedLen(len(good))) - 5
	if got := outcomes(t, w.ok("POST", linkTarget, batch(linked(linkA, "face_id", "", `,"face_image":"`+good+`"`)))); got != "false bad_base_64_image_file" {
		t.Errorf("outcome %q", got)
	}
	w.refused("POST", linkTarget, batch(linked(linkA, "face_id", "", `,"face_image":"`+strings.Repeat("A", maxListBytes+syncPhotos*4*int(w.config.MaxPhotoBytes)/3)+`"`)), "Wrong JSON body")
}

func TestABatchTakesAPlaceForUploads(t *testing.T) {
	w := newRealWorld(t)
	w.config.MaxUploads = 1
	release := w.fillSlot()
	wantError(t, w.ask("POST", linkTarget, body(batch())), 503, "Loading file error")
	release()
	w.ok("POST", linkTarget, batch())
}

func TestDeletesByLink(t *testing.T) {
	w := newRealWorld(t)
	w.ok("POST", linkTarget, batch(linked(linkA, "card", "1", "")))
	wantJSON(t, w.ask("DELETE", linkTarget, body(`{"link_ids":["`+linkA+`","`+linkB+`"]}`)), `{"result":[
		{"link_id":"`+linkA+`","success":true,"extended_info":"deleted"},
		{"link_id":"`+linkB+`","success":false,"extended_info":"entity_not_found"}]}`)
	w.has(listTarget, "list_option.pagination.total_items", "0")
}

func TestWhatABatchSaysIsKept(t *testing.T) {
	w := newRealWorld(t)
	w.ok("POST", v1+"/access/timeprofile/items/link", batch(strings.Replace(officeHours, "{", `{"link_id":"`+linkB+`",`, 1)))
	home := w.create(v1+"/apartment", `{"apartment_name":"4B","apartment_address":{"building":1,"unit":2,"floor":3,"room":4},"link_id":"`+linkB+`"}`)
	w.ok("POST", linkTarget, batch(linked(linkA, "card", "1",
		`,"valid":{"time":{"is_permanent":true},"passes":{"is_permanent":false,"max_passes":9}},"additional":{"passes_left":4},`+
			`"apartment_link_id":"`+linkB+`","time_profiles":{"link_ids":["`+linkB+`"]}`)))
	w.has(item(1), "additional.passes_left", "4")
	w.has(item(1), "link_id", `"`+linkA+`"`)
	w.has(item(1), "time_profiles", `{"uid_items":[1],"link_ids":["`+linkB+`"],"count":1}`)
	w.has(item(1), "apartment", fmt.Sprintf(`{"uid":%d,"link_id":"%s","logical_address":{"building":1,"unit":2,"floor":3,"room":4}}`, home, linkB))
	w.has(linkTarget, "list_items.0.uid", "1")

	w.ok("POST", linkTarget, batch(linked(linkA, "card", "1", `,"time_profiles":{"link_ids":[]}`)))
	w.has(item(1), "time_profiles.count", "0")
	w.has(item(1), "apartment.uid", fmt.Sprint(home))
}
