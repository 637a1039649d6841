package app_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/access"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/enrolment"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/ports"
)

// auditLog returns the audit log, whose chain holds, without its numbers and
// hashes.
func (f *fixture) auditLog(t *testing.T) []audit.Entry {
	t.Helper()
	log := &app.AuditLog{Repo: f.store.Audit}
	if found, err := log.Verify(t.Context(), nil); err != nil || found.Break != nil {
		t.Fatalf("the chain does not hold: %+v, %v", found, err)
	}
	var entries []audit.Entry
	for e, err := range log.All(t.Context()) {
		ok(t, err)
		e.Seq, e.Previous, e.Hash = 0, audit.Hash{}, audit.Hash{}
		entries = append(entries, e)
	}
	return entries
}

func (f *fixture) wantAudited(t *testing.T, want ...audit.Entry) {
	t.Helper()
	if got := f.auditLog(t); !reflect.DeepEqual(got, want) {
		t.Errorf("the audit log is %+v, want %+v", got, want)
	}
}

// entry returns an entry of the time at which tests begin.
func entry(actor string, did audit.Action, uid int64, detail string) audit.Entry {
	return audit.Entry{At: start.Truncate(time.Millisecond), Actor: actor, Action: did, UID: uid, Detail: detail}
}

func asOperator(t *testing.T) context.Context { return account.WithCaller(t.Context(), "operator") }

// Biometric reads.

func TestReadingAPortraitIsInTheAuditLogAlone(t *testing.T) {
	w := newWorld(t)
	p, err := w.identifiers.Portrait(asOperator(t), w.enrolled)
	if err != nil || !bytes.Equal(p.JPEG(), w.portrait) {
		t.Fatalf("a portrait of %d bytes, %v", len(p.JPEG()), err)
	}
	w.wantAudited(t, entry("operator", audit.PortraitRead, int64(w.enrolled), ""))
	if log := w.log(t); len(log) != 0 {
		t.Errorf("the log that clients read is %+v", log)
	}
}

func TestAPortraitIsNotReadUnlogged(t *testing.T) {
	w := newWorld(t)
	w.audited.broken = true
	if p, err := w.identifiers.Portrait(asOperator(t), w.enrolled); !errors.Is(err, errDisk) || len(p.JPEG()) != 0 {
		t.Errorf("a portrait of %d bytes, %v", len(p.JPEG()), err)
	}
	w.audited.broken = false
	breakEachCall(t, func(ctx context.Context) error {
		p, err := w.identifiers.Portrait(ctx, w.enrolled)
		if err != nil && len(p.JPEG()) != 0 {
			t.Errorf("there is a portrait with the error %v", err)
		}
		return err
	})
}

func TestReadsThatGiveNothingBiometricAreNotInTheAuditLog(t *testing.T) {
	w := newWorld(t)
	check := w.unchanged(t)
	for _, uid := range []identifier.UID{nobody, w.card, w.face} {
		_, err := w.identifiers.Portrait(t.Context(), uid)
		wantKind(t, err, domain.KindNotFound)
	}
	w.get(t, w.enrolled)
	_, _, err := w.identifiers.List(t.Context(), everything)
	ok(t, err)
	_, err = w.Assessor.Check(t.Context(), w.portrait, rules.Panel())
	ok(t, err)
	check(t)
}

func TestMeasuringPortraitsAgainIsInTheAuditLog(t *testing.T) {
	f, auditor := gallery(t, 640, 640)
	before := len(f.auditLog(t))
	auditor.Journal = f.journal
	read := 0
	auditor.Identifiers = repoWith{f.repo, func(ctx context.Context, uid identifier.UID) (enrolment.Enrolment, error) {
		if read++; len(f.auditLog(t)) != before+1 {
			t.Errorf("portrait %d is read before the audit log says so", read)
		}
		return f.repo.Enrolment(ctx, uid)
	}}
	auditor.Workers = 1
	if _, err := auditor.Audit(asOperator(t), rules.Panel(), nil); err != nil || read != 2 {
		t.Fatalf("%d portraits were read, %v", read, err)
	}
	if got, want := f.auditLog(t)[before:], entry("operator", audit.PortraitsMeasured, 0, "2"); len(got) != 1 || got[0] != want {
		t.Errorf("the audit log is %+v, want %+v", got, want)
	}
	f.audited.broken = true
	if _, err := auditor.Audit(t.Context(), rules.Panel(), nil); !errors.Is(err, errDisk) || read != 2 {
		t.Errorf("%d portraits were read, %v; want none without an entry", read-2, err)
	}
}

