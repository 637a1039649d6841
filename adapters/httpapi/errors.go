package httpapi

import (
	"errors"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"strings"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/internal/reportjson"
)

// answer is how a failure of one kind is answered.
type answer struct {
	status int
	text   string // verbatim from the contract; `param` stands for the field's name
}

// answers has a line for every domain.Kind; a test walks them. The texts are
// those of sections 2.2, 3, 6, 7.4, 13 and 14.1 where these have one.
var answers = map[domain.Kind]answer{
	domain.KindInternal:        {http.StatusInternalServerError, "Internal error"},
	domain.KindUnauthenticated: {http.StatusUnauthorized, "Log In"},
	domain.KindForbidden:       {http.StatusForbidden, "Administrator rights required"},
	domain.KindBadLogin:        {http.StatusBadRequest, "Wrong login or password"},
	domain.KindMissingParam:    {http.StatusBadRequest, "Required parameters missed"},
	domain.KindInvalid:         {http.StatusBadRequest, "Wrong JSON body"},
	domain.KindMissingField:    {http.StatusBadRequest, "Wrong JSON body: no value for `param`"},
	domain.KindWrongType:       {http.StatusBadRequest, "Wrong JSON body: value `param` was of the wrong type"},
	domain.KindConflict:        {http.StatusBadRequest, "Identifier with that type and number already exist"},
	domain.KindNotFound:        {http.StatusBadRequest, "Wrong Identifier uid"},
	domain.KindNotTemporary:    {http.StatusBadRequest, "Wrong identifier-uid. Missed temporary identifier for adding faceId"},
	domain.KindUploadBroken:    {http.StatusBadRequest, "Loading file error"},
	domain.KindWrongFormat:     {http.StatusBadRequest, "Wrong file format"},
	domain.KindPhotoRefused:    {http.StatusBadRequest, "Wrong image file"},
	domain.KindNoFace:          {http.StatusBadRequest, "Face hasn't been detected on image"},
	domain.KindInProgress:      {http.StatusBadRequest, "Loading file in progress. Wait for result"},
	domain.KindBusy:            {http.StatusServiceUnavailable, "Loading file error"},
	domain.KindWrongParam:      {http.StatusBadRequest, "Wrong query parameter"},
	domain.KindInvalidTimes:    {http.StatusBadRequest, "Invalid timeprofile settings"},
	domain.KindNoTimeProfile:   {http.StatusBadRequest, "Wrong Timeprofile uid"},
	domain.KindNoApartment:     {http.StatusBadRequest, "Wrong Apartment uid"},
	domain.KindOtherApartment:  {http.StatusBadRequest, "Identifier uid is already attached to another apartment"},
	domain.KindNothingToDetach: {http.StatusBadRequest, "Wrong identifier uid"},
	domain.KindLinkTaken:       {http.StatusBadRequest, "That link_id already exist"},
	domain.KindUnlimited:       {http.StatusBadRequest, "Identifier has no limit of passes"},
	domain.KindNotQR:           {http.StatusBadRequest, "Wrong identifier type"},
	domain.KindMasterCode:      {http.StatusBadRequest, "Cannot create identifier with the same input code number as master code"},
	domain.KindWrongSimilarity: {http.StatusBadRequest, "Wrong similarity param"},
	domain.KindWrongMode:       {http.StatusBadRequest, "Wrong mode param"},
	domain.KindTooManyLogins:   {http.StatusTooManyRequests, "Too many failed logins"},
}

// retryAfter is when a client that was told we are busy may come back, in
// seconds: about as long as one photo takes.
const retryAfter = "1"

// challenge goes with 401, as HTTP demands: some client libraries send Basic
// credentials only when asked, and some fail on a 401 that does not ask.
const challenge = `Basic realm="Vestibule", charset="UTF-8"`

// fail answers a request with an error and logs it: our own faults with their
// cause, the client's faults for whoever debugs a client.
func (a *API) fail(w http.ResponseWriter, r *http.Request, err error) {
	kind := domain.KindOf(err)
	ans, ok := answers[kind]
	if !ok {
		kind, ans = domain.KindInternal, answers[domain.KindInternal]
	}
	switch kind {
	case domain.KindUnauthenticated:
		w.Header().Set("WWW-Authenticate", challenge)
	case domain.KindBusy:
		w.Header().Set("Retry-After", retryAfter)
	case domain.KindTooManyLogins:
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(domain.WaitOf(err).Seconds()))))
	}
	visitOf(r).note(kind, domain.ReasonsOf(err))
	a.log.Log(r.Context(), severity(r, kind, err), "request failed",
		"method", r.Method, "path", loggedPath(r), "kind", kind.String(), "error", err)
	text := strings.ReplaceAll(ans.text, "`param`", "`"+domain.FieldOf(err)+"`")
	writeError(w, ans.status, text, inWords(w, r, domain.ReasonsOf(err)))
}

// severity keeps the error level for what an operator should look at. A client
// that hung up is no such thing, whatever broke because of it. That we are busy
// is a warning if something took too long, and not if there is much to do.
func severity(r *http.Request, kind domain.Kind, err error) slog.Level {
	var known *domain.Error
	switch {
	case hungUp(r, err):
	case kind == domain.KindInternal:
		return slog.LevelError
	case kind == domain.KindBusy && (!errors.As(err, &known) || known.Err != nil):
		return slog.LevelWarn
	}
	return slog.LevelDebug
}

// errorBody is what every error is answered with. Panels have only the first
// field, and existing clients read only that (section 3).
type errorBody struct {
	Error   string              `json:"error"`
	Reason  *reportjson.Reason  `json:"reason,omitempty"`  // the worst
	Reasons []reportjson.Reason `json:"reasons,omitempty"` // all, worst first, if more than one
}

// writeError writes every error there is.
func writeError(w http.ResponseWriter, status int, text string, reasons []reportjson.Reason) {
	body := errorBody{Error: text}
	if len(reasons) > 0 {
		body.Reason = &reasons[0]
	}
	if len(reasons) > 1 {
		body.Reasons = reasons
	}
	// Every value in the body is one that JSON has, so nothing can fail.
	_ = writeJSON(w, status, body)
}
