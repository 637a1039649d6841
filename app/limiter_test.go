package app_test

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/account"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/ports"
)

const (
	right = account.Digest("right")
	wrong = account.Digest("wrong")
)

// keeper is an AuthService that knows the accounts owner and guest, and counts
// how often it had to look.
type keeper struct {
	ports.AuthService
	looked atomic.Int64
	fails  error         // in place of an answer
	busy   time.Duration // how long a look takes
}

func (k *keeper) look(name string, d account.Digest, refused domain.Kind) error {
	k.looked.Add(1)
	time.Sleep(k.busy)
	switch {
	case k.fails != nil:
		return k.fails
	case (name == "owner" || name == "guest") && d == right:
		return nil
	}
	return domain.E(refused, "wrong")
}

func (k *keeper) Login(_ context.Context, name string, d account.Digest) (account.Session, error) {
	return account.Session{Account: account.Account{Name: name}}, k.look(name, d, domain.KindBadLogin)
}

func (k *keeper) ByPassword(_ context.Context, name string, d account.Digest) (account.Account, error) {
	return account.Account{Name: name}, k.look(name, d, domain.KindUnauthenticated)
}

func (k *keeper) ByToken(context.Context, account.Token) (account.Account, error) {
	return account.Account{Name: "owner"}, nil
}

// door is a limiter before a keeper.
type door struct {
	*app.Limiter
	*fixture
	keeper *keeper
	t      *testing.T
}

func newDoor(t *testing.T) *door {
	d := &door{fixture: newFixture(), keeper: &keeper{}, t: t}
	d.Limiter = app.NewLimiter(d.keeper, d.journal, func() time.Time { return d.clock })
	return d
}

// from returns a context with the n-th address.
func from(ctx context.Context, n int) context.Context {
	ip := netip.AddrFrom4([4]byte{192, byte(n >> 16), byte(n >> 8), byte(n)})
	return account.WithAddress(ctx, account.AddressFrom(ip))
}

// try attempts a login, in one of the two ways, and returns what became of it:
// "in", "wrong" or "limited".
func (d *door) try(address int, name string, digest account.Digest) string {
	d.t.Helper()
	ctx := from(d.t.Context(), address)
	_, err := d.Limiter.Login(ctx, name, digest)
	return d.outcome(err)
}

func (d *door) outcome(err error) string {
	d.t.Helper()
	switch {
	case err == nil:
		return "in"
	case errors.Is(err, domain.KindBadLogin), errors.Is(err, domain.KindUnauthenticated):
		return "wrong"
	case errors.Is(err, domain.KindTooManyLogins):
		if domain.WaitOf(err) <= 0 {
			d.t.Errorf("%v tells no time to wait", err)
		}
		return "limited"
	}
	d.t.Fatal(err)
	return ""
}

func (d *door) want(want string, address int, name string, digest account.Digest) {
	d.t.Helper()
	if got := d.try(address, name, digest); got != want {
		d.t.Fatalf("a login of %s with the %s password from address %d is %s, want %s", name, digest, address, got, want)
	}
}

// guess fails so many times.
func (d *door) guess(n, address int, name string) {
	d.t.Helper()
	for range n {
		d.want("wrong", address, name, wrong)
	}
}

func TestAPairIsLimited(t *testing.T) {
	for _, name := range []string{"owner", "nobody"} { // known or not makes no difference
		d := newDoor(t)
		d.guess(account.PairAllowance.AtOnce, 1, name)
		looked := d.keeper.looked.Load()
		d.want("limited", 1, name, wrong)
		d.want("limited", 1, name, right) // or a guesser would know
		if d.keeper.looked.Load() != looked {
			t.Error("a login was looked at although it was refused")
		}
		_, err := d.ByPassword(from(t.Context(), 1), name, right)
		if got := d.outcome(err); got != "limited" {
			t.Errorf("with each request it is %s", got)
		}
		if got := domain.WaitOf(err); got != account.PairAllowance.Every {
			t.Errorf("the wait is %v", got)
		}
		d.clock = d.clock.Add(account.PairAllowance.Every)
		d.want("wrong", 1, name, wrong)
		d.want("limited", 1, name, wrong)
	}
}

func TestBothWaysToGuessCountTogether(t *testing.T) {
	d := newDoor(t)
	d.guess(account.PairAllowance.AtOnce/2, 1, "owner")
	for range account.PairAllowance.AtOnce / 2 {
		if _, err := d.ByPassword(from(t.Context(), 1), "owner", wrong); d.outcome(err) != "wrong" {
			t.Fatal(err)
		}
	}
	d.want("limited", 1, "owner", right)
}

