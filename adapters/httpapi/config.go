package httpapi

import (
	"errors"
	"fmt"
	"time"
)

// maxMaxPhotoBytes keeps a photo, and the arithmetic on its size, within what
// any machine and database can hold.
const maxMaxPhotoBytes = 900 << 20

// Config is what can be set. Start from DefaultConfig and change what must
// differ; New refuses a configuration that is not valid.
type Config struct {
	// MaxPhotoBytes is the size of the largest photo that is read.
	MaxPhotoBytes int64

	// MaxUploads is how many uploads are read or processed at once. The next
	// one is told to come back. An upload takes up to MaxPhotoBytes of memory,
	// and half as much again at moments when its buffer grows; a
	// synchronisation, which may hold photos in Base64, while it is read some
	// ten times that.
	MaxUploads int

	// PanelKey is what panels ask with whether somebody may enter, if they
	// cannot log in. Empty means that there is none.
	PanelKey string

	// StrictTransport has browsers that came by TLS insist on it from then on.
	StrictTransport bool

	// Zone is where the system stands; nil means time.Local.
	Zone *time.Location

	// Device is what the device summary says of this system.
	Device Device
}

// MinPanelKey is how long a panel key must be at least.
const MinPanelKey = 16

// Device is what a system says of itself at /api/info (section 4).
type Device struct {
	Name     string // "Front door"
	Model    string // "Vestibule"
	Firmware string // version of this software: "1.4.0"
	Serial   string // a UUID that stays the same as long as the data do
}

// DefaultConfig returns the configuration of a system that says nothing about
// itself.
func DefaultConfig() Config {
	return Config{
		MaxPhotoBytes: 16 << 20,
		MaxUploads:    64,
		Device: Device{
			Name:     "Vestibule",
			Model:    "Vestibule",
			Firmware: "devel",
			Serial:   "00000000-0000-0000-0000-000000000000",
		},
	}
}

// Validate reports every fault at once, joined; nil if there is none.
func (c Config) Validate() error {
	var faults []error
	fault := func(bad bool, format string, args ...any) {
		if bad {
			faults = append(faults, fmt.Errorf(format, args...))
		}
	}
	fault(c.MaxPhotoBytes < 1, "largest photo is %d bytes, must be at least 1", c.MaxPhotoBytes)
	fault(c.MaxPhotoBytes > maxMaxPhotoBytes, "largest photo is %d bytes, at most %d can be handled", c.MaxPhotoBytes, maxMaxPhotoBytes)
	fault(c.MaxUploads < 1, "%d uploads at once, must be at least 1", c.MaxUploads)
	fault(c.PanelKey != "" && len(c.PanelKey) < MinPanelKey, "the panel key has %d characters, must have at least %d", len(c.PanelKey), MinPanelKey)
	fault(c.Device.Name == "", "the device has no name")
	fault(c.Device.Model == "", "the device has no model")
	fault(c.Device.Firmware == "", "the device has no firmware version")
	fault(c.Device.Serial == "", "the device has no serial number")
	return errors.Join(faults...)
}
