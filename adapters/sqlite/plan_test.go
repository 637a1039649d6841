//go:build cgo

package sqlite

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/listing"
)

// planOf returns the steps in which SQLite runs a query.
func planOf(t *testing.T, db *DB, query string, args ...any) (steps []string) {
	t.Helper()
	rows, err := db.reader.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return steps
}

var (
	// ordered is a plan that reads rows in the order they are wanted in, from
	// the first of all rows if need be.
	ordered = regexp.MustCompile(`^SCAN \w+$|TEMP B-TREE`)
	// found is a plan that reads those rows alone that are wanted.
	found = regexp.MustCompile(`^SCAN \w+($| USING)|TEMP B-TREE`)
)

// wantPlan wants that a query has no step of those that a plan must not have.
func wantPlan(t *testing.T, db *DB, bad *regexp.Regexp, query string, args ...any) {
	t.Helper()
	plan := planOf(t, db, query, args...)
	if slices.ContainsFunc(plan, bad.MatchString) {
		t.Errorf("plan is %q, want no step like %s\n%s", plan, bad, query)
	}
}

// conditionOf translates a filter.
func conditionOf(t *testing.T, cs columns, f listing.Filter) condition {
	t.Helper()
	c, err := cs.condition(f)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// is is true of what has a text in a field, or the number 7 if that is a number.
func is(schema listing.Schema, f listing.Field) listing.Filter {
	if schema[f] == listing.NumberField {
		return listing.Comparison{Field: f, Value: listing.Number(7)}
	}
	return listing.Comparison{Field: f, Value: listing.Text("x")}
}

// pageQueryOf returns the query for a page.
func pageQueryOf[T any](t *testing.T, l list[T], where condition, orders ...listing.Order) string {
	t.Helper()
	query, err := l.pageQuery(where, orders)
	if err != nil {
		t.Fatal(err)
	}
	return query
}

func TestAnIdentifierIsFoundByAnyFieldInAnIndex(t *testing.T) {
	db, l := openFor(t, t.TempDir()), identifierList
	for _, f := range identifier.Schema.Fields() {
		t.Run(string(f), func(t *testing.T) {
			where := conditionOf(t, l.fields, is(identifier.Schema, f))
			wantPlan(t, db, found, l.countQuery(where), where.args...)
			wantPlan(t, db, found, pageQueryOf(t, l, where), append(where.args, 10, 20)...)
		})
	}
}

func TestIdentifiersAreInTheOrderOfAnyField(t *testing.T) {
	db, l, all := openFor(t, t.TempDir()), identifierList, condition{sql: "TRUE"}
	wantPlan(t, db, found, wideCounts)
	wantPlan(t, db, found, narrowCounts, 0, wideSpan)
	for _, query := range []string{pageRising, pageFalling} {
		wantPlan(t, db, found, query, 500, 10, 20)
	}
	for _, f := range identifier.Schema.Fields() {
		if f == identifier.FieldUID {
			continue // the order of the table itself
		}
		t.Run(string(f), func(t *testing.T) {
			wantPlan(t, db, ordered, pageQueryOf(t, l, all, listing.Order{Field: f}), 10, 20)
			c, ok := l.fallingBy([]listing.Order{{Field: f, Descending: true}})
			if !ok {
				t.Fatal("its falling order is not read value by value")
			}
			wantPlan(t, db, ordered, l.valuesQuery(all, c), 10, 20)
			wantPlan(t, db, ordered, l.beforeQuery(all, c), 20, 0, "x")
			wantPlan(t, db, found, l.valueQuery(all, c), "x", 10, 20)
		})
	}
}

// SQLite does not know that half of the identifiers have one lock.
func TestANumberIsLookedForBeforeWhatManyHave(t *testing.T) {
	db, l := openFor(t, t.TempDir()), identifierList
	for _, rare := range []listing.Field{identifier.FieldNumber, identifier.FieldName, identifier.FieldLink} {
		for _, common := range []listing.Field{identifier.FieldType, identifier.FieldOwnerType, identifier.FieldLock} {
			terms := []listing.Filter{is(identifier.Schema, rare), is(identifier.Schema, common)}
			for range terms {
				slices.Reverse(terms)
				where := conditionOf(t, l.fields, listing.And{Terms: terms})
				plan := planOf(t, db, l.countQuery(where), where.args...)
				if want := "(" + l.fields[rare].name + "=?)"; len(plan) != 1 || !strings.HasSuffix(plan[0], want) {
					t.Errorf("for %s and %s the plan is %q, want a search %s", rare, common, plan, want)
				}
			}
		}
	}
}

func TestTheLogIsReadFromIndexes(t *testing.T) {
	db, l, all := openFor(t, t.TempDir()), eventList, condition{sql: "TRUE"}
	late := listing.Comparison{Field: event.FieldTimestamp, Operator: listing.GreaterOrEqual, Value: listing.Number(7)}
	access := is(event.Schema, event.FieldCategory)
	for _, filter := range []listing.Filter{late, access, listing.And{Terms: []listing.Filter{access, late}}} {
		where := conditionOf(t, l.fields, filter)
		wantPlan(t, db, found, l.countQuery(where), where.args...)
		for _, descending := range []bool{false, true} {
			byTime := listing.Order{Field: event.FieldTimestamp, Descending: descending}
			wantPlan(t, db, found, pageQueryOf(t, l, where, byTime), append(where.args, 10, 20)...)
			wantPlan(t, db, ordered, pageQueryOf(t, l, all, byTime), 10, 20)
		}
		wantPlan(t, db, found, pageQueryOf(t, l, where), append(where.args, 10, 20)...)
	}
	wantPlan(t, db, ordered, pageQueryOf(t, l, all), 10, 20)
	wantPlan(t, db, found, pruneEvents, 100)
}

func TestWhatBelongsTogetherIsFoundInAnIndex(t *testing.T) {
	db := openFor(t, t.TempDir())
	for name, query := range map[string]string{
		"an identifier by its key":        `SELECT ` + identifierColumns + ` FROM identifiers WHERE ` + hasKey,
		"an identifier by its link":       `SELECT ` + identifierColumns + ` FROM identifiers WHERE link_id = ?`,
		"an apartment by its link":        `SELECT ` + apartmentColumns + ` FROM apartments WHERE link_id = ?`,
		"a time profile by its link":      `SELECT ` + profileColumns + ` FROM time_profiles WHERE link_id = ?`,
		"the identifiers of an apartment": identifiersInApartment,
		"apartments":                      findApartments,
		"time profiles of identifiers":    attachedTo,
		"identifiers with a time profile": holdersOf,
		// What foreign keys do.
		"an apartment is deleted":   `UPDATE identifiers SET apartment = NULL WHERE apartment = ?`,
		"an identifier is deleted":  `DELETE FROM attachments WHERE identifier = ?`,
		"a time profile is deleted": `DELETE FROM attachments WHERE profile = ?`,
	} {
		t.Run(name, func(t *testing.T) {
			wantPlan(t, db, found, query, []any{"1", "2"}[:strings.Count(query, "?")]...)
		})
	}
}

func TestWhatEndedIsFoundInAnIndex(t *testing.T) {
	wantPlan(t, openFor(t, t.TempDir()), found, endedBefore, 7, 10)
}
