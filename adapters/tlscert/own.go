package tlscert

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/vestibule-id/vestibule/ports"
)

// The files of a certificate of our own.
const (
	ownCert = "tls-cert.pem"
	ownKey  = "tls-key.pem"
)

// How long a certificate of our own is good. Clients pin it, so it changes as
// seldom as possible.
const (
	ownYears    = 10
	renewBefore = 30 * 24 * time.Hour
)

// OpenOwn returns the certificate in the directory dir that signs itself. It is
// made, for these names and addresses, if there is none, and again, with the
// same key, if it ends soon. An existing one stays as it is, also if it lacks a
// name: clients that know its fingerprint do not look at names.
func OpenOwn(dir string, names []string, now ports.Clock, log *slog.Logger) (*Certificate, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("TLS certificate: %w", err)
	}
	certFile, keyFile := filepath.Join(dir, ownCert), filepath.Join(dir, ownKey)
	if err := ensureOwn(certFile, keyFile, names, now(), log); err != nil {
		return nil, fmt.Errorf("TLS certificate of our own: %w", err)
	}
	c, err := Load(certFile, keyFile, now, log)
	if err != nil {
		return nil, fmt.Errorf("%w; without both files, others are made", err)
	}
	for _, name := range names {
		if c.current.Load().Leaf.VerifyHostname(name) != nil {
			log.Warn("the TLS certificate does not have a name of this server: clients that check names refuse it there; without the file, another is made",
				"name", name, "file", certFile)
		}
	}
	return c, nil
}

// ensureOwn makes what is missing or ends soon.
func ensureOwn(certFile, keyFile string, names []string, now time.Time, log *slog.Logger) error {
	key, err := ensureKey(keyFile)
	if err != nil {
		return err
	}
	old, err := os.ReadFile(certFile)
	if err == nil && !endsSoon(old, now) {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	der, err := sign(key, names, now)
	if err != nil {
		return err
	}
	if err := writeWhole(certFile, "CERTIFICATE", der, 0o644); err != nil {
		return err
	}
	log.Info("a TLS certificate was made", "file", certFile, "names", names, "sha256", fingerprint(der))
	return nil
}

// endsSoon reports whether a certificate must be replaced. One that cannot be
// read is not: nobody but its owner knows whether clients rely on it.
func endsSoon(cert []byte, now time.Time) bool {
	block, _ := pem.Decode(cert)
	if block == nil {
		return false
	}
	leaf, err := x509.ParseCertificate(block.Bytes)
	return err == nil && now.Add(renewBefore).After(leaf.NotAfter)
}

// ensureKey returns the key in a file, which is made if there is none, and
// which nobody else can read afterwards.
func ensureKey(file string) (crypto.Signer, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return makeKey(file)
	}
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(file); err != nil {
		return nil, err
	} else if info.Mode().Perm()&0o077 != 0 {
		if err := os.Chmod(file, 0o600); err != nil {
			return nil, err
		}
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, fmt.Errorf("%s holds no key", file)
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("%s holds no key that signs", file)
	}
	return signer, nil
}

func makeKey(file string) (crypto.Signer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return key, writeWhole(file, "PRIVATE KEY", der, 0o600)
}

// sign returns a certificate of a key for itself.
func sign(key crypto.Signer, names []string, now time.Time) ([]byte, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber:          serial.Add(serial, big.NewInt(1)),
		Subject:               pkix.Name{CommonName: "Vestibule"},
		NotBefore:             now.Add(-time.Hour), // clocks differ
		NotAfter:              now.AddDate(ownYears, 0, 0),
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
	}
	for _, name := range names {
		if ip := net.ParseIP(name); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, name)
		}
	}
	return x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
}

// writeWhole writes a PEM file that is there whole or not at all, whatever the
// process's mask.
func writeWhole(file, kind string, der []byte, mode fs.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*") // private
	if err != nil {
		return err
	}
	err = errors.Join(pem.Encode(f, &pem.Block{Type: kind, Bytes: der}), f.Chmod(mode), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
