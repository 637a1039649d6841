package account_test

import (
	"context"
	"testing"

	"github.com/vestibule-id/vestibule/domain/account"
)

func TestCallerOf(t *testing.T) {
	type key struct{}
	maria := account.WithCaller(t.Context(), "maria")
	ended, cancel := context.WithCancel(maria)
	cancel()
	tests := []struct {
		name string
		ctx  context.Context
		want string
	}{
		{"nobody is asking", t.Context(), ""},
		{"somebody is", maria, "maria"},
		{"the nearest counts", account.WithCaller(maria, "jonas"), "jonas"},
		{"nobody may be the nearest", account.WithCaller(maria, ""), ""},
		{"other values change nothing", context.WithValue(maria, key{}, "jonas"), "maria"},
		{"other values are no caller", context.WithValue(t.Context(), key{}, "jonas"), ""},
		{"an end of the request changes nothing", ended, "maria"},
		{"a request that cannot end has the same caller", context.WithoutCancel(ended), "maria"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, want := account.CallerOf(tt.ctx), tt.want; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
