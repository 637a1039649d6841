package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// maxAnswer bounds what is read of an answer: no portrait is larger.
const maxAnswer = 64 << 20

// client speaks to the server as a panel's client would.
type client struct {
	base, token string
}

// enrol logs in, creates an identifier, checks the photo and loads it. It
// returns what the check found.
func enrol(ctx context.Context, c client, jpeg []byte) (uid int64, found checkAnswer, err error) {
	say("What is this? No login is needed to ask.")
	if err := c.call(ctx, "GET", "/api/info", "", nil, nil); err != nil {
		return 0, found, err
	}
	if c, err = c.login(ctx); err != nil {
		return 0, found, err
	}
	say("A temporary identifier: a face_id that has no face yet.")
	body := `{"identifier_owner": {"name": "Maria Lindqvist", "type": "owner"}, "identifier_type": "face_id", "lock": "first"}`
	var created struct{ UID int64 }
	if err := c.call(ctx, "POST", "/api/v1/access/identifier", "application/json", strings.NewReader(body), &created); err != nil {
		return 0, found, err
	}
	item := fmt.Sprintf("/api/v1/access/identifier/item/%d", created.UID)
	upload := fmt.Sprintf("/api/v1/access/identifier/item/face/file/%d", created.UID)

	say("First a photo that cannot work: two people. The answer says why.")
	two := portrait.JPEG(portrait.Draw(portrait.Options{Width: 960, Height: 600, Faces: 2}), 90)
	if err := c.upload(ctx, upload, two, nil); err == nil {
		return 0, found, fmt.Errorf("two people were enrolled as one")
	}
	say("The portrait: would it do? A check says so with everything measured, and stores nothing.")
	if err := c.upload(ctx, "/api/v1/access/identifier/face/check", jpeg, &found); err != nil {
		return 0, found, err
	}
	say("Now it is enrolled.")
	if err := c.upload(ctx, upload, jpeg, nil); err != nil {
		return 0, found, err
	}
	say("The identifier as it is stored.")
	err = c.call(ctx, "GET", item, "", nil, nil)
	return created.UID, found, err
}

// fetch logs in and returns the stored portrait of an identifier.
func fetch(ctx context.Context, c client, uid int64) (jpeg []byte, err error) {
	if c, err = c.login(ctx); err != nil {
		return nil, err
	}
	err = c.call(ctx, "GET", fmt.Sprintf("/api/v1/access/identifier/item/face/file/%d", uid), "", nil, &jpeg)
	return jpeg, err
}

// login returns a client that is logged in.
func (c client) login(ctx context.Context) (client, error) {
	say("Log in, with the MD5 of the password as panels want it.")
	query := url.Values{"username": {"admin"}, "password": {string(account.DigestOf(password))}}
	var session struct{ Token string }
	err := c.call(ctx, "GET", "/api/v1/login?"+query.Encode(), "", nil, &session)
	c.token = session.Token
	return c, err
}

func (c client) upload(ctx context.Context, path string, jpeg []byte, answer any) error {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "portrait.jpg")
	if err == nil {
		_, err = part.Write(jpeg)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		return err
	}
	return c.call(ctx, "POST", path, form.FormDataContentType(), &body, answer)
}

// call makes a request, prints it with its answer, and decodes the answer: as
// JSON, or into a []byte as it is.
func (c client) call(ctx context.Context, method, path, contentType string, body io.Reader, answer any) error {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return err
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return err
	}
	fmt.Printf("> %s %s\n< %s %s\n", method, path, resp.Status, readable(resp, raw))
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s %s: %s", method, path, resp.Status)
	}
	return decode(raw, answer)
}

func decode(raw []byte, answer any) error {
	switch into := answer.(type) {
	case nil:
		return nil
	case *[]byte:
		*into = raw
		return nil
	default:
		return json.Unmarshal(raw, answer)
	}
}

// What is shown in one line: lists and objects that hold no others, then lists
// of those lists.
var (
	inner  = regexp.MustCompile(`\{[^{}\[\]]*\}|\[[^{}\[\]]*\]`)
	points = regexp.MustCompile(`\[(\s*\[[^{}\[\]]*\],?)+\s*\]`)
)

// readable is an answer's body as it is shown.
func readable(resp *http.Response, raw []byte) string {
	var indented bytes.Buffer
	if json.Indent(&indented, raw, "  ", "  ") != nil {
		return fmt.Sprintf("(%s, %d bytes)", resp.Header.Get("Content-Type"), len(raw))
	}
	oneLine := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return points.ReplaceAllStringFunc(inner.ReplaceAllStringFunc(indented.String(), oneLine), oneLine)
}
