package vestibule_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/internal/portrait"
)

// The whole service inside another program: dlib's detector, SQLite, and the
// panel's API under that program's own HTTP server.
func ExampleNew() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "vestibule-example-")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)

	config := vestibule.DefaultConfig()
	config.DataDir = dir
	config.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	service, cleanup, err := vestibule.New(ctx, config)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer cleanup()
	if _, err := service.Accounts.EnsureAdministrator(ctx, "correct horse"); err != nil {
		fmt.Println(err)
		return
	}

	// From Go …
	uid, err := service.Identifiers.Create(ctx, identifier.Spec{
		Owner:    identifier.Owner{Name: "Maria Lindqvist", Type: identifier.Resident},
		Type:     identifier.FaceID,
		Lock:     identifier.FirstLock,
		Validity: identifier.Permanent(),
	})
	fmt.Println("identifier", uid, err)

	// … and as a panel's client.
	server := httptest.NewServer(service.Handler)
	defer server.Close()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, _ := form.CreateFormFile("file", "maria.jpg")
	_, _ = part.Write(portrait.JPEG(portrait.Draw(portrait.Options{}), 90))
	_ = form.Close()
	req, _ := http.NewRequest("POST", fmt.Sprintf("%s/api/v1/access/identifier/item/face/file/%d", server.URL, uid), &body)
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.SetBasicAuth("admin", "correct horse")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	fmt.Println("upload", resp.StatusCode)
	// Output:
	// identifier 1 <nil>
	// upload 200
}
