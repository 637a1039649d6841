package sqlite

import (
	"testing"

	"github.com/vestibule-id/vestibule/adapters/keys"
	"github.com/vestibule-id/vestibule/ports"
)

// testKeyset is a master key that protects nothing: the same in all processes
// of the tests.
const testKeyset = `{"primaryKeyId":1808003319,"key":[{"keyData":{` +
	`"typeUrl":"type.googleapis.com/google.crypto.tink.AesGcmKey","keyMaterialType":"SYMMETRIC",` +
	`"value":"GiAv5XjXSUjafqTaNUjjM/lpd1jXJYSs8ad09x5BOnc/2A=="},` +
	`"status":"ENABLED","keyId":1808003319,"outputPrefixType":"TINK"}]}`

// VaultFor returns a vault with the master key of these tests.
func VaultFor(t testing.TB) ports.Vault {
	t.Helper()
	vault, err := keys.Open(t.Context(), keys.Text{Variable: "TEST", Keyset: testKeyset})
	if err != nil {
		t.Fatal(err)
	}
	return vault
}
