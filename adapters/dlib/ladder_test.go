package dlib

import (
	"reflect"
	"slices"
	"testing"

	"github.com/vestibule-id/vestibule/domain/face"
)

func at(x, y, width int, confidence float64) face.Face {
	return face.Face{Box: face.Box{X: x, Y: y, Width: width, Height: width}, Confidence: confidence}
}

// lengths returns how long the pictures are that are looked at in one way.
func lengths(rungs []rung, way how) []int {
	var all []int
	for _, r := range rungs {
		if r.how == way {
			all = append(all, r.length)
		}
	}
	return all
}

func TestLadder(t *testing.T) {
	for _, c := range []struct {
		name                  string
		longSide              int
		grey, colour, network []int
	}{
		{"a photo shorter than the first rung is looked at whole", 40, []int{40}, nil, []int{40}},
		{"a photo no more than a twentieth above a rung replaces it", 99, []int{55, 66, 79, 99}, []int{57, 69, 83, 99}, []int{99}},
		{"a photo further above a rung comes beside it", 101, []int{55, 66, 79, 95, 101}, []int{58, 70, 84, 101}, []int{101}},
		{"a photo of some size", 500,
			[]int{55, 66, 79, 95, 114, 137, 164, 197, 236, 284, 341, 409, 500},
			[]int{56, 67, 81, 97, 116, 140, 167, 201, 241, 289, 347, 417, 500}, []int{320}},
		{"a photo beyond the ladder is never looked at whole", 12_000,
			[]int{55, 66, 79, 95, 114, 137, 164, 197, 236, 284, 341, 409, 490, 588, 706, 847, 1017, 1220, 1464, 1757, 2109, 2530, 3036, 3644, 3840},
			[]int{61, 73, 87, 105, 126, 151, 181, 217, 261, 313, 376, 451, 541}, []int{320}},
	} {
		t.Run(c.name, func(t *testing.T) {
			rungs := ladder(c.longSide, true)
			for way, want := range map[how][]int{inGrey: c.grey, inColour: c.colour, byNetwork: c.network} {
				if got := lengths(rungs, way); !reflect.DeepEqual(got, want) {
					t.Errorf("way %d: got %v, want %v", way, got, want)
				}
			}
			without := slices.DeleteFunc(rungs, func(r rung) bool { return r.how == byNetwork })
			if got := ladder(c.longSide, false); !reflect.DeepEqual(got, without) {
				t.Errorf("without a network got %v, want %v", got, without)
			}
		})
	}
}

func TestLadderLooksWhereItIsCheapFirst(t *testing.T) {
	order := func(r rung) int {
		switch {
		case r.how == inColour:
			return 2
		case r.how == byNetwork:
			return 4
		case r.length <= quick:
			return 1
		case r.length <= middle:
			return 3
		default:
			return 5
		}
	}
	rungs := ladder(4000, true)
	inOrder := slices.IsSortedFunc(rungs, func(a, b rung) int { return order(a) - order(b) })
	if !inOrder || order(rungs[len(rungs)-1]) != 5 {
		t.Errorf("want quick looks, those in colour, slow ones, the network, the slowest: %+v", rungs)
	}
}

func TestSettled(t *testing.T) {
	const longSide, share = 1000, 0.5
	for _, c := range []struct {
		name    string
		rung    rung
		faces   []face.Face
		reached int
		want    bool
	}{
		{"with nothing found, nothing is", rung{500, inGrey}, nil, 9999, false},
		{"with nothing found, not even a look in colour is", rung{500, inColour}, nil, 9999, false},
		{"a second face of half the width would have filled the window", rung{600, inGrey}, []face.Face{at(0, 0, 292, 1)}, 500, true},
		{"it would have been a pixel too narrow", rung{600, inGrey}, []face.Face{at(0, 0, 291, 1)}, 500, false},
		{"what was looked at already is not looked at again", rung{500, inGrey}, []face.Face{at(0, 0, 100, 1)}, 500, true},
		{"with a face found there is no look in colour", rung{600, inColour}, []face.Face{at(0, 0, 100, 1)}, 500, true},
		{"nor does the network look", rung{600, byNetwork}, []face.Face{at(0, 0, 100, 1)}, 500, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.rung.settled(c.faces, longSide, c.reached, share); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestMerged(t *testing.T) {
	for _, c := range []struct {
		name       string
		seen, want []face.Face
	}{
		{"two sights of one face give their mean, the surer counting more",
			[]face.Face{at(100, 100, 100, 0.2), at(108, 96, 112, 0.8)}, []face.Face{at(106, 97, 109, 0.8)}},
		{"at the threshold both count alike",
			[]face.Face{at(100, 100, 100, 0), at(110, 90, 110, 0)}, []face.Face{at(105, 95, 105, 0)}},
		{"faces apart both stay, the widest first",
			[]face.Face{at(0, 0, 100, 2), at(200, 0, 120, 0.1)}, []face.Face{at(200, 0, 120, 0.1), at(0, 0, 100, 2)}},
		{"four fifths of a small box on a face are too much for another face",
			[]face.Face{at(0, 0, 200, 2), at(120, 0, 100, 0)}, []face.Face{at(5, 0, 195, 2)}},
		{"less than that may be somebody behind",
			[]face.Face{at(0, 0, 200, 2), at(121, 0, 100, 0.1)}, []face.Face{at(0, 0, 200, 2), at(121, 0, 100, 0.1)}},
		{"nothing is nothing", nil, []face.Face{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := merged(c.seen); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestConvincing(t *testing.T) {
	sure, unsure := at(0, 0, 100, 0.25), at(200, 0, 100, 0.24)
	for _, c := range []struct {
		name        string
		faces, want []face.Face
	}{
		{"one face is kept, sure or not", []face.Face{unsure}, []face.Face{unsure}},
		{"beside a sure face, an unsure one is none", []face.Face{sure, unsure}, []face.Face{sure}},
		{"beside two sure faces, an unsure one may be a third", []face.Face{sure, unsure, at(400, 0, 90, 1)}, []face.Face{sure, unsure, at(400, 0, 90, 1)}},
		{"two sure faces are two", []face.Face{sure, at(200, 0, 100, 0.25)}, []face.Face{sure, at(200, 0, 100, 0.25)}},
		{"two unsure faces are two", []face.Face{unsure, at(0, 0, 90, 0.1)}, []face.Face{unsure, at(0, 0, 90, 0.1)}},
		{"an unsure face a step wider is none", []face.Face{at(200, 0, 120, 0.1), sure}, []face.Face{sure}},
		{"one that is wider still may be the person", []face.Face{at(200, 0, 121, 0.1), sure}, []face.Face{at(200, 0, 121, 0.1), sure}},
		{"none is none", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := convincing(c.faces); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
