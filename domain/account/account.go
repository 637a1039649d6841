// Package account holds who may use Vestibule, and as what.
package account

import (
	"crypto/md5"
	"encoding/hex"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/vestibule-id/vestibule/domain"
)

// Role says what an account may do.
type Role string

// The roles.
const (
	Administrator Role = "admin" // everything
	User          Role = "user"  // log in and out, and ask whether somebody may enter, as panels do
)

// Account is somebody who can log in.
type Account struct {
	Name string
	Role Role
}

var accountName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$`)

// New returns an account. The error is KindInvalid if the name is not 1 to 64
// letters, digits and ". _ @ -" that begin with a letter or digit, or if the
// role does not exist.
func New(name string, role Role) (Account, error) {
	if !accountName.MatchString(name) {
		return Account{}, domain.E(domain.KindInvalid,
			"account name %.64q: 1 to 64 letters, digits and . _ @ - are allowed, a letter or digit first", name)
	}
	if role != Administrator && role != User {
		return Account{}, domain.E(domain.KindInvalid, "role %.64q: must be %s or %s", role, Administrator, User)
	}
	return Account{Name: name, Role: role}, nil
}

// MayAdminister returns KindForbidden unless the account is an administrator's.
func (a Account) MayAdminister() error {
	if a.Role != Administrator {
		return domain.E(domain.KindForbidden, "account %s has role %s", a.Name, a.Role)
	}
	return nil
}

// Digest is the MD5 of a password as 32 upper-case hex digits: what panel
// clients send instead of the password, and so the secret itself. It must not
// be stored or logged.
type Digest string

// DigestOf returns the digest of a plain password.
func DigestOf(password string) Digest {
	sum := md5.Sum([]byte(password))
	return Digest(strings.ToUpper(hex.EncodeToString(sum[:])))
}

// ParseDigest reads the digest a client sent, in any case. It reports false if
// it is none.
func ParseDigest(s string) (Digest, bool) {
	if raw, err := hex.DecodeString(s); err != nil || len(raw) != md5.Size {
		return "", false
	}
	return Digest(strings.ToUpper(s)), true
}

// ShortPassword is how many characters a password should have at least.
// Shorter ones work, since panels in service have them; whoever sets one should
// be warned.
const ShortPassword = 8

// NewPassword returns the digest of a password somebody chose, and whether it
// is short. The error is KindInvalid if it is empty.
func NewPassword(password string) (d Digest, short bool, err error) {
	if password == "" {
		return "", false, domain.E(domain.KindInvalid, "the password is empty")
	}
	return DigestOf(password), utf8.RuneCountInString(password) < ShortPassword, nil
}

// Token is what a logged-in client shows instead of its password. It must not
// be stored or logged.
type Token string

// Session is what a login gives.
type Session struct {
	Account Account
	Token   Token
	Expires time.Time // UTC
}
