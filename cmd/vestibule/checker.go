package main

import (
	"context"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/domain/texts"
)

// checked is what came of one photo.
type checked struct {
	path    string
	size    int // bytes
	report  rules.Report
	err     error // the file cannot be read, or is no JPEG: then there is no report
	undrawn error // why there is no picture of it although one was wanted
}

func (c checked) acceptable() bool { return c.err == nil && c.report.Acceptable() }

// refusals returns why the photo is not acceptable; none if it cannot be read.
func (c checked) refusals() []domain.Reason {
	if c.err != nil {
		return domain.ReasonsOf(c.err)
	}
	return c.report.Refusals()
}

// checker checks photos.
type checker struct {
	*app.Assessor
	limit int64          // bytes of the largest photo
	lang  texts.Language // of pictures
}

// check checks one photo, and draws a picture unless that has no name.
func (k checker) check(ctx context.Context, path, picture string) checked {
	c := checked{path: path}
	jpeg, err := readPhoto(path, k.limit)
	if err != nil {
		c.err = err
		return c
	}
	c.size = len(jpeg)
	c.report, c.err = k.Check(ctx, jpeg, k.Profile)
	if picture != "" && c.err == nil {
		c.undrawn = drawPicture(picture, jpeg, c.report, k.lang)
	}
	return c
}
