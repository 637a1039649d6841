package sqlite

import (
	"context"
	"database/sql"

	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
)

var identifierList = list[identifier.Identifier]{
	table:   "identifiers",
	columns: identifierColumns,
	scan:    scanIdentifier,
	fields: columns{
		identifier.FieldUID:       {name: "uid", number: true},
		identifier.FieldName:      {name: "owner_name"},
		identifier.FieldOwnerType: {name: "owner_type", common: true},
		identifier.FieldType:      {name: "type", common: true},
		identifier.FieldNumber:    {name: "number"},
		identifier.FieldLock:      {name: "lock", common: true},
		identifier.FieldLink:      {name: "link_id", optional: true},
	},
	order:   "uid",
	ties:    byUID,
	byValue: true,
}

// listIdentifiers returns a page of what the query asks for, and how many there
// are on all pages. What clients do all day, a page of all identifiers, costs
// the same wherever it is, and hardly more the more identifiers there are.
func listIdentifiers(ctx context.Context, tx *sql.Tx, q listing.Query) (page []identifier.Identifier, total int, err error) {
	if q.Filter != nil {
		return identifierList.read(ctx, tx, q)
	}
	wide, err := selectAll(ctx, tx, scanCount, wideCounts)
	if err != nil {
		return nil, 0, err
	}
	for _, c := range wide {
		total += c.items
	}
	if descending, ok := orderedByUID(q.Order); ok {
		page, err = pageOfAll(ctx, tx, wide, descending, q.Page)
	} else {
		page, err = identifierList.page(ctx, tx, condition{sql: "TRUE"}, q)
	}
	return page, total, err
}

// orderedByUID reports whether an order is that of the uids, which is the order
// of the table, and in which direction.
func orderedByUID(orders []listing.Order) (descending, ok bool) {
	if len(orders) == 0 {
		return false, true
	}
	return orders[0].Descending, len(orders) == 1 && orders[0].Field == identifier.FieldUID
}
