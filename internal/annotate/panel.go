package annotate

import (
	"image"
	"image/color"
	"image/draw"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
)

// panel is what is written beside a photo: a title, a row for each measure, and
// what is wrong in words. Its parts are laid out before anything is drawn, for
// the picture must be large enough.
type panel struct {
	writer
	title  string
	colour color.RGBA // of the title
	rows   []Row
	notes  []noteLine

	code, value, limit, width int // where the columns begin, and the width of all, in px
}

// noteLine is a line of what is wrong.
type noteLine struct {
	text   string
	colour color.RGBA
	first  bool // of a reason
}

func newPanel(r rules.Report, lang texts.Language, size float64) *panel {
	p := &panel{
		writer: newWriter(size),
		title:  r.Profile + ": " + Worst(r).String(),
		colour: colourOf(Worst(r)),
		rows:   Rows(r.Measures),
	}
	p.placeColumns()
	p.addNotes(r.Refusals(), rules.Refusal, lang)
	p.addNotes(r.Warnings(), rules.Warning, lang)
	return p
}

// bar returns the width of a bar in px.
func (p *panel) bar() int { return p.em(5) }

// placeColumns makes each column as wide as its widest text.
func (p *panel) placeColumns() {
	gap, least := p.em(1), p.em(24)
	var code, value, limit int
	for _, row := range p.rows {
		code = max(code, p.writer.width(row.Code))
		value = max(value, p.writer.width(row.Value))
		limit = max(limit, p.writer.width(row.Limit))
	}
	p.code = gap + p.bar() + gap
	p.value = p.code + code + gap
	p.limit = p.value + value + gap
	p.width = max(least, p.limit+limit+gap, p.writer.width(p.title)+2*gap)
}

func (p *panel) addNotes(reasons []domain.Reason, v rules.Verdict, lang texts.Language) {
	for _, reason := range reasons {
		text := lang.Of(reason)
		first := true
		for _, line := range p.wrapped(text.Message, p.width-2*p.em(1)) {
			p.notes = append(p.notes, noteLine{text: line, colour: colourOf(v), first: first})
			first = false
		}
		for _, line := range p.wrapped(text.Advice, p.width-2*p.em(1)) {
			p.notes = append(p.notes, noteLine{text: line, colour: ink})
		}
	}
}

// size returns the panel's width and height in px.
func (p *panel) size() (width, height int) {
	// On an empty picture, drawing only finds out where it ends.
	return p.width, p.draw(&image.RGBA{}, 0)
}

// draw draws the panel from x on and returns where it ends below.
func (p *panel) draw(img draw.Image, x int) (bottom int) {
	left, y, gap := x+p.em(1), p.em(0.8), p.em(0.6)
	p.write(img, left, y, p.title, p.colour)
	y += p.line() + gap
	for _, row := range p.rows {
		p.drawRow(img, x, y, row)
		y += p.line()
	}
	for _, note := range p.notes {
		if note.first {
			y += gap
		}
		p.write(img, left, y, note.text, note.colour)
		y += p.line()
	}
	return y + p.em(0.8)
}

func (p *panel) drawRow(img draw.Image, x, y int, row Row) {
	// Even the worst component shows its colour.
	full := image.Rect(0, 0, p.bar(), p.em(0.7)).Add(image.Pt(x+p.em(1), y+p.em(0.3)))
	part := full
	part.Max.X = part.Min.X + max(p.em(0.3), p.bar()*row.Component/100)
	fill(img, full, trough)
	fill(img, part, colourOf(row.Verdict))
	p.write(img, x+p.code, y, row.Code, ink)
	p.write(img, x+p.value, y, row.Value, ink)
	p.write(img, x+p.limit, y, row.Limit, faint)
}