// Doors.

func TestWhatHappensAtTheDoorsIsNotInTheAuditLog(t *testing.T) {
	w := newWorld(t)
	for typ, number := range map[string]string{"card": cardNumber, "qr": "nobody's", "input_code": masterCode} {
		_, err := w.access.Ask(t.Context(), access.Question{Type: typ, Number: number})
		ok(t, err)
	}
	if got, want := len(w.log(t)), 3; got != want {
		t.Errorf("the log that clients read has %d events, want %d", got, want)
	}
	w.wantAudited(t)
}

// Logins and accounts.

// withAccount returns an AccountRepo with the account operator.
func withAccount(t *testing.T) ports.AccountRepo {
	t.Helper()
	repo := memory.New().Accounts()
	ok(t, repo.AddAccount(t.Context(), account.Account{Name: "operator", Role: account.Administrator}, "hash"))
	return repo
}

// byPassword is an AuthService that answers every password alike.
type byPassword struct {
	ports.AuthService
	err error
}

func (b byPassword) ByPassword(context.Context, string, account.Digest) (account.Account, error) {
	return account.Account{}, b.err
}

func TestLoginsInTheAuditLog(t *testing.T) {
	wrong := domain.E(domain.KindBadLogin, "wrong")
	for _, c := range []struct {
		name, typed string
		err         error
		accounts    ports.AccountRepo
		want        audit.Entry
	}{
		{"one that succeeds", "operator", nil, withAccount(t), entry("operator", "successful_login_api_call", 0, "")},
		{"one that fails", "operator", wrong, withAccount(t), entry("operator", "incorrect_login_api_call", 0, "")},
		{"one of nobody leaves nothing of what was typed", "my password", wrong, withAccount(t), entry("(unknown)", "incorrect_login_api_call", 0, "")},
		{"one that says to be the console", "(console uid 0)", wrong, withAccount(t), entry("(unknown)", "incorrect_login_api_call", 0, "")},
		{"one that fails where accounts are not known", "operator", wrong, nil, entry("(unknown)", "incorrect_login_api_call", 0, "")},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture()
			s := &app.Sessions{AuthService: logins{err: c.err}, Accounts: c.accounts, Journal: f.journal}
			if _, err := s.Login(t.Context(), c.typed, ""); !errors.Is(err, c.err) {
				t.Fatal(err)
			}
			f.wantAudited(t, c.want)
			if log := f.log(t); len(log) != 1 || log[0].Account != c.typed {
				t.Errorf("the log that clients read is %+v", log)
			}
		})
	}
}

func TestPasswordsWithRequestsInTheAuditLog(t *testing.T) {
	for _, c := range []struct {
		name, typed string
		err         error
		want        []audit.Entry
	}{
		{"one that is right", "operator", nil, nil},
		{"one that fails for our own fault", "operator", errDisk, nil},
		{"one that is wrong", "operator", domain.E(domain.KindUnauthenticated, "wrong"), []audit.Entry{entry("operator", audit.BasicLoginFailed, 0, "")}},
		{"one of nobody", "my password", domain.E(domain.KindUnauthenticated, "wrong"), []audit.Entry{entry("(unknown)", audit.BasicLoginFailed, 0, "")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture()
			s := &app.Sessions{AuthService: byPassword{err: c.err}, Accounts: withAccount(t), Journal: f.journal}
			if _, err := s.ByPassword(t.Context(), c.typed, ""); !errors.Is(err, c.err) {
				t.Fatal(err)
			}
			f.wantAudited(t, c.want...)
			if log := f.log(t); len(log) != 0 {
				t.Errorf("the log that clients read is %+v", log)
			}
		})
	}
}

