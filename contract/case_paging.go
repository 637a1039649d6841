package contract

import (
	"fmt"
	"slices"
)

// Section 8.3: a client counts pages up until one is empty.

var pagingCases = []testCase{
	{"8.3", "Paging by 10 until a page is empty gets everything once", pages(10)},
	{"8.3", "Paging by 100 until a page is empty gets everything once", pages(100)},
	{"8.3", "Paging by 1 until a page is empty gets everything once", pages(1)},
	{"8.3", "Paging by 500 until a page is empty gets everything once", pages(500)},
	{"8.3", "Paging through the whole list by 100 ends, and repeats nothing", pagesThroughAll},
}

const (
	// maxPages is how many pages of the whole list are read. Where there are
	// more, the page past the end is looked at directly.
	maxPages = 100

	// farPage lies past the end of any list.
	farPage = 1_000_000
)

func pages(limit int) func(*play) {
	return func(p *play) {
		name, want := p.createNamed(12)
		got, ended := p.walk(byName(name)+fmt.Sprintf("&limit=%d", limit), 2*len(want))
		p.want(ended, "the pages do not end")
		slices.Sort(got)
		slices.Sort(want)
		p.want(slices.Equal(got, want), "the pages have the uids %d, want %d", got, want)
	}
}

func pagesThroughAll(p *play) {
	uid := p.create(p.card())
	got, ended := p.walk("?limit=100", maxPages)
	if !ended {
		far := p.items(fmt.Sprintf("?limit=100&page_number=%d", farPage))
		p.want(len(far) == 0, "page %d has %d items, want none", farPage, len(far))
		return
	}
	p.want(slices.Contains(got, uid), "the pages lack the identifier that was created")
}

// walk reads pages until one is empty, and returns the uids. It reports false
// if there are more pages than that. A uid that comes twice fails the case.
func (p *play) walk(q string, pages int) (uids []int64, ended bool) {
	known := map[int64]bool{}
	items, ended := p.collect(q, pages)
	for _, uid := range p.uidsOf(items) {
		p.want(!known[uid], "uid %d is on two pages", uid)
		known[uid] = true
		uids = append(uids, uid)
	}
	return uids, ended
}

// collect returns the items of all pages up to an empty one. It reports false
// if there are more pages than that.
func (p *play) collect(q string, pages int, options ...option) (all []node, ended bool) {
	for page := range pages {
		items := p.items(fmt.Sprintf("%s&page_number=%d", q, page+1), options...)
		if len(items) == 0 {
			return all, true
		}
		all = append(all, items...)
	}
	return all, false
}
