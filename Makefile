# smmd: `make help` lists what there is.
SHELL := /bin/bash
PREFIX ?= /usr/local
DESTDIR ?=
# A release of its own, so that it and the debug build never throw each other away.
RELEASE_SCRATCH := .build-release
RELEASE_FLAGS := -c release --static-swift-stdlib --scratch-path $(RELEASE_SCRATCH)
SWIFT_SOURCES := Package.swift Sources Tests $(wildcard Adapters Benchmarks)
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: help run stop test check format lint strict units bench release install uninstall box clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Build, start a private smmd in ./var, publish two posts and show them
	@scripts/run

stop: ## Stop the smmd that `make run` left
	@scripts/run --stop

# Without a limit every test starts at once, thousands of them, and a client of a daemon waits behind all of their work:
# waits that are bounded then end although nothing is wrong.
test: export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 8
test: ## Run every test
	@scripts/ensure-packages build test
	@scripts/python-environment || echo "make test: going on without .venv; what needs it will say so" >&2
	@swift test

# One value for both: the tests then run on what `strict` has built.
check: export SMM_STRICT = 1
check: lint units strict test ## Everything a change must pass

format: ## Put the sources into the house's form
	swift format --in-place --recursive --parallel $(SWIFT_SOURCES)

lint:
	swift format lint --strict --recursive --parallel $(SWIFT_SOURCES)

# Warnings are errors in our targets only, by a setting in Package.swift: -Xswiftc would reach the dependencies as well.
strict: export SMM_STRICT = 1
strict:
	@scripts/ensure-packages build
	@grep -q SMM_STRICT Package.swift || { echo "Package.swift does not know SMM_STRICT" >&2; exit 1; }
	swift build --build-tests --explicit-target-dependency-import-check error

units:
	@scripts/check-units

bench: ## Measure, print the table, write .build/bench.json
	@scripts/ensure-packages build bench
	@scripts/bench

release:
	swift build $(RELEASE_FLAGS) --product smmd
	swift build $(RELEASE_FLAGS) --product smmctl
	swift build $(RELEASE_FLAGS) --product smmd-media
	swift build $(RELEASE_FLAGS) --product smmd-door

install: release ## Install below PREFIX (default /usr/local); DESTDIR for a package
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' scripts/install "$$(swift build $(RELEASE_FLAGS) --show-bin-path)"

uninstall: ## Remove what install put there; state, site and configuration stay
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' scripts/install --remove

box: release ## Run the systemd scenarios in a box (root, mmdebstrap, SYSTEMD_BOX=tool)
	@scripts/box-test "$$(swift build $(RELEASE_FLAGS) --show-bin-path)"

clean: ## Remove what was built; ./var stays
	rm -rf .build $(RELEASE_SCRATCH)