func TestOthersAreNotHeldToAPairsLimit(t *testing.T) {
	d := newDoor(t)
	d.guess(account.PairAllowance.AtOnce, 1, "owner")
	d.want("in", 1, "guest", right)
	d.want("in", 2, "owner", right)
	d.want("limited", 1, "owner", right)
}

func TestASuccessResetsThePair(t *testing.T) {
	d := newDoor(t)
	for range 20 {
		d.guess(account.PairAllowance.AtOnce-1, 1, "owner")
		d.want("in", 1, "owner", right)
		d.clock = d.clock.Add(time.Hour) // for the address
	}
}

// Clients log in before each request.
func TestRightPasswordsAreNeverLimited(t *testing.T) {
	d := newDoor(t)
	for range 1000 {
		d.want("in", 1, "owner", right)
	}
	d.guess(account.PairAllowance.AtOnce-1, 1, "owner")
	for range 1000 {
		d.want("in", 1, "owner", right)
	}
}

func TestAnAccountIsLimitedFromEverywhere(t *testing.T) {
	d := newDoor(t)
	for n := range account.AccountAllowance.AtOnce {
		d.guess(1, 100+n, "owner")
	}
	d.want("limited", 99, "owner", wrong)
	d.want("limited", 99, "owner", right)
	d.want("in", 99, "guest", right)
	d.clock = d.clock.Add(account.AccountAllowance.Every)
	d.want("wrong", 99, "owner", wrong)
	d.want("limited", 98, "owner", right)
}

// What a stranger does must not lock the owner out.
func TestWhereAnAccountHasLoggedInItIsNotHeldToOthersFailures(t *testing.T) {
	d := newDoor(t)
	d.want("in", 1, "owner", right)
	for n := range account.AccountAllowance.AtOnce {
		d.guess(1, 100+n, "owner")
	}
	for n := range account.AddressAllowance.AtOnce {
		d.guess(1, 1, fmt.Sprintf("nobody-%d", n)) // at the same address
	}
	d.want("limited", 99, "owner", right)
	d.want("limited", 1, "guest", right)
	d.want("in", 1, "owner", right)
	// Its own failures count, and no more for others than theirs for it.
	d.guess(account.PairAllowance.AtOnce, 1, "owner")
	d.want("limited", 1, "owner", right)
	if _, err := d.ByToken(from(t.Context(), 1), "token"); err != nil {
		t.Errorf("a token: %v", err)
	}
}

func TestTheNewestAddressesOfAnAccountAreKnown(t *testing.T) {
	d := newDoor(t)
	const known = 16
	for n := range known {
		d.want("in", 1+n, "owner", right)
	}
	d.want("in", 1, "owner", right)       // the first again
	d.want("in", 1+known, "owner", right) // one more
	for n := range account.AccountAllowance.AtOnce {
		d.guess(1, 100+n, "owner")
	}
	d.want("in", 1, "owner", right)
	d.want("in", 1+known, "owner", right)
	d.want("limited", 2, "owner", right)
}

func TestAnAddressIsLimitedForAllAccounts(t *testing.T) {
	d := newDoor(t)
	for n := range account.AddressAllowance.AtOnce {
		d.guess(1, 1, fmt.Sprintf("name-%d", n))
		if n == 0 {
			d.want("in", 1, "guest", right) // does not reset it
		}
	}
	d.want("limited", 1, "owner", right)
	d.want("in", 2, "owner", right)
	d.clock = d.clock.Add(account.AddressAllowance.Every)
	d.want("wrong", 1, "owner", wrong)
	d.want("limited", 1, "owner", right)
}

func TestOnlyWrongPasswordsCount(t *testing.T) {
	for _, fails := range []error{errDisk, context.Canceled, domain.E(domain.KindMissingParam, "no name")} {
		d := newDoor(t)
		d.keeper.fails = fails
		for range 2 * account.AddressAllowance.AtOnce {
			if _, err := d.Login(from(t.Context(), 1), "owner", wrong); !errors.Is(err, fails) {
				t.Fatalf("got %v, want %v", err, fails)
			}
		}
		d.keeper.fails = nil
		d.want("in", 1, "owner", right)
	}
}

