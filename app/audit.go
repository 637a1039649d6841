package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/vestibule-id/vestibule/domain"
	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/identifier"
	"github.com/vestibule-id/vestibule/domain/rules"
	"github.com/vestibule-id/vestibule/ports"
)

// Auditor measures again what is stored.
type Auditor struct {
	Assessor    *Assessor
	Identifiers ports.IdentifierRepo
	Journal     *Journal // nil: no log is kept
	Workers     int      // portraits measured in parallel, at least 1
}

// Audited is what an audit found out about one stored portrait.
type Audited struct {
	UID      identifier.UID
	Name     string // the owner's
	Accepted string // name of the profile that accepted it then
	Report   rules.Report
}

// auditPage is how many uids are read at once.
const auditPage = 500

// Audit measures every stored portrait against a profile and returns what it
// found, worst first. After each, progress is told how many of how many are
// done; it may be nil. What is deleted meanwhile is left out. The audit log says
// of a run how many portraits it reads, before it reads the first.
func (a *Auditor) Audit(ctx context.Context, p rules.Profile, progress func(done, all int)) ([]Audited, error) {
	uids, err := a.enrolled(ctx)
	if err != nil {
		return nil, err
	}
	if err := a.Journal.Audit(ctx, audit.PortraitsMeasured, 0, strconv.Itoa(len(uids))); err != nil {
		return nil, fmt.Errorf("auditing: %w", err)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)

	var (
		work    = make(chan identifier.UID)
		workers sync.WaitGroup
		guard   sync.Mutex // of all below
		list    []Audited
		done    int
	)
	for range max(1, a.Workers) {
		workers.Go(func() {
			for uid := range work {
				audited, err := a.audit(ctx, uid, p)
				gone := errors.Is(err, domain.KindNotFound)
				if err != nil && !gone {
					cancel(err)
					continue
				}
				guard.Lock()
				if !gone {
					list = append(list, audited)
				}
				if done++; progress != nil {
					progress(done, len(uids))
				}
				guard.Unlock()
			}
		})
	}
	feed(ctx, work, uids)
	workers.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, fmt.Errorf("auditing: %w", err)
	}
	slices.SortFunc(list, worstFirst)
	return list, nil
}

// feed hands out the work until the context ends.
func feed(ctx context.Context, work chan<- identifier.UID, uids []identifier.UID) {
	defer close(work)
	for _, uid := range uids {
		select {
		case work <- uid:
		case <-ctx.Done():
			return
		}
	}
}

func (a *Auditor) enrolled(ctx context.Context) ([]identifier.UID, error) {
	var uids []identifier.UID
	for last := identifier.UID(0); ; {
		page, err := a.Identifiers.Enrolled(ctx, last, auditPage)
		if err != nil {
			return nil, fmt.Errorf("listing what is enrolled: %w", err)
		}
		if len(page) == 0 {
			return uids, nil
		}
		uids = append(uids, page...)
		last = page[len(page)-1]
	}
}

// audit measures one portrait. Measures that are as they should be are not
// kept: a gallery has many.
func (a *Auditor) audit(ctx context.Context, uid identifier.UID, p rules.Profile) (Audited, error) {
	id, err := a.Identifiers.Get(ctx, uid)
	if err != nil {
		return Audited{}, err
	}
	stored, err := a.Identifiers.Enrolment(ctx, uid)
	if err != nil {
		return Audited{}, err
	}
	report, err := a.Assessor.Check(ctx, stored.Portrait.JPEG(), p)
	if err != nil {
		return Audited{}, fmt.Errorf("identifier %d: %w", uid, err)
	}
	report.Measures = slices.DeleteFunc(report.Measures, func(m rules.Measure) bool { return m.Verdict == rules.OK })
	return Audited{UID: uid, Name: id.Spec().Owner.Name, Accepted: stored.Profile, Report: report}, nil
}

// worstFirst orders by the number of refusals, then of warnings, then by uid.
func worstFirst(a, b Audited) int {
	return cmp.Or(
		cmp.Compare(len(b.Report.Refusals()), len(a.Report.Refusals())),
		cmp.Compare(len(b.Report.Warnings()), len(a.Report.Warnings())),
		cmp.Compare(a.UID, b.UID),
	)
}
