package httpapi

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// probeTime is how long a readiness check may take.
const probeTime = 5 * time.Second

// What health answers say.
const (
	healthOK     = "ok"
	healthFailed = "failed"
)

// healthBody answers /healthz and /readyz.
type healthBody struct {
	Status string            `json:"status"`
	Checks map[string]string `json:"checks,omitempty"`
}

// healthz answers whether the process lives. It asks nobody: a database that is
// away is no reason to restart it.
func (a *API) healthz(w http.ResponseWriter, r *http.Request) error {
	visitOf(r).quiet = true
	return reply(w, healthBody{Status: healthOK})
}

// readyz answers whether Vestibule can work now: 200, or 503 with the parts
// that cannot. Why they cannot goes to the log only.
func (a *API) readyz(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), probeTime)
	defer cancel()

	body := healthBody{Status: healthOK, Checks: map[string]string{}}
	status := http.StatusOK
	for name, err := range probeAll(ctx, a.probers) {
		body.Checks[name] = healthOK
		if err == nil {
			continue
		}
		body.Checks[name], body.Status, status = healthFailed, healthFailed, http.StatusServiceUnavailable
		if r.Context().Err() == nil { // else nobody waits for the answer, which is why the probe was given up
			a.log.ErrorContext(ctx, "not ready", "check", name, "error", err)
		}
	}
	visitOf(r).quiet = status == http.StatusOK
	return writeJSON(w, status, body)
}

// probeAll runs all probers at once and returns why each failed, nil for those
// that did not. One that outlives the context has failed; waiting for it would
// leave the question unanswered just when the answer matters.
func probeAll(ctx context.Context, probers []NamedProber) map[string]error {
	type finding struct {
		name string
		err  error
	}
	findings := make(chan finding, len(probers)) // room for all, so that no late one blocks
	results := map[string]error{}
	for _, p := range probers {
		results[p.Name] = fmt.Errorf("no answer within %v", probeTime)
		go func() { findings <- finding{p.Name, probe(ctx, p)} }()
	}
	for range probers {
		select {
		case f := <-findings:
			results[f.name] = f.err
		case <-ctx.Done():
			return results
		}
	}
	return results
}

// probe turns a panic into an error: in a goroutine of its own, it would end
// the process.
func probe(ctx context.Context, p NamedProber) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("panic: %v", cause)
		}
	}()
	return p.Prober.Probe(ctx)
}
