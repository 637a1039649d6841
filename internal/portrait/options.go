package portrait

// NoFaces as Options.Faces asks for the studio backdrop with nobody in front
// of it. Zero cannot say so, because the zero value draws one face.
const NoFaces = -1

const (
	defaultWidth  = 480 // px
	defaultHeight = 600 // px

	// A face takes this share of the strip of picture it stands in, unless
	// the height is the tighter limit: hair and chin have to fit as well.
	widthShare  = 0.45
	heightShare = 0.36
)

// Options says what to draw. The zero value draws one frontal face on
// 480x600 px, evenly lit.
type Options struct {
	// Width and Height are the size of the picture in px; 0 means 480 and
	// 600.
	Width, Height int
	// Faces is how many people stand side by side; 0 means one, NoFaces
	// nobody.
	Faces int
	// FaceWidth is the width of each face in px, from ear to ear; 0 fits it
	// to the picture (216 px on 480x600). dlib overlooks faces much below
	// 60 px.
	FaceWidth float64
	// Tilt is the roll of the heads in degrees, clockwise as seen.
	Tilt float64
	// ShiftX and ShiftY move all faces to the right and down, as shares of
	// the picture's width and height; a face may leave the picture.
	ShiftX, ShiftY float64
	// SecondFace is the width of the second of two faces as a share of the
	// first one's, up to 1; 0 draws both as wide. The narrower the second,
	// the nearer to the middle of the picture stands the first, and however
	// wide they are their heads do not overlap.
	SecondFace float64
	// EyesShut runs from 0, open, to 1, where the lids meet.
	EyesShut float64
	// MouthOpen runs from 0, closed, to 1, wide open with the jaw down.
	MouthOpen float64
	// Light multiplies the brightness of the finished picture; 0 means 1.
	Light float64
	// SideLight runs from -1 (light falls from the picture's left, the right
	// is in shadow) to 1 (from the right); 0 is even.
	SideLight float64
	// Blur is the sigma of a Gaussian blur in px.
	Blur float64
	// Noise is the standard deviation of Gaussian noise in grey levels of
	// 0 to 255.
	Noise float64
	// Grey draws without colour: red, green and blue of a pixel are equal.
	Grey bool
	// Seed picks the people: skin, hair, clothes and the places of the
	// features all vary a little. Equal Options draw identical pictures.
	Seed uint64
}

// filled returns the options with every default put in.
func (o Options) filled() Options {
	if o.Width <= 0 {
		o.Width = defaultWidth
	}
	if o.Height <= 0 {
		o.Height = defaultHeight
	}
	if o.Faces == 0 {
		o.Faces = 1
	}
	o.Faces = max(o.Faces, 0)
	if o.FaceWidth <= 0 {
		strip := float64(o.Width) / float64(max(o.Faces, 1))
		o.FaceWidth = min(widthShare*strip, heightShare*float64(o.Height))
	}
	if o.Light == 0 {
		o.Light = 1
	}
	o.SideLight = max(-1, min(1, o.SideLight))
	o.SecondFace = max(0, min(1, o.SecondFace))
	o.EyesShut = max(0, min(1, o.EyesShut))
	o.MouthOpen = max(0, min(1, o.MouthOpen))
	return o
}
