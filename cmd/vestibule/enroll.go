package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
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
	logSettings   `embed:""`

	Name   string   `help:"The owner's name. Without it, each photo's file name without its ending." placeholder:"NAME"`
	Photos []string `arg:"" name:"photo" help:"JPEG files, each enrolled as a face identifier of its own." type:"path"`
}

func (c *enrollCommand) run(ctx context.Context, std streams) error {
	config := config(c.dataSettings, c.modelSettings, c.photoSettings, c.logger(std.err))
	if err := config.Validate(); err != nil {
		return usage(err)
	}
	service, cleanup, err := vestibule.New(ctx, config)
	if err != nil {
		return err
	}
	defer cleanup()
	refused := false
	for _, path := range c.Photos {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		uid, err := c.enrol(ctx, service, path, config.MaxPhotoBytes)
		if err != nil {
			refused = true
			fmt.Fprintf(std.out, "-\t%s\t%s\n", path, explain(err))
			continue
		}
		fmt.Fprintf(std.out, "%d\t%s\n", uid, path)
	}
	if refused {
		return errReported
	}
	return nil
}

// enrol enrols one photo as a new identifier and leaves none behind if the
// photo is refused.
func (c *enrollCommand) enrol(ctx context.Context, s *vestibule.Service, path string, limit int64) (identifier.UID, error) {
	jpeg, err := readPhoto(path, limit)
	if err != nil {
		return 0, err
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
		return 0, err
	}
	if _, err := s.Enroller.Enrol(ctx, uid, jpeg, false); err != nil {
		return 0, errors.Join(err, withdraw(ctx, s, uid))
	}
	return uid, nil
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

// readPhoto reads a file of at most limit bytes.
func readPhoto(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	jpeg, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(jpeg)) > limit {
		err = fmt.Errorf("the file is larger than %d MiB", limit>>20)
	}
	return jpeg, err
}

// explain says in one line why a photo was not enrolled: every reason with its
// advice, or the failure.
func explain(err error) string {
	reasons := domain.ReasonsOf(err)
	if len(reasons) == 0 {
		return err.Error()
	}
	texts := make([]string, len(reasons))
	for i, r := range reasons {
		texts[i] = fmt.Sprintf("%s: %s %s", r.Code, r.Message, r.Advice)
	}
	return strings.Join(texts, " ")
}
