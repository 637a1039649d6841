package dlib

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"github.com/vestibule-id/vestibule/domain/face"
)

// A rung is one look at the photo: scaled so that its longer side has length
// pixels, for faces of one size in that. Together the rungs are a ladder, from
// faces that fill the photo to small ones. Small pictures are quick, so the
// large faces of portraits are found at next to no cost; and a search that ends
// at the rung it needs never pays for the larger ones.
type rung struct {
	length int // px
	how    how
}

// how a rung looks.
type how int

const (
	inGrey    how = iota // the frontal detector, on luma alone: quicker, and it finds the same faces but for a few
	inColour             // the frontal detector on all colours, with a margin around the picture
	byNetwork            // go-face's network
)

const (
	// window is how wide, in px, dlib says a face is that just fills the
	// frontal detector's window.
	window = 73

	// step is how much longer each picture is than the one before; it is that
	// of dlib's own pyramid. The detector finds faces up to about this much
	// wider than its window.
	step = 1.2

	// shortest is the length of the smallest picture: in a square photo, the
	// window is wider than all of it by a third.
	shortest = 55

	// quick and middle are where the ladder is interrupted if nothing was
	// found yet: to look once more in colour, and to ask the network.
	quick, middle = 600, 1050

	// longest is the length of the largest picture. Beyond, a face is so
	// small in its photo that the photo is no portrait.
	longest = 3840

	// edge is the margin of the looks in colour, in px of the edge's colour:
	// two of the detector's cells, which it cannot compute at the very edge,
	// where some faces end.
	edge = 16

	// networkLength is the length of the picture for go-face's network, and
	// networkWindow the width in px of the smallest face it finds. It takes
	// 0.2 s for this length and four times as much for twice.
	networkLength, networkWindow = 320, 80
)

// margin returns the margin of a look in px.
func (h how) margin() int {
	if h == inColour {
		return edge
	}
	return 0
}

// ladder returns the rungs for a photo whose longer side has longSide pixels,
// in the order in which they are climbed. The detector finds most faces on the
// first few. Where it does not, it looks in colour, at the sizes that dlib would
// make of the photo by itself; then the network, if there is one, looks for
// faces that are tilted or turned away. What is left are small faces.
func ladder(longSide int, network bool) []rung {
	grey := greyRungs(min(longSide, longest))
	above := func(length int) int {
		return sort.Search(len(grey), func(i int) bool { return grey[i].length > length })
	}
	rungs := slices.Concat(grey[:above(quick)], colourRungs(longSide), grey[above(quick):above(middle)])
	if network {
		rungs = append(rungs, rung{min(networkLength, longSide), byNetwork})
	}
	return append(rungs, grey[above(middle):]...)
}

func greyRungs(top int) (rungs []rung) {
	length := float64(shortest)
	for ; length*1.05 < float64(top); length *= step { // no two pictures of nearly one size
		rungs = append(rungs, rung{int(math.Round(length)), inGrey})
	}
	return append(rungs, rung{top, inGrey})
}

func colourRungs(longSide int) (rungs []rung) {
	for length := float64(longSide); length >= shortest; length /= step {
		if length <= quick {
			rungs = append(rungs, rung{int(math.Round(length)), inColour})
		}
	}
	slices.Reverse(rungs)
	return rungs
}

// settled reports whether the rung cannot change the answer any more. With a
// face found, what remains to be seen is whether there is another of share times
// its width: the ladder is climbed until that would fill the window, too. reached
// is the length of the longest picture looked at in grey.
func (r rung) settled(faces []face.Face, longSide, reached int, share float64) bool {
	if len(faces) == 0 {
		return false
	}
	return r.how != inGrey || r.length <= reached ||
		float64(reached) >= lengthFor(window, share*float64(faces[0].Box.Width), longSide)
}

// lengthFor returns how long a picture must be in which a face of width px in
// the photo is as wide as a detector's window.
func lengthFor(window int, width float64, longSide int) float64 {
	return float64(window) * float64(longSide) / width
}

const (
	// overlapOfOne is the overlap from which two boxes are the same face seen
	// at two sizes. dlib's boxes come in steps of a fifth, so the same face
	// differs by up to that in width and height: an overlap near 0.6 at the
	// worst.
	overlapOfOne = 0.4

	// coveredOfOne is the share of the smaller box from which it lies within
	// the larger: nobody has a face on their face.
	coveredOfOne = 0.8
)

// sameFace reports whether two boxes frame one face.
func sameFace(a, b face.Box) bool {
	covered := float64(a.Intersect(b).Area()) / float64(min(a.Area(), b.Area()))
	return a.Overlap(b) >= overlapOfOne || covered >= coveredOfOne
}

// merged returns the faces that were seen, each once, widest first. At one size
// the detector places a box in steps of an eighth of its width, and takes the size
// it looks for as the face's; so the box of a face is the mean of those it was
// seen with, the surer counting more.
func merged(seen []face.Face) []face.Face {
	seen = slices.Clone(seen)
	slices.SortStableFunc(seen, func(a, b face.Face) int { return cmp.Compare(b.Confidence, a.Confidence) })
	var sights [][]face.Face // of each face, the surest first
	for _, f := range seen {
		i := slices.IndexFunc(sights, func(s []face.Face) bool { return sameFace(s[0].Box, f.Box) })
		if i < 0 {
			sights = append(sights, []face.Face{f})
		} else {
			sights[i] = append(sights[i], f)
		}
	}
	faces := make([]face.Face, len(sights))
	for i, s := range sights {
		faces[i] = face.Face{Box: meanBox(s), Confidence: s[0].Confidence}
	}
	slices.SortStableFunc(faces, func(a, b face.Face) int { return cmp.Compare(b.Box.Width, a.Box.Width) })
	return faces
}

func meanBox(sights []face.Face) face.Box {
	var x, y, width, height, sum float64
	for _, f := range sights {
		weight := 0.1 + max(f.Confidence, 0) // some weight even at the detector's threshold
		x += weight * float64(f.Box.X)
		y += weight * float64(f.Box.Y)
		width += weight * float64(f.Box.Width)
		height += weight * float64(f.Box.Height)
		sum += weight
	}
	px := func(total float64) int { return int(math.Round(total / sum)) }
	return face.Box{X: px(x), Y: px(y), Width: px(width), Height: px(height)}
}

// sureEnough is the confidence below which a face beside a surer one is taken
// for a badge, a hand or a fold.
const sureEnough = 0.25

// convincing leaves out faces that are not sure beside the one that is. One that
// is clearly wider than that stays: better to refuse a photo than to take
// somebody in the background for the person. Where several are sure, there are
// several people in any case.
func convincing(faces []face.Face) []face.Face {
	sure := func(f face.Face) bool { return f.Confidence >= sureEnough }
	first := slices.IndexFunc(faces, sure)
	if first < 0 || slices.ContainsFunc(faces[first+1:], sure) {
		return faces
	}
	widest := step * float64(faces[first].Box.Width)
	return slices.DeleteFunc(faces, func(f face.Face) bool { return !sure(f) && float64(f.Box.Width) <= widest })
}

// enlarged maps a box from a picture that is scale times as large as the
// photo to the photo.
func enlarged(b face.Box, scale float64) face.Box {
	px := func(n int) int { return int(math.Round(float64(n) / scale)) }
	return face.Box{X: px(b.X), Y: px(b.Y), Width: px(b.Width), Height: px(b.Height)}
}
