package contract

import (
	"context"
	"crypto/md5"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// markPrefix begins every name that any run of the kit gives.
const markPrefix = "contract kit "

// kit is what the cases of one run share.
type kit struct {
	target Target
	root   string
	http   *http.Client
	random io.Reader

	within  time.Duration // how long one answer may take
	between time.Duration // how long to wait before a photo is sent again

	mark    string   // every name that the kit gives begins with it
	names   int      // how many names were given
	token   string   // of the run's own session
	secrets []string // what must not get into a report
}

func newKit(t Target) (*kit, error) {
	root, err := t.root()
	if err != nil {
		return nil, err
	}
	k := &kit{target: t, root: root, http: t.client(), random: t.random(), within: requestTime, between: uploadPause}
	mark := make([]byte, 4)
	if _, err := io.ReadFull(k.random, mark); err != nil {
		return nil, fmt.Errorf("random numbers: %w", err)
	}
	k.mark = markPrefix + hex.EncodeToString(mark)
	k.secret(t.Password, k.basic()[len("Basic "):], lower(t.Password), upper(t.Password), capital(t.Password), mixed(t.Password))
	return k, nil
}

// secret remembers texts that must not get into a report.
func (k *kit) secret(texts ...string) {
	for _, text := range texts {
		if text != "" {
			k.secrets = append(k.secrets, text, "(hidden)")
		}
	}
}

// hide returns a text without secrets.
func (k *kit) hide(text string) string { return strings.NewReplacer(k.secrets...).Replace(text) }

// basic returns the Authorization header of a client that never logs in.
func (k *kit) basic() string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(k.target.User+":"+k.target.Password))
}

// close ends the run's own session.
func (k *kit) close(ctx context.Context) {
	if k.token != "" {
		p := &play{kit: k, ctx: ctx}
		_, _ = p.exchange(newCall(http.MethodGet, "/logout"))
	}
}

// The forms in which clients send the MD5 of the password (section 2.2).

func lower(password string) string {
	sum := md5.Sum([]byte(password))
	return hex.EncodeToString(sum[:])
}

func upper(password string) string { return strings.ToUpper(lower(password)) }

// capital is what a call of capitalize makes of an MD5: the first letter is
// upper case, if the first character is one.
func capital(password string) string {
	sum := lower(password)
	return strings.ToUpper(sum[:1]) + sum[1:]
}

func mixed(password string) string {
	sum := lower(password)
	return strings.ToUpper(sum[:16]) + sum[16:]
}
