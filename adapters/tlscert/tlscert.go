// Package tlscert has the certificate that a server shows its clients: a pair
// of files that somebody else renews (Load), or one that is made here and signs
// itself (OpenOwn).
package tlscert

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vestibule-id/vestibule/ports"
)

// checkEvery is how often the files are looked at while clients connect.
const checkEvery = 2 * time.Second

// Certificate is a certificate with its key, read again when its files change.
// It is safe for concurrent use.
type Certificate struct {
	certFile, keyFile string
	now               ports.Clock
	log               *slog.Logger

	current atomic.Pointer[tls.Certificate]

	checking sync.Mutex // held by the one that looks at the files
	checked  time.Time  // when somebody last did
	tried    [sha256.Size]byte
}

// Load returns the certificate in two PEM files, the first of which may hold
// intermediate certificates, too.
func Load(certFile, keyFile string, now ports.Clock, log *slog.Logger) (*Certificate, error) {
	c := &Certificate{certFile: certFile, keyFile: keyFile, now: now, log: log, checked: now()}
	cert, key, err := c.read()
	if err != nil {
		return nil, err
	}
	c.tried = digest(cert, key, nil)
	return c, c.use(cert, key)
}

// Config returns what a server needs to show the certificate: TLS 1.2 or newer,
// everything else as Go has it.
func (c *Certificate) Config() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			c.renew()
			return c.current.Load(), nil
		},
	}
}

// Fingerprint returns the SHA-256 of the certificate that is shown now, as
// OpenSSL and browsers print it: "AB:CD:…".
func (c *Certificate) Fingerprint() string { return fingerprint(c.current.Load().Certificate[0]) }

func fingerprint(der []byte) string {
	var hex []string
	for _, b := range sha256.Sum256(der) {
		hex = append(hex, fmt.Sprintf("%02X", b))
	}
	return strings.Join(hex, ":")
}

// renew looks whether the files have changed, unless somebody just did. A pair
// that cannot be used changes nothing: it may be half written, or half renewed.
// It is told once.
//
// The files are compared by what they hold. Tools that copy keep the time, and
// two changes can have the same.
func (c *Certificate) renew() {
	if !c.checking.TryLock() {
		return // no handshake waits for the disk but this one
	}
	defer c.checking.Unlock()
	now := c.now()
	if now.Sub(c.checked) < checkEvery {
		return
	}
	c.checked = now
	cert, key, err := c.read()
	found := digest(cert, key, err)
	if found == c.tried {
		return
	}
	c.tried = found
	if err == nil {
		err = c.use(cert, key)
	}
	if err != nil {
		c.log.Warn("the TLS certificate changed and cannot be used; the earlier one stays", "error", err, "sha256", c.Fingerprint())
		return
	}
	c.log.Info("the TLS certificate changed", "file", c.certFile, "sha256", c.Fingerprint(), "ends", c.current.Load().Leaf.NotAfter)
}

func (c *Certificate) read() (cert, key []byte, err error) {
	if cert, err = os.ReadFile(c.certFile); err != nil {
		return nil, nil, fmt.Errorf("TLS certificate: %w", err)
	}
	if key, err = os.ReadFile(c.keyFile); err != nil {
		return nil, nil, fmt.Errorf("TLS key: %w", err)
	}
	return cert, key, nil
}

// use shows a pair from now on, if it is one.
func (c *Certificate) use(cert, key []byte) error {
	pair, err := tls.X509KeyPair(cert, key)
	if err != nil {
		return fmt.Errorf("TLS certificate %s with key %s: %w", c.certFile, c.keyFile, err)
	}
	c.current.Store(&pair)
	if ends := pair.Leaf.NotAfter; c.now().After(ends) {
		c.log.Warn("the TLS certificate has ended: clients will refuse it", "file", c.certFile, "ended", ends)
	}
	return nil
}

// digest tells apart what was found when the files were read.
func digest(cert, key []byte, err error) [sha256.Size]byte {
	return sha256.Sum256(bytes.Join([][]byte{cert, key, fmt.Append(nil, err)}, []byte{0}))
}
