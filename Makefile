# motcua: everything a developer does. `make` alone lists the targets.

GO      ?= go
BIN     := bin/motcua
SHARED  ?= ../shared
FUZZTIME ?= 30s
BENCH   ?= .
COUNT   ?= 1
DATADIR := build/eval-data
DEVSETS := $(addprefix $(SHARED)/data/questions/,portal-faq.jsonl citizen-style.jsonl \
	hard-sample.jsonl portal-pairs.jsonl smalltalk.jsonl) data/eval/dev.jsonl
SOURCES := assistant channels cmd data knowledge
LINTFLAGS ?=

export CGO_ENABLED = 0

.DEFAULT_GOAL := help
.PHONY: help build run chat serve test race lint vuln fmt fuzz eval baseline bench cover ci clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## Build the program to bin/motcua
	$(GO) build -trimpath -ldflags '-s -w' -o $(BIN) ./cmd/motcua

run: chat ## Talk to the assistant in the terminal, on the shipped catalogue

chat: build ## The same as run; ARGS="--data DIR" for another catalogue
	@$(BIN) chat $(ARGS)

serve: build ## Serve the JSON interface; ARGS="--data DIR --listen :8080"
	@$(BIN) serve $(ARGS)

test: ## Run all tests
	$(GO) test ./...

race: ## Run all tests under the race detector (needs a C compiler)
	CGO_ENABLED=1 $(GO) test -race ./...

lint: ## Check format, vet and all linters of .golangci.yml
	@files=$$(gofmt -l $(SOURCES)); if [ -n "$$files" ]; then echo "gofmt: not formatted:"; echo "$$files"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool golangci-lint run $(LINTFLAGS)

vuln: ## Look for known vulnerabilities of what is built in (needs the network)
	$(GO) tool govulncheck ./...

fmt: ## Format everything
	$(GO) tool golangci-lint fmt

fuzz: ## Run every fuzz target for FUZZTIME (30s)
	@set -e; for pkg in $$($(GO) list ./...); do \
		list=$$($(GO) test -list '^Fuzz' $$pkg); \
		for target in $$(echo "$$list" | grep '^Fuzz' || true); do \
			echo "== $$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$pkg; \
		done; \
	done

eval: build ## Measure on data/eval (fails on a drop) and, where present, on $(SHARED)
	$(BIN) eval --questions data/eval/shipped.jsonl --baseline data/eval/baseline.json
	@$(MAKE) --no-print-directory eval-shared

baseline: build ## Take the figures of data/eval as the new baseline
	@mkdir -p build
	$(BIN) eval --questions data/eval/shipped.jsonl --json > build/baseline.json
	mv build/baseline.json data/eval/baseline.json

.PHONY: eval-shared full train
eval-shared:
	@if [ ! -f $(SHARED)/data/portal/procedures.jsonl ]; then \
		echo "eval: $(SHARED) is absent: the development sets were not measured"; exit 0; fi; \
	set -e; $(MAKE) --no-print-directory full; \
	for set in $(DEVSETS) data/eval/test.jsonl; do \
		echo; echo "== $$(basename $$set .jsonl), full catalogue"; \
		$(BIN) eval --data $(DATADIR) --questions $$set; \
	done

full: build
	@rm -rf $(DATADIR); mkdir -p $(DATADIR)
	@$(BIN) import --data $(DATADIR) --yes --scope $(SHARED)/data/portal/scope_langson.txt \
		--report $(DATADIR)/report.json $(SHARED)/data/portal/procedures.jsonl > $(DATADIR)/import.txt

train: build full ## Fit the weights of the ranking on the sentences, calibrate on the development sets
	$(BIN) train --data $(DATADIR) $(addprefix --calibrate=,$(filter-out %pairs.jsonl %smalltalk.jsonl,$(DEVSETS))) \
		--out data/phrases/weights.json

bench: ## Run the benchmarks; BENCH=regexp COUNT=n
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem -count $(COUNT) ./...

cover: ## Measure the coverage of the tests
	@mkdir -p build
	$(GO) test -coverpkg ./... -coverprofile build/coverage.out ./...
	@$(GO) tool cover -func build/coverage.out | tail -1

ci: test lint race eval ## What the CI runs

clean: ## Remove what the targets made
	rm -rf bin build
