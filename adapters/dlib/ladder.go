package dlib

import (
	"cmp"
	"math"
	"slices"

	"github.com/vestibule-id/vestibule/domain/face"
)

// ladder is the lengths in px of the longer side at which faces are looked
// for, in this order. Small pictures are quick, and some faces are found only
// in them; small faces are found only in large ones.
var ladder = []int{480, 960, 1920, 3840}

// smallestFound is the width in px of the smallest face that dlib's frontal
// detector finds.
const smallestFound = 80

// overlapOfOne is the overlap from which two boxes are the same face seen at
// two sizes. dlib's boxes come in steps of a sixth, so the same face differs by
// up to that in width and height: an overlap near 0.6 at the worst.
const overlapOfOne = 0.4

// rungs returns the sizes for a photo with the given longer side: the ladder
// as far as the photo reaches, and the photo's own size if it lies below the
// top of the ladder.
func rungs(longSide int) []int {
	var sizes []int
	for _, size := range ladder {
		if size >= longSide {
			return append(sizes, longSide)
		}
		sizes = append(sizes, size)
	}
	return sizes
}

// settled reports whether looking at larger pictures could still change the
// answer: not if a face was found and any other face of share times its width
// would have been found, too, at this scale (seen pixels per photo pixel).
func settled(faces []face.Face, scale, share float64) bool {
	if len(faces) == 0 {
		return false
	}
	return float64(faces[0].Box.Width)*share*scale >= smallestFound
}

// merged adds the faces found at another size to those known, each face once,
// and sorts them, widest first. Of two views of one face the surer one stays.
func merged(known, found []face.Face) []face.Face {
	all := slices.Concat(known, found)
	slices.SortStableFunc(all, func(a, b face.Face) int { return cmp.Compare(b.Confidence, a.Confidence) })
	var once []face.Face
	for _, f := range all {
		if !slices.ContainsFunc(once, func(o face.Face) bool { return o.Box.Overlap(f.Box) >= overlapOfOne }) {
			once = append(once, f)
		}
	}
	slices.SortStableFunc(once, func(a, b face.Face) int { return cmp.Compare(b.Box.Width, a.Box.Width) })
	return once
}

// enlarged maps a box from a picture that is scale times as large as the
// photo to the photo.
func enlarged(b face.Box, scale float64) face.Box {
	px := func(n int) int { return int(math.Round(float64(n) / scale)) }
	return face.Box{X: px(b.X), Y: px(b.Y), Width: px(b.Width), Height: px(b.Height)}
}
