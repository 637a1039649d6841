package httpapi

import (
	"net/http/httptest"
	"testing"
)

func TestInfo(t *testing.T) {
	for _, target := range []string{"/api/info", "/api/v1/api/info"} {
		for _, authorization := range []string{"", "Bearer stale", basic(adminName, "wrong")} {
			t.Run(target+" with "+authorization, func(t *testing.T) {
				w := newWorld(t)
				w.config.Device = Device{Name: "Front door", Model: "Vestibule", Firmware: "1.4.0", Serial: "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77"}
				r := httptest.NewRequest("GET", target, nil)
				r.Header.Set("Authorization", authorization)
				rec := w.do(r)
				wantStatus(t, rec, 200)
				wantJSONHeaders(t, rec)
				wantJSON(t, rec, `{
					"firmware_version": "1.4.0", "framework_version": "0.0.0", "frontend_version": "0.0.0",
					"api_version": "2.12.0", "device_type": "panel", "device_name": "Front door",
					"device_model": "Vestibule", "device_serial_number": "0b7c2a54-51d2-4b55-9d0b-0f6f5e1c9a77",
					"hybrid_enable": false, "hybrid_version": null, "mcu_version": "0.0.0", "commit": "0000000"}`)
			})
		}
	}
}
