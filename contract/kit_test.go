package contract

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"
)

// keeps is what is on a panel that the kit has not touched, or has left as it
// was.
var keeps = []string{"Maria Lindqvist"}

func TestAPanelThatKeepsTheContractPassesEveryCase(t *testing.T) {
	f := newPanel()
	report := Run(t.Context(), f.start(t))
	for _, r := range report.Results {
		if r.Verdict != Pass || len(r.Left) > 0 {
			t.Errorf("%s %s: %s %s, left %q\nseen %s", r.Section, r.Name, r.Verdict, r.Reason, r.Left, strings.Join(r.Seen, "\n     "))
		}
		wantNoSecrets(t, r)
	}
	if got, want := len(report.Results), len(cases)+1; got != want {
		t.Errorf("%d results, want %d", got, want)
	}
	wantUntouched(t, f)
}

// wantUntouched wants a panel to be as it was before the kit came.
func wantUntouched(t *testing.T, f *panel) {
	t.Helper()
	if got := f.names(); !slices.Equal(got, keeps) {
		t.Errorf("afterwards the panel has %q, want %q", got, keeps)
	}
	if len(f.tokens) != 0 {
		t.Errorf("afterwards %d sessions are open, want none", len(f.tokens))
	}
}

// A case that cannot fail proves nothing.
func TestEveryCaseNoticesAMisbehaviour(t *testing.T) {
	all := map[string]testCase{}
	for _, c := range append([]testCase{opening}, cases...) {
		if _, twice := all[c.name]; twice {
			t.Errorf("two cases are called %q", c.name)
		}
		all[c.name] = c
	}
	proven := map[string]bool{}
	for _, m := range misbehaviours {
		for _, name := range m.noticed {
			c, ok := all[name]
			if !ok {
				t.Errorf("%s: there is no case %q", m.name, name)
				continue
			}
			proven[name] = true
			t.Run(m.name+"/"+name, func(t *testing.T) { notices(t, m, c) })
		}
	}
	for name := range all {
		if !proven[name] {
			t.Errorf("no misbehaviour is noticed by %q", name)
		}
	}
}

// notices plays a case on a panel that misbehaves: it must fail, what somebody
// else has on the panel must stay, and what the kit could not take away again
// must be told.
func notices(t *testing.T, m misbehaviour, c testCase) {
	f := newPanel()
	r := f.play(t, m.bad, c)
	if r.Verdict != Fail || r.Reason == "" {
		t.Errorf("verdict %s, reason %q, want %s; seen\n%s", r.Verdict, r.Reason, Fail, strings.Join(r.Seen, "\n"))
	}
	has := f.names()
	if !slices.Contains(has, keeps[0]) {
		t.Errorf("afterwards the panel has %q, want %q among them", has, keeps)
	}
	if len(has) > len(keeps) && len(r.Left) == 0 {
		t.Errorf("afterwards the panel has %q, and the result does not say so", has)
	}
	wantNoSecrets(t, r)
}

// play lets the kit in, makes the panel misbehave, and plays a case.
func (f *panel) play(t *testing.T, how bad, c testCase) Result {
	t.Helper()
	return f.playWith(t, f.start(t), how, c)
}

func (f *panel) playWith(t *testing.T, target Target, how bad, c testCase) Result {
	t.Helper()
	k := f.kit(t, target)
	f.bad = how
	return k.try(t.Context(), c)
}

// kit returns a kit that has logged in.
func (f *panel) kit(t *testing.T, target Target) *kit {
	t.Helper()
	k, err := newKit(target)
	if err != nil {
		t.Fatal(err)
	}
	k.between = 0
	if r := k.try(t.Context(), opening); r.Verdict != Pass {
		t.Fatalf("the panel does not let the kit in: %s", r.Reason)
	}
	return k
}

// wantNoSecrets wants nothing in a result that is not for everybody's eyes:
// passwords, tokens, photos, and what others have on the server.
func wantNoSecrets(t *testing.T, r Result) {
	t.Helper()
	var table strings.Builder
	if err := (Report{Results: []Result{r}}).WriteTable(&table); err != nil {
		t.Fatal(err)
	}
	shown := table.String() + strings.Join(r.Seen, "\n")
	basic := base64.StdEncoding.EncodeToString([]byte(panelUser + ":" + panelPassword))
	photo := base64.StdEncoding.EncodeToString(newPanel().portrait)
	for _, secret := range []string{
		panelPassword, lower(panelPassword), upper(panelPassword), capital(panelPassword), mixed(panelPassword),
		basic, photo, tokenPrefix, keeps[0], "192.0.2.9",
	} {
		if strings.Contains(shown, secret) {
			t.Errorf("the result shows %q:\n%s", secret, shown)
		}
	}
}

// caseNamed returns a case.
func caseNamed(t *testing.T, name string) testCase {
	t.Helper()
	i := slices.IndexFunc(cases, func(c testCase) bool { return c.name == name })
	if i < 0 {
		t.Fatalf("there is no case %q", name)
	}
	return cases[i]
}
