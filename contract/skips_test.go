package contract

import (
	"crypto/tls"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// What a server may lack is skipped, and nothing else is.
func TestWhatAServerMayLackIsSkipped(t *testing.T) {
	const linkedFace = "A face is created, updated and deleted by link_id with face_image"
	faces := []string{
		"A face may be created without a number", "A face may be created with an empty number", "A face may be created with an arbitrary number",
		"A PNG image is 400 Wrong file format", "A photo for a uid that does not exist is 400 with the documented text",
		"A photo for a card is 400 with the documented text", "A picture without a face is 400 with a documented text",
		"A file that is no picture is 400 with a documented text", "An upload without a file is 400 with a documented text",
		"An upload without credentials is 401 Log In",
	}
	portraits := append(namesOf(uploadCases), linkedFace,
		"After a photo was refused, the next one may be accepted",
		"Client: a face enroller logs in, creates, uploads and checks")
	images := []string{"A face_image that is no Base64 is bad_base_64_image_file", "A face_image without a face is face_has_not_recognized"}
	tests := []struct {
		name   string
		bad    bad
		change func(*Target)
		want   []string
	}{
		{"the server has no face recognition", refusing(aCreate.saying(`"face_id"`), 400, textNoFaces),
			nil, slices.Concat(faces, slices.DeleteFunc(slices.Clone(portraits), func(name string) bool { return name == linkedFace }))},
		{"a synchronisation takes no faces", wrongly(aSync.saying(`face_image`), pattern(`"extended_info":"[^"]*"`, `"extended_info":"`+codeNoFaces+`"`)),
			nil, slices.Concat(images, []string{linkedFace})},
		{"no portrait is given", nil, func(t *Target) { t.Portrait = nil }, portraits},
		{"the target is not disposable", nil, func(t *Target) { t.Disposable = false }, []string{
			"A bulk delete of nothing is answered", "A bulk delete without its body is 400", "A bulk delete with text for a list is 400",
			"The log is cleared by clear_fields and by data_types"}},
		{"there is no delete by number", refusing(to("DELETE", byNumberPath), 404, "Not found"), nil, namesOf(byNumberCases)},
		{"apartments cannot be created", refusing(to("POST", "/apartment"), 405, "Method not allowed"), nil, []string{
			"An identifier is attached to an apartment and unbound", "Attaching to a second apartment is 400 with the documented text"}},
		{"there are no apartments", refusing(to("", "/apartment.*"), 404, "Not found"), nil, namesOf(apartmentCases)},
		{"there are no settings of face recognition", refusing(to("GET", faceSettingsPath), 404, "Not found"), nil, []string{
			"The face recognition settings are read, and written back", "A similarity that there is not is 400"}},
		{"the device does not tell its time", refusing(to("GET", "/device/time"), 404, "Not found"), nil, []string{"The device tells its time"}},
		{"panels do not ask", refusing(to("POST", questionPath), 404, "Not found"), nil, []string{
			"A panel's question is answered in one of the three documented forms"}},
		{"the log cannot be cleared", refusing(to("POST", "/system/data/clear"), 404, "Not found"), nil, []string{
			"The log is cleared by clear_fields and by data_types"}},
		{"there is no v0", refusing(to("GET", "/api/v0/.*"), 404, "Not found"), nil, []string{
			"A client of v0 creates, lists, changes and deletes"}},
		{"expressions are refused", refusing(aList.asking(`filter=`), 400, "Bad request"), nil, []string{
			"A filter may be one JSON text", "The expression identifier_number eq '...' finds that number alone"}},
		{"expressions are ignored", dropping(aList, "filter"), nil, []string{
			"A filter may be one JSON text", "The expression identifier_number eq '...' finds that number alone"}},
		{"the API is 2.1", wrongly(to("GET", "/api(/v1/api)?/info"), text("2.12.0", "2.1.0")), nil, slices.Concat(images, []string{
			linkedFace, "A number plate comes back as it was sent"})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newPanel()
			f.bad = tt.bad
			target := f.start(t)
			if tt.change != nil {
				tt.change(&target)
			}
			skipped := map[string]bool{}
			for _, r := range Run(t.Context(), target).Results {
				switch r.Verdict {
				case Fail:
					t.Errorf("%s: %s %s", r.Name, r.Verdict, r.Reason)
				case Skipped:
					skipped[r.Name] = true
					if r.Reason == "" {
						t.Errorf("%s: skipped without a reason", r.Name)
					}
				}
			}
			slices.Sort(tt.want)
			if got := slices.Sorted(maps.Keys(skipped)); !slices.Equal(got, tt.want) {
				t.Errorf("skipped\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

func namesOf(cases []testCase) []string {
	var names []string
	for _, c := range cases {
		names = append(names, c.name)
	}
	return names
}

// A list of more pages than the kit reads is no fault of the server.
func TestAVeryLongListIsNotReadToItsEnd(t *testing.T) {
	for name, want := range map[string]Verdict{
		"Paging through the whole list by 100 ends, and repeats nothing":                           Pass,
		"Client: an intercom manager knows HTTP Basic only, pages until empty and deletes in bulk": Skipped,
	} {
		t.Run(name, func(t *testing.T) {
			f := newPanel()
			for range maxPages {
				f.addForeign()
			}
			if r := f.play(t, setting(aList, "limit", "1"), caseNamed(t, name)); r.Verdict != want {
				t.Errorf("verdict %s, reason %q, want %s", r.Verdict, r.Reason, want)
			}
		})
	}
}

func TestHTTPSNeedsNoPlainHTTP(t *testing.T) {
	f := newPanel()
	server := httptest.NewTLSServer(f)
	t.Cleanup(server.Close)
	target := f.start(t)
	target.URL = server.URL
	target.HTTP = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	if r := f.playWith(t, target, nil, caseNamed(t, "Plain HTTP is answered, not sent on to HTTPS")); r.Verdict != Skipped {
		t.Errorf("verdict %s, reason %q, want %s", r.Verdict, r.Reason, Skipped)
	}
}
