package conformance

import (
	"testing"

	"github.com/vestibule-id/vestibule/ports"
)

// RunStore checks the contracts of all the ports of a ports.Store: each by
// itself, what they know of each other, and their transactions. The suites of
// the repositories that need no other one are part of it: RunIdentifierRepo,
// RunEventRepo, RunAuditRepo and RunSettingsRepo.
//
// open must return an empty store that shares nothing with any other one it
// returned. It is called at least once for each subtest, with that subtest's t;
// what must be closed afterwards, open closes by t.Cleanup.
//
// The suite cannot show that a change survives a crash of the process; an
// adapter that keeps data must test that itself.
func RunStore(t *testing.T, open func(t *testing.T) ports.Store) {
	t.Run("identifiers", func(t *testing.T) {
		RunIdentifierRepo(t, func(t *testing.T) ports.IdentifierRepo { return open(t).Identifiers })
	})
	t.Run("identifiers in transactions", func(t *testing.T) {
		RunIdentifierRepo(t, func(t *testing.T) ports.IdentifierRepo { return transacting{open(t)} })
	})
	t.Run("events", func(t *testing.T) {
		RunEventRepo(t, func(t *testing.T) ports.EventRepo { return open(t).Events })
	})
	t.Run("audit log", func(t *testing.T) {
		RunAuditRepo(t, func(t *testing.T) ports.AuditRepo { return open(t).Audit })
	})
	t.Run("audit log in transactions", func(t *testing.T) {
		RunAuditRepo(t, func(t *testing.T) ports.AuditRepo { return transactingAudit{open(t)} })
	})
	t.Run("settings", func(t *testing.T) {
		RunSettingsRepo(t, func(t *testing.T) ports.SettingsRepo { return open(t).Settings })
	})
	openStore := func(t *testing.T) store { return newStore(open(t), open) }
	t.Run("apartments", func(t *testing.T) {
		runAll(t, openStore, storingApartments, listCases(apartmentList), belonging, racingApartments)
	})
	t.Run("time profiles", func(t *testing.T) {
		runAll(t, openStore, storingProfiles, listCases(profileList), attaching, racingProfiles)
	})
	t.Run("transactions", func(t *testing.T) {
		runAll(t, openStore, transactions, rollingBack, transactedEnrolments, racingTransactions)
	})
}

// store is the store under test with the steps the cases share.
type store struct {
	ports.Store
	ids        identifiers
	apartments apartments
	profiles   profiles
	another    func(t *testing.T) store
}

type storeCase = testCase[store]

func newStore(s ports.Store, open func(t *testing.T) ports.Store) store {
	return store{
		Store:      s,
		ids:        identifiers{s.Identifiers},
		apartments: apartments{s.Apartments},
		profiles:   profiles{s.Profiles},
		another:    func(t *testing.T) store { return newStore(open(t), open) },
	}
}
