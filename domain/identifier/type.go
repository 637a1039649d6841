package identifier

import (
	"maps"
	"regexp"
	"slices"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/domain"
)

// Type says what kind of thing opens the door.
type Type string

// The identifier types.
const (
	Card         Type = "card"
	UKey         Type = "ukey"
	InputCode    Type = "inputCode"
	FaceID       Type = "face_id"
	QR           Type = "qr"
	LicensePlate Type = "license_plate"
)

// maxLicensePlate is how many characters a number plate may have.
const maxLicensePlate = 100

// The documented patterns, as prose they are: up to ten decimal digits, or two
// to eight bytes of hex between ":" or "-"; decimal digits; a UUID.
var (
	cardNumber = regexp.MustCompile(`^(?:[0-9]{1,10}|(?:[0-9A-Fa-f]{2}[:-]){1,7}[0-9A-Fa-f]{2})$`)
	codeNumber = regexp.MustCompile(`^[0-9]{1,32}$`)
)

// numberChecks says for each type which numbers it takes; a type that is not
// here does not exist.
var numberChecks = map[Type]func(string) bool{
	Card:         cardNumber.MatchString,
	UKey:         cardNumber.MatchString,
	InputCode:    codeNumber.MatchString,
	QR:           domain.IsUUID,
	LicensePlate: func(s string) bool { n := utf8.RuneCountInString(s); return 1 <= n && n <= maxLicensePlate },
	FaceID:       func(s string) bool { return s == "" },
}

func (t Type) valid() bool {
	_, ok := numberChecks[t]
	return ok
}

func (t Type) checkNumber(number string) error {
	if !numberChecks[t](number) {
		return domain.E(domain.KindInvalid, "the number is not one of a %s", t)
	}
	return nil
}

// Types returns every identifier type, in rising order.
func Types() []Type { return slices.Sorted(maps.Keys(numberChecks)) }
