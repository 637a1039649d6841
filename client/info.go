package client

import (
	"context"
	"net/http"
)

// Info is what a server says of itself (section 4).
type Info struct {
	FirmwareVersion    string `json:"firmware_version"`
	FrameworkVersion   string `json:"framework_version"`
	FrontendVersion    string `json:"frontend_version"`
	APIVersion         string `json:"api_version"` // "2.12.0"; with another major number, panels want another client
	DeviceType         string `json:"device_type"` // "panel"
	DeviceName         string `json:"device_name"`
	DeviceModel        string `json:"device_model"`
	DeviceSerialNumber string `json:"device_serial_number"`
	HybridEnable       bool   `json:"hybrid_enable"`
	HybridVersion      string `json:"hybrid_version"`
	MCUVersion         string `json:"mcu_version"`
	Commit             string `json:"commit"`
}

// Info returns what the server says of itself. It needs no login.
func (c *Client) Info(ctx context.Context) (Info, error) {
	r := call{method: http.MethodGet, path: "/api/info"}
	a, err := c.exchange(ctx, r, "")
	if err != nil {
		return Info{}, err
	}
	if err := r.failure(a); err != nil {
		return Info{}, err
	}
	var info Info
	err = r.decode(a, &info)
	return info, err
}