func TestAccountsInTheAuditLog(t *testing.T) {
	f, s := newFixture(), &store{}
	a, _ := newAccounts(s)
	a.Journal = f.journal
	ctx := audit.WithActor(t.Context(), "(console uid 1000)")
	ok(t, a.Add(ctx, "desk", account.User, "correct horse"))
	ok(t, a.SetPassword(ctx, "desk", "battery staple"))
	if err := a.SetPassword(ctx, "nobody", "battery staple"); err == nil {
		t.Error("nobody has a password")
	}
	s.refuses = errDisk
	if err := a.Add(ctx, "other", account.User, "correct horse"); err == nil {
		t.Error("an account was added")
	}
	f.wantAudited(t, entry("(console uid 1000)", audit.Action(event.AccountAdded), 0, "desk"), entry("(console uid 1000)", "password_changed", 0, "desk"))
}

// The log itself.

func TestTheAuditLogHasNothingOfAPerson(t *testing.T) {
	for _, c := range changes {
		w := newWorld(t)
		ok(t, c.do(asOperator(t), w))
		for _, e := range w.auditLog(t) {
			said := strings.ToLower(fmt.Sprint(e.Actor, " ", e.Action, " ", e.Detail))
			for _, personal := range []string{"maria", "jonas", cardNumber, codeNumber, masterCode, "12a", "office"} {
				if strings.Contains(said, personal) {
					t.Errorf("%s: %q is in the audit log: %s", c.name, personal, said)
				}
			}
		}
	}
}

func TestTheAuditLogIsNotPruned(t *testing.T) {
	f := newFixture()
	f.journal.Keep = 1
	for range 5 {
		f.journal.Note(t.Context(), event.DeviceBooted, event.Subject{})
	}
	if got, want := len(f.auditLog(t)), 5; got != want {
		t.Errorf("there are %d entries, want %d", got, want)
	}
}

func TestTheAuditLogIsReadPageByPage(t *testing.T) {
	const entries = 2001 // two pages and one
	f := newFixture()
	for range entries {
		ok(t, f.journal.Audit(t.Context(), audit.PortraitRead, 7, ""))
	}
	if got := len(f.auditLog(t)); got != entries {
		t.Errorf("there are %d entries, want %d", got, entries)
	}
	seen := 0
	for range (&app.AuditLog{Repo: f.store.Audit}).All(t.Context()) {
		if seen++; seen == 1500 {
			break
		}
	}
	if seen != 1500 {
		t.Errorf("%d entries were seen", seen)
	}
}

func TestAnAuditLogThatCannotBeReadIsNoGoodOne(t *testing.T) {
	f := newFixture()
	ok(t, f.journal.Audit(t.Context(), audit.PortraitRead, 7, ""))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if found, err := (&app.AuditLog{Repo: f.store.Audit}).Verify(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %+v, %v", found, err)
	}
}

func TestAMissingEntryIsSaidToTheOperator(t *testing.T) {
	f := newFixture()
	f.audited.broken = true
	f.journal.NoteAudit(t.Context(), audit.ServerStopped, 0, "detail of it")
	said := f.operator.String()
	if !strings.Contains(said, "level=ERROR") || !strings.Contains(said, "server_stopped") || strings.Contains(said, "detail of it") {
		t.Errorf("the operator's log is %s", said)
	}
}

func TestWhatIsNotedIsInTheAuditLogAlsoIfTheContextHasEnded(t *testing.T) {
	f := newFixture()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	f.journal.NoteAudit(ctx, audit.ServerStopped, 0, "")
	f.wantAudited(t, entry(audit.System, audit.ServerStopped, 0, ""))
	f.journal.SayHead(ctx)
	head, err := f.store.Audit.Head(t.Context())
	if want := "head=" + must(t, head, err).String(); !strings.Contains(f.operator.String(), want) {
		t.Errorf("the operator's log lacks %s: %s", want, f.operator)
	}
}

func TestNoJournalKeepsNoAuditLog(t *testing.T) {
	var none *app.Journal
	ok(t, none.Audit(t.Context(), audit.PortraitRead, 7, ""))
	none.NoteAudit(t.Context(), audit.ServerStopped, 0, "")
	none.SayHead(t.Context())
}
