package contract

import "fmt"

// The JSON errors of section 3.

var errorCases = []testCase{
	{"3", "A required field that is missing is named in backticks", namesMissingField},
	{"3", "A field that is missing in an object is named", namesMissingInnerField},
	{"3", "A field of the wrong type is named in backticks", namesWrongType},
	{"3", "A body that is no JSON is 400 Wrong JSON body", refusesNoJSON},
	{"3", "A request without its body is 400 Wrong JSON body", refusesNoBody},
	{"3", "Two requests that fail create nothing", createsNothing},
}

// requiredFields are those that create documents as required (section 5.1).
var requiredFields = []string{"identifier_owner", "identifier_type", "identifier_number", "lock"}

func namesMissingField(p *play) {
	for _, field := range requiredFields {
		p.refused(p.tryCreate(without(p.card(), field)), noValue(field))
	}
}

func namesMissingInnerField(p *play) {
	for _, field := range []string{"name", "type"} {
		card := p.card()
		card["identifier_owner"] = without(card["identifier_owner"].(obj), field)
		p.refused(p.tryCreate(card), noValue(field), noValue("identifier_owner."+field))
	}
}

func namesWrongType(p *play) {
	for field, value := range map[string]any{"identifier_owner": "a name", "identifier_type": 5, "lock": true} {
		p.refused(p.tryCreate(with(p.card(), field, value)), wrongType(field))
	}
}

func noValue(field string) string { return fmt.Sprintf(textNoValue, field) }

func wrongType(field string) string { return fmt.Sprintf(textWrongTypeOf, field) }

func refusesNoJSON(p *play) {
	for _, text := range []string{"no JSON", `{"lock": "first"`} {
		p.refused(p.post("/access/identifier", raw("application/json", []byte(text))), textBadBody)
	}
}

func refusesNoBody(p *play) {
	p.refused(p.post("/access/identifier", jsonType), textBadBody)
}

func createsNothing(p *play) {
	card := p.card()
	p.refused(p.tryCreate(without(card, "lock")))
	p.refused(p.tryCreate(with(card, "lock", 5)))
	p.want(len(p.items(byNumber(numberOf(card)))) == 0, "the list has an identifier of that number")
}
