package domain_test

import (
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

func TestParseLinkID(t *testing.T) {
	const uuid = "7d4d2f0e-9a0c-4b59-8a67-1f6d5f7a2c11"
	tests := []struct {
		name string
		sent string
		want domain.LinkID // "" if it is refused
	}{
		{"lower case is accepted as it is", uuid, uuid},
		{"upper case is the same in lower case", strings.ToUpper(uuid), uuid},
		{"mixed case is the same in lower case", "7D" + uuid[2:], uuid},
		{"the nil UUID is accepted", "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000"},
		{"the largest UUID is accepted", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "ffffffff-ffff-ffff-ffff-ffffffffffff"},
		{"a version that does not exist is accepted", "7d4d2f0e-9a0c-fb59-0a67-1f6d5f7a2c11", "7d4d2f0e-9a0c-fb59-0a67-1f6d5f7a2c11"},

		{"nothing is refused", "", ""},
		{"one digit less is refused", uuid[:len(uuid)-1], ""},
		{"one digit more is refused", uuid + "0", ""},
		{"a UUID without dashes is refused", strings.ReplaceAll(uuid, "-", ""), ""},
		{"a dash at the wrong place is refused", "7d4d2f0e9-a0c-4b59-8a67-1f6d5f7a2c11", ""},
		{"one group less is refused", "7d4d2f0e-9a0c-4b59-1f6d5f7a2c11", ""},
		{"one group more is refused", "7d4d2f0e-9a0c-9a0c-4b59-8a67-1f6d5f7a2c11", ""},
		{"braces are refused", "{" + uuid + "}", ""},
		{"a URN is refused", "urn:uuid:" + uuid, ""},
		{"a letter past f is refused", "g" + uuid[1:], ""},
		{"digits beyond ASCII are refused", "٧" + uuid[1:], ""},
		{"space in front is refused", " " + uuid, ""},
		{"a line break at the end is refused", uuid + "\n", ""},
		{"a UUID on the second line is refused", "x\n" + uuid, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := domain.ParseLinkID(tt.sent)
			if want := tt.want; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			if tt.want == "" {
				if got, want := domain.KindOf(err), domain.KindInvalid; err == nil || got != want {
					t.Errorf("error is %v, want one of kind %q", err, want)
				}
			} else if err != nil {
				t.Errorf("refused: %v", err)
			}
			if got, want := domain.IsUUID(tt.sent), tt.want != ""; got != want {
				t.Errorf("being a UUID is %t, want %t", got, want)
			}
		})
	}
}
