package client

import (
	"encoding/json"
	"time"
)

// Validity says when and how often an identifier opens. The zero Validity is
// always.
type Validity struct {
	Time      Window
	MaxPasses int // 0: not limited
}

// Window is a span of time, both ends included. An end that is zero is open;
// the zero Window is always.
type Window struct {
	From, To time.Time
}

// passes is how the wire has a number of passes.
type passes struct {
	IsPermanent bool `json:"is_permanent"`
	MaxPasses   int  `json:"max_passes,omitempty"`
}

func newPasses(limit int) passes { return passes{IsPermanent: limit == 0, MaxPasses: limit} }

type validity struct {
	Time   Window `json:"time"`
	Passes passes `json:"passes"`
}

// MarshalJSON implements json.Marshaler.
func (v Validity) MarshalJSON() ([]byte, error) {
	return json.Marshal(validity{v.Time, newPasses(v.MaxPasses)})
}

// UnmarshalJSON implements json.Unmarshaler.
func (v *Validity) UnmarshalJSON(text []byte) error {
	var read validity
	if err := json.Unmarshal(text, &read); err != nil {
		return err
	}
	*v = Validity{Time: read.Time}
	if !read.Passes.IsPermanent {
		v.MaxPasses = read.Passes.MaxPasses
	}
	return nil
}

// window is how the wire has a Window: in Unix seconds, 0 or absent for an open
// end.
type window struct {
	IsPermanent bool  `json:"is_permanent"`
	From        int64 `json:"from,omitempty"`
	To          int64 `json:"to,omitempty"`
}

// MarshalJSON implements json.Marshaler.
func (w Window) MarshalJSON() ([]byte, error) {
	return json.Marshal(window{IsPermanent: w.From.IsZero() && w.To.IsZero(), From: unix(w.From), To: unix(w.To)})
}

// UnmarshalJSON implements json.Unmarshaler.
func (w *Window) UnmarshalJSON(text []byte) error {
	var read window
	if err := json.Unmarshal(text, &read); err != nil {
		return err
	}
	*w = Window{}
	if !read.IsPermanent {
		w.From, w.To = moment(read.From), moment(read.To)
	}
	return nil
}

// unix returns a time in Unix seconds, 0 for the zero time.
func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// moment returns the time of Unix seconds, the zero time for 0.
func moment(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}
