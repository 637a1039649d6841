package httpapi

import (
	"strings"
	"testing"
)

func TestDefaultConfigIsValid(t *testing.T) {
	if err := DefaultConfig().Validate(); err != nil {
		t.Error(err)
	}
}

func TestConfigLimits(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Config)
		ok     bool
	}{
		{"a photo of one byte is allowed", func(c *Config) { c.MaxPhotoBytes = 1 }, true},
		{"a photo of no bytes is not", func(c *Config) { c.MaxPhotoBytes = 0 }, false},
		{"a photo of the ceiling is allowed", func(c *Config) { c.MaxPhotoBytes = maxMaxPhotoBytes }, true},
		{"a larger one is not", func(c *Config) { c.MaxPhotoBytes = maxMaxPhotoBytes + 1 }, false},
		{"one upload at once is allowed", func(c *Config) { c.MaxUploads = 1 }, true},
		{"none is not", func(c *Config) { c.MaxUploads = 0 }, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := DefaultConfig()
			tt.change(&c)
			if err := c.Validate(); (err == nil) != tt.ok {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestNewReportsEveryFaultAtOnce(t *testing.T) {
	_, err := New(Deps{Probers: []NamedProber{{}}}, Config{})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"no Enroller", "no Checker", "no Identifiers", "no Auth", "name for a prober", "prober for",
		"largest photo is 0 bytes", "0 uploads", "no name", "no model", "no firmware", "no serial",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
}
