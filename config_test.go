package vestibule_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule"
	"github.com/vestibule-id/vestibule/domain/rules"
)

func TestDefaultConfigIsValid(t *testing.T) {
	if err := vestibule.DefaultConfig().Validate(); err != nil {
		t.Error(err)
	}
}

func TestValidateTellsEveryFault(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*vestibule.Config)
		want   string // "" for none
	}{
		{"no data directory", func(c *vestibule.Config) { c.DataDir = "" }, "data directory"},
		{"a photo of one byte", func(c *vestibule.Config) { c.MaxPhotoBytes = 1 }, ""},
		{"a photo of none", func(c *vestibule.Config) { c.MaxPhotoBytes = 0 }, "largest photo"},
		{"a photo of 900 MiB", func(c *vestibule.Config) { c.MaxPhotoBytes = 900 << 20 }, ""},
		{"a photo of more", func(c *vestibule.Config) { c.MaxPhotoBytes = 900<<20 + 1 }, "can be stored"},
		{"one upload", func(c *vestibule.Config) { c.MaxUploads = 1 }, ""},
		{"no upload", func(c *vestibule.Config) { c.MaxUploads = 0 }, "0 uploads"},
		{"one connection", func(c *vestibule.Config) { c.MaxConnections = 1 }, ""},
		{"no connection", func(c *vestibule.Config) { c.MaxConnections = 0 }, "0 connections"},
		{"a certificate with its key", func(c *vestibule.Config) { c.TLSCert, c.TLSKey = "c", "k" }, ""},
		{"a certificate without a key", func(c *vestibule.Config) { c.TLSCert = "c" }, "both a certificate and a key"},
		{"a key without a certificate", func(c *vestibule.Config) { c.TLSKey = "k" }, "both a certificate and a key"},
		{"a certificate of its own", func(c *vestibule.Config) { c.TLSSelfSigned = true }, ""},
		{"one of its own and one from a file", func(c *vestibule.Config) { c.TLSSelfSigned, c.TLSCert, c.TLSKey = true, "c", "k" }, "not both"},
		{"as many workers as cores", func(c *vestibule.Config) { c.Workers = 0 }, ""},
		{"fewer workers than none", func(c *vestibule.Config) { c.Workers = -1 }, "-1 workers"},
		{"a millisecond for a photo", func(c *vestibule.Config) { c.PhotoTime = time.Millisecond }, ""},
		{"less for a photo", func(c *vestibule.Config) { c.PhotoTime = time.Millisecond - 1 }, "a photo may take 999.999µs"},
		{"a lease of a second", func(c *vestibule.Config) { c.LeaseFor = time.Second }, ""},
		{"a shorter lease", func(c *vestibule.Config) { c.LeaseFor = time.Second - 1 }, "lease"},
		{"a login of a second", func(c *vestibule.Config) { c.TokenFor = time.Second }, ""},
		{"a shorter login", func(c *vestibule.Config) { c.TokenFor = time.Second - 1 }, "login"},
		{"a limit that cannot be", func(c *vestibule.Config) {
			c.Profile = c.Profile.With("face_width", rules.Setting{Action: rules.Refuse, Limit: rules.Range{Min: -1, Max: math.Inf(1)}})
		}, "face_width"},
		{"identifiers retained for a hundred years", func(c *vestibule.Config) { c.RetainDays = 36_500 }, ""},
		{"a day longer", func(c *vestibule.Config) { c.RetainDays = 36_501 }, "retained"},
		{"identifiers retained for ever", func(c *vestibule.Config) { c.RetainDays = 0 }, ""},
		{"less than no day", func(c *vestibule.Config) { c.RetainDays = -1 }, "retained"},
		{"no device name", func(c *vestibule.Config) { c.DeviceName = "" }, "device"},
	} {
		t.Run(c.name, func(t *testing.T) {
			config := vestibule.DefaultConfig()
			c.change(&config)
			err := config.Validate()
			if c.want == "" && err != nil {
				t.Errorf("error %v, want none", err)
			}
			if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("error %v, want one that says %q", err, c.want)
			}
		})
	}
	t.Run("all at once", func(t *testing.T) {
		err := vestibule.Config{}.Validate()
		for _, want := range []string{"data directory", "uploads", "lease", "login", "profile"} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%q is missing from: %v", want, err)
			}
		}
	})
}

func TestNewRefusesAConfigurationThatIsNotValid(t *testing.T) {
	if _, _, err := vestibule.New(t.Context(), vestibule.Config{}); err == nil {
		t.Error("no error")
	}
}

func TestNewLetsGoOfEverythingWhenAPartDoesNotStart(t *testing.T) {
	config := vestibule.DefaultConfig()
	config.DataDir = t.TempDir()
	config.ModelsDir = t.TempDir() // empty
	_, _, err := vestibule.New(t.Context(), config)
	if err == nil || !strings.Contains(err.Error(), "is missing") {
		t.Errorf("error %v, want one that names the missing models", err)
	}
}
