package client

// Report is all that was found out about a photo.
type Report struct {
	Acceptable bool        `json:"acceptable"` // an upload of this photo would be accepted
	Profile    string      `json:"profile"`    // what it was held against
	Photo      PhotoFacts  `json:"photo"`
	Face       *Face       `json:"face"`     // the widest; nil if there is none, or none was looked for
	Measures   []Measure   `json:"measures"` // what was measured, worst rule first
	Reasons    []Judgement `json:"reasons"`  // refusals, then warnings, each worst first
}

// PhotoFacts is what a file says of itself. Of a file that is too damaged to
// say it, the numbers are 0, but for the orientation.
type PhotoFacts struct {
	Format      string `json:"format"`      // "jpeg"
	Width       int    `json:"width"`       // px of the upright photo
	Height      int    `json:"height"`      // likewise
	Orientation int    `json:"orientation"` // EXIF's number, 1 (upright) to 8
	Components  int    `json:"components"`  // 1 grey, 3 colour, 4 CMYK or YCCK
	Progressive bool   `json:"progressive"`
	Scans       int    `json:"scans"`
	Quality     int    `json:"quality"` // 1 to 100 on libjpeg's scale, estimated; 0 if unknown
	Bytes       int64  `json:"bytes"`
}

// Face is where a face is, in pixels of the upright photo.
type Face struct {
	Box        Box          `json:"box"`
	Confidence float64      `json:"confidence"`
	Landmarks  [][2]float64 `json:"landmarks,omitempty"` // x, then y; 5 or 68 of them, or none
}

// Box is a rectangle, in pixels.
type Box struct {
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}

// Measure is what one photo rule found.
type Measure struct {
	Code      string   `json:"code"` // "face_width"
	Value     float64  `json:"value"`
	Component int      `json:"component"` // quality by ISO/IEC 29794-5, 0 (worst) to 100
	Unit      string   `json:"unit"`
	Limit     *float64 `json:"limit"`   // nil if there is none
	Verdict   string   `json:"verdict"` // "ok", "warn" or "refuse"
}

// Judgement is a reason and what it came to.
type Judgement struct {
	Reason
	Verdict string `json:"verdict"` // "warn" or "refuse"
}
