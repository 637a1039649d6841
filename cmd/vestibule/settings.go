package main

import (
	"errors"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/alecthomas/kong"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/adapters/dlib"
	"github.com/vestibule-id/vestibule/domain/texts"
)

// settings are a part of a command's flags that says something about the
// configuration.
type settings interface {
	configure(c *vestibule.Config) error
}

// configured returns the default configuration with what the settings say. The
// error names every fault at once, and is the user's.
func configured(parts ...settings) (vestibule.Config, error) {
	c := vestibule.DefaultConfig()
	var faults []error
	for _, part := range parts {
		faults = append(faults, part.configure(&c))
	}
	if err := errors.Join(append(faults, c.Validate())...); err != nil {
		return c, usage(err)
	}
	return c, nil
}

// dataSettings say where things are kept, and where the master key is.
type dataSettings struct {
	Data       string `help:"Directory that holds the database." default:"${data}" type:"path"`
	KeyFile    string `help:"File with the master key that photos are sealed with. Without it, master.key in the data directory; made at first." placeholder:"FILE" type:"path"`
	KeyCommand string `help:"Command, for a shell, that prints the master key. In place of a file." placeholder:"COMMAND"`
}

func (d dataSettings) configure(c *vestibule.Config) error {
	c.DataDir, c.KeyFile, c.KeyCommand = d.Data, d.KeyFile, d.KeyCommand
	c.Key = os.Getenv("VESTIBULE_KEY")
	return nil
}

// modelSettings say where model files are.
type modelSettings struct {
	Models    string `help:"Directory with go-face's model files. Without it, faces get no descriptor." placeholder:"DIR" type:"path"`
	Landmarks string `help:"File of dlib's 68 or 5 landmarks, or \"none\". Without it, the one that Debian installs, or else one among the model files." placeholder:"FILE"`
}

func (m modelSettings) configure(c *vestibule.Config) error {
	c.ModelsDir, c.Landmarks = m.Models, m.landmarks()
	return nil
}

// landmarks returns the file's path, in full, or the word that is none.
func (m modelSettings) landmarks() string {
	if m.Landmarks == "" || m.Landmarks == dlib.NoLandmarks {
		return m.Landmarks
	}
	return kong.ExpandPath(m.Landmarks)
}

// photoSettings say which photos are good.
type photoSettings struct {
	Workers   int           `help:"Photos looked at in parallel; 0 means one a core." default:"0"`
	PhotoTime time.Duration `help:"How long one photo may be looked at; one that takes longer is refused." default:"${photo_time}"`
	Profile   string        `help:"What photos are held against: ${enum}." enum:"${profiles}" default:"${profile}"`

	Rules kong.Plugins `embed:"" group:"rules"` // from ruleFlags
}

func (p photoSettings) configure(c *vestibule.Config) error {
	var err error
	c.Workers, c.PhotoTime = p.Workers, p.PhotoTime
	c.Profile, err = p.profile()
	return err
}

// fileSettings say which files are read.
type fileSettings struct {
	MaxPhotoMiB int64 `name:"max-photo-mib" help:"Largest photo that is read, in MiB." default:"${photo_mib}"`
}

func (f fileSettings) configure(c *vestibule.Config) error {
	c.MaxPhotoBytes = f.MaxPhotoMiB << 20
	return nil
}

// leaseSettings say how long an enrolment may take.
type leaseSettings struct {
	Lease time.Duration `help:"How long loading one photo may take, and how long an identifier stays closed after a crash." default:"${lease}"`
}

func (l leaseSettings) configure(c *vestibule.Config) error {
	c.LeaseFor = l.Lease
	return nil
}

// wordSettings say how reasons are put.
type wordSettings struct {
	Locale texts.Language `help:"Language of what is said about photos: ${enum}." enum:"${locales}" default:"${locale}"`
}

// logSettings say what is logged.
type logSettings struct {
	LogLevel  slog.Level `help:"Least level that is logged: debug, info, warn or error." default:"info"`
	LogFormat string     `help:"Form of the log on standard error: ${enum}." enum:"text,json" default:"text"`
}

func (l logSettings) logger(w io.Writer) *slog.Logger {
	o := &slog.HandlerOptions{Level: l.LogLevel}
	if l.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}

// discardLog is for commands that say all they have to say themselves.
var discardLog = slog.New(slog.DiscardHandler)
