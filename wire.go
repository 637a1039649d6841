//go:build wireinject

// This file tells Wire what to compose; it reaches no binary. "go tool wire ."
// writes wire_gen.go from it, and "make check" compares the two.

package vestibule

import (
	"context"

	"github.com/google/wire"

	"github.com/vestibule-id/vestibule/adapters/dlib"
	"github.com/vestibule-id/vestibule/adapters/keys"
	"github.com/vestibule-id/vestibule/adapters/sqlite"
	"github.com/vestibule-id/vestibule/app"
	"github.com/vestibule-id/vestibule/ports"
)

// New composes a service from a configuration: database, detector, describer if
// models are configured, use cases and HTTP handler. The cleanup lets go of all
// of it and must be called once nothing uses the service any more. The error
// names every fault of the configuration, or the part that did not start; then
// there is nothing to clean up.
func New(ctx context.Context, config Config) (*Service, func(), error) {
	wire.Build(
		provideConfig, provideLog, provideClock, provideCertificate,
		provideVault, provideDatabase, provideStore, provideAccounts,
		provideAuth, provideAccountsUseCase, provideMetrics, provideMeter, provideWorkers, provideDetector, provideDescriber,
		provideJournal, provideAssessor, provideEnroller, provideAuditor, provideAccess, provideRetention, provideDeps, provideHandler,
		wire.Struct(new(app.Identifiers), "*"),
		wire.Struct(new(app.TimeProfiles), "*"),
		wire.Struct(new(app.Apartments), "*"),
		wire.Struct(new(app.Synchroniser), "*"),
		wire.Struct(new(app.Settings), "*"),
		wire.Struct(new(Service), "*"),
	)
	return nil, nil, nil
}

// OpenAccounts composes no more than what managing accounts needs: it starts
// neither detector nor models. Cleanup and error are as for New.
func OpenAccounts(ctx context.Context, config Config) (*app.Accounts, func(), error) {
	wire.Build(
		provideConfig, provideLog, provideClock,
		provideVault, provideDatabase, provideStore, provideJournal, provideAccounts, provideAuth, provideAccountsUseCase,
	)
	return nil, nil, nil
}

// OpenPeople composes no more than what answering people about their own data
// needs. Cleanup and error are as for New.
func OpenPeople(ctx context.Context, config Config) (*app.People, func(), error) {
	wire.Build(
		provideConfig, provideLog, provideClock,
		provideVault, provideDatabase, provideStore, provideJournal, providePeople,
	)
	return nil, nil, nil
}

// OpenChecker composes no more than what checking photos needs: no database and
// no descriptors. Cleanup and error are as for New; DataDir does not matter.
func OpenChecker(config Config) (*app.Assessor, func(), error) {
	wire.Build(provideConfig, provideLog, provideClock, provideNoMeter, provideWorkers, provideDetector, provideChecker)
	return nil, nil, nil
}

// OpenAuditor composes what auditing the gallery needs. Cleanup and error are
// as for New.
func OpenAuditor(ctx context.Context, config Config) (*app.Auditor, func(), error) {
	wire.Build(
		provideConfig, provideLog, provideClock,
		provideVault, provideDatabase, provideStore, provideJournal, provideNoMeter, provideWorkers, provideDetector, provideChecker, provideAuditor,
	)
	return nil, nil, nil
}

// OpenDatabase composes no more than the database, to ask whether it works.
// Cleanup and error are as for New.
func OpenDatabase(ctx context.Context, config Config) (ports.Prober, func(), error) {
	wire.Build(
		provideConfig, provideLog, provideVault, provideDatabase,
		wire.Bind(new(ports.Prober), new(*sqlite.DB)),
	)
	return nil, nil, nil
}

// OpenBackups composes what backing up needs, which can be done while others
// serve. Cleanup and error are as for New.
func OpenBackups(ctx context.Context, config Config) (*app.Backups, func(), error) {
	wire.Build(
		provideConfig, provideLog, provideClock, provideVault, provideDatabase, provideStore, provideJournal,
		wire.Bind(new(app.BackupStore), new(*sqlite.DB)),
		wire.Struct(new(app.Backups), "*"),
	)
	return nil, nil, nil
}

// OpenVerifier composes what verifying needs. Cleanup and error are as for New.
func OpenVerifier(ctx context.Context, config Config) (*app.Verifier, func(), error) {
	wire.Build(
		provideConfig, provideLog, provideClock, provideVault, provideDatabase, provideStore, provideJournal, provideNoMeter, provideWorkers, provideDetector,
		wire.Bind(new(app.StructureChecker), new(*sqlite.DB)),
		wire.Bind(new(ports.FaceDetector), new(*dlib.Detector)),
		wire.Struct(new(app.Verifier), "*"),
	)
	return nil, nil, nil
}

// OpenKeyRotation composes what rotating the master key needs, which can be done
// while others serve. Cleanup and error are as for New.
func OpenKeyRotation(ctx context.Context, config Config) (*app.KeyRotation, func(), error) {
	wire.Build(
		provideConfig, provideLog, provideClock, provideVault, provideDatabase, provideStore, provideJournal,
		wire.Bind(new(app.MasterKeys), new(*keys.Vault)),
		wire.Bind(new(app.DataKeys), new(*sqlite.DB)),
		wire.Struct(new(app.KeyRotation), "*"),
	)
	return nil, nil, nil
}

// OpenAuditLog composes no more than what examining the audit log needs. Cleanup
// and error are as for New.
func OpenAuditLog(ctx context.Context, config Config) (*app.AuditLog, func(), error) {
	wire.Build(provideConfig, provideLog, provideVault, provideDatabase, provideStore, provideAuditLog)
	return nil, nil, nil
}
