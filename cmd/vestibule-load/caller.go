package main

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/vestibule-id/vestibule/client"
)

// upload is one way to load a photo for an identifier.
type upload func(ctx context.Context, c *client.Client, uid int64) error

// sending uploads a file as clients do.
func sending(file []byte) upload {
	return func(ctx context.Context, c *client.Client, uid int64) error {
		_, err := c.UploadFace(ctx, uid, client.PhotoOf(bytes.NewReader(file)), client.UploadOptions{})
		return err
	}
}

// create makes a temporary identifier.
func create(ctx context.Context, c *client.Client) (uid int64, err error) {
	return c.CreateIdentifier(ctx, client.IdentifierSpec{
		Owner: client.Owner{Name: "Load", Type: client.Resident},
		Type:  client.FaceID,
		Lock:  client.FirstLock,
	})
}

// caller is one of the clients that upload at once.
type caller struct {
	client    *client.Client
	impatient bool      // asks a busy server again at once
	until     time.Time // when it stops asking a busy server; zero is never
	tally     tally
}

// enrol creates an identifier and uploads a photo for it, again and again while
// the server is busy. It returns the identifier, 0 if there is none, and what
// the last attempt came to.
func (c *caller) enrol(ctx context.Context, send upload) (uid int64, err error) {
	uid, err = create(ctx, c.client)
	if err != nil {
		if ctx.Err() == nil {
			c.tally.fail("create", err)
		}
		return 0, err
	}
	for {
		began := time.Now()
		err = send(ctx, c.client, uid)
		if ctx.Err() != nil {
			return uid, ctx.Err() // says nothing about the server
		}
		c.tally.count(err, time.Since(began))
		if !errors.Is(err, client.ErrBusy) || !c.comesBack(ctx, err) {
			return uid, err
		}
	}
}

// comesBack waits as long as a busy server says, and reports whether there is
// time to ask again.
func (c *caller) comesBack(ctx context.Context, busy error) bool {
	var answer *client.Error
	var pause time.Duration
	if errors.As(busy, &answer) && !c.impatient {
		pause = answer.RetryAfter
	}
	if !c.until.IsZero() && !time.Now().Add(pause).Before(c.until) {
		return false
	}
	return wait(ctx, pause) == nil
}
