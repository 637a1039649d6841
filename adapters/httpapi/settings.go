package httpapi

import (
	"net/http"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/face"
	"github.com/vestibule-id/vestibule/domain/settings"
)

// faceRecognitionBody has the settings of section 14.1.
type faceRecognitionBody struct {
	Enable     bool            `json:"enable"`
	Similarity face.Similarity `json:"similarity"`
	Mode       settings.Mode   `json:"mode"`
	Autostart  bool            `json:"autostart"`
	Available  []settings.Mode `json:"available_modes"`
}

// getFaceRecognition returns how faces are compared (section 14.1).
func (a *API) getFaceRecognition(w http.ResponseWriter, r *http.Request) error {
	all, err := a.settings.Settings(r.Context())
	if err != nil {
		return err
	}
	f := all.FaceRecognition
	return reply(w, faceRecognitionBody{f.Enabled, f.Similarity, f.Mode, f.Autostart, settings.Modes()})
}

// setFaceRecognition says how faces are compared (section 14.1). Only some
// panels want autostart.
func (a *API) setFaceRecognition(w http.ResponseWriter, r *http.Request) error {
	body, err := readObject(w, r, maxBodyBytes)
	if err != nil {
		return err
	}
	all, err := a.settings.Settings(r.Context())
	if err != nil {
		return err
	}
	f := settings.FaceRecognition{
		Enabled:    body.requiredFlag("enable"),
		Similarity: face.Similarity(body.text("similarity")),
		Mode:       settings.Mode(body.text("mode")),
		Autostart:  body.flag("autostart", all.FaceRecognition.Autostart),
	}
	if err := body.fault(); err != nil {
		return err
	}
	if err := a.settings.SetFaceRecognition(r.Context(), f); err != nil {
		return err
	}
	return done(w)
}

// remoteControlBody has the settings of section 15, the flag under both its
// names.
type remoteControlBody struct {
	Enable        bool   `json:"enable"`
	Enabled       bool   `json:"enabled"`
	CustomServer  bool   `json:"custom_server_enabled"`
	CustomAddress string `json:"custom_server_api_url"`
}

// getRemoteControl returns where panels ask (section 15).
func (a *API) getRemoteControl(w http.ResponseWriter, r *http.Request) error {
	all, err := a.settings.Settings(r.Context())
	if err != nil {
		return err
	}
	c := all.RemoteControl
	return reply(w, remoteControlBody{c.Enabled, c.Enabled, c.CustomServer, c.CustomAddress})
}

// setRemoteControl says where panels ask (section 15).
func (a *API) setRemoteControl(w http.ResponseWriter, r *http.Request) error {
	body, err := readObject(w, r, maxBodyBytes)
	if err != nil {
		return err
	}
	name := "enabled"
	if !body.says(name) && body.says("enable") {
		name = "enable"
	}
	all, err := a.settings.Settings(r.Context())
	if err != nil {
		return err
	}
	c := all.RemoteControl // what the body does not say stays
	c.Enabled = body.requiredFlag(name)
	c.CustomServer = body.flag("custom_server_enabled", c.CustomServer)
	if address := body.optionalText("custom_server_api_url"); address != nil {
		c.CustomAddress = *address
	}
	if err := body.fault(); err != nil {
		return err
	}
	if err := a.settings.SetRemoteControl(r.Context(), c); err != nil {
		return err
	}
	return done(w)
}

// masterCodeBody has the master code (section 17).
type masterCodeBody struct {
	Enable bool   `json:"input_code_enable"`
	Number string `json:"input_code_number"`
}

// getMasterCode returns the code that opens without being anybody's.
func (a *API) getMasterCode(w http.ResponseWriter, r *http.Request) error {
	all, err := a.settings.Settings(r.Context())
	if err != nil {
		return err
	}
	return reply(w, masterCodeBody{all.MasterCode.Enabled, all.MasterCode.Number})
}

// setMasterCode sets it.
func (a *API) setMasterCode(w http.ResponseWriter, r *http.Request) error {
	body, err := readObject(w, r, maxBodyBytes)
	if err != nil {
		return err
	}
	m := settings.MasterCode{Enabled: body.requiredFlag("input_code_enable"), Number: body.textOr("input_code_number")}
	if m.Enabled && !body.says("input_code_number") {
		body.fail(domain.Missing("input_code_number"))
	}
	if err := body.fault(); err != nil {
		return err
	}
	if err := a.settings.SetMasterCode(r.Context(), m); err != nil {
		return err
	}
	return done(w)
}

// clearData clears the log if that is among what the body names, under either
// of its names (section 17). The rest is a panel's own.
func (a *API) clearData(w http.ResponseWriter, r *http.Request) error {
	body, err := readObject(w, r, maxBodyBytes)
	if err != nil {
		return err
	}
	fields, ok := body.optionalTexts("clear_fields")
	if !ok {
		if fields, ok = body.optionalTexts("data_types"); !ok {
			body.fail(domain.Missing("clear_fields"))
		}
	}
	if err := body.fault(); err != nil {
		return err
	}
	for _, field := range fields {
		if field == "logs" {
			if err := a.settings.ClearLog(r.Context()); err != nil {
				return err
			}
		}
	}
	return done(w)
}
