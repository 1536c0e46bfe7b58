# Everything by name. `make help` is made from the comments behind the targets.
ASPA_DATA ?= $(CURDIR)/data
ONLY ?=
EMOTIONS ?=
BIN := .venv/bin
LOCKS := requirements/install.lock requirements/aspa.lock scripts/install pyproject.toml CHANGELOG.md

.DEFAULT_GOAL := help
.PHONY: help setup serve seed doctor test check story ask bench locks models clean

help: ## Say what can be made.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

setup: .venv/installed ## Make the environment in .venv; done by the others when needed.

serve: .venv/installed ## Run Aspa here; prints the address and, the first time, a link to begin with.
	@ASPA_DATA='$(ASPA_DATA)' exec $(BIN)/aspa serve

seed: .venv/installed ## Fill Aspa with Kuusi Oy, a lively demo company; works offline.
	@ASPA_DATA='$(ASPA_DATA)' exec $(BIN)/aspa seed

doctor: .venv/installed ## Say what is in force and what is wrong.
	@ASPA_DATA='$(ASPA_DATA)' exec $(BIN)/aspa doctor

test: .venv/installed-dev ## Everything that decides whether a change is good: checks, then all tests.
	@scripts/check
	@scripts/test

check: .venv/installed-dev ## Style, types, floors and missing migrations, without tests.
	@scripts/check

story: .venv/installed-dev ## Only the stories: whole walks through a running Aspa.
	@scripts/test tests/stories

ask: .venv/installed-dev ## Ask the API whatever comes to mind for long: about 40,000 requests, other ones each time.
	@scripts/test tests/asking --hypothesis-profile=long

bench: .venv/installed-dev ## Measure; ONLY=name for one figure. Writes docs/performance.md.
	@$(BIN)/python -m bench $(ONLY)

pictures: .venv/installed-dev ## Take the pictures in docs/screenshots anew, from the demo company.
	@$(BIN)/python -m tests.pictures

locks: .venv/installed ## Take newer releases of everything Aspa is built on into requirements/*.lock.
	@scripts/locks

models: .venv/installed ## Train the language models anew; EMOTIONS= names the film lines of XED, see docs/language/.
	@scripts/models '$(EMOTIONS)'

clean: ## Remove what can be made again; the data folder stays.
	rm -rf .venv build dist test-results .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/installed: $(LOCKS)
	@scripts/install requirements/aspa.lock
	@touch $@

.venv/installed-dev: $(LOCKS) requirements/dev.lock
	@scripts/install requirements/aspa.lock requirements/dev.lock
	@touch .venv/installed $@
