package main

import (
	"errors"
	"fmt"
	"net"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/adapters/tlscert"
)

// tlsServerSettings say whether serve speaks TLS, and with which certificate.
type tlsServerSettings struct {
	TLS     string `name:"tls" help:"\"auto\": speak TLS with a certificate that is made at the first start and kept in the data directory. \"off\": speak plain HTTP. Without it, --tls-cert and --tls-key decide." enum:"auto,off," default:""`
	TLSCert string `name:"tls-cert" help:"Speak TLS with the certificate in this PEM file, intermediate ones behind it. Read again when it changes." placeholder:"FILE" type:"path"`
	TLSKey  string `name:"tls-key" help:"PEM file with the certificate's key." placeholder:"FILE" type:"path"`
}

func (s tlsServerSettings) configure(c *vestibule.Config) error {
	c.TLSCert, c.TLSKey, c.TLSSelfSigned = s.TLSCert, s.TLSKey, s.TLS == "auto"
	if s.TLS == "off" && (s.TLSCert != "" || s.TLSKey != "") {
		return errors.New("--tls=off contradicts --tls-cert and --tls-key")
	}
	return nil
}

// serverNames returns what clients may call the server: what it was told to
// listen on, if that is a name, and what tlscert finds.
func serverNames(listen string, at net.Addr) []string {
	names := tlscert.Names(at)
	if host, _, err := net.SplitHostPort(listen); err == nil && host != "" && net.ParseIP(host) == nil {
		names = append(names, host)
	}
	return names
}

// greeting says where a service listens, and how to know that it is that one.
func greeting(s *vestibule.Service, at net.Addr) string {
	if s.Certificate == nil {
		return fmt.Sprintf("Vestibule listens on http://%s\n", at)
	}
	return fmt.Sprintf("The certificate's SHA-256 fingerprint is %s\nVestibule listens on https://%s\n", s.Certificate.Fingerprint(), at)
}

// overhearable reports whether others on the network can read what is said to a
// server without TLS.
func overhearable(at net.Addr) bool {
	tcp, ok := at.(*net.TCPAddr)
	return ok && !tcp.IP.IsLoopback()
}

const overheardWarning = "passwords, tokens and photos cross the network readable for everybody on the way: " +
	"add --tls=auto, or --tls-cert and --tls-key; or --listen on 127.0.0.1 behind a proxy that speaks TLS"
