package access

import (
	"testing"

	"github.com/vestibule-id/vestibule/domain/identifier"
)

func TestQuestionKey(t *testing.T) {
	tests := []struct {
		name string
		typ  string
		want identifier.Type // "" if the panel decides by itself
	}{
		{"a card is answered", "card", identifier.Card},
		{"a code is answered, in the spelling of panels", "input_code", identifier.InputCode},
		{"a QR code is answered", "qr", identifier.QR},
		{"a code in the spelling of identifiers is not", "inputCode", ""},
		{"a face is decided on the panel", "face_id", ""},
		{"a key is not asked about", "ukey", ""},
		{"a number plate is not asked about", "license_plate", ""},
		{"a type in the wrong case is not", "Card", ""},
		{"no type is not", "", ""},
		{"anything else is not", "barcode", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			key, ok := Question{Type: tt.typ, Number: "0044"}.Key()
			if got, want := ok, tt.want != ""; got != want {
				t.Errorf("answered is %t, want %t", got, want)
			}
			if want := (identifier.Key{Type: tt.want, Number: "0044"}); ok && key != want {
				t.Errorf("key is %+v, want %+v", key, want)
			}
		})
	}
}

func TestLockNumber(t *testing.T) {
	for lock, want := range map[identifier.Lock]int{"all": 0, "first": 1, "second": 2} {
		if got := LockNumber(lock); got != want {
			t.Errorf("lock %q has number %d, want %d", lock, got, want)
		}
	}
}
