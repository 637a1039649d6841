package main

import (
	"context"

	"github.com/vestibule-id/vestibule/contract"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

type contractCommand struct {
	fileSettings      `embed:""`
	tlsClientSettings `embed:""`

	URL        string `arg:"" help:"The server's root: http://192.0.2.7"`
	User       string `help:"An administrator's account; the password comes from VESTIBULE_PASSWORD or a prompt." default:"admin"`
	Portrait   string `help:"JPEG that the server accepts as a face; without it, a drawn one." placeholder:"FILE" type:"path"`
	Disposable bool   `help:"Nothing on the server is worth keeping: try also what could delete it."`
}

func (c *contractCommand) run(ctx context.Context, std streams) error {
	over, err := c.client(c.URL)
	if err != nil {
		return err
	}
	password, err := givenPassword(std)
	if err != nil {
		return err
	}
	face := portrait.JPEG(portrait.Draw(portrait.Options{}), 90)
	if c.Portrait != "" {
		if face, err = readPhoto(c.Portrait, c.MaxPhotoMiB<<20); err != nil {
			return err
		}
	}
	report := contract.Run(ctx, contract.Target{URL: c.URL, User: c.User, Password: password, Portrait: face, Disposable: c.Disposable, HTTP: over})
	if err := report.WriteTable(std.out); err != nil {
		return err
	}
	if report.Failed() > 0 {
		return errReported
	}
	return nil
}
