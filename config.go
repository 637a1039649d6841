package vestibule

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"time"

	"github.com/vestibule-id/vestibule/adapters/httpapi"
	"github.com/vestibule-id/vestibule/domain/rules"
)

// Config is everything that can be set. Start from DefaultConfig and change
// what must differ; New refuses a configuration that is not valid.
type Config struct {
	// DataDir is the directory that holds the database. It is made, for this
	// user alone, if it does not exist.
	DataDir string

	// ModelsDir is the directory with go-face's model files. Empty means that
	// faces get no descriptor.
	ModelsDir string

	// Landmarks is a file of dlib's shape predictor with 68 or 5 points.
	// Empty means the 68-point file that Debian installs, if it is there, or
	// else one in ModelsDir; "none" means that faces get no landmarks, and
	// that the photo rules that need them do not apply.
	Landmarks string

	// Profile says how each photo rule is applied.
	Profile rules.Profile

	// MaxPhotoBytes is the size of the largest photo that is read.
	MaxPhotoBytes int64

	// MaxUploads is how many uploads are read or processed at once. The next
	// one is told to come back (503).
	MaxUploads int

	// MaxConnections is how many connections there may be at once. For the next
	// one, Serve closes the one that has waited longest for a request.
	MaxConnections int

	// TLSCert and TLSKey are PEM files with which Serve speaks TLS; they are
	// read again when they change. Both or neither.
	TLSCert, TLSKey string

	// TLSSelfSigned has Serve speak TLS with a certificate of its own, kept in
	// DataDir and made, for TLSNames, at the first start. Clients must be told
	// its fingerprint.
	TLSSelfSigned bool
	TLSNames      []string // host names and addresses

	// Workers is how many photos are looked at in parallel; 0 means one a
	// core.
	Workers int

	// LeaseFor is how long loading one photo may take, and how long an
	// identifier stays closed after a crash in the middle of one.
	LeaseFor time.Duration

	// TokenFor is how long a login lasts.
	TokenFor time.Duration

	// EventsKept is how many events the log keeps; the oldest go.
	EventsKept int

	// TimeZone is where the doors are: time profiles mean its clocks. Nil
	// means this machine's.
	TimeZone *time.Location

	// PanelKey is what panels that cannot log in ask with whether somebody may
	// enter: 16 characters or more. Empty means that there is none.
	PanelKey string

	// DeviceName is what the device summary calls this system.
	DeviceName string

	// Log gets what the operator should know. Nil means slog.Default.
	Log *slog.Logger
}

// maxPhotoBytes stays below what SQLite stores in one value, 1,000,000,000
// bytes unless it was compiled otherwise.
const maxPhotoBytes = 900 << 20

// DefaultConfig returns the configuration of a server that is given nothing
// but a data directory.
func DefaultConfig() Config {
	return Config{
		DataDir:        "./data",
		Profile:        rules.Panel(),
		MaxPhotoBytes:  16 << 20,
		MaxUploads:     64,
		MaxConnections: 1000,
		LeaseFor:       30 * time.Second,
		TokenFor:       2 * time.Hour, // the vendor's figure (Camdroid reference)
		EventsKept:     100_000,
		DeviceName:     "Vestibule",
	}
}

// Validate reports every fault at once, joined; nil if there is none.
func (c Config) Validate() error {
	faults := []error{c.Profile.Validate()}
	fault := func(bad bool, format string, args ...any) {
		if bad {
			faults = append(faults, fmt.Errorf(format, args...))
		}
	}
	fault(c.DataDir == "", "no data directory is given")
	fault(c.MaxPhotoBytes < 1, "largest photo is %d bytes, must be at least 1", c.MaxPhotoBytes)
	fault(c.MaxPhotoBytes > maxPhotoBytes, "largest photo is %d bytes, at most %d can be stored", c.MaxPhotoBytes, maxPhotoBytes)
	fault(c.MaxUploads < 1, "%d uploads at once, must be at least 1", c.MaxUploads)
	fault(c.MaxConnections < 1, "%d connections at once, must be at least 1", c.MaxConnections)
	fault((c.TLSCert == "") != (c.TLSKey == ""), "TLS needs both a certificate and a key")
	fault(c.TLSSelfSigned && c.TLSCert != "", "TLS has a certificate of its own or one from a file, not both")
	fault(c.Workers < 0, "%d workers, must be 0 (one a core) or more", c.Workers)
	fault(c.DeviceName == "", "the device has no name")
	fault(c.EventsKept < 1, "%d events are kept, must be at least 1", c.EventsKept)
	fault(c.PanelKey != "" && len(c.PanelKey) < httpapi.MinPanelKey,
		"the panel key has %d characters, must have at least %d", len(c.PanelKey), httpapi.MinPanelKey)
	fault(c.LeaseFor < time.Second, "a lease lasts %v, must be at least 1s", c.LeaseFor)
	fault(c.TokenFor < time.Second, "a login lasts %v, must be at least 1s", c.TokenFor)
	return errors.Join(faults...)
}

// zone returns where the doors are.
func (c Config) zone() *time.Location { return cmp.Or(c.TimeZone, time.Local) }

// workers returns how many photos are looked at in parallel.
func (c Config) workers() int { return cmp.Or(c.Workers, runtime.GOMAXPROCS(0)) }
