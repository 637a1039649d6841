package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/identifier"
)

type enrollCommand struct {
	dataSettings  `embed:""`
	modelSettings `embed:""`
	photoSettings `embed:""`
	fileSettings  `embed:""`
	leaseSettings `embed:""`
	wordSettings  `embed:""`
	logSettings   `embed:""`

	Name   string   `help:"The owner's name. Without it, each photo's file name without its ending." placeholder:"NAME"`
	Photos []string `arg:"" name:"photo" help:"JPEG files, each enrolled as a face identifier of its own." type:"path"`
}

func (c *enrollCommand) run(ctx context.Context, std streams) error {
	config, err := configured(c.dataSettings, c.modelSettings, c.photoSettings, c.fileSettings, c.leaseSettings)
	if err != nil {
		return err
	}
	config.Log = c.logger(std.err)
	service, cleanup, err := vestibule.New(ctx, config)
	if err != nil {
		return err
	}
	defer cleanup()
	ctx = onConsole(ctx)
	refused := false
	for _, path := range c.Photos {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		uid, warnings, err := c.enrol(ctx, service, path, config.MaxPhotoBytes)
		refused = refused || err != nil
		fmt.Fprintln(std.out, c.line(uid, path, warnings, err))
	}
	if refused {
		return errReported
	}
	return nil
}

// line is what is printed of one photo.
func (c *enrollCommand) line(uid identifier.UID, path string, warnings []domain.Reason, err error) string {
	switch {
	case err != nil:
		return fmt.Sprintf("-\t%s\t%s", path, explain(err, c.Locale))
	case len(warnings) > 0:
		return fmt.Sprintf("%d\t%s\t%s", uid, path, inWords(warnings, c.Locale))
	}
	return fmt.Sprintf("%d\t%s", uid, path)
}

// enrol enrols one photo as a new identifier and leaves none behind if the
// photo is refused.
func (c *enrollCommand) enrol(ctx context.Context, s *vestibule.Service, path string, limit int64) (identifier.UID, []domain.Reason, error) {
	jpeg, err := readPhoto(path, limit)
	if err != nil {
		return 0, nil, err
	}
	name := c.Name
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	}
	uid, err := s.Identifiers.Create(ctx, identifier.Spec{
		Owner:    identifier.Owner{Name: name, Type: identifier.Resident},
		Type:     identifier.FaceID,
		Lock:     identifier.FirstLock,
		Validity: identifier.Permanent(),
	})
	if err != nil {
		return 0, nil, err
	}
	enrolled, err := s.Enroller.Enrol(ctx, uid, jpeg, false)
	if err != nil {
		return 0, nil, errors.Join(err, withdraw(ctx, s, uid))
	}
	return uid, enrolled.Measures.Warnings(), nil
}

// withdrawFor bounds how long undoing may take once the user gave up.
const withdrawFor = 5 * time.Second

// withdraw removes an identifier that got no face, also if the user pressed
// Ctrl-C meanwhile.
func withdraw(ctx context.Context, s *vestibule.Service, uid identifier.UID) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), withdrawFor)
	defer cancel()
	return s.Identifiers.Delete(ctx, uid)
}
