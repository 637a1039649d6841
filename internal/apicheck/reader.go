package apicheck

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// reader makes a Checker of a document. It collects the faults that it finds.
type reader struct {
	compiler *jsonschema.Compiler
	faults   []error
}

// location is what the document is called where schemas are compiled and in
// the errors of validation.
const location = "file:///openapi.json"

func newReader(root node) (*reader, error) {
	r := &reader{compiler: jsonschema.NewCompiler()}
	r.compiler.AssertFormat()
	return r, r.compiler.AddResource(location, root.value)
}

func (r *reader) fault(n node, format string, args ...any) {
	r.faults = append(r.faults, n.errorf(format, args...))
}

func (r *reader) checker(root node) *Checker {
	c := &Checker{
		credentials: r.credentials(root.at("components", "securitySchemes")),
		notFound:    r.component(root, "NotFound"),
		notAllowed:  r.component(root, "MethodNotAllowed"),
	}
	paths := root.at("paths")
	for _, path := range paths.keys() {
		for _, method := range methods {
			if at := paths.at(path, method); at.exists() {
				c.operations = append(c.operations, r.operation(path, method, paths.at(path), at))
			}
		}
	}
	if len(c.operations) == 0 {
		r.fault(paths, "no operations")
	}
	r.checkIDs(c.operations)
	r.checkSecurity(c)
	return c
}

// methods are those that a path of a document may have.
var methods = []string{"delete", "get", "patch", "post", "put"}

func (r *reader) component(root node, name string) *response {
	if at := root.at("components", "responses", name); at.exists() {
		return r.response(at)
	}
	return nil
}

func (r *reader) operation(path, method string, item, at node) *operation {
	op := &operation{
		Operation: Operation{OperationID: at.at("operationId").text(), Method: strings.ToUpper(method), Path: path},
		segments:  segmentsOf(path),
		body:      r.body(at.at("requestBody")),
		responses: map[string]*response{},
	}
	for _, p := range slices.Concat(item.at("parameters").items(), at.at("parameters").items()) {
		op.parameters = append(op.parameters, r.parameter(p.resolved()))
	}
	for _, status := range at.at("responses").keys() {
		if !statusCode.MatchString(status) {
			r.fault(at, "status %q, want a number", status)
			continue
		}
		op.responses[status] = r.response(at.at("responses", status))
	}
	if len(op.responses) == 0 {
		r.fault(at, "no responses")
	}
	if op.body != nil {
		_, op.JSONBody = op.body.content[jsonType]
	}
	op.Statuses = statuses(op.responses)
	op.security = securityOf(at, node{root: at.root, value: at.root})
	r.checkPath(op, at)
	return op
}

var statusCode = regexp.MustCompile(`^[1-5][0-9][0-9]$`)

func (r *reader) parameter(at node) parameter {
	p := parameter{
		name:     at.at("name").text(),
		in:       at.at("in").text(),
		required: at.at("required").isTrue(),
		schema:   r.schema(at.at("schema")),
	}
	if !slices.Contains([]string{"path", "query"}, p.in) || p.name == "" {
		r.fault(at, "parameter %q in %q, want a name in path or query", p.name, p.in)
	}
	if p.schema == nil {
		r.fault(at, "no schema")
	}
	r.checkExamples(at, p.schema)
	return p
}

func (r *reader) body(at node) *body {
	if !at.exists() {
		return nil
	}
	at = at.resolved()
	b := &body{required: at.at("required").isTrue(), content: r.content(at)}
	if len(b.content) == 0 {
		r.fault(at, "no content")
	}
	return b
}

func (r *reader) response(at node) *response {
	at = at.resolved()
	if at.at("description").text() == "" {
		r.fault(at, "no description")
	}
	answer := &response{content: r.content(at)}
	for _, name := range at.at("headers").keys() {
		header := at.at("headers", name).resolved()
		answer.headers = append(answer.headers, parameter{
			name: name, in: "header", required: header.at("required").isTrue(), schema: r.schema(header.at("schema")),
		})
	}
	return answer
}

func (r *reader) content(at node) content {
	c := content{}
	for _, media := range at.at("content").keys() {
		c[media] = r.schema(at.at("content", media, "schema"))
		r.checkExamples(at.at("content", media), c[media])
	}
	return c
}

// schema returns nil for none.
func (r *reader) schema(at node) *jsonschema.Schema {
	if !at.exists() {
		return nil
	}
	schema, err := r.compiler.Compile(location + "#" + at.pointer)
	if err != nil {
		r.fault(at, "%w", err)
	}
	return schema
}

func (r *reader) credentials(at node) map[string]credential {
	all := map[string]credential{}
	for _, name := range at.keys() {
		scheme := at.at(name).resolved()
		switch kind := scheme.at("type").text(); kind {
		case "http":
			all[name] = credential{in: "header", name: "Authorization", word: scheme.at("scheme").text()}
		case "apiKey":
			all[name] = credential{in: scheme.at("in").text(), name: scheme.at("name").text()}
		default:
			r.fault(scheme, "type %q, want http or apiKey", kind)
		}
	}
	return all
}

// securityOf returns what an operation demands, or else what the document does.
func securityOf(at, root node) [][]string {
	demands := at.at("security")
	if !demands.exists() {
		demands = root.at("security")
	}
	var lines [][]string
	for _, line := range demands.items() {
		lines = append(lines, line.keys())
	}
	return lines
}

// What parts of the document must say of each other.

// checkExamples holds the examples of a media type or a parameter against its
// schema, which may be nil.
func (r *reader) checkExamples(at node, schema *jsonschema.Schema) {
	examples := []node{at.at("example")}
	for _, name := range at.at("examples").keys() {
		examples = append(examples, at.at("examples", name, "value"))
	}
	for _, example := range examples {
		if example.exists() && schema != nil {
			if err := schema.Validate(example.value); err != nil {
				r.fault(example, "the example is wrong: %w", err)
			}
		}
	}
}

func (r *reader) checkIDs(operations []*operation) {
	seen := map[string]*operation{}
	for _, op := range operations {
		if other := seen[op.OperationID]; op.OperationID == "" || other != nil {
			r.faults = append(r.faults, fmt.Errorf("%s: operationId %q is missing or not the only one", op, op.OperationID))
		}
		seen[op.OperationID] = op
	}
}

func (r *reader) checkSecurity(c *Checker) {
	for _, op := range c.operations {
		for _, line := range op.security {
			for _, name := range line {
				if _, ok := c.credentials[name]; !ok {
					r.faults = append(r.faults, fmt.Errorf("%s: security scheme %q does not exist", op, name))
				}
			}
		}
	}
}

// checkPath compares the variables of a path with the parameters.
func (r *reader) checkPath(op *operation, at node) {
	var want, got []string
	for segment := range strings.SplitSeq(op.Path, "/") {
		if isVariable(segment) {
			want = append(want, strings.Trim(segment, "{}"))
		}
	}
	for _, p := range op.parameters {
		if p.in == "path" {
			got = append(got, p.name)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		r.fault(at, "parameters in path %q, want %q", got, want)
	}
}
