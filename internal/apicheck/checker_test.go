package apicheck_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/internal/apicheck"
)

func TestNewReadsEveryOperation(t *testing.T) {
	want := []string{
		"createThing POST /api/things [200 400] body true",
		"deleteThing DELETE /api/things/{uid} [200] body false",
		"listThings GET /api/things [200 401] body false",
		"thing GET /api/things/{uid} [200] body false",
		"picture GET /api/things/{uid}/picture [200] body false",
		"addPicture POST /api/things/{uid}/picture [200] body false",
		"unbind GET /api/things/unbind/picture [200] body false",
	}
	var got []string
	for _, op := range newChecker(t).Operations() {
		got = append(got, fmt.Sprintf("%s %s %v body %v", op.OperationID, op, op.Statuses, op.JSONBody))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestNewRefusesADocument(t *testing.T) {
	tests := []struct{ name, old, new, says string }{
		{"that is not JSON", document, "{", "EOF"},
		{"of another version", `"3.1.0"`, `"3.0.3"`, `version "3.0.3"`},
		{"with a reference that leads nowhere", `"#/components/parameters/limit"`, `"#/components/parameters/none"`, `parameter "" in ""`},
		{"with a schema that leads nowhere", `"#/components/schemas/Named"`, `"#/components/schemas/None"`, "None"},
		{"with a reference to itself", `"BadRequest": { "description": "Wrong."`, `"BadRequest": { "$ref": "#/components/responses/BadRequest"`, "no description"},
		{"with a schema that is none", `"maxLength": 8`, `"maxLength": "8"`, "maxLength"},
		{"with a status that is no number", `"400":`, `"4XX":`, `status "4XX"`},
		{"with one operationId twice", `"unbind"`, `"picture"`, `operationId "picture"`},
		{"without an operationId", `"operationId": "unbind",`, ``, `operationId ""`},
		{"with a variable that no parameter describes", `"/api/things/{uid}/picture"`, `"/api/things/{id}/picture"`, `parameters in path ["uid"], want ["id"]`},
		{"with a parameter in a cookie", `"name": "limit", "in": "query"`, `"name": "limit", "in": "cookie"`, `"cookie"`},
		{"with a parameter without a schema", `"schema": { "enum": ["asc", "desc"] }`, `"description": "x"`, "no schema"},
		{"with a parameter's example that is wrong", `"example": 10`, `"example": 101`, "limit/example: the example is wrong"},
		{"with a body's example that is wrong", `"uid": 1,`, `"uid": 0,`, "first/value: the example is wrong"},
		{"with a security scheme that does not exist", `"security": [{ "key": [] }`, `"security": [{ "keys": [] }`, `"keys"`},
		{"with a kind of security that is not read", `"type": "apiKey"`, `"type": "oauth2"`, `type "oauth2"`},
		{"with a body without content", `"requestBody": { "content": { "multipart/form-data": {} } }`, `"requestBody": {}`, "no content"},
		{"with an operation without answers", `"responses": { "200": { "description": "Done." } }`, `"responses": {}`, "no responses"},
		{"without operations", `"paths": {`, `"paths": {}, "x": {`, "no operations"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			broken := strings.Replace(document, tt.old, tt.new, 1)
			if broken == document {
				t.Fatalf("the document does not have %q", tt.old)
			}
			_, err := apicheck.New([]byte(broken))
			if err == nil {
				t.Fatal("no error")
			}
			wantError(t, err, tt.says)
		})
	}
}

func TestOperationFindsAPath(t *testing.T) {
	tests := []struct{ name, method, path, want string }{
		{"as it is written", "GET", "/api/things", "listThings"},
		{"in another case", "GET", "/API/Things", "listThings"},
		{"with slashes doubled and at the end", "POST", "//api//things/", "createThing"},
		{"with a variable", "DELETE", "/api/things/7", "deleteThing"},
		{"with a variable that the document does not allow", "GET", "/api/things/x", "thing"},
		{"a fixed word before a variable", "GET", "/api/things/unbind/picture", "unbind"},
		{"a variable where a fixed word has not the method", "POST", "/api/things/unbind/picture", "addPicture"},
		{"by HEAD", "HEAD", "/api/things/7", "thing"},
		{"not with another method", "PUT", "/api/things", ""},
		{"not one more", "GET", "/api/things/7/x", ""},
		{"not one less", "GET", "/api", ""},
		{"not the root", "GET", "/", ""},
	}
	c := newChecker(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			op, ok := c.Operation(tt.method, tt.path)
			if op.OperationID != tt.want || ok != (tt.want != "") {
				t.Errorf("got %q, %v, want %q", op.OperationID, ok, tt.want)
			}
		})
	}
}
