package memory_test

import (
	"testing"

	"github.com/vestibule-id/vestibule/adapters/memory"
	"github.com/vestibule-id/vestibule/ports"
	"github.com/vestibule-id/vestibule/ports/conformance"
)

func TestStore(t *testing.T) {
	conformance.RunStore(t, func(*testing.T) ports.Store { return memory.New().Ports() })
}

func TestAccounts(t *testing.T) {
	conformance.RunAccountRepo(t, func(*testing.T) ports.AccountRepo { return memory.New().Accounts() })
}
