# The tasks of leadline; `make` alone lists them. Their longer steps are scripts in .ci/.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

BINARY := .build/release/leadline
SWIFT_FILES := Package.swift Sources Tests

# What a bare Debian 12 lacks to build leadline; tests add theirs in .ci/deps-test.
# `make deps PACKAGES=` installs nothing (for systems that are not Debian).
PACKAGES :=
PACKAGES += binutils         # the linker that the Swift compiler calls
PACKAGES += libstdc++-12-dev # start-up objects, libgcc and the C++ library under the Swift runtime; brings the C headers
PACKAGES += libcurl4         # the Swift package manager itself is linked with these four
PACKAGES += libncurses6
PACKAGES += libsqlite3-0
PACKAGES += libxml2
PACKAGES += libyaml-dev      # reads scenario files and API descriptions
PACKAGES += libpcre2-dev     # regular expressions
PACKAGES += libcurl4-openssl-dev # requests to live servers; loaded on first use
PACKAGES += libmicrohttpd-dev # the mock as a server; loaded on first use
PACKAGES += libedit-dev      # edits the prompt's line; brings libncurses-dev, libbsd-dev

.PHONY: help
help: ## list the tasks
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: build ## run the scenarios on the embedded mock (no key, no network); SCENARIOS=PATH picks some
	$(BINARY) run $(or $(SCENARIOS),scenarios/)
	@printf '\nNext, for example:\n  %s\n  %s\n  %s\n' '$(BINARY) run scenarios/dealerstudio/three-day-rule.leadline.yaml -v' \
		'$(BINARY) api show dealerstudio.leads.update' '$(BINARY) help'

.PHONY: test
test: build deps-test ## run all tests; FILTER=REGEX picks some, LEADLINE_RECORD=1 re-records golden files
	@.ci/test $(if $(FILTER),--filter '$(FILTER)')

.PHONY: bench
bench: build deps-bench ## measure speed beside references; ONLY='startup where' picks some, ROUNDS=N
	@python3 -B Tests/Benchmarks/bench.py $(ONLY) $(if $(ROUNDS),--rounds $(ROUNDS))

.PHONY: soak
soak: toolchain ## judge the mock's queries by many random ones; DRAWS=N
	@LEADLINE_DRAWS=$(or $(DRAWS),200000) swift test -c release -Xswiftc -enable-testing --scratch-path .build/soak \
		--filter 'SecondOpinionTests|FilterRoundTripTests'

.PHONY: check
check: lint imports test ## all that a change must pass: lint, imports, tests

.PHONY: build
build: toolchain ## build .build/release/leadline, with the Swift runtime inside
	@swift build -c release --static-swift-stdlib --product leadline

.PHONY: deps
deps: ## install the Debian packages that the build lacks; does nothing when it lacks none
	@.ci/deps $(PACKAGES)

.PHONY: deps-test
deps-test: ## install what only the tests need: git, tmux, and a Python in .build/venv
	@.ci/deps-test

.PHONY: deps-bench
deps-bench: ## install what only the benchmarks need: python3, valgrind, SQLite
	@.ci/deps-bench

.PHONY: toolchain
toolchain: deps
	@.ci/toolchain

.PHONY: lint
lint: toolchain ## check the format of all Swift files
	@swift format lint --strict --recursive --parallel $(SWIFT_FILES)

# The package manager checks imports only while it plans a build, so the old plan has to go.
.PHONY: imports
imports: toolchain ## build for tests and check that no target imports what it does not declare
	@rm -f .build/debug.yaml
	@swift build --build-tests --explicit-target-dependency-import-check error

.PHONY: format
format: toolchain ## format all Swift files in place
	@swift format --in-place --recursive --parallel $(SWIFT_FILES)

.PHONY: stats
stats: ## print the sizes of files and functions, comments, tests to source
	@find Sources Tests -name '*.swift' | LC_ALL=C sort | xargs awk -f .ci/stats.awk

.PHONY: clean
clean: ## remove all that was built
	@rm -rf .build

.PHONY: bare-root
bare-root: ## maintainers: prove run and test in a bare Debian 12 (as root); TOOLCHAIN=DIR BARE_ROOT=DIR
	@.ci/bare-root '$(or $(TOOLCHAIN),$(shell command -v swift | sed 's,/usr/bin/swift$$,,'))' \
		'$(or $(BARE_ROOT),/var/tmp/leadline-bare-root)'
