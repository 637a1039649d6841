package soak

import (
	"slices"
	"testing"
)

var (
	absent    = state{}
	temporary = state{exists: true}
	first     = state{exists: true, photo: 1}
	second    = state{exists: true, photo: 2}
	renamed   = state{exists: true, photo: 1, version: 1}
)

func TestACallThatNobodyAnsweredLeavesTwoPossibilities(t *testing.T) {
	for name, tt := range map[string]struct {
		from state
		c    change
		did  outcome
		want []state
	}{
		"an upload that was acknowledged":  {temporary, enrolled(1), done, []state{first}},
		"one that was refused":             {temporary, enrolled(1), refused, []state{temporary}},
		"one without an answer":            {temporary, enrolled(1), unknown, []state{temporary, first}},
		"a replacement without an answer":  {first, enrolled(2), unknown, []state{first, second}},
		"a change that was acknowledged":   {first, changed, done, []state{renamed}},
		"a creation without an answer":     {absent, created, unknown, []state{absent, temporary}},
		"a deletion without an answer":     {first, deleted, unknown, []state{first, absent}},
		"a deletion that was acknowledged": {first, deleted, done, []state{absent}},
		"a link that creates":              {absent, synced(1), done, []state{first}},
		"a link that leaves the face":      {first, synced(0), done, []state{renamed}},
		"a link that changes all":          {temporary, synced(1), unknown, []state{temporary, renamed}},
	} {
		it := &item{may: []state{tt.from}}
		it.during(tt.c, func() outcome { return tt.did })
		if !slices.Equal(it.may, tt.want) {
			t.Errorf("%s: may be %+v, want %+v", name, it.may, tt.want)
		}
	}
}

func TestWhatIsSeenIsHeldAgainstWhatMayBe(t *testing.T) {
	strange := state{exists: true, photo: unknownPhoto}
	for name, tt := range map[string]struct {
		may   []state
		found state
		want  Fault
	}{
		"as it is":                           {[]state{first}, first, ""},
		"the old face of two":                {[]state{first, second}, first, ""},
		"the new face of two":                {[]state{first, second}, second, ""},
		"a deletion that came too late":      {[]state{first, absent}, first, ""},
		"a deletion that was done":           {[]state{first, absent}, absent, ""},
		"an identifier that is lost":         {[]state{temporary}, absent, Lost},
		"a face that is lost":                {[]state{first}, temporary, Lost},
		"the face before the one that is":    {[]state{second}, first, Lost},
		"neither of two faces":               {[]state{first, second}, temporary, Lost},
		"a change that is lost":              {[]state{renamed}, first, Lost},
		"one that was deleted":               {[]state{absent}, first, Undead},
		"half a photo":                       {[]state{temporary, first}, strange, Corrupt},
		"half of a change: the name alone":   {[]state{temporary, renamed}, state{exists: true, version: 1}, Half},
		"half of a change: the face alone":   {[]state{temporary, renamed}, first, Half},
		"a face where creation was all":      {[]state{absent, temporary}, first, Lost},
		"whatever was created, without face": {[]state{absent, first}, temporary, Half},
	} {
		it := &item{may: slices.Clone(tt.may)}
		if got := it.see(tt.found); got != tt.want {
			t.Errorf("%s: fault is %q, want %q", name, got, tt.want)
		}
		if !slices.Equal(it.may, []state{tt.found}) {
			t.Errorf("%s: afterwards it may be %+v, want what was found", name, it.may)
		}
	}
}

func TestAUidBelongsToOne(t *testing.T) {
	u := uids{by: map[int64]int{}}
	for _, tt := range []struct {
		uid  int64
		key  int
		want bool
	}{{1, 10, false}, {1, 10, false}, {2, 11, false}, {1, 12, true}} {
		if got := u.taken(tt.uid, tt.key); got != tt.want {
			t.Errorf("uid %d for identifier %d: taken is %t, want %t", tt.uid, tt.key, got, tt.want)
		}
	}
}
