// Package settings holds what an administrator sets over the API while the
// system runs, and what a panel keeps in its settings likewise.
package settings

import (
	"regexp"
	"slices"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
)

// Settings is all of it.
type Settings struct {
	FaceRecognition FaceRecognition
	RemoteControl   RemoteControl
	MasterCode      MasterCode
}

// Defaults returns what holds until somebody sets something else.
func Defaults() Settings {
	return Settings{FaceRecognition: FaceRecognition{Enabled: true, Similarity: face.NormalSimilarity, Mode: Software}}
}

// FaceRecognition says how a face at the door is compared with those enrolled
// (section 14).
type FaceRecognition struct {
	Enabled    bool
	Similarity face.Similarity
	Mode       Mode
	Autostart  bool // start when something moves
}

// Mode says what a face is looked at with.
type Mode string

// Software is the one mode we have. Panels with an infrared camera have "3D"
// and "antispoofing" as well.
const Software Mode = "software"

// Modes returns the modes that can be set.
func Modes() []Mode { return []Mode{Software} }

// Validate returns KindWrongSimilarity or KindWrongMode for what does not exist
// here, nil if all is well.
func (f FaceRecognition) Validate() error {
	if _, ok := f.Similarity.MaxDistance(); !ok {
		return domain.E(domain.KindWrongSimilarity, "there is no similarity %.64q", f.Similarity)
	}
	if !slices.Contains(Modes(), f.Mode) {
		return domain.E(domain.KindWrongMode, "there is no mode %.64q", f.Mode)
	}
	return nil
}

// RemoteControl is where a panel asks whether somebody may enter (section 15).
// It is kept for the clients that set it and read it back: we are the ones who
// are asked.
type RemoteControl struct {
	Enabled       bool
	CustomServer  bool   // otherwise the vendor's server is asked
	CustomAddress string // a URL, on some firmware without its scheme
}

// MaxAddress is how many characters an address may have.
const MaxAddress = 2048

// Validate returns KindInvalid if the address is too long, nil if all is well.
func (r RemoteControl) Validate() error {
	if n := utf8.RuneCountInString(r.CustomAddress); n > MaxAddress {
		return domain.E(domain.KindInvalid, "the address has %d characters, at most %d are allowed", n, MaxAddress)
	}
	return nil
}

// MasterCode is an input code that opens without being anybody's (section 17).
type MasterCode struct {
	Enabled bool
	Number  string // decimal digits, empty if there is none
}

var codeNumber = regexp.MustCompile(`^[0-9]{0,32}$`)

// Validate returns KindInvalid if the number is none of an input code, or if a
// code that is none is enabled.
func (m MasterCode) Validate() error {
	if !codeNumber.MatchString(m.Number) || (m.Enabled && m.Number == "") {
		return domain.E(domain.KindInvalid, "the master code must have 1 to 32 decimal digits")
	}
	return nil
}

// Opens reports whether an input code is the master code.
func (m MasterCode) Opens(number string) bool { return m.Enabled && m.Number == number }
