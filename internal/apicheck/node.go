package apicheck

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// node is a place in the document.
type node struct {
	root    any
	pointer string // JSON pointer (RFC 6901), "" for the root
	value   any    // nil if nothing is there
}

// maxRefs is how many references in a row are followed.
const maxRefs = 16

// at goes down by keys. References are followed on the way, the one at its end
// is not.
func (n node) at(keys ...string) node {
	for _, key := range keys {
		n = n.resolved().child(key)
	}
	return n
}

func (n node) child(key string) node {
	down := node{root: n.root, pointer: n.pointer + "/" + escaped.Replace(key)}
	switch v := n.value.(type) {
	case map[string]any:
		down.value = v[key]
	case []any:
		if i, err := strconv.Atoi(key); err == nil && 0 <= i && i < len(v) {
			down.value = v[i]
		}
	}
	return down
}

var (
	escaped   = strings.NewReplacer("~", "~0", "/", "~1")
	unescaped = strings.NewReplacer("~1", "/", "~0", "~")
)

// resolved returns the place that a reference means, or n if it is none. A
// reference that leads nowhere leads to a node without a value.
func (n node) resolved() node {
	for range maxRefs {
		ref, ok := n.child("$ref").value.(string)
		if !ok {
			return n
		}
		target := node{root: n.root, value: n.root}
		for key := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
			target = target.child(unescaped.Replace(key))
		}
		n = target
	}
	return node{root: n.root, pointer: n.pointer}
}

// keys returns the keys of an object in rising order.
func (n node) keys() []string {
	object, _ := n.resolved().value.(map[string]any)
	return slices.Sorted(maps.Keys(object))
}

// items returns the items of a list.
func (n node) items() []node {
	list, _ := n.resolved().value.([]any)
	var nodes []node
	for i := range list {
		nodes = append(nodes, n.at(strconv.Itoa(i)))
	}
	return nodes
}

func (n node) exists() bool { return n.value != nil }

// text returns a string, "" if there is none.
func (n node) text() string {
	s, _ := n.value.(string)
	return s
}

// isTrue reports whether there is a true.
func (n node) isTrue() bool { return n.value == true }

// errorf returns an error about the place.
func (n node) errorf(format string, args ...any) error {
	return fmt.Errorf("#%s: %w", n.pointer, fmt.Errorf(format, args...))
}
