package httpapi

import (
	"net/http"
	"time"
)

// deviceTimeBody says what time it is here. The contract names the call and not
// its answer; the fields are those of the call that sets a panel's clock
// (section 17).
type deviceTimeBody struct {
	TimeUnix int64  `json:"time_unix"`
	Timezone string `json:"timezone"` // "UTC+03:00"
}

func (a *API) deviceTime(w http.ResponseWriter, _ *http.Request) error {
	zone := a.config.Zone
	if zone == nil {
		zone = time.Local
	}
	now := a.now().In(zone)
	return reply(w, deviceTimeBody{TimeUnix: now.Unix(), Timezone: "UTC" + now.Format("-07:00")})
}
