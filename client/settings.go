package client

import (
	"context"
	"net/http"
)

// FaceRecognition says how a face at the door is compared with those enrolled
// (section 14.1).
type FaceRecognition struct {
	Enable     bool   `json:"enable"`
	Similarity string `json:"similarity"` // "low", "normal" or "high"
	Mode       string `json:"mode"`       // one of AvailableModes: "software", "3D" or "antispoofing"
	Autostart  bool   `json:"autostart"`  // start when something moves

	AvailableModes []string `json:"available_modes,omitempty"` // read only
}

const faceRecognitionPath = apiPath + "/access/general/facerecognition"

// FaceRecognition returns the settings of face recognition. The error is
// ErrUnsupported if a panel has none.
func (c *Client) FaceRecognition(ctx context.Context) (FaceRecognition, error) {
	var found FaceRecognition
	err := c.send(ctx, call{method: http.MethodGet, path: faceRecognitionPath}, nil, &found)
	return found, err
}

// SetFaceRecognition sets all settings of face recognition but AvailableModes.
// Another mode takes effect on a panel when it has started anew. The errors are
// ErrInvalid and ErrUnsupported.
func (c *Client) SetFaceRecognition(ctx context.Context, f FaceRecognition) error {
	f.AvailableModes = nil
	return c.send(ctx, call{method: http.MethodPost, path: faceRecognitionPath}, f, nil)
}
