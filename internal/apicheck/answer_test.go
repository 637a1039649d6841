package apicheck_test

import (
	"net/http"
	"testing"
)

const jsonType = "application/json"

// header returns the header of an answer: its content type, then names and
// values.
func header(contentType string, more ...string) http.Header {
	h := http.Header{}
	if contentType != "" {
		h.Set("Content-Type", contentType)
	}
	for i := 0; i+1 < len(more); i += 2 {
		h.Set(more[i], more[i+1])
	}
	return h
}

func TestAnswer(t *testing.T) {
	const thing = `{"name":"a","uid":1,"link_id":null}`
	plain, none := header(jsonType), header("")
	tests := []struct {
		name, method, path string
		status             int
		header             http.Header
		body, says         string
	}{
		{"as the document has it", "GET", "/api/things/1", 200, plain, thing, ""},
		{"with parameters to the content type", "GET", "/api/things/1", 200, header("application/json; charset=utf-8"), thing, ""},
		{"to HEAD, without a body", "HEAD", "/api/things/1", 200, plain, "", ""},
		{"to HEAD, with a body that is wrong", "HEAD", "/api/things/1", 200, plain, "{}", "missing properties"},
		{"with a list", "GET", "/api/things", 200, plain, "[" + thing + "," + thing + "]", ""},
		{"with a UUID", "GET", "/api/things/1", 200, plain, `{"name":"a","uid":1,"link_id":"7d4d2f0e-9a0c-4b59-8a67-1f6d5f7a2c11"}`, ""},
		{"of one of several types", "GET", "/api/things/1/picture", 200, header("image/jpeg"), "\xff\xd8", ""},
		{"without a body where there is none", "DELETE", "/api/things/1", 200, none, "", ""},

		{"with a field missing", "GET", "/api/things/1", 200, plain, `{"name":"a","uid":1}`, "missing property 'link_id'"},
		{"with a field missing in a part of the schema", "GET", "/api/things/1", 200, plain, `{"uid":1,"link_id":null}`, "missing property 'name'"},
		{"with a field too many", "GET", "/api/things/1", 200, plain, `{"name":"a","uid":1,"link_id":null,"extra":0}`, "extra"},
		{"with a field too many in a list", "GET", "/api/things", 200, plain, `[{"name":"a","uid":1,"link_id":null,"extra":0}]`, "extra"},
		{"with a field twice", "GET", "/api/things/1", 200, plain, `{"name":"a","name":"a","uid":1,"link_id":null}`, `field "name" is there twice`},
		{"with a field of the wrong type", "GET", "/api/things/1", 200, plain, `{"name":"a","uid":"1","link_id":null}`, "got string, want integer"},
		{"with a number that is no integer", "GET", "/api/things/1", 200, plain, `{"name":"a","uid":1.5,"link_id":null}`, "want integer"},
		{"with a number out of range", "GET", "/api/things/1", 200, plain, `{"name":"a","uid":0,"link_id":null}`, "minimum"},
		{"with a number out of every range", "GET", "/api/things/1", 200, plain, `{"name":"a","uid":1e9999999,"link_id":null}`, "out of every range"},
		{"with a text too long", "GET", "/api/things/1", 200, plain, `{"name":"ééééééééé","uid":1,"link_id":null}`, "maxLength"},
		{"with a text of the wrong format", "GET", "/api/things/1", 200, plain, `{"name":"a","uid":1,"link_id":"7"}`, "uuid"},
		{"that is no JSON", "GET", "/api/things/1", 200, plain, `{"name":`, "no JSON"},
		{"that is two values", "GET", "/api/things/1", 200, plain, thing + thing, "no JSON"},
		{"that is not UTF-8", "GET", "/api/things/1", 200, plain, "{\"name\":\"\xff\",\"uid\":1,\"link_id\":null}", "not UTF-8"},
		{"that is empty", "GET", "/api/things/1", 200, plain, "", "no JSON"},
		{"of another status", "GET", "/api/things/1", 400, plain, `{"error":"x"}`, "thing has no such status, but [200]"},
		{"of another content type", "GET", "/api/things/1", 200, header("text/plain"), thing, `"text/plain", want application/json`},
		{"without a content type", "GET", "/api/things/1", 200, none, thing, `content type ""`},
		{"of none of several types", "GET", "/api/things/1/picture", 200, header("image/gif"), "GIF", "want image/jpeg or image/png"},
		{"with a body where there is none", "DELETE", "/api/things/1", 200, plain, "{}", "no body"},

		{"with a header that it needs", "GET", "/api/things", 401, header(jsonType, "WWW-Authenticate", "Basic realm"), `{"error":"x"}`, ""},
		{"without a header that it needs", "GET", "/api/things", 401, plain, `{"error":"x"}`, `header "WWW-Authenticate" is missing`},
		{"with a header that is wrong", "GET", "/api/things", 401, header(jsonType, "WWW-Authenticate", "Negotiate"), `{"error":"x"}`, "pattern"},

		{"not found", "GET", "/api/other", 404, plain, `{"error":"Not found"}`, ""},
		{"not found, in other words", "GET", "/api/other", 404, plain, `{"error":"Where?"}`, "Not found"},
		{"found where nothing is", "GET", "/api/other", 200, plain, thing, "no such path"},
		{"method not allowed", "PUT", "/api/things", 405, header(jsonType, "Allow", "GET"), `{"error":"x"}`, ""},
		{"method not allowed, but which is?", "PUT", "/api/things", 405, plain, `{"error":"x"}`, `header "Allow" is missing`},
		{"not found with this method", "PUT", "/api/things", 404, plain, `{"error":"Not found"}`, ""},
		{"to a method that the path has not", "PUT", "/api/things", 200, plain, thing, "not for this method"},
		{"method not allowed where nothing is", "PUT", "/api/other", 405, header(jsonType, "Allow", "GET"), `{"error":"x"}`, "no such path"},
		{"not found where there is something", "GET", "/api/things/1", 404, plain, `{"error":"Not found"}`, "no such status"},
	}
	c := newChecker(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantError(t, c.Answer(tt.method, tt.path, tt.status, tt.header, []byte(tt.body)), tt.says)
		})
	}
}
