# The commands everything else relies on. "make help" lists them.

SHELL := /bin/bash
GO ?= go
BIN := bin/vestibule

# What go-face and the detector compile against. libatlas-base-dev is there for
# the one library go-face names that only it has on Debian 12 (cblas).
PACKAGES := g++ libdlib-dev libopenblas-dev libatlas-base-dev liblapack-dev libjpeg-dev

# The processor that "make build" compiles for.
MARCH ?= $(if $(filter x86_64,$(shell uname -m)),x86-64-v2)

# The packages that must work without a C compiler.
PURE := ./domain/... ./ports/... ./app/... ./adapters/httpapi/... ./adapters/memory/... ./adapters/localauth/... ./adapters/keys/... ./adapters/tlscert/... ./client/... ./contract/... ./internal/...

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

.PHONY: demo
demo: setup build ## start a server, enrol a portrait (PHOTO=FILE for your own), show every step
	$(GO) run ./cmd/vestibule-demo -server $(BIN) $(if $(PHOTO),-photo '$(PHOTO)')

.PHONY: test
test: setup ## every test, with the race detector, and the pure packages without cgo
	$(GO) test -race -count=1 -timeout 30m ./...
	CGO_ENABLED=0 $(GO) test -count=1 $(PURE)

.PHONY: run
run: build ## serve on 127.0.0.1:8080, data in ./data
	$(BIN) serve --listen 127.0.0.1:8080 --data ./data

.PHONY: build
build: setup ## bin/vestibule, for any x86-64 processor since about 2009 (MARCH=x86-64-v3: since about 2013)
	PATH="$(CURDIR)/adapters/dlib:$$PATH" CXX='portable-cxx $(MARCH:%=-march=%)' $(GO) build -trimpath -o $(BIN) ./cmd/vestibule

.PHONY: build-native
build-native: setup ## bin/vestibule, for this machine's processor and newer ones of its kind
	$(GO) build -o $(BIN) ./cmd/vestibule

.PHONY: reproducible
reproducible: setup ## build the last commit twice, in different surroundings, and compare bit for bit
	@GO='$(GO)' .ci/reproducible

.PHONY: check
check: setup ## gofmt, vet, staticcheck, licences, generated files and go.mod up to date
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "gofmt would change: $$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) tool wire diff .
	$(GO) test -count=1 ./internal/licences
	$(GO) mod tidy -diff

.PHONY: bench
bench: setup build ## the benchmarks, and the service under load, as tables (VESTIBULE_MODELS=DIR for all of them)
	$(GO) test -run '^$$' -bench . -benchmem ./...
	$(GO) run ./cmd/vestibule-load -server $(BIN) -baseline $(if $(VESTIBULE_MODELS),-models '$(VESTIBULE_MODELS)')

.PHONY: soak
soak: setup build ## kill the server KILLS times (300) under changes, and check that nothing is lost
	$(GO) run ./cmd/vestibule-soak -server $(BIN) -kills $${KILLS:-300} $(if $(SEED),-seed $(SEED))

.PHONY: fuzz
fuzz: setup ## each fuzz target for FUZZTIME (30s)
	@set -e; for package in $$($(GO) list $(PURE) ./adapters/dlib ./cmd/vestibule); do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
			echo "$$package $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $${FUZZTIME:-30s} $$package; \
		done; \
	done

.PHONY: broken
broken: setup ## 47,000 broken JPEGs through the server, three times over (5 minutes)
	VESTIBULE_TEST_THIN=1 $(GO) test -count=1 -timeout 60m -v -run NoBrokenJPEG ./cmd/vestibule

# Go compiles C for the sanitizer by itself, C++ it does not. When a program ends,
# it is searched for leaks.
.PHONY: asan
asan: setup ## C and C++ under AddressSanitizer, on one in THIN (53) of the broken JPEGs
	ASAN_OPTIONS=quarantine_size_mb=16 CGO_CXXFLAGS='-O2 -g -fsanitize=address' VESTIBULE_TEST_THIN=$${THIN:-53} \
		$(GO) test -asan -count=1 -timeout 60m -v \
		-run 'BrokenJPEG|Decod|Scan|Show|Turn|FuzzDecode' ./adapters/dlib ./cmd/vestibule

# Both tools bring dozens of modules, so they are not in go.mod.
CYCLONEDX := github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0

.PHONY: sbom
sbom: build ## bin/vestibule.cdx.json: what is in bin/vestibule, its C libraries included, with versions and licences (CycloneDX)
	set -o pipefail; $(GO) run $(CYCLONEDX) bin -json -std $(BIN) | $(GO) run ./cmd/vestibule-sbom $(BIN) >$(BIN).cdx.json.new
	mv $(BIN).cdx.json.new $(BIN).cdx.json

.PHONY: vulncheck
vulncheck: setup ## known vulnerabilities in what the Go code calls (GOVULNDB=URL for a database other than vuln.go.dev)
	@GO='$(GO)' .ci/vulncheck $(GOVULNCHECK)

# setup installs the packages that are missing, with apt as root or through
# sudo. Elsewhere than on Debian and its kin it leaves that to you.
.PHONY: setup
setup:
	@if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then \
		missing=; for p in $(PACKAGES); do \
			dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$p"; \
		done; \
		if [ -n "$$missing" ]; then \
			echo "installing$$missing"; \
			sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
			$$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
		fi; \
	fi
	@$(GO) version >/dev/null 2>&1 || { echo "Go is missing: install Go 1.26 or newer from https://go.dev/dl/ and put it on the PATH"; exit 1; }
