package apicheck_test

import (
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/internal/apicheck"
)

// document is a small API with one of everything that the package reads.
const document = `{
  "openapi": "3.1.0",
  "info": { "title": "Test", "version": "1" },
  "security": [{ "bearer": [] }, { "basic": [] }],
  "paths": {
    "/api/things": {
      "get": {
        "operationId": "listThings",
        "parameters": [
          { "$ref": "#/components/parameters/limit" },
          { "name": "sort", "in": "query", "required": true, "schema": { "enum": ["asc", "desc"] } }
        ],
        "responses": {
          "200": {
            "description": "A page.",
            "content": { "application/json": { "schema": {
              "type": "array", "items": { "$ref": "#/components/schemas/Thing" }
            } } }
          },
          "401": { "$ref": "#/components/responses/Unauthorized" }
        }
      },
      "post": {
        "operationId": "createThing",
        "requestBody": {
          "required": true,
          "content": { "application/json": { "schema": { "$ref": "#/components/schemas/NewThing" } } }
        },
        "responses": {
          "200": {
            "description": "Created.",
            "content": { "application/json": {
              "schema": { "$ref": "#/components/schemas/Thing" },
              "examples": { "first": { "value": { "name": "a", "uid": 1, "link_id": null } }, "noted": { "summary": "without a value" } }
            } }
          },
          "400": { "$ref": "#/components/responses/BadRequest" }
        }
      }
    },
    "/api/things/{uid}": {
      "parameters": [{ "name": "uid", "in": "path", "required": true, "schema": { "$ref": "#/components/schemas/UID" } }],
      "get": {
        "operationId": "thing",
        "responses": { "200": { "description": "It.", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } }
      },
      "delete": {
        "operationId": "deleteThing",
        "security": [{ "key": [] }, { "basic": [] }],
        "responses": { "200": { "description": "Gone, and nothing to say." } }
      }
    },
    "/api/things/{uid}/picture": {
      "parameters": [{ "name": "uid", "in": "path", "required": true, "schema": { "type": "integer", "minimum": 1 } }],
      "get": {
        "operationId": "picture",
        "security": [],
        "responses": { "200": { "description": "PNG.", "content": { "image/png": {}, "image/jpeg": {} } } }
      },
      "post": {
        "operationId": "addPicture",
        "security": [],
        "requestBody": { "content": { "multipart/form-data": {} } },
        "responses": { "200": { "description": "Kept." } }
      }
    },
    "/api/things/unbind/picture": {
      "get": { "operationId": "unbind", "security": [], "responses": { "200": { "description": "Done." } } }
    }
  },
  "components": {
    "securitySchemes": {
      "bearer": { "type": "http", "scheme": "bearer" },
      "basic": { "type": "http", "scheme": "basic" },
      "key": { "type": "apiKey", "in": "query", "name": "key" }
    },
    "parameters": {
      "limit": { "name": "limit", "in": "query", "example": 10, "schema": { "type": "integer", "minimum": 1, "maximum": 100 } }
    },
    "responses": {
      "BadRequest": { "description": "Wrong.", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Error" } } } },
      "Unauthorized": {
        "description": "Who are you?",
        "headers": { "WWW-Authenticate": { "required": true, "schema": { "type": "string", "pattern": "^Basic " } } },
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Error" } } }
      },
      "NotFound": {
        "description": "No such path.",
        "content": { "application/json": { "schema": { "properties": { "error": { "const": "Not found" } }, "required": ["error"] } } }
      },
      "MethodNotAllowed": {
        "description": "Not this method.",
        "headers": { "Allow": { "required": true, "schema": { "type": "string" } } },
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Error" } } }
      }
    },
    "schemas": {
      "UID": { "type": "integer", "minimum": 1 },
      "Error": { "type": "object", "properties": { "error": { "type": "string" } }, "required": ["error"], "additionalProperties": false },
      "Named": { "type": "object", "properties": { "name": { "type": "string", "maxLength": 8 } }, "required": ["name"] },
      "Thing": {
        "allOf": [{ "$ref": "#/components/schemas/Named" }],
        "properties": {
          "uid": { "type": "integer", "minimum": 1 },
          "link_id": { "type": ["string", "null"], "format": "uuid" }
        },
        "required": ["uid", "link_id"],
        "unevaluatedProperties": false
      },
      "NewThing": {
        "type": "object",
        "properties": {
          "name": { "type": "string", "minLength": 1, "maxLength": 8 },
          "kind": { "enum": ["card", "code", "face"] },
          "number": true,
          "until": { "type": ["integer", "null"], "minimum": 0, "maximum": 1000000000000 },
          "parts": { "type": "array", "minItems": 1, "maxItems": 3, "items": { "type": ["boolean", "number"] }, "examples": [[true, 1.5]] },
          "photo": { "type": "string", "maxLength": 100, "examples": ["/9j/4AAQ"] },
          "where": {
            "oneOf": [
              { "type": "object", "properties": { "room": { "type": "integer", "minimum": 1, "maximum": 99 } }, "required": ["room"] },
              { "type": "string", "pattern": "^[A-Z]{1,3}(?:-[0-9]+)?$" }
            ]
          }
        },
        "required": ["name", "kind"],
        "anyOf": [{ "required": ["until"] }, { "required": ["parts"] }],
        "if": { "properties": { "kind": { "const": "face" } } },
        "else": { "$ref": "#/components/schemas/Numbered" }
      },
      "Numbered": {
        "required": ["number"],
        "if": { "properties": { "kind": { "const": "code" } } },
        "then": { "properties": { "number": { "type": "string", "pattern": "^[0-9]{4}$" } } },
        "else": { "properties": { "number": { "type": "string", "pattern": "^(?:[0-9]{5,10}|(?:[0-9A-F]{2}[:-]){1,3}[0-9A-F]{2})$" } } }
      }
    }
  }
}`

func newChecker(t *testing.T) *apicheck.Checker {
	t.Helper()
	c, err := apicheck.New([]byte(document))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// wantError checks that there is an error and that it says what is wrong; with
// "", that there is none.
func wantError(t *testing.T, err error, says string) {
	t.Helper()
	switch {
	case says == "" && err != nil:
		t.Errorf("error %v, want none", err)
	case says != "" && err == nil:
		t.Errorf("no error, want one that says %q", says)
	case says != "" && !strings.Contains(err.Error(), says):
		t.Errorf("error %v, want one that says %q", err, says)
	}
}
