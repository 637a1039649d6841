package listing_test

import (
	"fmt"

	"github.com/vestibule-id/vestibule/domain/listing"
)

func ExampleSchema_ParseFilter() {
	schema := listing.Schema{"identifier_number": listing.TextField, "uid": listing.NumberField}
	filter, err := schema.ParseFilter("identifier_number eq 3090417 OR NOT (uid ge '200')")
	if err != nil {
		fmt.Println(err)
		return
	}
	item := map[listing.Field]listing.Value{"identifier_number": listing.Text("44"), "uid": listing.Number(199)}
	fmt.Println(listing.Format(filter))
	fmt.Println(listing.Matches(filter, func(f listing.Field) listing.Value { return item[f] }))

	_, err = schema.ParseFilter("identifier_number like '309%'")
	fmt.Println(err)
	// Output:
	// identifier_number eq '3090417' or not uid ge 200
	// true
	// wrong parameter: filter: at byte 18: expected eq, nq, gt, ge, lt or le, found the word "like"
}

func ExampleSchema_ParseOrder() {
	schema := listing.Schema{"identifier_type": listing.TextField, "uid": listing.NumberField}
	for _, text := range []string{"identifier_type, uid desc", "identifier_type asc, uid desc"} {
		fmt.Println(schema.ParseOrder(text))
	}
	// Output:
	// [{identifier_type true} {uid true}] <nil>
	// [{identifier_type false} {uid true}] <nil>
}
