package main

import (
	"cmp"
	"context"
	"io"
	"runtime"

	"github.com/vestibule-id/vestibule"
)

type checkCommand struct {
	modelSettings `embed:""`
	photoSettings `embed:""`
	fileSettings  `embed:""`
	wordSettings  `embed:""`
	logSettings   `embed:""`

	JSON     bool     `name:"json" help:"Print a JSON object for each photo, one a line." xor:"form"`
	CSV      string   `name:"csv" help:"Write the table of all photos into a file; the summary goes to standard output then." placeholder:"FILE" type:"path" xor:"form"`
	Annotate string   `help:"Write each photo into a directory, with face, landmarks and measures drawn." placeholder:"DIR" type:"path"`
	Photos   []string `arg:"" name:"photo" help:"JPEG files, and directories: every .jpg and .jpeg below."`
}

// Help implements kong.HelpProvider.
func (c *checkCommand) Help() string {
	return `Prints for each photo the verdict, what was measured, worst first, and what is wrong. With a directory, or --csv, it
writes one table of all photos instead, as CSV: file, acceptable (true or false), face_width (of the widest face, in
px), reasons and warnings (codes), then the value of each other measure, empty where it was not measured. A file that
cannot be read has the reason "unreadable".

The exit code is 0 if every photo is acceptable, and 1 if one is not.`
}

func (c *checkCommand) run(ctx context.Context, std streams) error {
	config, err := configured(c.modelSettings, c.photoSettings, c.fileSettings)
	if err != nil {
		return err
	}
	config.Log = c.logger(std.err)
	paths, directories, err := photosOf(c.Photos)
	if err != nil {
		return err
	}
	pictures, err := picturesFor(paths, c.Annotate)
	if err != nil {
		return err
	}
	bar := c.progress(std.err, directories)
	out, err := c.printer(std, directories, bar)
	if err != nil {
		return err
	}
	assessor, cleanup, err := vestibule.OpenChecker(config)
	if err != nil {
		return err
	}
	defer cleanup()
	k := checker{Assessor: assessor, limit: config.MaxPhotoBytes, lang: c.Locale}
	return c.check(ctx, k, paths, pictures, out, bar)
}

// check checks the photos, several at once, and prints the results in order.
func (c *checkCommand) check(ctx context.Context, k checker, paths, pictures []string, out printer, bar *progress) error {
	defer bar.clear()
	failed, done := false, 0
	for result := range inOrder(len(paths), c.atOnce(), func(i int) checked { return k.check(ctx, paths[i], pictures[i]) }) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := out.print(result); err != nil {
			return err
		}
		if result.undrawn != nil {
			bar.say("vestibule: %s: no picture: %v", result.path, result.undrawn)
		}
		failed = failed || !result.acceptable() || result.undrawn != nil
		done++
		bar.step(done, len(paths))
	}
	bar.clear()
	if err := out.finish(); err != nil || !failed {
		return err
	}
	return errReported
}

// atOnce returns how many photos are in memory at once.
func (c *checkCommand) atOnce() int { return cmp.Or(c.Workers, runtime.GOMAXPROCS(0)) }

// A printer tells what came of photos, one after the other.
type printer interface {
	print(checked) error
	finish() error
}

// printer returns the form that was asked for.
func (c *checkCommand) printer(std streams, directories bool, bar *progress) (printer, error) {
	switch {
	case c.JSON:
		return newJSONPrinter(std.out, c.Locale), nil
	case c.CSV != "":
		return newCSVFile(c.CSV, std.out, bar)
	case directories:
		return newCSVPrinter(std.out, std.err, bar), nil
	default:
		return &tablePrinter{w: std.out, lang: c.Locale}, nil
	}
}

// progress returns a bar where nothing else is printed meanwhile.
func (c *checkCommand) progress(w io.Writer, directories bool) *progress {
	if c.JSON || !directories && c.CSV == "" {
		return &progress{w: w}
	}
	return newProgress(w)
}
