package ports

import (
	"context"
	"encoding/hex"
	"time"

	"github.com/vestibule-id/vestibule/domain/account"
)

// AuthService says who is calling.
type AuthService interface {
	// Login opens a session for the account with that name and password
	// digest. The error is KindBadLogin for an unknown account and for a
	// wrong password alike, after the same work; it may be KindTooManyLogins,
	// for both alike, after too many of these. Sessions do not end each
	// other: clients log in before each request and never log out.
	Login(ctx context.Context, name string, digest account.Digest) (account.Session, error)

	// Logout ends the session of a token. The error is KindUnauthenticated
	// if there is none.
	Logout(ctx context.Context, token account.Token) error

	// ByToken returns the account of a session. The error is
	// KindUnauthenticated if the token is unknown or has expired.
	ByToken(ctx context.Context, token account.Token) (account.Account, error)

	// ByPassword returns the account with that name and password digest,
	// without opening a session. The error is KindUnauthenticated for an
	// unknown account and for a wrong password alike; it may be
	// KindTooManyLogins, as for Login.
	ByPassword(ctx context.Context, name string, digest account.Digest) (account.Account, error)
}

// AccountRepo keeps accounts and sessions for an AuthService that keeps its
// own. It holds hashes only: no password, no digest and no token reaches it.
type AccountRepo interface {
	// AddAccount stores a new account with the hash of its password, an
	// opaque text. The error is KindConflict if the name is taken.
	AddAccount(ctx context.Context, a account.Account, passwordHash string) error

	// Account returns an account and the hash of its password. The error is
	// KindNotFound if there is none. Names are compared byte for byte.
	Account(ctx context.Context, name string) (account.Account, string, error)

	// SetPassword stores another hash of an account's password and ends all
	// its sessions. The error is KindNotFound if there is no such account.
	SetPassword(ctx context.Context, name, passwordHash string) error

	// HasAdministrator reports whether any account has that role.
	HasAdministrator(ctx context.Context) (bool, error)

	// Accounts returns every account, by name.
	Accounts(ctx context.Context) ([]account.Account, error)

	// RemoveAccount removes an account and ends all its sessions. The error is
	// KindNotFound if there is no such account, and KindForbidden if nobody
	// could administer Vestibule any more without it.
	RemoveAccount(ctx context.Context, name string) error

	// AddSession stores the hash of a token. Sessions that had expired at
	// the time now may be removed on the way. The error is KindNotFound if
	// there is no account of that name.
	AddSession(ctx context.Context, s SessionRecord, now time.Time) error

	// AccountBySession returns the account of the session with that token
	// hash. The error is KindNotFound if there is none or it has expired at
	// the time now.
	AccountBySession(ctx context.Context, h TokenHash, now time.Time) (account.Account, error)

	// DeleteSession ends a session. The error is KindNotFound if there is
	// none.
	DeleteSession(ctx context.Context, h TokenHash) error

	// Sessions returns the sessions that have not expired at the time now, the
	// oldest first.
	Sessions(ctx context.Context, now time.Time) ([]SessionRecord, error)

	// DeleteSessions ends the sessions of an account, or of all accounts if
	// name is "". That there are none is no error.
	DeleteSessions(ctx context.Context, name string) error
}

// TokenHash is the SHA-256 of a token.
type TokenHash [32]byte

// ID returns a short name for the session, for people. It says nothing of the
// token, and is not good for one.
func (h TokenHash) ID() string { return hex.EncodeToString(h[:6]) }

// SessionRecord is a session as an AccountRepo keeps it. Its times are whole
// seconds in UTC.
type SessionRecord struct {
	Hash    TokenHash
	Account string    // name
	Opened  time.Time // zero if a version opened it that did not keep that
	Expires time.Time
}
