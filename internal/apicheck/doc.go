// Package apicheck holds HTTP traffic against an OpenAPI 3.1 document, and
// makes bodies from it to ask a server with. It is for tests.
//
// It reads as much of OpenAPI as this module's own document has: JSON bodies,
// parameters in path and query that are one value each, security schemes, and
// headers of answers. JSON Schema is that of draft 2020-12, which OpenAPI 3.1
// has as a whole, with formats asserted. Bodies other than JSON are held
// against their media type alone.
//
// Paths are matched as this module's server matches them: words in any case,
// doubled slashes and one at the end taken for none. HEAD is answered as GET.
//
// Two answers are those of no operation: the components NotFound and
// MethodNotAllowed, where a document has them among its responses, are what a
// path or a method that is not in the document is answered with.
package apicheck
