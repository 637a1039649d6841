package main

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// tlsClientSettings say which certificate a server must have.
type tlsClientSettings struct {
	TLSFingerprint string `name:"tls-fingerprint" help:"SHA-256 of the server's certificate, as serve prints it: only that one is accepted, whoever signed it. Without it, the certificate must be one that this machine trusts." placeholder:"HEX"`
}

// client returns what talks to the server at an address. The error is the
// user's.
func (s tlsClientSettings) client(address string) (*http.Client, error) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	if s.TLSFingerprint == "" {
		return &http.Client{Transport: transport}, nil
	}
	want, err := hex.DecodeString(strings.ReplaceAll(s.TLSFingerprint, ":", ""))
	if err != nil || len(want) != sha256.Size {
		return nil, usage(fmt.Errorf("--tls-fingerprint: not the %d bytes of a SHA-256 in hex", sha256.Size))
	}
	if u, err := url.Parse(address); err != nil || u.Scheme != "https" {
		return nil, usage(errors.New("--tls-fingerprint: the server's address must begin with https://"))
	}
	transport.TLSClientConfig = &tls.Config{
		MinVersion: tls.VersionTLS12,
		// Names and signatures do not matter: it is the one certificate.
		InsecureSkipVerify: true,
		VerifyConnection: func(c tls.ConnectionState) error {
			return verifyFingerprint(c.PeerCertificates[0], [sha256.Size]byte(want))
		},
	}
	return &http.Client{Transport: transport}, nil
}

func verifyFingerprint(shown *x509.Certificate, want [sha256.Size]byte) error {
	if got := sha256.Sum256(shown.Raw); got != want {
		return fmt.Errorf("the server's certificate has another fingerprint: %X", got)
	}
	return nil
}
