//go:build wireinject

// This file tells Wire what to compose; it reaches no binary. "go tool wire ."
// writes wire_gen.go from it, and "make check" compares the two.

package vestibule

import (
	"context"

	"github.com/google/wire"

	"github.com/vestibule-id/vestibule/app"
)

// New composes a service from a configuration: database, detector, describer if
// models are configured, use cases and HTTP handler. The cleanup lets go of all
// of it and must be called once nothing uses the service any more. The error
// names every fault of the configuration, or the part that did not start; then
// there is nothing to clean up.
func New(ctx context.Context, config Config) (*Service, func(), error) {
	wire.Build(
		provideConfig, provideLog, provideClock, provideCertificate,
		provideDatabase, provideStore, provideAccounts,
		provideAuth, provideAccountsUseCase, provideMetrics, provideMeter, provideWorkers, provideDetector, provideDescriber,
		provideJournal, provideAssessor, provideEnroller, provideAuditor, provideAccess, provideDeps, provideHandler,
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
		provideDatabase, provideStore, provideJournal, provideAccounts, provideAuth, provideAccountsUseCase,
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
		provideDatabase, provideStore, provideNoMeter, provideWorkers, provideDetector, provideChecker, provideAuditor,
	)
	return nil, nil, nil
}
