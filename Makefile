# The two commands of a new machine: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Two at a time: the tests start processes of their own.
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz torture check format bench schemas queries translations migration screenshots lock clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Everything is installed from requirements.txt, hashes checked, and then the project itself.
$(VENV)/ready: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# The texts in other languages, compiled for the program to read.
TEXTS := $(patsubst %.po,%.mo,$(wildcard src/partnerreg/locale/*/LC_MESSAGES/partnerreg.po))
$(TEXTS): %.mo: %.po | $(VENV)/ready
	$(BIN)/python tools/translations.py compile

demo: $(VENV)/ready $(TEXTS) ## Make a small register in .demo and show its levels
	mkdir -p .demo
	$(BIN)/partnerreg demo --to .demo/register.db --overwrite

test: $(VENV)/ready $(TEXTS) ## Run all tests
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

fuzz: $(VENV)/ready $(TEXTS) ## Run the tests of laws on many new examples
	PARTNERREG_EXAMPLES=fuzz $(BIN)/python -m pytest --numprocesses $(WORKERS) -m hypothesis

torture: $(VENV)/ready $(TEXTS) ## Kill commands at every write, fill and break the disk there
	PARTNERREG_TORTURE=all $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal tests/torture

check: $(VENV)/ready $(TEXTS) ## Lint, types, import directions, drift of migrations and compiled texts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --quiet -m drift

format: $(VENV)/ready ## Put the code in its usual shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/ready ## Measure what commands take
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/bulk.py
	$(BIN)/python benchmarks/reports.py

schemas: $(VENV)/ready ## Write the JSON schemas and the reference pages of nouns
	$(BIN)/python -m partnerreg.reports.json_schemas docs/schemas
	$(BIN)/python tools/reference.py

queries: $(VENV)/ready ## Compile the named queries for SQLite
	$(BIN)/python -m partnerreg.queries

translations: $(VENV)/ready ## Gather the texts, bring the catalogues up to date, say what lacks
	$(BIN)/python tools/translations.py

screenshots: $(VENV)/ready $(TEXTS) ## Take the pictures of README anew (takes Chromium)
	$(BIN)/python docs/screenshots/make.py

migration: $(VENV)/ready ## Write a migration: make migration MESSAGE="what changes"
	$(BIN)/python -m partnerreg.db.migrate "$(MESSAGE)"

lock: $(VENV)/ready ## Pin what the project needs, with hashes
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header \
		--extra dev --output-file requirements.txt pyproject.toml

clean: ## Take away what was made here
	rm -rf $(VENV) .demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
