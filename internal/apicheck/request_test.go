package apicheck_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

const bearer = "Bearer 5f0c"

func TestRequest(t *testing.T) {
	const good = `{"name":"a","kind":"card","number":"12345","until":5}`
	basic := header(jsonType, "Authorization", "basic YTpi")
	token := header(jsonType, "Authorization", bearer)
	tests := []struct {
		name, method, target string
		header               http.Header
		body, says           string
	}{
		{"as the document has it", "POST", "/api/things", token, good, ""},
		{"with the other credentials, in lower case", "POST", "/api/things", basic, good, ""},
		{"without a content type", "POST", "/api/things", header("", "Authorization", bearer), good, ""},
		{"with a field that the document has not", "POST", "/api/things", token, `{"name":"a","kind":"face","parts":[1],"x":1}`, ""},
		{"with a parameter that the document has not", "POST", "/api/things?x=1", token, good, ""},
		{"with its parameters", "GET", "/api/things?limit=100&sort=asc", token, "", ""},
		{"with a body where the document has none", "GET", "/api/things?sort=asc", token, "{", ""},
		{"with a key in the query", "DELETE", "/api/things/1?key=a", header(""), "", ""},
		{"without credentials where none are needed", "GET", "/api/things/1/picture", header(""), "", ""},
		{"with a file", "POST", "/api/things/1/picture", header("multipart/form-data; boundary=a"), "--a--", ""},
		{"without a body that may be missing", "POST", "/api/things/1/picture", header(""), "", ""},

		{"without credentials", "POST", "/api/things", header(jsonType), good, "no credentials of [[bearer] [basic]]"},
		{"with credentials of another kind", "DELETE", "/api/things/1", token, "", "no credentials of [[key] [basic]]"},
		{"without a parameter that it needs", "GET", "/api/things", token, "", `query "sort" is missing`},
		{"with a parameter that there is not", "GET", "/api/things?sort=up", token, "", `query "sort"`},
		{"with a parameter of the wrong type", "GET", "/api/things?sort=asc&limit=ten", token, "", "got string, want integer"},
		{"with a parameter out of range", "GET", "/api/things?sort=asc&limit=101", token, "", "maximum"},
		{"with a good parameter and a bad one of the same name", "GET", "/api/things?sort=asc&limit=1&limit=0", token, "", "minimum"},
		{"with a variable of the wrong type", "GET", "/api/things/x", token, "", `path "uid"`},
		{"with a variable out of range", "GET", "/api/things/0", token, "", "minimum"},
		{"without a body that it needs", "POST", "/api/things", token, "", "there is no body"},
		{"with a body that is wrong", "POST", "/api/things", token, `{"name":"","kind":"face","until":1}`, "minLength"},
		{"with a body that is wrong for its kind", "POST", "/api/things", token, `{"name":"a","kind":"card","until":1}`, "number"},
		{"with a body of another type", "POST", "/api/things", header("text/plain", "Authorization", bearer), good, `"text/plain"`},
		{"with a path that the document has not", "GET", "/api/other", token, "", "no such path"},
		{"with a method that the path has not", "PATCH", "/api/things", token, good, "not for this method"},
	}
	c := newChecker(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest(tt.method, tt.target, nil)
			r.Header = tt.header
			wantError(t, c.Request(r, []byte(tt.body)), tt.says)
		})
	}
}
