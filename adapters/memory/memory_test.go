package memory_test

import (
	"testing"

	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/ports"
	"github.com/vestibule-id/vestibule/ports/conformance"
)

func TestIdentifiers(t *testing.T) {
	conformance.RunIdentifierRepo(t, func(*testing.T) ports.IdentifierRepo { return memory.NewIdentifiers() })
}

func TestAccounts(t *testing.T) {
	conformance.RunAccountRepo(t, func(*testing.T) ports.AccountRepo { return memory.NewAccounts() })
}
