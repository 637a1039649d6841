package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
)

// cli is the command line. Each setting is a flag, a variable named
// VESTIBULE_ and the flag's name, and a line in the configuration file.
type cli struct {
	Config string `help:"Configuration file (TOML): a line \"flag-name = value\" for each setting. Flags and variables go before it." placeholder:"FILE" type:"path"`

	Serve   serveCommand   `cmd:"" help:"Serve the identifier API over HTTP."`
	Check   checkCommand   `cmd:"" help:"Say of photos whether they would be enrolled, and what was measured. Stores nothing."`
	Enroll  enrollCommand  `cmd:"" help:"Enrol photos without a server. Prints a line for each: uid, file and any warnings; or \"-\", file and what is wrong."`
	Audit   auditCommand   `cmd:"" help:"Measure again what is enrolled, and list what does not hold against the profile, worst first."`
	Account accountCommand `cmd:"" help:"Manage accounts."`
	Token   tokenCommand   `cmd:"" help:"See and end the sessions that clients have logged in to."`

	AuditLog auditLogCommand `cmd:"" help:"See who did what to whom, and whether anybody has changed that since."`
	Person   personCommand   `cmd:"" help:"Answer somebody who asks what is kept of them, or wants it gone."`

	Identifiers identifiersCommand `cmd:"" help:"See and delete what a running server has."`
	Logs        logsCommand        `cmd:"" help:"Read the log of a running server."`
	Contract    contractCommand    `cmd:"" help:"Try whether a server, a panel or another, speaks the API as real clients need it."`

	Backup  backupCommand  `cmd:"" help:"Copy what is kept to a file, also while a server runs."`
	Restore restoreCommand `cmd:"" help:"Make a data directory from a backup."`
	Verify  verifyCommand  `cmd:"" help:"Read all that is kept, or a backup of it: every row must be valid and every photo must decode."`
	Key     keyCommand     `cmd:"" help:"Manage the master key."`

	Doctor   doctorCommand   `cmd:"" help:"Say what this machine has and what is missing."`
	Licences licencesCommand `cmd:"" aliases:"licenses" help:"Print the licences of what this program contains, as whoever passes it on has to."`
	Version  versionCommand  `cmd:"" help:"Print the version."`
}

const description = `Vestibule enrols faces for access control.

Every setting has a flag, a variable VESTIBULE_… and a line in the configuration
file, in that order of precedence. What is secret comes from variables alone:
VESTIBULE_ADMIN_PASSWORD is the first administrator's password and
VESTIBULE_PANEL_KEY the key that panels ask with (serve), VESTIBULE_PASSWORD is
the password of an account (account, identifiers, logs), VESTIBULE_KEY the master
key if it is in no file. Each may also be in a file that a variable of the same
name with _FILE at its end names: others see the variables of a process, and not
its files.`

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
	for _, p := range []*photoSettings{&c.Serve.photoSettings, &c.Check.photoSettings, &c.Enroll.photoSettings, &c.Audit.photoSettings} {
		p.Rules = ruleFlags()
	}
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
		kong.ExplicitGroups([]kong.Group{ruleGroup}),
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

// defaults names the defaults of package vestibule, and the words that are to
// choose from, for the flags' tags, so that --help and an embedding program
// agree.
func defaults() map[string]string {
	c := vestibule.DefaultConfig()
	return map[string]string{
		"data":        c.DataDir,
		"photo_mib":   strconv.FormatInt(c.MaxPhotoBytes>>20, 10),
		"uploads":     strconv.Itoa(c.MaxUploads),
		"connections": strconv.Itoa(c.MaxConnections),
		"lease":       c.LeaseFor.String(),
		"photo_time":  c.PhotoTime.String(),
		"token":       c.TokenFor.String(),
		"device":      c.DeviceName,
		"events":      strconv.Itoa(c.EventsKept),
		"profile":     c.Profile.Name(),
		"profiles":    listed(rules.Profiles(), rules.Profile.Name),
		"locale":      string(texts.English),
		"locales":     listed(texts.Languages(), func(l texts.Language) string { return string(l) }),
	}
}

// listed returns the names of things as kong wants what is to choose from.
func listed[T any](things []T, name func(T) string) string {
	var names []string
	for _, thing := range things {
		names = append(names, name(thing))
	}
	return strings.Join(names, ",")
}

// usage marks an error as the user's.
func usage(err error) error { return errors.Join(errUsage, err) }
