package listing

// The limits of a filter, besides MaxText.
const (
	MaxDepth       = 32 // levels of not and of parentheses within each other
	MaxComparisons = 64
)

// ParseFilter reads a filter as section 8.4 has it:
//
//	filter     = [ or ] .
//	or         = and { "or" and } .
//	and        = term { "and" term } .
//	term       = "not" term | "(" or ")" | comparison .
//	comparison = field operator value .
//	operator   = "eq" | "nq" | "gt" | "ge" | "lt" | "le" .
//	value      = text | integer .
//	field      = ( letter | "_" ) { letter | digit | "_" | "." } .
//	text       = "'" { other | "''" } "'" .
//	integer    = [ "+" | "-" ] digit { digit } .
//
// where other is any character but the single quote. No text at all is the nil
// Filter. The words and, or, not and the operators may be in any case; fields
// are in the case that the schema has. Between the parts there may be spaces,
// tabs and line ends, and there must be where two parts would be one word. A
// single quote within a text is doubled; a backslash means nothing but itself.
// An example:
//
//	identifier_owner eq 'O''Brien' and not (lock eq 'all' or uid lt 200)
//
// The field decides what a value is: for a TextField an integer is its text as
// it stands, with sign and zeros; for a NumberField a quoted integer of 64 bits
// is that number, and any other text is an error.
//
// Terms with one word between them all make one And or Or; parentheses round
// some of them make another within it.
//
// A text has at most MaxText bytes, as it stands and as Format writes it, so
// that whoever is told what Format wrote can send it again. MaxDepth and
// MaxComparisons limit the rest. Invalid UTF-8 and NUL are refused.
//
// The error is KindWrongParam. It says at which byte, from 0, what was
// expected. It repeats no text and no integer, and of a word that is out of
// place 64 characters at most.
func (s Schema) ParseFilter(text string) (Filter, error) {
	p, err := s.parse("filter", text)
	if err != nil {
		return nil, err
	}
	if p.token.kind == endToken {
		return nil, nil
	}
	f, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.token.kind != endToken {
		return nil, p.expected("and, or, or the end")
	}
	if n := len(Format(f)); n > MaxText {
		return nil, p.errorAt(len(text), "expected at most %d bytes with all quotes and spaces, found %d", MaxText, n)
	}
	return f, nil
}

func (p *parser) or() (Filter, error) {
	return p.group("or", p.and, func(terms []Filter) Filter { return Or{terms} })
}

func (p *parser) and() (Filter, error) {
	return p.group("and", p.term, func(terms []Filter) Filter { return And{terms} })
}

// group reads terms with a word between. One alone needs nothing around it.
func (p *parser) group(between string, read func() (Filter, error), join func([]Filter) Filter) (Filter, error) {
	var terms []Filter
	for {
		term, err := read()
		if err != nil {
			return nil, err
		}
		terms = append(terms, term)
		if p.take(between) {
			continue
		}
		if len(terms) == 1 {
			return term, nil
		}
		return join(terms), nil
	}
}

func (p *parser) term() (Filter, error) {
	switch {
	case p.token.is("not"):
		term, err := p.nested(p.term)
		if err != nil {
			return nil, err
		}
		return Not{term}, nil
	case p.token.is("("):
		f, err := p.nested(p.or)
		if err != nil {
			return nil, err
		}
		if !p.take(")") {
			return nil, p.expected("and, or, or )")
		}
		return f, nil
	}
	return p.comparison()
}

// nested reads what is one level below the next token. The limit is for this
// reader itself, which has a call for each level.
func (p *parser) nested(read func() (Filter, error)) (Filter, error) {
	if p.depth == MaxDepth {
		return nil, p.errorAt(p.token.at, "expected at most %d levels of not and parentheses", MaxDepth)
	}
	p.depth++
	defer func() { p.depth-- }()
	p.next()
	return read()
}

func (p *parser) comparison() (Filter, error) {
	at := p.token.at
	field, err := p.field()
	if err != nil {
		return nil, err
	}
	if p.comparisons++; p.comparisons > MaxComparisons {
		return nil, p.errorAt(at, "expected at most %d comparisons", MaxComparisons)
	}
	operator, ok := operatorNamed(p.token.text)
	if p.token.kind != wordToken || !ok {
		return nil, p.expected("eq, nq, gt, ge, lt or le")
	}
	p.next()
	value, err := p.value(p.schema[field])
	if err != nil {
		return nil, err
	}
	return Comparison{field, operator, value}, nil
}

// value reads a literal for a field of a type.
func (p *parser) value(typ FieldType) (Value, error) {
	switch p.token.kind {
	case quotedToken, integerToken:
		v, ok := typ.value(p.token.text)
		if !ok {
			return Value{}, p.expected("an integer of 64 bits")
		}
		p.next()
		return v, nil
	case wordToken: // perhaps a value without its quotes
		return Value{}, p.errorAt(p.token.at, "expected a text in single quotes or an integer, found a word")
	}
	return Value{}, p.expected("a text in single quotes or an integer")
}
