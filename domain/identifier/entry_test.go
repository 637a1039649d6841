package identifier

import (
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
)

func TestKeyValidate(t *testing.T) {
	tests := []struct {
		name string
		key  Key
		ok   bool
	}{
		{"a card's number is accepted", Key{Card, numbers[Card]}, true},
		{"a key's number is accepted", Key{UKey, numbers[UKey]}, true},
		{"a code is accepted", Key{InputCode, numbers[InputCode]}, true},
		{"a UUID is accepted", Key{QR, numbers[QR]}, true},
		{"a number plate is accepted", Key{LicensePlate, numbers[LicensePlate]}, true},
		{"a face without a number is accepted", Key{FaceID, ""}, true},
		{"a face with any number is accepted", Key{FaceID, "AAECAwQFBgc=\n"}, true},

		{"a number that is none of a card is refused", Key{Card, "AABBCCDD"}, false},
		{"a card without a number is refused", Key{Card, ""}, false},
		{"a code with a letter is refused", Key{InputCode, "12a4"}, false},
		{"a QR code that is no UUID is refused", Key{QR, "44"}, false},
		{"a number plate without a number is refused", Key{LicensePlate, ""}, false},
		{"a type that does not exist is refused", Key{"barcode", "44"}, false},
		{"no type is refused", Key{"", "44"}, false},
		{"a long type that does not exist is refused", Key{Type(strings.Repeat("x", 10_000)), "44"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.key.Validate()
			if tt.ok {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
				return
			}
			if got, want := domain.KindOf(err), domain.KindInvalid; err == nil || got != want {
				t.Fatalf("error is %v, want one of kind %q", err, want)
			}
			if text := err.Error(); len(text) > 200 || (tt.key.Number != "" && strings.Contains(text, tt.key.Number)) {
				t.Errorf("the error says the number, or too much: %s", text)
			}
		})
	}
}
