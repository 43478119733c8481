PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PORT ?= 8000
PYTEST_ARGS ?=

# Labelled mails to measure the reader with, where the folder lies beside the checkout.
EVALUATION := $(wildcard ../shared/evaluation)
ifneq ($(EVALUATION),)
export PARLEY_EVALUATION_DIR ?= $(abspath $(EVALUATION))
endif

# Tests run with the defaults: whatever a developer keeps in .env or the shell stays out of them.
MODES := GMAIL_MODE SHEETS_MODE SLACK_MODE CLICKUP_MODE ANTHROPIC_MODE
CLEAN := env $(foreach mode,$(MODES),-u $(mode)) -u DEBUG -u SECRET_KEY -u SEND_HOLD_SECONDS \
	IGNORE_ENV_FILE=1

.PHONY: install run fakes test check deep arena bench clean
.DEFAULT_GOAL := run

install: $(STAMP)

$(STAMP): requirements.txt requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $(STAMP)

run: install
	@PORT=$(PORT) exec $(BIN)/python -m config.serve --sandbox

# Every vendor on loopback, for live modes by hand; it prints what to do in another terminal.
fakes: install
	@exec $(BIN)/python -m tests.fakes --port $(PORT)

# One process more than cores, each with a database (and a Redis number) of its own; files are
# dealt in the order tests/copies.py gives them, those that wait longest first.
test: install
	$(CLEAN) $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(CLEAN) $(BIN)/mypy
	$(BIN)/lint-imports
	$(CLEAN) $(BIN)/python manage.py makemigrations --check --dry-run
	$(CLEAN) $(BIN)/python manage.py check
	$(MAKE) test

deep: install
	$(CLEAN) $(BIN)/python -m pytest -m deep $(PYTEST_ARGS)

# The strategy against simple rules and a clairvoyant, on simulated markets.
arena: install
	nice $(BIN)/python -m tests.arena $(if $(FULL),--campaigns 200)

bench: install
	$(CLEAN) $(BIN)/python -m tests.benchmarks

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
