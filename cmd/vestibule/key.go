package main

import (
	"context"
	"fmt"

	"github.com/vestibule-id/vestibule"
)

type keyCommand struct {
	New    keyNewCommand    `cmd:"" help:"Print a new master key, for VESTIBULE_KEY or for what the key command prints."`
	Rotate keyRotateCommand `cmd:"" help:"Replace the master key in the key file, also while a server runs, and forget the former one. Backups need a new copy of the keys afterwards."`
}

type keyNewCommand struct{}

func (c *keyNewCommand) run(_ context.Context, std streams) error {
	key, err := vestibule.NewMasterKey()
	if err != nil {
		return err
	}
	_, err = std.out.Write(key)
	return err
}

type keyRotateCommand struct {
	dataSettings `embed:""`
	logSettings  `embed:""`
}

func (c *keyRotateCommand) run(ctx context.Context, std streams) error {
	config, err := configured(c.dataSettings)
	if err != nil {
		return err
	}
	config.Log = c.logger(std.err)
	if err := wantDatabase(config); err != nil {
		return err
	}
	rotation, cleanup, err := vestibule.OpenKeyRotation(ctx, config)
	if err != nil {
		return err
	}
	defer cleanup()
	count, master, err := rotation.Rotate(onConsole(ctx))
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "the master key is %s now, and wraps all %d data keys; the former one is of no use any more\n", master, count)
	fmt.Fprintln(std.out, "Copies of the keys that go with backups are wrapped by the former one: make a new one with \"vestibule backup\", and keep a copy of the new master key.")
	return nil
}
