package listing

import "slices"

// MaxOrders is how many fields a list can be ordered by.
const MaxOrders = 4

// ParseOrder reads an order as section 8.4 has it, the first field that decides
// first:
//
//	order     = [ by { "," by } ] .
//	by        = field [ direction ] .
//	direction = "asc" | "desc" .
//
// Nothing is no order. A direction may be in any case. One behind the last
// field alone is that of all: "a, b desc" is falling in both. Where another
// field has one, each has its own, and is rising without: "a, b desc, c" is
// falling in b alone.
//
// There are at most MaxOrders fields, none of them twice, in at most MaxText
// bytes. Invalid UTF-8 and NUL are refused. The error is KindWrongParam, and
// says at which byte, from 0, what was expected.
func (s Schema) ParseOrder(text string) ([]Order, error) {
	p, err := s.parse("order", text)
	if err != nil || p.token.kind == endToken {
		return nil, err
	}
	var orders []Order
	each := false // each field has a direction of its own
	for {
		o, directed, err := p.order(orders)
		if err != nil {
			return nil, err
		}
		orders = append(orders, o)
		if p.token.kind == endToken {
			break
		}
		if !p.take(",") {
			return nil, p.expectedAfter(directed)
		}
		each = each || directed
	}
	if !each {
		directAll(orders, orders[len(orders)-1].Descending)
	}
	return orders, nil
}

// order reads one field and its direction, and says whether there was one.
func (p *parser) order(before []Order) (o Order, directed bool, err error) {
	at := p.token.at
	if o.Field, err = p.field(); err != nil {
		return Order{}, false, err
	}
	if slices.ContainsFunc(before, func(b Order) bool { return b.Field == o.Field }) {
		return Order{}, false, p.errorAt(at, "expected no field twice")
	}
	if len(before) == MaxOrders {
		return Order{}, false, p.errorAt(at, "expected at most %d fields", MaxOrders)
	}
	o.Descending = p.take("desc")
	return o, o.Descending || p.take("asc"), nil
}

// expectedAfter returns the error for what follows a field, or its direction.
func (p *parser) expectedAfter(directed bool) error {
	if directed {
		return p.expected("a comma or the end")
	}
	return p.expected("asc, desc, a comma or the end")
}

func directAll(orders []Order, descending bool) {
	for i := range orders {
		orders[i].Descending = descending
	}
}
