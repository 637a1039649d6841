package httpapi

import (
	"context"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/photo"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/ports"
)

// The doubles: one function field a method.

type enrollerDouble struct {
	EnrolFn func(context.Context, identifier.UID, []byte, bool) (enrolment.Enrolment, error)
}

func (d *enrollerDouble) Enrol(ctx context.Context, uid identifier.UID, jpeg []byte, replace bool) (enrolment.Enrolment, error) {
	return d.EnrolFn(ctx, uid, jpeg, replace)
}

type checkerDouble struct {
	CheckFn        func(context.Context, []byte, rules.Profile) (rules.Report, error)
	ProfileNamedFn func(string) (rules.Profile, error)
}

func (d *checkerDouble) Check(ctx context.Context, jpeg []byte, p rules.Profile) (rules.Report, error) {
	return d.CheckFn(ctx, jpeg, p)
}

func (d *checkerDouble) ProfileNamed(name string) (rules.Profile, error) {
	return d.ProfileNamedFn(name)
}

// identifiersDouble answers what the tests of single handlers need; the other
// calls are tested on the real use cases.
type identifiersDouble struct {
	Identifiers
	CreateFn   func(context.Context, identifier.Spec) (identifier.UID, error)
	GetFn      func(context.Context, identifier.UID) (identifier.Identifier, error)
	DeleteFn   func(context.Context, identifier.UID) error
	PortraitFn func(context.Context, identifier.UID) (photo.Photo, error)
}

func (d *identifiersDouble) Create(ctx context.Context, s identifier.Spec) (identifier.UID, error) {
	return d.CreateFn(ctx, s)
}

func (d *identifiersDouble) Get(ctx context.Context, uid identifier.UID) (identifier.Entry, error) {
	id, err := d.GetFn(ctx, uid)
	return identifier.Entry{Identifier: id}, err
}

func (d *identifiersDouble) Delete(ctx context.Context, uid identifier.UID) error {
	return d.DeleteFn(ctx, uid)
}

func (d *identifiersDouble) Portrait(ctx context.Context, uid identifier.UID) (photo.Photo, error) {
	return d.PortraitFn(ctx, uid)
}

type authDouble struct {
	LoginFn      func(context.Context, string, account.Digest) (account.Session, error)
	LogoutFn     func(context.Context, account.Token) error
	ByTokenFn    func(context.Context, account.Token) (account.Account, error)
	ByPasswordFn func(context.Context, string, account.Digest) (account.Account, error)
}

func (d *authDouble) Login(ctx context.Context, name string, digest account.Digest) (account.Session, error) {
	return d.LoginFn(ctx, name, digest)
}

func (d *authDouble) Logout(ctx context.Context, token account.Token) error {
	return d.LogoutFn(ctx, token)
}

func (d *authDouble) ByToken(ctx context.Context, token account.Token) (account.Account, error) {
	return d.ByTokenFn(ctx, token)
}

func (d *authDouble) ByPassword(ctx context.Context, name string, digest account.Digest) (account.Account, error) {
	return d.ByPasswordFn(ctx, name, digest)
}

var (
	_ Enroller          = (*enrollerDouble)(nil)
	_ Checker           = (*checkerDouble)(nil)
	_ Identifiers       = (*identifiersDouble)(nil)
	_ ports.AuthService = (*authDouble)(nil)
)

type proberFunc func(context.Context) error

func (f proberFunc) Probe(ctx context.Context) error { return f(ctx) }

// stagesDouble remembers what was measured.
type stagesDouble struct {
	mu           sync.Mutex
	begun, ended []ports.Stage
}

func (d *stagesDouble) begin(s ports.Stage) (end func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.begun = append(d.begun, s)
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.ended = append(d.ended, s)
	}
}

// outcomesDouble remembers what was counted.
type outcomesDouble struct {
	mu      sync.Mutex
	counted []string
}

func (d *outcomesDouble) count(outcome string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.counted = append(d.counted, outcome)
}

func figures(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4")
	_, _ = io.WriteString(w, someFigures)
}

const someFigures = "vestibule_stage_active{stage=\"queue\"} 3\n"

// What the doubles know.
const (
	adminName     = "warden"
	adminPassword = "correct horse"
	adminToken    = account.Token("5f0c9d1b77e24a0c8d3b6e19a4f2c7d8b9e0a1c2")
	userName      = "visitor"
	userPassword  = "battery staple"
	userToken     = account.Token("aa11bb22cc33dd44ee55ff6600778899aabbccdd")
)

func byPassword(_ context.Context, name string, digest account.Digest) (account.Account, error) {
	switch {
	case name == adminName && digest == account.DigestOf(adminPassword):
		return account.Account{Name: adminName, Role: account.Administrator}, nil
	case name == userName && digest == account.DigestOf(userPassword):
		return account.Account{Name: userName, Role: account.User}, nil
	}
	return account.Account{}, domain.E(domain.KindUnauthenticated, "wrong password for %q", name)
}

func byToken(_ context.Context, token account.Token) (account.Account, error) {
	switch token {
	case adminToken:
		return account.Account{Name: adminName, Role: account.Administrator}, nil
	case userToken:
		return account.Account{Name: userName, Role: account.User}, nil
	}
	return account.Account{}, domain.E(domain.KindUnauthenticated, "no such session")
}

func login(ctx context.Context, name string, digest account.Digest) (account.Session, error) {
	found, err := byPassword(ctx, name, digest)
	if err != nil {
		return account.Session{}, domain.E(domain.KindBadLogin, "wrong password for %q", name)
	}
	token := adminToken
	if found.Role == account.User {
		token = userToken
	}
	return account.Session{Account: found, Token: token, Expires: time.Now().Add(time.Hour)}, nil
}
