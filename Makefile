# What there is to do with Đình. `make` alone lists it.

PORT ?= 8080
PREFIX ?= /usr/local/lib/dinh
SITES ?= $(notdir $(patsubst %/site.yml,%,$(wildcard sites/*/site.yml)))
SWIFT_SOURCES = Package.swift BuildTools Sources Plugins Tests

LIBRARIES = libsqlite3-dev libxml2-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libgd-dev libcurl4-openssl-dev \
	libqrencode-dev libzip-dev zlib1g-dev libpangocairo-1.0-0 fonts-noto-core poppler-utils
TESTING = python3-aiosmtpd openssl
BROWSER = chromium-headless-shell
BENCH = nginx-light wrk python3

.PHONY: help run build test test-swift test-browser screenshots check bench format lint install install-sdk clean packages

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build, load the sample content, serve on http://localhost:8080
	@Scripts/run.sh $(PORT) $(SITES)

build: packages ## Release build
	@Scripts/build.sh release

test: test-swift test-browser ## All tests

test-swift: packages ## Tests of the core, the modules and the assembled portal
	@Scripts/install-packages.sh $(TESTING)
	@Scripts/test-swift.sh

test-browser: packages ## Tests in a browser, on a portal served for them
	@Scripts/build.sh debug
	@Scripts/install-packages.sh $(BROWSER)
	@Scripts/test-browser.sh $(PYTEST)

screenshots: packages ## Pictures of all pages in .screenshots/
	@Scripts/build.sh debug
	@Scripts/install-packages.sh $(BROWSER)
	@Scripts/test-browser.sh -m pictures

check: build ## Check all sites: configuration, modules, templates, translations, content
	@.build/release/dinh check

bench: build ## Measure speed, memory and start, beside nginx on the same page
	@Scripts/install-packages.sh $(BENCH)
	@python3 Benchmarks/bench.py $(BENCHFLAGS)

format: ## Format the Swift sources
	@swift format --in-place --recursive --parallel $(SWIFT_SOURCES)

lint: ## Check the format and the rules of the Swift sources
	@swift format lint --strict --recursive --parallel $(SWIFT_SOURCES)

install: build ## Install into PREFIX, and see that the copy serves
	@Scripts/install-packages.sh patchelf curl
	@Scripts/install.sh "$(DESTDIR)$(PREFIX)"

install-sdk: build ## Install what module authors build against into PREFIX/sdk
	@.build/release/dinh sdk export "$(DESTDIR)$(PREFIX)/sdk"

clean: ## Remove what was built; the sites' data stays
	@rm -rf .build .build-browser .screenshots
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

packages:
	@Scripts/check-toolchain.sh
	@Scripts/install-packages.sh $(LIBRARIES)
