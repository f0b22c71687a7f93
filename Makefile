# The short list of what a person runs. Longer shell lives in scripts/.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run demo build test test-long lint setup setup-test lock clean

BIN := .venv/bin

# Nothing that is used here may report home.
export GX_ANALYTICS_ENABLED := false
export STREAMLIT_BROWSER_GATHER_USAGE_STATS := false
export DO_NOT_TRACK := 1

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup ## Set up, build from data/raw, serve the dashboards (8501) and Dagster (3000)
	@scripts/run.sh

demo: setup ## Invent a small workspace in demo/, build it, serve the pages on it
	@scripts/demo.sh

build: setup ## Build and publish a new version from data/raw
	@$(BIN)/naqsheh build

test: setup-test ## Set up with browser, then check style, types and layers and run every test
	@scripts/lint.sh
	@scripts/test.sh $(TESTS)

test-long: setup-test ## Run what make test leaves out (hours): kills, attacks, a real PostgreSQL
	@scripts/postgresql.sh
	@scripts/test.sh -m long $(TESTS)

lint: setup-test ## Check style, types and the order of the layers
	@scripts/lint.sh

setup: ## Make .venv from the hash-pinned lock (seconds when nothing changed)
	@scripts/setup.sh run

setup-test: ## The same with the test tools, and a Chromium for the page tests
	@scripts/setup.sh test
	@scripts/browser.sh
	@scripts/pdf_tools.sh
	@scripts/older_duckdb.sh

lock: ## Resolve pyproject.toml into the lock files (UPGRADE=1 takes newer versions)
	@scripts/lock.sh $(if $(UPGRADE),--upgrade)

clean: ## Remove .venv and caches; data stay
	rm -rf .venv .setup .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis dist
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
