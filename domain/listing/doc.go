// Package listing holds how a list is asked for: which of its items (Filter),
// in what order (Order) and which page of them (Page). Every list of the panel
// API takes the same query (sections 8, 10.3, 12.4 and 16 of the contract).
//
// A Schema says which fields a list knows, and reads the textual dialect of
// section 8.4 for them. Whoever keeps the items answers a Query: a database by
// translating the tree of a Filter, whoever has them in memory by Matches and
// Value.Compare. Both must give the same answer.
package listing
