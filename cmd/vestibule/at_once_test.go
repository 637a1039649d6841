package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
)

// Clients that change different things of one identifier all get their way,
// whoever comes first.
func TestClientsThatChangeOneIdentifierAtOnceLoseNothing(t *testing.T) {
	s := serve(t, t.TempDir())
	who := s.login("admin", adminPassword)
	uid := s.create(who, aCard)
	path := fmt.Sprintf("/api/v1/access/identifier/item/%d", uid)
	const rounds = 20
	var clients sync.WaitGroup
	for _, format := range []string{
		`{"identifier_owner": {"name": "Owner %d"}}`, `{"identifier_number": "%d"}`,
		`{"valid": {"passes": {"is_permanent": false, "max_passes": %d}}}`, `{"valid": {"time": {"is_permanent": false, "to": %d}}}`,
	} {
		clients.Go(func() {
			for i := range rounds {
				if a := s.call(who, "PATCH", path, fmt.Sprintf(format, i+1)); a.status != http.StatusOK {
					t.Errorf("%s: %v", format, a)
				}
			}
		})
	}
	clients.Wait()
	var got struct {
		Owner  struct{ Name string } `json:"identifier_owner"`
		Number string                `json:"identifier_number"`
		Valid  struct {
			Passes struct {
				Max int `json:"max_passes"`
			} `json:"passes"`
			Time struct {
				To int `json:"to"`
			} `json:"time"`
		} `json:"valid"`
	}
	if err := json.Unmarshal(s.call(who, "GET", path, "").body, &got); err != nil {
		t.Fatal(err)
	}
	if got.Owner.Name != fmt.Sprintf("Owner %d", rounds) || got.Number != fmt.Sprint(rounds) || got.Valid.Passes.Max != rounds || got.Valid.Time.To != rounds {
		t.Errorf("the last changes were all to %d, the identifier is %+v", rounds, got)
	}
}

// Of many clients that create the same number, and change other identifiers to
// it, one succeeds.
func TestANumberIsNeverThereTwice(t *testing.T) {
	s := serve(t, t.TempDir())
	who := s.login("admin", adminPassword)
	const number = `"identifier_number": "777"`
	var others []int64
	for i := range 8 {
		others = append(others, s.create(who, fmt.Sprintf(`{"identifier_owner": {"name": "A", "type": "owner"}, "identifier_type": "card", "identifier_number": "%d", "lock": "first"}`, i)))
	}
	var succeeded atomic.Int32
	var clients sync.WaitGroup
	attempt := func(method, path, body string) {
		clients.Go(func() {
			switch a := s.call(who, method, path, body); {
			case a.status == http.StatusOK:
				succeeded.Add(1)
			case a.text() != "Identifier with that type and number already exist":
				t.Errorf("%s %s: %v", method, path, a)
			}
		})
	}
	for _, uid := range others {
		attempt("POST", "/api/v1/access/identifier", `{"identifier_owner": {"name": "B", "type": "owner"}, "identifier_type": "card", `+number+`, "lock": "first"}`)
		attempt("PATCH", fmt.Sprintf("/api/v1/access/identifier/item/%d", uid), `{`+number+`}`)
	}
	clients.Wait()
	if got := succeeded.Load(); got != 1 {
		t.Errorf("%d clients were told that the number is theirs, want 1", got)
	}
	var list struct {
		Option struct {
			Pagination struct {
				Total int `json:"total_items"`
			} `json:"pagination"`
		} `json:"list_option"`
	}
	a := s.call(who, "GET", "/api/v1/access/identifier/items?filter_field=identifier_number&filter_value=777", "")
	if err := json.Unmarshal(a.body, &list); err != nil || list.Option.Pagination.Total != 1 {
		t.Errorf("the number is there so often: %v", a)
	}
}
