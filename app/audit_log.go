package app

import (
	"context"
	"iter"
	"math"

	"github.com/vestibule-id/vestibule/domain/audit"
	"github.com/vestibule-id/vestibule/domain/event"
	"github.com/vestibule-id/vestibule/ports"
)

// Audit tells the audit log, and not the log that clients read, of something
// that was done to what has that uid. Whoever is about to hand out what is
// biometric does so only if it returns nil.
func (j *Journal) Audit(ctx context.Context, did audit.Action, uid int64, detail string) error {
	if j == nil {
		return nil
	}
	return j.Store.Within(ctx, func(ctx context.Context) error { return j.audit(ctx, did, uid, detail) })
}

// NoteAudit is Audit for what is done already, or cannot be refused. That it
// fails is said in the operator's log.
func (j *Journal) NoteAudit(ctx context.Context, did audit.Action, uid int64, detail string) {
	if j == nil {
		return
	}
	if err := j.Audit(context.WithoutCancel(ctx), did, uid, detail); err != nil {
		j.Log.ErrorContext(ctx, "an entry is missing in the audit log", "action", did, "error", err)
	}
}

// audit appends an entry in the transaction of ctx. The time is taken within it,
// so that it rises as the entries do.
func (j *Journal) audit(ctx context.Context, did audit.Action, uid int64, detail string) error {
	_, err := j.Store.Audit.Append(ctx, audit.Entry{
		At:     j.Now(),
		Actor:  audit.ActorOf(ctx),
		Action: did,
		UID:    uid,
		Detail: detail,
	})
	return err
}

// auditEvent tells the audit log of an event, if it is one for it. Of the names
// in an event it gets those of accounts alone.
func (j *Journal) auditEvent(ctx context.Context, key event.Key, about event.Subject) error {
	did, ok := audit.ActionOf(key)
	if !ok {
		return nil
	}
	detail := about.Detail
	switch key {
	case event.PasswordChanged, event.AccountAdded, event.AccountRemoved, event.SessionsRevoked:
		detail = about.Name
	}
	return j.audit(ctx, did, about.UID, detail)
}

// SayHead writes the head of the audit log into the operator's log, which is
// kept elsewhere: against it, an audit log that lost its end or was written anew
// is found out.
func (j *Journal) SayHead(ctx context.Context) {
	if j == nil {
		return
	}
	head, err := j.Store.Audit.Head(context.WithoutCancel(ctx))
	if err != nil {
		j.Log.ErrorContext(ctx, "the audit log cannot be read", "error", err)
		return
	}
	j.Log.InfoContext(ctx, "audit log", "head", head.String())
}

// AuditLog is the audit log for whoever examines it.
type AuditLog struct {
	Repo ports.AuditRepo
}

// auditLogPage is how many entries are read at once.
const auditLogPage = 1000

// All returns every entry that is stored, in rising order of Seq, and ends with
// an error if they cannot be read. Those that are below 1, where none can be, are
// among them.
func (l *AuditLog) All(ctx context.Context) iter.Seq2[audit.Entry, error] {
	return func(yield func(audit.Entry, error) bool) {
		for after := int64(math.MinInt64); ; {
			page, err := l.Repo.Read(ctx, after, auditLogPage)
			if err != nil {
				yield(audit.Entry{}, err)
				return
			}
			for _, e := range page {
				if after = e.Seq; !yield(e, nil) {
					return
				}
			}
			if len(page) < auditLogPage {
				return
			}
		}
	}
}

// Verify says whether the log is as it was written, and still has a head that
// was noted down, if one was.
func (l *AuditLog) Verify(ctx context.Context, noted *audit.Head) (audit.Finding, error) {
	origin, err := l.Repo.Origin(ctx)
	if err != nil {
		return audit.Finding{}, err
	}
	return audit.Verify(origin, l.All(ctx), noted)
}
