package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-id/vestibule/domain/account"
)

func TestSecretsFromFilesAreNotSeenInTheProcess(t *testing.T) {
	const password, key = "a front door's password", "0123456789abcdef"
	dir := t.TempDir()
	var env []string
	for name, value := range map[string]string{"VESTIBULE_ADMIN_PASSWORD": password, "VESTIBULE_PANEL_KEY": key} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(value+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		env = append(env, name+"_FILE="+file)
	}
	s := serveWith(t, t.TempDir(), env)
	wantOK(t, s.call(basic("admin", password), "GET", "/api/v1/device/time", ""))
	wantOK(t, s.call(nobody, "POST", "/api/v1/access/question?key="+key, `{"identifier_type": "card", "identifier_number": "3090417"}`))
	for _, name := range []string{"environ", "cmdline"} {
		seen, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", s.PID(), name))
		if err != nil || len(seen) == 0 {
			t.Fatalf("%d bytes, %v", len(seen), err)
		}
		for _, secret := range []string{password, key, string(account.DigestOf(password))} {
			if strings.Contains(string(seen), secret) {
				t.Errorf("%s has %q", name, secret)
			}
		}
	}
}
