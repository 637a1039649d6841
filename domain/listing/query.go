package listing

// Query is what is asked of a list.
type Query struct {
	Filter Filter  // nil for every item
	Order  []Order // the first decides, the next where that is equal; empty for rising uids
	Page   Page
}

// Order is one field that a list is ordered by: by Value.Compare, the smallest
// first, or the largest if Descending.
type Order struct {
	Field      Field
	Descending bool
}
