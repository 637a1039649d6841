package contract

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"time"
)

const (
	// requestTime is how long a server has for one answer. The slowest client
	// known waits as long.
	requestTime = 10 * time.Second

	// answerBytes is how much of an answer is read.
	answerBytes = 32 << 20

	// seenLines is how many exchanges a Result has.
	seenLines = 12
)

// answer is what a server answers.
type answer struct {
	node   // the JSON body; what is no JSON is a node of nothing
	status int
	body   []byte

	confidential bool // the body may hold a token
}

// exchange sends a request and reads the answer. The error says in what way
// there was none.
func (p *play) exchange(c call) (answer, error) {
	ctx, cancel := context.WithTimeout(p.ctx, p.within)
	defer cancel()
	a, err := p.send(ctx, c)
	line := c.method + " " + hidePassword(c.target) + ": "
	if err != nil {
		err = errors.New(line + p.hide(p.whyNot(err)))
		p.saw(err.Error())
		return answer{}, err
	}
	p.saw(line + a.summary())
	return a, nil
}

// exchangeAgain is exchange, but for a request with the run's own token that is
// answered with 401: then it logs in again and repeats the request once, as
// clients do it (section 3).
func (p *play) exchangeAgain(c call) (answer, error) {
	a, err := p.exchange(c)
	if err != nil || a.status != http.StatusUnauthorized || c.auth != nil {
		return a, err
	}
	login, err := p.exchange(p.loginCall(upper(p.target.Password)))
	if err != nil {
		return answer{}, err
	}
	p.token = p.tokenOf(login)
	return p.exchange(c)
}

// saw remembers a line of what was seen, and forgets the oldest.
func (p *play) saw(line string) {
	p.result.Seen = append(p.result.Seen, p.hide(line))
	if extra := len(p.result.Seen) - seenLines; extra > 0 {
		p.result.Seen = p.result.Seen[extra:]
	}
}

func (p *play) send(ctx context.Context, c call) (answer, error) {
	r, err := http.NewRequestWithContext(ctx, c.method, p.root+c.target, bytes.NewReader(c.body))
	if err != nil {
		return answer{}, err
	}
	r.Header = c.header.Clone()
	if r.Header.Get("Accept") == "" {
		r.Header.Set("Accept", "application/json")
	}
	switch {
	case c.auth == nil:
		r.Header.Set("Authorization", "Bearer "+p.token)
	case *c.auth != "":
		r.Header.Set("Authorization", *c.auth)
	}
	response, err := p.http.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	a, err := readAnswer(response)
	a.confidential = loginPath.MatchString(c.target)
	return a, err
}

func readAnswer(response *http.Response) (answer, error) {
	text, err := io.ReadAll(io.LimitReader(response.Body, answerBytes+1))
	if err != nil {
		return answer{}, err
	}
	if len(text) > answerBytes {
		return answer{}, fmt.Errorf("the answer is longer than %d bytes", answerBytes)
	}
	a := answer{status: response.StatusCode, body: text}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var value any
	if d.Decode(&value) == nil && !d.More() {
		a.node = node{value}
	}
	return a, nil
}

// whyNot returns why there was no answer, without the URL: that may hold the
// MD5 of the password.
func (k *kit) whyNot(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Sprintf("no answer within %v", k.within)
	}
	var outer *url.Error
	if errors.As(err, &outer) {
		err = outer.Err
	}
	return "no answer: " + err.Error()
}

var loginPath = regexp.MustCompile(`(?i)/login\b`)

var passwordParameter = regexp.MustCompile(`(?i)(password=)[^&]*`)

func hidePassword(target string) string {
	return passwordParameter.ReplaceAllString(target, "${1}(hidden)")
}
