package httpapi

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/listing"
	"github.com/vestibule-id/vestibule/domain/texts"
)

// eventBody is one line of the log (section 16).
type eventBody struct {
	Timestamp int64          `json:"timestamp"` // Unix milliseconds
	Category  event.Category `json:"category"`
	Priority  event.Priority `json:"priority"`
	Name      eventName      `json:"name"`
	Info      eventInfo      `json:"info"`
}

type eventName struct {
	Key  event.Key `json:"key"`
	Text string    `json:"text"`
}

type eventInfo struct {
	Text  string     `json:"text"`
	Model eventModel `json:"model"`
}

// eventModel has the particulars; the first five are a panel's.
type eventModel struct {
	Lock      int    `json:"lock"`
	Owner     string `json:"owner"`
	Number    string `json:"number"`
	Apartment string `json:"apartment_address"`
	Type      string `json:"type"`
	UID       int64  `json:"uid,omitempty"`
	Account   string `json:"account,omitempty"`
	Detail    string `json:"detail,omitempty"`
}

// listEvents returns one page of the log (section 16).
func (a *API) listEvents(w http.ResponseWriter, r *http.Request) error {
	asked, err := eventList.ask(r)
	if err != nil {
		return err
	}
	if asked.query.Filter, err = between(asked.query.Filter, r.URL.Query()); err != nil {
		return err
	}
	page, total, err := a.events.List(r.Context(), asked.query)
	if err != nil {
		return err
	}
	lang := languageOf(r)
	speak(w, lang)
	items := []eventBody{}
	for _, e := range page {
		items = append(items, newEventBody(e, lang))
	}
	return reply(w, asked.body(total, items))
}

func newEventBody(e event.Event, lang texts.Language) eventBody {
	text, about := lang.OfEvent(e), e.Subject
	return eventBody{
		Timestamp: e.At.UnixMilli(),
		Category:  e.Key.Category(),
		Priority:  e.Key.Priority(),
		Name:      eventName{e.Key, text.Name},
		Info: eventInfo{text.Info, eventModel{
			Lock: about.Lock, Owner: about.Name, Number: about.Number, Apartment: about.Apartment, Type: about.Type,
			UID: about.UID, Account: e.Account, Detail: about.Detail,
		}},
	}
}

// between narrows a filter to the times from and to of a request, both
// included. The error is KindWrongParam for one that is no time: a client that
// asked for a part would take everything for it.
func between(f listing.Filter, query url.Values) (listing.Filter, error) {
	for _, end := range []struct {
		name     string
		within   int64
		operator listing.Operator
	}{{"from", 0, listing.GreaterOrEqual}, {"to", 999, listing.LessOrEqual}} {
		text := query.Get(end.name)
		if text == "" {
			continue
		}
		ms, ok := milliseconds(text, end.within)
		if !ok {
			return nil, wrongParam("wrong_filter", end.name, []string{"from", "to"}, nil)
		}
		f = and(f, listing.Comparison{Field: event.FieldTimestamp, Operator: end.operator, Value: listing.Number(ms)})
	}
	return f, nil
}

// maxSeconds is the largest Unix time that is taken for seconds: the year 5138.
// As milliseconds it is in 1973, before there were panels.
const maxSeconds = 100_000_000_000

// milliseconds reads a Unix time in seconds or in milliseconds: clients send
// both, one of them both in one request. within is what a time in seconds has
// behind the second.
func milliseconds(text string, within int64) (int64, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < -maxSeconds {
		return 0, false
	}
	if n < maxSeconds {
		return n*1000 + within, true
	}
	return n, true
}
