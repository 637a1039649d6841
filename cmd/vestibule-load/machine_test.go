package main

import "testing"

func TestValueOf(t *testing.T) {
	const info = "processor\t: 0\nmodel name\t: AMD EPYC 7763: 64 cores\nmodel name\t: Another\nempty :\n"
	for _, tt := range []struct{ name, text, key, separator, want string }{
		{"the first of several, with all that follows", info, "model name", ":", "AMD EPYC 7763: 64 cores"},
		{"quotes are left out", "ID=debian\nPRETTY_NAME=\"Debian 12\"\n", "PRETTY_NAME", "=", "Debian 12"},
		{"a part of a name is not the name", info, "model", ":", "other"},
		{"nothing is not a value", info, "empty", ":", "other"},
		{"nothing has none", "", "model name", ":", "other"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := valueOf(tt.text, tt.key, tt.separator, "other"); got != tt.want {
				t.Errorf("value is %q, want %q", got, tt.want)
			}
		})
	}
}
