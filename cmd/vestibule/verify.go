package main

import (
	"context"
	"fmt"
	"os"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/adapters/dlib"
	"github.com/vestibule-id/vestibule/app"
)

type verifyCommand struct {
	dataSettings `embed:""`

	Keys string `help:"The copy of the keys that goes with the backup. Without it, vestibule-keys.backup beside it." placeholder:"FILE" type:"path"`
	File string `arg:"" optional:"" help:"A backup, which is restored to a temporary directory and verified there. Without it, the data directory." type:"path"`
}

func (c *verifyCommand) run(ctx context.Context, std streams) error {
	config, err := configured(c.dataSettings)
	if err != nil {
		return err
	}
	config.Log, config.Landmarks = discardLog, dlib.NoLandmarks
	if c.File == "" {
		return verify(ctx, std, config)
	}
	scratch, err := os.MkdirTemp("", "vestibule-verify-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	config = config.At(scratch)
	if _, err := restore(ctx, config, c.File, c.Keys); err != nil {
		return err
	}
	return verify(ctx, std, config)
}

// verify prints each fault that there is, and how much was looked at.
func verify(ctx context.Context, std streams, config vestibule.Config) error {
	if err := wantDatabase(config); err != nil {
		return err
	}
	verifier, cleanup, err := vestibule.OpenVerifier(ctx, config)
	if err != nil {
		return err
	}
	defer cleanup()
	faults := 0
	done, err := verifier.Verify(onConsole(ctx), func(f app.Fault) {
		faults++
		fmt.Fprintln(std.out, f)
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(std.out, "%d identifiers, %d faces and %d other rows verified: %d faults\n", done.Identifiers, done.Faces, done.Others, faults)
	if faults > 0 {
		return errReported
	}
	return nil
}
