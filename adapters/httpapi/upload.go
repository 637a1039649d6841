package httpapi

import (
	"errors"
	"net/http"
	"strconv"

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
// those of takeSlot, readPhoto and use.
func (a *API) withPhoto(w http.ResponseWriter, r *http.Request, use func(jpeg []byte) error) error {
	release, err := a.takeSlot()
	if err != nil {
		return err
	}
	defer release()

	lent := a.buffers.lend()
	jpeg, err := a.receive(w, r, lent)
	if err == nil {
		err = use(jpeg)
	}
	// Not deferred: after a panic nobody knows who still has the photo.
	if !errors.Is(err, ports.ErrStillReading) {
		a.buffers.giveBack(lent)
	}
	return err
}

// receive is readPhoto, measured.
func (a *API) receive(w http.ResponseWriter, r *http.Request, into *buffer) ([]byte, error) {
	defer a.meter.Begin(ports.StageReceive)()
	return readPhoto(w, r, into, a.config.MaxPhotoBytes)
}

// takeSlot takes one of MaxUploads slots and returns what gives it back. The
// error is KindBusy if none is free: queueing here would keep photos in memory
// for clients that give up meanwhile.
func (a *API) takeSlot() (release func(), err error) {
	select {
	case a.uploads <- struct{}{}:
		return func() { <-a.uploads }, nil
	default:
		return nil, domain.E(domain.KindBusy, "%d uploads are being read or processed", cap(a.uploads))
	}
}

// Slots returns how many of the slots for uploads are taken, and how many there
// are.
func (a *API) Slots() (taken, all int) { return len(a.uploads), cap(a.uploads) }

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
