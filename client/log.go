package client

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// LogOptions say what is wanted of the log (section 16). The zero LogOptions are
// the first page of everything, the oldest first.
type LogOptions struct {
	From, To time.Time // zero: no end

	Page       int // 1 is the first, and so is 0
	Limit      int // events on a page: 10, 20, 30 or 50; 0: 10, or 50 for AllEvents
	Descending bool

	Filter Filter // by "category" above all: every login is an event
}

// Event is a line of the log.
type Event struct {
	Time     time.Time // with milliseconds
	Category string    // "access", "info", "system" or "emergency"
	Priority string    // "low", "medium" or "high"
	Key      string    // what happened: "access_granted_by_valid_identifier"
	Name     string    // the same in words, see WithLocale
	Text     string    // the particulars in words

	// Model has the particulars by name, as encoding/json decodes them:
	// "number", "owner", "type", "lock".
	Model map[string]any
}

// eventBody is how the wire has an Event.
type eventBody struct {
	Timestamp int64     `json:"timestamp"` // Unix milliseconds
	Category  string    `json:"category"`
	Priority  string    `json:"priority"`
	Name      eventName `json:"name"`
	Info      eventInfo `json:"info"`
}

type eventName struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

type eventInfo struct {
	Text  string         `json:"text"`
	Model map[string]any `json:"model"`
}

// MarshalJSON implements json.Marshaler.
func (e Event) MarshalJSON() ([]byte, error) {
	return json.Marshal(eventBody{
		Timestamp: e.Time.UnixMilli(), Category: e.Category, Priority: e.Priority,
		Name: eventName{e.Key, e.Name}, Info: eventInfo{e.Text, e.Model},
	})
}

// UnmarshalJSON implements json.Unmarshaler.
func (e *Event) UnmarshalJSON(text []byte) error {
	var read eventBody
	err := json.Unmarshal(text, &read)
	*e = Event{
		Time: time.UnixMilli(read.Timestamp).UTC(), Category: read.Category, Priority: read.Priority,
		Key: read.Name.Key, Name: read.Name.Text, Text: read.Info.Text, Model: read.Info.Model,
	}
	return err
}

func (o LogOptions) query(locale string) url.Values {
	q := paging(o.Page, o.Limit, o.Descending, o.Filter)
	set(q, "locale", locale)
	// Servers take seconds as well and tell them by their size.
	if !o.From.IsZero() {
		q.Set("from", strconv.FormatInt(o.From.UnixMilli(), 10))
	}
	if !o.To.IsZero() {
		q.Set("to", strconv.FormatInt(o.To.UnixMilli(), 10))
	}
	return q
}

// Events returns one page of the log. A page past the end is empty.
func (c *Client) Events(ctx context.Context, o LogOptions) (Page[Event], error) {
	return list[Event](ctx, c, apiPath+"/log/items", o.query(c.locale))
}

// AllEvents returns the log from a page on, in order, as AllIdentifiers does.
// What happens meanwhile comes last or, with Descending, has some events come
// twice; set To to be spared that.
func (c *Client) AllEvents(ctx context.Context, o LogOptions) iter.Seq2[Event, error] {
	if o.Limit == 0 {
		o.Limit = allLimit
	}
	return all(o.Page, func(page int) (Page[Event], error) {
		o := o
		o.Page = page
		return c.Events(ctx, o)
	})
}

// ClearLog removes every event (section 17). Vestibule notes that in the log.
func (c *Client) ClearLog(ctx context.Context) error {
	body := struct {
		Fields []string `json:"clear_fields"`
	}{[]string{"logs"}}
	return c.send(ctx, call{method: http.MethodPost, path: apiPath + "/system/data/clear"}, body, nil)
}
