package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/alecthomas/kong"

	"github.com/vestibule-id/vestibule"
)

// cli is the command line. Each setting is a flag, a variable named
// VESTIBULE_ and the flag's name, and a line in the configuration file.
type cli struct {
	Config string `help:"Configuration file (TOML): a line \"flag-name = value\" for each setting. Flags and variables go before it." placeholder:"FILE" type:"path"`

	Serve   serveCommand   `cmd:"" help:"Serve the identifier API over HTTP."`
	Enroll  enrollCommand  `cmd:"" help:"Enrol photos without a server. Prints a line for each: uid, file; or \"-\", file and what is wrong."`
	Account accountCommand `cmd:"" help:"Manage accounts."`
	Doctor  doctorCommand  `cmd:"" help:"Say what this machine has and what is missing."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

const description = `Vestibule enrols faces for access control.

Every setting has a flag, a variable VESTIBULE_… and a line in the configuration
file, in that order of precedence. Two passwords come from variables alone:
VESTIBULE_ADMIN_PASSWORD is the first administrator's (serve), VESTIBULE_PASSWORD
that of a new account (account add).`

// A command is a parsed command line, ready to run.
type command func(context.Context) error

// runner is what each command implements.
type runner interface {
	run(ctx context.Context, std streams) error
}

// parse reads the command line. It returns nil and an exit code if there is
// nothing to run: help was asked for and shown, or the usage is wrong.
func parse(args []string, std streams) (command, int) {
	return parseInto(&cli{}, args, std)
}

func parseInto(c *cli, args []string, std streams) (command, int) {
	exited := -1
	file, err := readConfig(configPath(args))
	if err != nil {
		fmt.Fprintln(std.err, "vestibule:", err)
		return nil, exitUsage
	}
	parser, err := kong.New(c,
		kong.Name("vestibule"),
		kong.Description(description),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.DefaultEnvars("VESTIBULE"),
		kong.Vars(defaults()),
		kong.Writers(std.out, std.err),
		kong.Exit(func(code int) { exited = code }),
		kong.Resolvers(file),
	)
	if err != nil {
		fmt.Fprintln(std.err, "vestibule:", err)
		return nil, exitUsage
	}
	k, err := parser.Parse(args)
	if exited >= 0 {
		return nil, exited
	}
	if err != nil {
		fmt.Fprintf(std.err, "vestibule: %v\nRun \"vestibule --help\" for what there is.\n", err)
		return nil, exitUsage
	}
	selected, ok := k.Selected().Target.Addr().Interface().(runner)
	if !ok {
		panic(fmt.Sprintf("command %s cannot run", k.Command()))
	}
	return func(ctx context.Context) error { return selected.run(ctx, std) }, exitOK
}

// defaults names the defaults of package vestibule for the flags' tags, so that
// --help and an embedding program agree.
func defaults() map[string]string {
	c := vestibule.DefaultConfig()
	return map[string]string{
		"data":           c.DataDir,
		"photo_mib":      strconv.FormatInt(c.MaxPhotoBytes>>20, 10),
		"uploads":        strconv.Itoa(c.MaxUploads),
		"lease":          c.LeaseFor.String(),
		"token":          c.TokenFor.String(),
		"device":         c.DeviceName,
		"long_side":      strconv.Itoa(c.Limits.MinLongSide),
		"short_side":     strconv.Itoa(c.Limits.MinShortSide),
		"max_side":       strconv.Itoa(c.Limits.MaxSide),
		"max_megapixels": strconv.FormatFloat(c.Limits.MaxMegapixels, 'f', -1, 64),
		"max_scans":      strconv.Itoa(c.Limits.MaxScans),
		"face_width":     strconv.Itoa(c.Limits.MinFaceWidth),
		"second_face":    strconv.FormatFloat(c.Limits.SecondFaceShare, 'f', -1, 64),
	}
}

// usage marks an error as the user's.
func usage(err error) error { return errors.Join(errUsage, err) }
