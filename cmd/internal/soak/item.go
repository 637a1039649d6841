package soak

import "slices"

// state is what an identifier can be.
type state struct {
	exists  bool
	version int // how often it was changed; the owner's name has it
	photo   int // its number, 0 for none
}

// change is what a call does to an identifier.
type change func(state) state

func created(s state) state   { return state{exists: true} }
func changed(s state) state   { s.version++; return s }
func deleted(s state) state   { return state{} }
func enrolled(p int) change   { return func(s state) state { s.photo = p; return s } }
func synced(photo int) change { return func(s state) state { return synchronised(s, photo) } }

// synchronised is the change of an identifier that the call creates if it does
// not exist. Photo 0 leaves the face.
func synchronised(s state, photo int) state {
	if s.exists {
		s = changed(s)
	} else {
		s = created(s)
	}
	if photo != 0 {
		s.photo = photo
	}
	return s
}

// item is an identifier that one client changes. A new one does not exist yet.
type item struct {
	key  int    // the owner's name begins with it, so that it is found again
	uid  int64  // 0 until an answer has told it
	link string // a UUID, "" for none
	may  []state
	torn bool // a photo was being loaded when the server was killed
}

func newItem(key int) *item { return &item{key: key, may: []state{{}}} }

// is returns what the item is, or one of the things it may be if that is not
// known.
func (i *item) is() state { return i.may[0] }

// during notes a call: while it is under way, and if nobody knows what became of
// it, the item may have changed or not.
func (i *item) during(c change, call func() outcome) outcome {
	before, after := i.may, make([]state, len(i.may))
	for n, s := range before {
		after[n] = c(s)
	}
	i.may = slices.Concat(before, after)
	switch did := call(); did {
	case done:
		i.may = after
		return did
	case refused:
		i.may = before
		return did
	default:
		return did
	}
}

// see notes what the item turned out to be, and returns what is wrong with
// that, "" for nothing.
func (i *item) see(found state) (fault Fault) {
	possible := slices.Contains(i.may, found)
	could := func(is func(state) bool) bool { return slices.ContainsFunc(i.may, is) }
	switch {
	case possible:
	case found.photo == unknownPhoto:
		fault = Corrupt
	case found.exists && !could(func(s state) bool { return s.exists }):
		fault = Undead
	case !found.exists, found.photo == 0 && !could(func(s state) bool { return s.photo == 0 }):
		fault = Lost
	case !could(func(s state) bool { return s.photo == found.photo }):
		fault = Lost // an older face is a newer one lost
	case !could(func(s state) bool { return s.version == found.version }):
		fault = Lost
	default:
		fault = Half // each part is as it may be, and not all of it together
	}
	i.may = []state{found}
	return fault
}
