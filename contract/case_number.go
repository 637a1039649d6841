package contract

import "strings"

// Section 5.2, and 20: item 9.

var numberCases = []testCase{
	{"20.9", "A decimal card number comes back as it was sent", cardComesBack(func(p *play) string { return p.digits(cardDigits) })},
	{"20.9", "A short decimal card number comes back as it was sent", cardComesBack(func(p *play) string { return p.digits(7) })},
	{"20.9", "A card number of 4 bytes with ':' comes back as it was sent", cardComesBack(func(p *play) string { return p.hexBytes(4, ":") })},
	{"20.9", "A card number of 7 bytes with '-' comes back as it was sent", cardComesBack(func(p *play) string { return p.hexBytes(7, "-") })},
	{"20.9", "A card number of 8 bytes comes back as it was sent", cardComesBack(func(p *play) string { return p.hexBytes(8, ":") })},
	{"20.9", "A card number in lower case comes back as it was sent", cardComesBack(func(p *play) string { return strings.ToLower(p.hexBytes(6, ":")) })},
	{"5.2", "A ukey comes back as it was sent", comesBack("ukey", func(p *play) string { return p.hexBytes(5, "-") })},
	{"5.2", "An input code comes back as it was sent", comesBack("inputCode", func(p *play) string { return p.digits(8) })},
	{"5.2", "A QR code comes back as it was sent", comesBack("qr", (*play).uuid)},
	{"5.2", "A number plate comes back as it was sent", platesComeBack},
	{"20.9", "A face may be created without a number", createsFaceWithout},
	{"20.9", "A face may be created with an empty number", createsFace("")},
	{"20.9", "A face may be created with an arbitrary number", createsFace("arbitrary 0")},
}

func cardComesBack(number func(*play) string) func(*play) { return comesBack("card", number) }

// comesBack creates an identifier and wants its number back, to the letter,
// when it is read and when it is looked up: clients compare strings.
func comesBack(kind string, number func(*play) string) func(*play) {
	return func(p *play) {
		sent := p.identifier(kind, number(p))
		uid := p.create(sent)
		read := p.read(uid)
		p.wantText(read.node, "identifier_type", kind)
		p.wantText(read.node, "identifier_number", numberOf(sent))
		p.want(p.lookup(numberOf(sent)) == uid, "the list has another uid for that number")
	}
}

func platesComeBack(p *play) {
	p.since(2, "license_plate")
	comesBack("license_plate", func(p *play) string { return "CK " + p.hexBytes(4, "") })(p)
}

func createsFaceWithout(p *play) { p.createFace(without(p.face(), "identifier_number")) }

func createsFace(number string) func(*play) {
	return func(p *play) { p.createFace(with(p.face(), "identifier_number", number)) }
}
