package main

import (
	"io"
	"log/slog"
	"time"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/domain/rules"
)

// dataSettings say where things are kept.
type dataSettings struct {
	Data string `help:"Directory that holds the database." default:"${data}" type:"path"`
}

// modelSettings say where model files are.
type modelSettings struct {
	Models string `help:"Directory with go-face's model files. Without it, faces get no descriptor." placeholder:"DIR" type:"path"`
}

// photoSettings say which photos are taken.
type photoSettings struct {
	Workers       int           `help:"Photos looked at in parallel; 0 means one a core." default:"0"`
	Lease         time.Duration `help:"How long loading one photo may take, and how long an identifier stays closed after a crash." default:"${lease}"`
	MinLongSide   int           `help:"Shortest longer side of a photo, in px." default:"${long_side}"`
	MinShortSide  int           `help:"Shortest shorter side of a photo, in px." default:"${short_side}"`
	MaxSide       int           `help:"Longest side of a photo, in px." default:"${max_side}"`
	MaxMegapixels float64       `help:"Largest area of a photo, in megapixels." default:"${max_megapixels}"`
	MaxScans      int           `help:"Most scans of a progressive JPEG." default:"${max_scans}"`
	MinFaceWidth  int           `help:"Narrowest face, in px of the photo." default:"${face_width}"`
	SecondFace    float64       `help:"From which share of the first face's width a second face counts, above 0 to 1." default:"${second_face}"`
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

// config returns the configuration of a service that enrols.
func config(d dataSettings, m modelSettings, p photoSettings, log *slog.Logger) vestibule.Config {
	c := vestibule.DefaultConfig()
	c.DataDir = d.Data
	c.ModelsDir = m.Models
	c.Workers = p.Workers
	c.LeaseFor = p.Lease
	c.Limits = rules.Limits{
		MinLongSide:     p.MinLongSide,
		MinShortSide:    p.MinShortSide,
		MaxSide:         p.MaxSide,
		MaxMegapixels:   p.MaxMegapixels,
		MaxScans:        p.MaxScans,
		MinFaceWidth:    p.MinFaceWidth,
		SecondFaceShare: p.SecondFace,
	}
	c.Log = log
	return c
}
