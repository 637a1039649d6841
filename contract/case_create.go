package contract

// Section 5.1, and 20: item 8.

var createCases = []testCase{
	{"20.8", "A client may create without valid", createsWithoutValid},
	{"20.8", "time may be nested in passes by mistake, with nulls", createsWithNestedTime},
	{"20.8", "max_passes may be 0 beside is_permanent true", createsWithZeroPasses},
	{"20.8", "from and to may be null", createsWithNulls},
	{"5.1", "A span of time and a limit of passes are read back", readsValidityBack},
	{"6.2", "An identifier is read flat, with everything that is documented", readsEntity},
}

func createsWithoutValid(p *play) {
	card := p.card()
	p.wantText(p.read(p.create(card)).node, "identifier_number", numberOf(card))
}

func createsWithNestedTime(p *play) {
	valid := obj{"passes": obj{
		"is_permanent": true, "max_passes": nil,
		"time": obj{"from": nil, "is_permanent": true, "to": nil},
	}}
	read := p.read(p.create(with(p.card(), "valid", valid)))
	p.wantFlag(read.node, "valid.passes.is_permanent", true)
}

func createsWithZeroPasses(p *play) {
	valid := with(permanent(), "passes", obj{"is_permanent": true, "max_passes": 0})
	read := p.read(p.create(with(p.card(), "valid", valid)))
	p.wantFlag(read.node, "valid.passes.is_permanent", true)
}

func createsWithNulls(p *play) {
	valid := with(permanent(), "time", obj{"is_permanent": true, "from": nil, "to": nil})
	read := p.read(p.create(with(p.card(), "valid", valid)))
	p.wantFlag(read.node, "valid.time.is_permanent", true)
}

// A span of time that lies ahead of any clock.
const (
	spanFrom = 1893456000 // 2030-01-01T00:00:00Z
	spanTo   = 1924991999 // 2030-12-31T23:59:59Z
)

func readsValidityBack(p *play) {
	read := p.read(p.create(with(p.card(), "valid", obj{
		"time":   obj{"is_permanent": false, "from": spanFrom, "to": spanTo},
		"passes": obj{"is_permanent": false, "max_passes": 12},
	})))
	p.wantFlag(read.node, "valid.time.is_permanent", false)
	p.wantInteger(read.node, "valid.time.from", spanFrom)
	p.wantInteger(read.node, "valid.time.to", spanTo)
	p.wantFlag(read.node, "valid.passes.is_permanent", false)
	p.wantInteger(read.node, "valid.passes.max_passes", 12)
	p.wantInteger(read.node, "additional.passes_left", 12)
}

func readsEntity(p *play) {
	card := with(p.card(), "valid", permanent())
	read := p.read(p.create(card))
	p.wantText(read.node, "identifier_owner.name", ownerOf(card))
	p.wantText(read.node, "identifier_owner.type", "owner")
	p.wantText(read.node, "identifier_type", "card")
	p.wantText(read.node, "identifier_number", numberOf(card))
	p.wantText(read.node, "lock", "first")
	p.wantFlag(read.node, "valid.time.is_permanent", true)
	p.wantFlag(read.node, "valid.passes.is_permanent", true)
	p.wantInteger(read.node, "apartment.uid", -1)
	p.wantInteger(read.node, "time_profiles.count", 0)
	p.want(len(p.listAt(read.node, "time_profiles.uid_items")) == 0, "time_profiles.uid_items is not empty")
	p.wantInteger(read.node, "additional.passes_left", -1)
}
