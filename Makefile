# Everything from nothing: each target makes its own .venv. Needs make and a Python from 3.11 on.

PYTHON ?= $(shell for name in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	"$$name" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILED := out/compiled
# Stamps: what is installed is installed again only when the dependencies change.
READY := .venv/.ready
READY_DEV := .venv/.ready-dev

.PHONY: edition test test-compiled compiled lint format bench screenshots clean help

help:
	@echo 'make edition      build the specimen edition into site/'
	@echo 'make test         check the style and run every test'
	@echo 'make compiled     compile the core into out/compiled (a C compiler, and some minutes)'
	@echo 'make test-compiled  the golden cases and the accuracy once more, with the compiled core'
	@echo 'make lint         check style and types'
	@echo 'make format       put the code into the house style'
	@echo 'make bench        measure speed and memory, and disturb builds'
	@echo 'make screenshots  pictures of the specimen site, in four sizes and both schemes'
	@echo 'make clean        remove what was built; the TEI in xml/ stays'

# The TEI of the specimen is never edited by hand: --force, so that a fresh clone may bring it up to date.
edition: $(READY)
	$(BIN)/diplomata build --force .

test: lint
	$(BIN)/python -m pytest

lint: $(READY_DEV)
	$(BIN)/ruff check pipeline tests benchmarks
	$(BIN)/ruff format --check pipeline tests benchmarks
	$(BIN)/mypy

format: $(READY_DEV)
	$(BIN)/ruff format pipeline tests benchmarks
	$(BIN)/ruff check --fix pipeline tests benchmarks

# The same package with its core compiled, built from a source distribution into a folder of its own: an extension
# beside the source would hide every later change to it.
compiled: $(READY_DEV)
	rm -rf $(COMPILED)
	HATCH_BUILD_HOOKS_ENABLE=1 $(BIN)/python -m build --outdir $(COMPILED)/wheel . > $(COMPILED).log 2>&1 || \
		{ cat $(COMPILED).log >&2; exit 1; }
	$(PIP) --no-deps --target $(COMPILED) $(COMPILED)/wheel/*.whl

test-compiled: compiled
	PYTHONPATH=$(CURDIR)/$(COMPILED) $(BIN)/python -m pytest tests/test_compiled.py tests/test_cases.py \
		tests/test_accuracy.py tests/test_properties.py tests/test_conservation.py tests/test_reading.py \
		tests/test_inspect.py tests/test_people.py

bench: compiled
	$(BIN)/python benchmarks/convert.py records
	PYTHONPATH=$(CURDIR)/$(COMPILED) $(BIN)/python benchmarks/convert.py records
	PYTHONPATH=$(CURDIR)/$(COMPILED) $(BIN)/python benchmarks/scale.py
	$(BIN)/python benchmarks/publish.py
	$(BIN)/python benchmarks/publish.py --records 10000 --jobs 2
	$(BIN)/python benchmarks/disturb.py

screenshots: $(READY_DEV) edition
	$(BIN)/python benchmarks/screenshots.py site out/screenshots

clean:
	rm -rf site out dist build .diplomata .pytest_cache .hypothesis .mypy_cache .ruff_cache
	find pipeline tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo 'No Python from 3.11 on (with its venv module) was found.' >&2; \
		echo 'Install one, or name it: make PYTHON=/path/to/python3' >&2; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo 'No virtual environment could be made; Debian and Ubuntu need the package python3-venv.' >&2; exit 1; }

$(READY): $(BIN)/python pyproject.toml
	@test -e $(READY_DEV) || $(PIP) --editable .
	@touch $@

$(READY_DEV): $(BIN)/python pyproject.toml
	@$(PIP) --editable '.[dev]'
	@touch $@
