package httpapi

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/internal/reportjson"
	"github.com/vestibule-id/vestibule/ports"
)

// uploadFace loads a photo for a temporary identifier (section 7). Everything
// that can be refused without reading the body is refused first: who is
// calling (by the route), a uid that cannot be one, and one upload too many.
func (a *API) uploadFace(w http.ResponseWriter, r *http.Request) error {
	outcome := UploadFailed // if it panics
	defer func() { a.countUpload(string(outcome)) }()
	err := a.enrolUpload(w, r)
	outcome = outcomeOf(r, err)
	return err
}

func (a *API) enrolUpload(w http.ResponseWriter, r *http.Request) error {
	uid, err := uidOf(r, domain.KindNotTemporary)
	if err != nil {
		return err
	}
	return a.withPhoto(w, r, func(jpeg []byte) error {
		enrolled, err := a.enroller.Enrol(r.Context(), uid, jpeg, wantsReplace(r))
		if err != nil {
			return err
		}
		return reply(w, newEnrolmentBody(enrolled, inWords(w, r, enrolled.Measures.Warnings())))
	})
}

// withPhoto reads the photo of an upload and lends it to use, within one of the
// slots: once use returns, its bytes are those of another photo. The errors are
// those of slots, readPhoto and use.
func (a *API) withPhoto(w http.ResponseWriter, r *http.Request, use func(jpeg []byte) error) error {
	if err := a.uploads.room(time.Now()); err != nil {
		return err
	}
	body := r.Body
	received := a.meter.Begin(ports.StageReceive)
	leave, err := a.enter(r, a.config.MaxPhotoBytes+overheadBytes)
	if err != nil {
		received()
		return err
	}
	defer leave()

	lent := a.buffers.lend()
	jpeg, err := readPhoto(w, r, lent, a.config.MaxPhotoBytes)
	err = gaveWay(body, err)
	received()
	if err == nil {
		err = use(jpeg)
	}
	// Not deferred: after a panic nobody knows who still has the photo.
	if !errors.Is(err, ports.ErrStillReading) {
		a.buffers.giveBack(lent)
	}
	return err
}

// Slots returns how many of the slots for uploads are taken, and how many there
// are.
func (a *API) Slots() (taken, all int) { return a.uploads.count(), a.uploads.all }

// wantsReplace reports whether the photo may take the place of an earlier one:
// "?replace=true", our addition. Without a clear yes, it may not.
func wantsReplace(r *http.Request) bool {
	yes, err := strconv.ParseBool(r.URL.Query().Get("replace"))
	return err == nil && yes
}

// enrolmentBody answers an upload. Panels document no body (section 7.3) and
// clients look at the status alone.
type enrolmentBody struct {
	Profile  string              `json:"profile"` // what the photo was held against
	Face     reportjson.Face     `json:"face"`
	Warnings []reportjson.Reason `json:"warnings,omitempty"` // what is not good and yet accepted, worst first
}

func newEnrolmentBody(e enrolment.Enrolment, warnings []reportjson.Reason) enrolmentBody {
	return enrolmentBody{Profile: e.Profile, Face: reportjson.NewFace(e.Face), Warnings: warnings}
}