func TestTheLogIsToldOnceThatALimitBegins(t *testing.T) {
	d := newDoor(t)
	d.Limiter = app.NewLimiter(&app.Sessions{AuthService: d.keeper, Journal: d.journal}, d.journal, func() time.Time { return d.clock })
	counts := func() map[event.Key]int {
		n := map[event.Key]int{}
		for _, e := range d.log(t) {
			n[e.Key]++
			if e.Key == event.LoginsLimited && (e.Account != "owner" || e.Subject.Detail != "192.0.0.1") {
				t.Errorf("the event is %+v", e)
			}
		}
		return n
	}
	d.guess(account.PairAllowance.AtOnce, 1, "owner")
	for range 100 {
		d.want("limited", 1, "owner", wrong)
	}
	d.clock = d.clock.Add(account.PairAllowance.Every)
	d.guess(1, 1, "owner") // up to the limit again
	if got := counts(); got[event.LoginsLimited] != 1 || got[event.LoginFailed] != account.PairAllowance.AtOnce+1 {
		t.Errorf("the log has %v", got)
	}
	d.clock = d.clock.Add(24 * time.Hour)
	d.guess(account.PairAllowance.AtOnce, 1, "owner")
	if got := counts(); got[event.LoginsLimited] != 2 {
		t.Errorf("after a day the log has %v", got)
	}
}

func TestALimitNeedsNoLog(t *testing.T) {
	d := newDoor(t)
	d.Limiter = app.NewLimiter(d.keeper, nil, func() time.Time { return d.clock })
	d.guess(account.PairAllowance.AtOnce, 1, "owner")
	d.want("limited", 1, "owner", right)
}

// together attempts logins of one account at the same time, and returns how
// many became what.
func (d *door) together(n int, digest account.Digest) map[string]int {
	d.t.Helper()
	var (
		mu   sync.Mutex
		done sync.WaitGroup
		got  = map[string]int{}
	)
	for range n {
		done.Go(func() {
			outcome := d.try(1, "owner", digest)
			mu.Lock()
			defer mu.Unlock()
			got[outcome]++
		})
	}
	done.Wait()
	return got
}

func TestGuessesAtTheSameTimeCountBeforeTheyAreLookedAt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDoor(t)
		d.keeper.busy = time.Second
		got := d.together(200, wrong)
		if want := account.PairAllowance.AtOnce; got["wrong"] != want || got["limited"] != 200-want {
			t.Errorf("got %v, want %d looked at", got, want)
		}
	})
}

func TestRightPasswordsAtTheSameTimeDoNotLimitEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDoor(t)
		d.keeper.busy = time.Second
		d.guess(account.PairAllowance.AtOnce-1, 1, "owner")
		if got := d.together(200, right); got["in"] != 200 {
			t.Errorf("got %v, want all in", got)
		}
	})
}

func TestWaitingForATurnEndsWithTheRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDoor(t)
		d.keeper.busy = time.Hour
		var first sync.WaitGroup
		first.Go(func() { d.try(1, "owner", right) })
		defer first.Wait()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(from(t.Context(), 1), time.Second)
		defer cancel()
		if _, err := d.Login(ctx, "owner", right); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

// Names and addresses are a stranger's to choose.
func TestAStrangerFillsNoMemory(t *testing.T) {
	d := newDoor(t)
	d.guess(account.PairAllowance.AtOnce, 1, "owner")
	long := string(make([]byte, 1<<16))
	for n := range app.MaxCounters / 2 { // three counters each
		d.guess(1, 100+n, fmt.Sprint(n, long))
	}
	if got := app.CountersOf(d.Limiter); got > app.MaxCounters {
		t.Errorf("there are %d counters, want at most %d", got, app.MaxCounters)
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapAlloc > 64<<20 {
		t.Errorf("the heap has %d MiB", m.HeapAlloc>>20)
	}
	d.want("limited", 1, "owner", right) // those that hold somebody up stay
	d.clock = d.clock.Add(24 * time.Hour)
	for n := range (app.MaxCounters-app.CountersOf(d.Limiter))/3 + 1 { // until room is needed
		d.guess(1, 100_000+n, fmt.Sprint(n))
	}
	if got := app.CountersOf(d.Limiter); got > app.MaxCounters/4 {
		t.Errorf("there are %d counters although most are forgotten", got)
	}
}

func TestNothingStaysOfThoseWhoFailAtNothing(t *testing.T) {
	d := newDoor(t)
	for n := range 100 {
		d.want("in", n, "owner", right)
	}
	if got := app.CountersOf(d.Limiter); got != 0 {
		t.Errorf("there are %d counters", got)
	}
}
