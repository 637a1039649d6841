package vestibule

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
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

	// KeyFile is the file with the master key, a Tink keyset as JSON: photos,
	// landmarks and descriptors are stored sealed, with keys that this one
	// wraps. Without it nothing of them can be read. Empty means master.key in
	// the data directory. It is made if it does not exist and nothing is sealed
	// yet.
	KeyFile string

	// KeyCommand is a command, run by /bin/sh, that prints the master key; Key
	// is the master key itself. Either takes the place of KeyFile.
	KeyCommand, Key string

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

	// PhotoTime is how long one photo may be looked at, not counting the time
	// that it waits. One that takes longer is refused.
	PhotoTime time.Duration

	// LeaseFor is how long loading one photo may take, and how long an
	// identifier stays closed after a crash in the middle of one.
	LeaseFor time.Duration

	// TokenFor is how long a login lasts.
	TokenFor time.Duration

	// EventsKept is how many events the log keeps; the oldest go.
	EventsKept int

	// RetainDays is how many days after the end of its validity an identifier
	// is deleted, with its face. 0 means that it is kept until somebody
	// deletes it, as is one whose validity has no end.
	RetainDays int

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

// maxRetainDays is a hundred years: what is to be kept longer is to be kept for
// ever.
const maxRetainDays = 36_500

// DefaultConfig returns the configuration of a server that is given nothing
// but a data directory.
func DefaultConfig() Config {
	return Config{
		DataDir:        "./data",
		Profile:        rules.Panel(),
		MaxPhotoBytes:  16 << 20,
		MaxUploads:     64,
		MaxConnections: 1000,
		PhotoTime:      15 * time.Second,
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
	fault(moreThanOne(c.KeyFile, c.KeyCommand, c.Key), "the master key is given in more than one way: a file, a command or the key itself")
	fault(c.MaxPhotoBytes < 1, "largest photo is %d bytes, must be at least 1", c.MaxPhotoBytes)
	fault(c.MaxPhotoBytes > maxPhotoBytes, "largest photo is %d bytes, at most %d can be stored", c.MaxPhotoBytes, maxPhotoBytes)
	fault(c.MaxUploads < 1, "%d uploads at once, must be at least 1", c.MaxUploads)
	fault(c.MaxConnections < 1, "%d connections at once, must be at least 1", c.MaxConnections)
	fault((c.TLSCert == "") != (c.TLSKey == ""), "TLS needs both a certificate and a key")
	fault(c.TLSSelfSigned && c.TLSCert != "", "TLS has a certificate of its own or one from a file, not both")
	fault(c.Workers < 0, "%d workers, must be 0 (one a core) or more", c.Workers)
	fault(c.DeviceName == "", "the device has no name")
	fault(c.EventsKept < 1, "%d events are kept, must be at least 1", c.EventsKept)
	fault(c.RetainDays < 0, "identifiers are retained for %d days, must be 0 (for ever) or more", c.RetainDays)
	fault(c.RetainDays > maxRetainDays, "identifiers are retained for %d days, must be at most %d, or 0 (for ever)", c.RetainDays, maxRetainDays)
	fault(c.PanelKey != "" && len(c.PanelKey) < httpapi.MinPanelKey,
		"the panel key has %d characters, must have at least %d", len(c.PanelKey), httpapi.MinPanelKey)
	fault(c.PhotoTime < time.Millisecond, "a photo may take %v, must be at least 1ms", c.PhotoTime)
	fault(c.LeaseFor < time.Second, "a lease lasts %v, must be at least 1s", c.LeaseFor)
	fault(c.TokenFor < time.Second, "a login lasts %v, must be at least 1s", c.TokenFor)
	return errors.Join(faults...)
}

// retainFor returns how long identifiers are kept after their validity ended; 0
// means for ever.
func (c Config) retainFor() time.Duration { return time.Duration(c.RetainDays) * 24 * time.Hour }

// zone returns where the doors are.
func (c Config) zone() *time.Location { return cmp.Or(c.TimeZone, time.Local) }

// workers returns how many photos are looked at in parallel.
func (c Config) workers() int { return cmp.Or(c.Workers, runtime.GOMAXPROCS(0)) }

func moreThanOne(texts ...string) bool {
	given := slices.DeleteFunc(texts, func(text string) bool { return text == "" })
	return len(given) > 1
}
