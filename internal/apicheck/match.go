package apicheck

import (
	"net/http"
	"path"
	"strings"
)

// segmentsOf returns the words of a path, without their case and without the
// slashes that clients double or leave at the end. The names of variables lose
// their case too.
func segmentsOf(p string) []string {
	return strings.Split(path.Clean("/"+strings.ToLower(p)), "/")
}

func isVariable(segment string) bool {
	return strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}")
}

// find returns the operation that a request means, nil if there is none, and
// whether the document has the path at all.
func (c *Checker) find(method, path string) (op *operation, known bool) {
	if method == http.MethodHead {
		method = http.MethodGet
	}
	segments := segmentsOf(path)
	best := -1 // how many words of the path are no variables
	for _, candidate := range c.operations {
		fixed, ok := matches(candidate.segments, segments)
		if !ok {
			continue
		}
		known = true
		if candidate.Method == method && fixed > best {
			op, best = candidate, fixed
		}
	}
	return op, known
}

// matches reports whether a path is one of a template, and how many of its
// segments are words of the template.
func matches(template, segments []string) (fixed int, ok bool) {
	if len(template) != len(segments) {
		return 0, false
	}
	for i, word := range template {
		switch {
		case word == segments[i]:
			fixed++
		case !isVariable(word) || segments[i] == "":
			return 0, false
		}
	}
	return fixed, true
}

// variable returns what a path has in place of a variable.
func (o *operation) variable(name, path string) string {
	for i, word := range o.segments {
		if word == "{"+strings.ToLower(name)+"}" {
			return segmentsOf(path)[i]
		}
	}
	return ""
}
