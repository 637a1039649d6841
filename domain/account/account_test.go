package account_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
)

// Accounts.

func TestNew(t *testing.T) {
	const longest = 64 // characters of a name
	tests := []struct {
		name    string
		account string
		role    account.Role
		ok      bool
	}{
		// Names.
		{"one letter is a name", "a", account.User, true},
		{"one digit is a name", "7", account.User, true},
		{"an upper-case letter is a name", "Z", account.User, true},
		{"every allowed character may follow the first", "a._@-Z09", account.User, true},
		{"an e-mail address is a name", "maria.lindqvist@example.org", account.User, true},
		{"a name exactly as long as the limit is accepted", strings.Repeat("a", longest), account.User, true},
		{"a name one character longer is refused", strings.Repeat("a", longest+1), account.User, false},
		{"an empty name is refused", "", account.User, false},
		{"a dot may not come first", ".a", account.User, false},
		{"an underscore may not come first", "_a", account.User, false},
		{"an at sign may not come first", "@a", account.User, false},
		{"a dash may not come first", "-a", account.User, false},
		{"a space is refused", "a b", account.User, false},
		{"a colon is refused", "a:b", account.User, false},
		{"a slash is refused", "a/b", account.User, false},
		{"a line break at the end is refused", "a\n", account.User, false},
		{"a line break in front is refused", "\na", account.User, false},
		{"a zero byte is refused", "a\x00", account.User, false},
		{"a letter beyond ASCII is refused", "zoë", account.User, false},

		// Roles.
		{"an administrator is accepted", "admin", account.Administrator, true},
		{"no role is refused", "admin", "", false},
		{"a role that does not exist is refused", "admin", "root", false},
		{"a role in the wrong case is refused", "admin", "Admin", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := account.New(tt.account, tt.role)
			want := account.Account{Name: tt.account, Role: tt.role}
			if !tt.ok {
				want = account.Account{}
				if got, want := domain.KindOf(err), domain.KindInvalid; err == nil || got != want {
					t.Errorf("error is %v, want one of kind %q", err, want)
				}
			} else if err != nil {
				t.Errorf("refused: %v", err)
			}
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

// Whoever logs the error does not log what a client sent without end.
func TestTheErrorQuotesNoMoreThanFits(t *testing.T) {
	long := strings.Repeat("x", 10_000)
	for name, role := range map[string]account.Role{long: account.User, "desk": account.Role(long)} {
		if _, err := account.New(name, role); err == nil || len(err.Error()) > 300 {
			t.Errorf("name %.10s, role %.10s: the error is %.500v", name, role, err)
		}
	}
}

func TestMayAdminister(t *testing.T) {
	tests := []struct {
		name string
		role account.Role
		ok   bool
	}{
		{"an administrator may", account.Administrator, true},
		{"a user may not", account.User, false},
		{"nobody may not", "", false},
		{"a role that does not exist may not", "root", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := account.Account{Name: "maria", Role: tt.role}.MayAdminister()
			if got, want := err == nil, tt.ok; got != want {
				t.Fatalf("error is %v, want allowed to be %t", err, want)
			}
			if tt.ok {
				return
			}
			if got, want := domain.KindOf(err), domain.KindForbidden; got != want {
				t.Errorf("kind is %v, want %v", got, want)
			}
		})
	}
}

// Digests.

func TestDigestOf(t *testing.T) {
	tests := []struct {
		name     string
		password string
		want     account.Digest
	}{
		{"the documented example", "123456", "E10ADC3949BA59ABBE56E057F20F883E"},
		{"nothing", "", "D41D8CD98F00B204E9800998ECF8427E"},
		{"a password beyond ASCII is taken as UTF-8", "pässwört", "E1F27045646954E224F9F4045C8D6AED"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := account.DigestOf(tt.password), tt.want; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestParseDigest(t *testing.T) {
	const upper = "E10ADC3949BA59ABBE56E057F20F883E"
	tests := []struct {
		name string
		text string
		want account.Digest
		ok   bool
	}{
		// Case.
		{"upper case is read", upper, upper, true},
		{"lower case is read as upper", strings.ToLower(upper), upper, true},
		{"mixed case is read as upper", "e10ADC3949ba59ABBE56e057F20F883E", upper, true},

		// Length.
		{"nothing is none", "", "", false},
		{"one digit less is none", upper[:len(upper)-1], "", false},
		{"one byte less is none", upper[:len(upper)-2], "", false},
		{"one digit more is none", upper + "0", "", false},
		{"one byte more is none", upper + "00", "", false},
		{"the digest of another hash is none", upper + upper, "", false},

		// Characters.
		{"a letter past F is none", "G" + upper[1:], "", false},
		{"a space in front is none", " " + upper, "", false},
		{"a space in place of a digit is none", " " + upper[1:], "", false},
		{"a line break at the end is none", upper + "\n", "", false},
		{"bytes between colons are none", "E1:0A:DC:39:49:BA:59:AB:BE:56:E0", "", false},
		{"digits beyond ASCII are none", strings.Repeat("１", len(upper)), "", false},
		{"a plain password is none", "correct horse battery staple", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := account.ParseDigest(tt.text)
			if want := tt.want; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
			if got, want := ok, tt.ok; got != want {
				t.Errorf("being a digest is %t, want %t", got, want)
			}
		})
	}
}

func TestEveryDigestParsesInAnyCase(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		password := make([]byte, random.IntN(40))
		for i := range password {
			password[i] = byte(random.Uint32())
		}
		want := account.DigestOf(string(password))
		sent := []byte(want)
		for i, c := range sent {
			if random.IntN(2) == 0 {
				sent[i] = strings.ToLower(string(c))[0]
			}
		}
		got, ok := account.ParseDigest(string(sent))
		if !ok || got != want {
			t.Fatalf("ParseDigest(%q) is %q, %t, want %q", sent, got, ok, want)
		}
	}
}

// New passwords.

func TestNewPassword(t *testing.T) {
	tests := []struct {
		name     string
		password string
		short    bool
		ok       bool
	}{
		{"a password exactly as long as advised is not short", strings.Repeat("x", account.ShortPassword), false, true},
		{"a password one character shorter works and is short", strings.Repeat("x", account.ShortPassword-1), true, true},
		{"one character works and is short", "x", true, true},
		{"a panel's password works and is short", "123456", true, true},
		{"a space is a password", " ", true, true},
		{"no password is refused", "", false, false},
		{"a long password is not short", strings.Repeat("x", 1000), false, true},
		{"characters count, not bytes: enough of them", strings.Repeat("ß", account.ShortPassword), false, true},
		{"characters count, not bytes: too few of them", strings.Repeat("ß", account.ShortPassword-1), true, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, short, err := account.NewPassword(tt.password)
			if got, want := short, tt.short; got != want {
				t.Errorf("being short is %t, want %t", got, want)
			}
			if tt.ok {
				if err != nil {
					t.Fatalf("refused: %v", err)
				}
				if want := account.DigestOf(tt.password); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
				return
			}
			if got, want := domain.KindOf(err), domain.KindInvalid; err == nil || got != want {
				t.Errorf("error is %v, want one of kind %q", err, want)
			}
			if got != "" {
				t.Errorf("a refused password has digest %s", got)
			}
		})
	}
}
