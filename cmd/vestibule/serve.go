package main

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"time"
	_ "time/tzdata" // time zones for a machine that has none installed

	"github.com/vestibule-id/vestibule"
)

type serveCommand struct {
	dataSettings  `embed:""`
	modelSettings `embed:""`
	photoSettings `embed:""`
	fileSettings  `embed:""`
	leaseSettings `embed:""`
	logSettings   `embed:""`

	tlsServerSettings `embed:""`

	Listen         string        `help:"Address to listen on; port 0 takes a free one." default:"127.0.0.1:8080"`
	MaxConnections int           `help:"Connections at once; for the next, the one that has waited longest for a request is closed." default:"${connections}"`
	MaxUploads     int           `help:"Uploads read or processed at once; the next is told to come back." default:"${uploads}"`
	TokenFor       time.Duration `help:"How long a login lasts." default:"${token}"`
	EventsKept     int           `help:"Events that the log keeps; the oldest go." default:"${events}"`
	Retain         days          `help:"Days after the end of its validity when an identifier is deleted, with its face; 0 or \"forever\" keeps it until somebody deletes it." default:"forever"`
	TimeZone       string        `help:"Time zone of the doors, for time profiles: \"Europe/Berlin\". Without it, this machine's." placeholder:"ZONE"`
	DeviceName     string        `help:"Name in the device summary." default:"${device}"`
}

// configure implements settings, for the flags that only serve has.
func (c *serveCommand) configure(config *vestibule.Config) error {
	config.MaxUploads = c.MaxUploads
	config.MaxConnections = c.MaxConnections
	config.TokenFor = c.TokenFor
	config.EventsKept = c.EventsKept
	config.RetainDays = int(c.Retain)
	config.DeviceName = c.DeviceName
	var err error
	if config.PanelKey, _, err = secret("VESTIBULE_PANEL_KEY"); err != nil || c.TimeZone == "" {
		return err
	}
	config.TimeZone, err = time.LoadLocation(c.TimeZone)
	return err
}

// ownDescriptors are for the database, model files and the like, whatever
// strangers do.
const ownDescriptors = 64

func (c *serveCommand) run(ctx context.Context, std streams) error {
	config, err := configured(c.dataSettings, c.modelSettings, c.photoSettings, c.fileSettings, c.leaseSettings, c.tlsServerSettings, c)
	if err != nil {
		return err
	}
	adminPassword, _, err := secret("VESTIBULE_ADMIN_PASSWORD")
	if err != nil {
		return err
	}
	config.Log = c.logger(std.err)
	if config.KeyIsBesideData() {
		config.Log.Warn("the master key lies in the data directory, so whoever copies that can read the photos in it: --key-file FILE puts it elsewhere", "data", c.Data)
	}
	// Listening comes first, so that a port in use is found before a random
	// password was made and shown.
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return err
	}
	defer ln.Close()
	if most := max(1, descriptors()-ownDescriptors); config.MaxConnections > most {
		config.Log.Warn("this system lets the process have fewer connections than --max-connections says", "connections", most)
		config.MaxConnections = most
	}
	config.TLSNames = serverNames(c.Listen, ln.Addr())
	service, cleanup, err := vestibule.New(ctx, config)
	if err != nil {
		return err
	}
	defer cleanup()
	made, err := service.Accounts.EnsureAdministrator(ctx, adminPassword)
	if err != nil {
		return err
	}
	if made != "" {
		fmt.Fprintf(std.out, "The first administrator is \"admin\" with the password %s\nIt is shown this once and kept nowhere.\n", made)
	}
	if service.Certificate == nil && overhearable(ln.Addr()) {
		config.Log.Warn(overheardWarning, "listen", ln.Addr().String())
	}
	fmt.Fprint(std.out, greeting(service, ln.Addr()))
	return service.Serve(ctx, ln)
}

// days is a number of days; 0 is for ever.
type days int

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *days) UnmarshalText(text []byte) error {
	if string(text) == "forever" {
		*d = 0
		return nil
	}
	n, err := strconv.Atoi(string(text))
	if err != nil {
		return fmt.Errorf("%.64q is neither a number of days nor \"forever\"", text)
	}
	*d = days(n)
	return nil
}
