package photo

// Orientation is the EXIF orientation, 1 to 8 (CIPA DC-008, EXIF 2.3, 4.6.4,
// tag 0x0112). The names say what turns the stored picture upright. Any other
// value is not valid and treated as Upright.
type Orientation int

// The orientations. Behind each: where the stored row 0 and column 0 belong
// in the picture as it is meant to be seen.
const (
	Upright    Orientation = 1 + iota // top, left: nothing to do
	Mirror                            // top, right: swap left and right
	HalfTurn                          // bottom, right: turn by 180 degrees
	Flip                              // bottom, left: swap top and bottom
	Transpose                         // left, top: mirror at the diagonal from the top left
	TurnRight                         // right, top: turn clockwise by 90 degrees
	Transverse                        // right, bottom: mirror at the diagonal from the top right
	TurnLeft                          // left, bottom: turn anticlockwise by 90 degrees
)

// Valid reports whether o is one of the eight orientations.
func (o Orientation) Valid() bool { return Upright <= o && o <= TurnLeft }

// Swaps reports whether width and height change places.
func (o Orientation) Swaps() bool { return Transpose <= o && o <= TurnLeft }

// ToUpright maps the pixel x, y of the stored picture, which is width x height
// px, to the upright picture. Pixel 0, 0 is the top left one in both.
func (o Orientation) ToUpright(x, y, width, height int) (ux, uy int) {
	right, bottom := width-1, height-1
	switch o {
	case Mirror:
		return right - x, y
	case HalfTurn:
		return right - x, bottom - y
	case Flip:
		return x, bottom - y
	case Transpose:
		return y, x
	case TurnRight:
		return bottom - y, x
	case Transverse:
		return bottom - y, right - x
	case TurnLeft:
		return y, right - x
	}
	return x, y
}

// ToStored is the inverse of ToUpright: it maps the pixel ux, uy of the
// upright picture to the stored one. Here, too, width and height in px are
// those of the stored picture.
func (o Orientation) ToStored(ux, uy, width, height int) (x, y int) {
	if o.Swaps() {
		width, height = height, width
	}
	return o.inverse().ToUpright(ux, uy, width, height)
}

// inverse returns the orientation that undoes o. All but the quarter turns
// undo themselves.
func (o Orientation) inverse() Orientation {
	switch o {
	case TurnRight:
		return TurnLeft
	case TurnLeft:
		return TurnRight
	}
	return o
}
