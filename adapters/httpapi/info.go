package httpapi

import "net/http"

// apiVersion is the edition of the Android reference we speak. Clients switch
// on its major number: 2 is the Android dialect (section 4).
const apiVersion = "2.12.0"

// noVersion stands for the version of a part that a panel has and we have not.
const noVersion = "0.0.0"

// infoBody is the device summary (section 4). All fields are there, for typed
// clients demand them.
type infoBody struct {
	FirmwareVersion    string  `json:"firmware_version"`
	FrameworkVersion   string  `json:"framework_version"`
	FrontendVersion    string  `json:"frontend_version"`
	APIVersion         string  `json:"api_version"`
	DeviceType         string  `json:"device_type"`
	DeviceName         string  `json:"device_name"`
	DeviceModel        string  `json:"device_model"`
	DeviceSerialNumber string  `json:"device_serial_number"`
	HybridEnable       bool    `json:"hybrid_enable"`
	HybridVersion      *string `json:"hybrid_version"`
	MCUVersion         string  `json:"mcu_version"`
	Commit             string  `json:"commit"`
}

func (a *API) info(w http.ResponseWriter, _ *http.Request) error {
	d := a.config.Device
	return reply(w, infoBody{
		FirmwareVersion:    d.Firmware,
		FrameworkVersion:   noVersion,
		FrontendVersion:    noVersion,
		APIVersion:         apiVersion,
		DeviceType:         "panel",
		DeviceName:         d.Name,
		DeviceModel:        d.Model,
		DeviceSerialNumber: d.Serial,
		MCUVersion:         noVersion,
		Commit:             "0000000",
	})
}
