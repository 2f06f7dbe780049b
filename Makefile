# Two commands are enough: `make build` and `make test`. The rest is for those who change the generator.

VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CHECKERS := node_modules/.ready
WORKERS ?= auto
VNU_VERSION := 26.9.27
AXE_VERSION := 4.14.1
LIGHTHOUSE_VERSION := 13.5.0
LIGHTHOUSE := .broadsheet-bench/lighthouse/.ready-$(LIGHTHOUSE_VERSION)

.PHONY: build test laws soak watch serve lint types format wheel pictures bench saves lighthouse clean

build: $(READY)
	@$(BIN)/broadsheet build
	@echo "look at it with: make watch"

watch: $(READY)
	@$(BIN)/broadsheet watch

serve: $(READY)
	@$(BIN)/broadsheet build
	@$(BIN)/broadsheet serve

test: $(READY) $(CHECKERS) lint types
	@$(BIN)/python -m pytest -n $(WORKERS)

# The law of the store over long sequences of edits, accidents and kills: most of an hour on two
# cores. A run that failed is tried again with its LAW_SEED.
laws: $(READY)
	@LAW_SEQUENCES=200 LAW_EDITS=20 $(BIN)/python -m pytest -n $(WORKERS) tests/properties

# A preview through eight hours' worth of saves: nothing may grow, and no page be stale at the end.
soak: $(READY)
	@SOAK_SAVES=2000 $(BIN)/python -m pytest tests/watch/test_soak.py

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY)
	@$(BIN)/mypy

format: $(READY)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# What a site elsewhere installs: dist/broadsheet-VERSION-py3-none-any.whl
wheel: $(READY)
	@$(BIN)/python -m hatchling build --target wheel -d dist

# The pictures of docs/blocks.md, taken in Chromium; files whose looks are the same stay as they are.
pictures: $(READY)
	@$(BIN)/python -m tests.docs_examples.pictures

# How fast: make bench SIZE=200 RUNS=3 PEERS="hugo pelican eleventy" ROWS="cold body" JSON=figures.json
SIZE ?= 1000
RUNS ?= 3
bench: $(READY)
	@$(BIN)/python -m tests.benchmarks --size $(SIZE) --runs $(RUNS) $(if $(PEERS),--peers $(PEERS)) $(if $(ROWS),--rows $(ROWS)) $(if $(JSON),--json $(JSON))

# How long a save takes until the browser has the page: make saves SIZE=1000 PEERS=hugo
saves: $(READY)
	@$(BIN)/python -m tests.benchmarks.saves --size $(SIZE) $(if $(PEERS),--peers $(PEERS))

# What Lighthouse gives the demonstration's pages, in Chromium: make lighthouse RUNS=1
lighthouse: RUNS := 5
lighthouse: $(READY) $(LIGHTHOUSE)
	@$(BIN)/python -m tests.benchmarks.lighthouse --runs $(RUNS)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Broadsheet needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@echo "making the environment in $(VENV)/ (once)"
	@if command -v uv >/dev/null; then \
	    uv venv --quiet --clear --python $(PYTHON) $(VENV) && uv pip install --quiet --python $(BIN)/python -c constraints.txt -e '.[dev]'; \
	else \
	    $(PYTHON) -m venv --clear $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'; \
	fi
	@touch $@

# The Nu HTML checker and axe; without npm or Java the tests that need them say so and are skipped.
$(CHECKERS):
	@mkdir -p node_modules
	@if command -v npm >/dev/null; then npm install --no-save --no-audit --no-fund --loglevel=error vnu-jar@$(VNU_VERSION) axe-core@$(AXE_VERSION); else echo "no npm: the Nu checker and axe are left out"; fi
	@touch $@

# In a folder of its own: what npm installs without package.json takes out of node_modules/ whatever it
# was not asked for, and the checkers stand there.
$(LIGHTHOUSE):
	@command -v npm >/dev/null || { echo "no npm: apt-get install npm"; exit 1; }
	@mkdir -p $(@D)
	@npm install --prefix $(@D) --no-save --no-audit --no-fund --loglevel=error lighthouse@$(LIGHTHOUSE_VERSION)
	@touch $@

clean:
	rm -rf $(VENV) node_modules output .broadsheet .broadsheet-bench dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
