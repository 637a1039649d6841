package client_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/vestibule-id/vestibule/client"
)

// A person with a face: the identifier first, then the photo. The server says
// why it refuses one.
func Example() {
	server := httptest.NewServer(http.HandlerFunc(refusing))
	defer server.Close()
	ctx := context.Background()

	c, err := client.New(server.URL, "admin", "123456", client.WithLocale("en"))
	if err != nil {
		fmt.Println(err)
		return
	}
	uid, err := c.CreateIdentifier(ctx, client.IdentifierSpec{
		Owner: client.Owner{Name: "Maria Lindqvist", Type: client.Resident},
		Type:  client.FaceID,
		Lock:  client.FirstLock,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	photo, err := os.Open("example_test.go") // a JPEG of yours
	if err != nil {
		fmt.Println(err)
		return
	}
	defer photo.Close()

	_, err = c.UploadFace(ctx, uid, client.PhotoOf(photo), client.UploadOptions{})
	var refused *client.Error
	switch {
	case errors.Is(err, client.ErrInProgress), errors.Is(err, client.ErrBusy):
		fmt.Println("try again later")
	case errors.As(err, &refused):
		fmt.Println(refused.Text)
		for _, reason := range refused.Reasons {
			fmt.Println(reason.Code+":", reason.Advice)
		}
	case err != nil:
		fmt.Println(err)
	}
	// Output:
	// Wrong file format
	// not_jpeg: Save the photo as JPEG.
}

// refusing stands for a Vestibule server that is given a file that is no photo.
func refusing(w http.ResponseWriter, r *http.Request) {
	switch r.Method + " " + r.URL.Path {
	case "GET /api/v1/login":
		fmt.Fprint(w, `{"token":"5f0c9d1b77e24a0c8d3b6e19a4f2c7d8b9e0a1c2","account_type":"admin"}`)
	case "POST /api/v1/access/identifier":
		fmt.Fprint(w, `{"uid":214}`)
	default:
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"error":"Wrong file format","reason":{"code":"not_jpeg","advice":"Save the photo as JPEG."}}`)
	}
}
