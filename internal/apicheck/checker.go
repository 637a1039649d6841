package apicheck

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Checker holds traffic against one document. It is safe for concurrent use.
type Checker struct {
	operations  []*operation
	notFound    *response // nil if the document does not say
	notAllowed  *response // likewise
	credentials map[string]credential
}

// Operation is one thing the document says can be asked.
type Operation struct {
	OperationID string
	Method      string // "GET"
	Path        string // as in the document: "/api/v1/access/identifier/item/{uid}"
	Statuses    []int  // of the answers, rising
	JSONBody    bool   // a request may have a JSON body
}

// String returns method and path.
func (o Operation) String() string { return o.Method + " " + o.Path }

// New returns a checker for a document in JSON. The errors are those of the
// document, all of them: what it lacks, and what this package does not read.
func New(document []byte) (*Checker, error) {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		return nil, fmt.Errorf("OpenAPI document: %w", err)
	}
	root := node{root: value, value: value}
	if version := root.at("openapi").text(); !strings.HasPrefix(version, "3.1.") {
		return nil, fmt.Errorf("OpenAPI document: version %q, want 3.1", version)
	}
	r, err := newReader(root)
	if err != nil {
		return nil, fmt.Errorf("OpenAPI document: %w", err)
	}
	c := r.checker(root)
	if err := errors.Join(r.faults...); err != nil {
		return nil, fmt.Errorf("OpenAPI document: %w", err)
	}
	return c, nil
}

// Operations returns every operation of the document, by path and method.
func (c *Checker) Operations() []Operation {
	var all []Operation
	for _, op := range c.operations {
		all = append(all, op.Operation)
	}
	return all
}

// Operation returns the operation that a request means. It reports false if
// the document has none such.
func (c *Checker) Operation(method, path string) (Operation, bool) {
	op, _ := c.find(method, path)
	if op == nil {
		return Operation{}, false
	}
	return op.Operation, true
}

// operation is an Operation with what its requests and answers must be like.
type operation struct {
	Operation
	segments   []string // of the path, in lower case
	parameters []parameter
	security   [][]string // names of schemes: all of one line are needed
	body       *body      // nil if there is none
	responses  map[string]*response
}

// parameter is one of a request, or a header of an answer.
type parameter struct {
	name     string
	in       string // "path", "query" or "header"
	required bool
	schema   *jsonschema.Schema
}

// body is what a request may carry.
type body struct {
	required bool
	content  content
}

// response is what an answer of one status must be like.
type response struct {
	headers []parameter
	content content // none: the body must be empty
}

// content has the schema of each media type, nil for anything.
type content map[string]*jsonschema.Schema

// credential is where a security scheme puts what it needs.
type credential struct {
	in   string // "header" or "query"
	name string // of the parameter or the header
	word string // that a header begins with: "Bearer"; "" for any
}

func statuses(responses map[string]*response) []int {
	var list []int
	for status := range responses {
		n, _ := strconv.Atoi(status) // checked when it was read
		list = append(list, n)
	}
	slices.Sort(list)
	return list
}
