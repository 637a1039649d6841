package httpapi

import "testing"

const (
	recognitionTarget = v1 + "/access/general/facerecognition"
	remoteTarget      = v1 + "/access/general/remote/control/settings"
	masterTarget      = v1 + "/access/general/unlock/input/code"
	clearTarget       = v1 + "/system/data/clear"
)

func TestFaceRecognitionSettings(t *testing.T) {
	w := newRealWorld(t)
	wantJSON(t, w.ask("GET", recognitionTarget, nil), `{"enable":true,"similarity":"normal","mode":"software","autostart":false,"available_modes":["software"]}`)
	wantJSON(t, w.ask("POST", recognitionTarget, body(`{"enable":false,"similarity":"high","mode":"software","autostart":true}`)), `{}`)
	wantJSON(t, w.ask("GET", recognitionTarget, nil), `{"enable":false,"similarity":"high","mode":"software","autostart":true,"available_modes":["software"]}`)
	for _, tt := range []struct{ body, text string }{
		{`{"enable":true,"similarity":"total","mode":"software"}`, "Wrong similarity param"},
		{`{"enable":true,"similarity":"low","mode":"3D"}`, "Wrong mode param"},
		{`{"enable":true,"mode":"software"}`, "Wrong JSON body: no value for `similarity`"},
		{`{"enable":"yes","similarity":"low","mode":"software"}`, "Wrong JSON body: value `enable` was of the wrong type"},
		{`{"similarity":"low","mode":"software"}`, "Wrong JSON body: no value for `enable`"},
	} {
		w.refused("POST", recognitionTarget, tt.body, tt.text)
	}
	w.has(recognitionTarget, "similarity", `"high"`)
}

func TestRemoteControlSettings(t *testing.T) {
	w := newRealWorld(t)
	for _, flag := range []string{"enable", "enabled"} {
		w.ok("POST", remoteTarget, `{"`+flag+`":true,"custom_server_enabled":true,"custom_server_api_url":"door.example/q"}`)
		wantJSON(t, w.ask("GET", remoteTarget, nil), `{"enable":true,"enabled":true,"custom_server_enabled":true,"custom_server_api_url":"door.example/q"}`)
		w.ok("POST", remoteTarget, `{"`+flag+`":false}`)
		wantJSON(t, w.ask("GET", remoteTarget, nil), `{"enable":false,"enabled":false,"custom_server_enabled":true,"custom_server_api_url":"door.example/q"}`)
		w.ok("POST", remoteTarget, `{"`+flag+`":false,"custom_server_enabled":false,"custom_server_api_url":""}`)
		wantJSON(t, w.ask("GET", remoteTarget, nil), `{"enable":false,"enabled":false,"custom_server_enabled":false,"custom_server_api_url":""}`)
	}
	w.refused("POST", remoteTarget, `{}`, "Wrong JSON body: no value for `enabled`")
	w.refused("POST", remoteTarget, `{"enable":7}`, "Wrong JSON body: value `enable` was of the wrong type")
}

func TestMasterCode(t *testing.T) {
	w := newRealWorld(t)
	code := func(number string) string { return identifierBody("inputCode", number, "") }
	w.create(createTarget, code("1111"))
	w.refused("POST", masterTarget, `{"input_code_enable":true,"input_code_number":"1111"}`, "Identifier with that type and number already exist")
	w.refused("POST", masterTarget, `{"input_code_enable":true,"input_code_number":"abc"}`, "Wrong JSON body")
	w.refused("POST", masterTarget, `{"input_code_enable":true}`, "Wrong JSON body: no value for `input_code_number`")
	w.ok("POST", masterTarget, `{"input_code_enable":true,"input_code_number":"4711"}`)
	wantJSON(t, w.ask("GET", masterTarget, nil), `{"input_code_enable":true,"input_code_number":"4711"}`)

	const text = "Cannot create identifier with the same input code number as master code"
	w.refused("POST", createTarget, code("4711"), text)
	w.refused("PATCH", item(1), `{"identifier_number":"4711"}`, text)
	w.ok("POST", createTarget, identifierBody("card", "4711", ""))
	w.ok("POST", masterTarget, `{"input_code_enable":false,"input_code_number":"4711"}`)
	w.ok("POST", createTarget, code("4711"))
}

func TestClearsTheLog(t *testing.T) {
	w := newRealWorld(t)
	for _, tt := range []struct{ name, body, left string }{
		{"in the newer dialect", `{"clear_fields":["logs"]}`, `1`},
		{"in the older dialect", `{"data_types":["settings","logs"]}`, `1`},
		{"nothing that is ours", `{"clear_fields":["settings"]}`, `2`},
		{"nothing", `{"clear_fields":[]}`, `3`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w.create(createTarget, identifierBody("face_id", "", ""))
			w.ok("POST", clearTarget, tt.body)
			w.has(v1+"/log/items", "list_option.pagination.total_items", tt.left)
		})
	}
	w.refused("POST", clearTarget, `{}`, "Wrong JSON body: no value for `clear_fields`")
	w.refused("POST", clearTarget, `{"clear_fields":"logs"}`, "Wrong JSON body: value `clear_fields` was of the wrong type")
}

func TestDeviceTime(t *testing.T) {
	w := newRealWorld(t)
	w.config.Zone = berlin(t)
	wantJSON(t, w.ask("GET", v1+"/device/time", nil), `{"time_unix":1795512600,"timezone":"UTC+01:00"}`)
}
