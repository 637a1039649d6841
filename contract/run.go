package contract

import (
	"context"
	"runtime"
	"slices"
)

// testCase is one claim about a server and the requests that prove it.
type testCase struct {
	section string
	name    string
	play    func(p *play)
}

// opening comes first: a server that does not let the account in fails it, and
// no other case is tried, for panels may lock an account after wrong logins.
var opening = testCase{"2.2", "The account logs in and gets a token", opensSession}

// cases are all the others, in the order in which they run.
var cases = slices.Concat(
	loginCases, sessionCases, credentialCases, infoCases,
	statusCases, errorCases, bodyCases,
	createCases, numberCases, updateCases,
	listCases, filterCases, pagingCases,
	uploadCases, uploadErrorCases,
	bulkCases, linkCases, linkFaceCases, byNumberCases,
	profileCases, apartmentCases, settingsCases, logCases,
	pathCases, probeCases, clientCases,
)

// Run plays every case against a server, one after another, and reports what
// became of each. Once the context has ended, the cases that are left are
// skipped; what was created is taken away all the same.
func Run(ctx context.Context, t Target) Report { return run(ctx, t, cases) }

func run(ctx context.Context, t Target, cases []testCase) Report {
	k, err := newKit(t)
	if err != nil {
		return Report{Results: []Result{
			{Section: opening.section, Name: opening.name, Verdict: Fail, Reason: err.Error()},
		}}
	}
	report := Report{URL: k.root, Results: []Result{k.try(ctx, opening)}}
	in := report.Failed() == 0
	for _, c := range cases {
		result := Result{Section: c.section, Name: c.name, Verdict: Skipped}
		switch {
		case ctx.Err() != nil:
			result.Reason = "the run was ended before"
		case !in:
			result.Reason = "the account does not log in"
		default:
			result = k.try(ctx, c)
		}
		report.Results = append(report.Results, result)
	}
	k.close(context.WithoutCancel(ctx))
	return report
}

// try plays one case and takes away what it created. The case runs in a
// goroutine of its own, so that a step can end it where it stands.
func (k *kit) try(ctx context.Context, c testCase) Result {
	p := &play{kit: k, ctx: ctx, result: Result{Section: c.section, Name: c.name, Verdict: Pass}}
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.play(p)
	}()
	<-done
	if ctx.Err() != nil && p.result.Verdict == Fail {
		p.result.Verdict, p.result.Reason = Skipped, "the run was ended"
	}
	p.ctx = context.WithoutCancel(ctx) // the end of the run does not excuse from tidying up
	p.tidy()
	return p.result
}

// end ends the case with a verdict.
func (p *play) end(v Verdict, reason string) {
	p.result.Verdict, p.result.Reason = v, p.hide(reason)
	runtime.Goexit()
}
