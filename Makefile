# Needs make and Python 3.11 or newer; everything else goes into .venv.
PYTHON ?= python3
PORT ?= 8501
PYTEST_ARGS ?= -n 2
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

export PORT

.PHONY: run test test-database lint types imports docs docs-check docs-run pictures prompts-lock cassettes live lock bench fuzz ray test-ray clean

run: $(VENV)/.runtime ## serve the page on 127.0.0.1:$(PORT)
	@$(BIN)/python -m auditor web

test: export PYTHONDONTWRITEBYTECODE = # set in many containers, it has every process compile everything again
test: $(VENV)/.dev ## run the tests
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

test-database: $(VENV)/.dev ## the store's tests on DATABASE too, which they empty; its driver has to be in .venv
	AUDITOR_TEST_DATABASE=$(DATABASE) $(BIN)/python -m pytest tests/store

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

docs: $(VENV)/.dev ## write the generated documents
	$(BIN)/python docs/generate.py

docs-check: $(VENV)/.dev
	$(BIN)/python docs/generate.py --check

docs-run: $(VENV)/.dev ## run the commands of the documents in a copy of examples/
	$(BIN)/python docs/run_commands.py

pictures: $(VENV)/.dev ## take the pictures of the page in docs/images
	$(BIN)/python -m docs.pictures

prompts-lock: $(VENV)/.dev ## freeze the versions in prompts/
	$(BIN)/python docs/lock_prompts.py

cassettes: $(VENV)/.dev ## record fixtures/cassettes from a local llama-server
	$(BIN)/python -m tests.live.llama
	$(BIN)/python -m tests.cassettes

live: $(VENV)/.dev ## the whole audit against a local llama-server
	$(BIN)/python -m tests.live.llama
	$(BIN)/python -m pytest tests/live/end_to_end.py

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.single
	$(BIN)/python -m benchmarks.llm

INPUTS ?= 10000
fuzz: $(VENV)/.dev ## INPUTS inputs for every target, then the time of long ones; prints the counts
	$(BIN)/python -m tests.fuzz --inputs $(INPUTS)
	$(BIN)/python -m tests.fuzz.patterns

ray: .venv-ray/.ray ## an environment with Ray, for auditor batch --engine ray

test-ray: .venv-ray/.ray ## Ray on two workers of this machine beside one process, byte for byte
	.venv-ray/bin/python -m benchmarks.partitions

.venv-ray/.ray: requirements-ray.txt
	@[ -f .venv-ray/pyvenv.cfg ] || $(PYTHON) -m venv .venv-ray
	@.venv-ray/bin/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes -r requirements-ray.txt
	@touch $@

UV_COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock: ## needs uv
	$(UV_COMPILE) -o requirements.txt
	$(UV_COMPILE) --extra dev -o requirements-dev.txt
	$(UV_COMPILE) --extra ray -c requirements.txt -o requirements-ray.txt

clean:
	rm -rf $(VENV) .venv-ray .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "error: Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1 | head -n 1)"; \
	    echo "hint: name another with make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "error: $(PYTHON) cannot create an environment"; \
	    echo "hint: on Debian or Ubuntu, apt-get install python3-venv"; exit 1; }

$(VENV)/.runtime: requirements.txt | $(VENV)/pyvenv.cfg
	@if [ -f $(VENV)/.dev ] && [ $(VENV)/.dev -nt requirements.txt ]; then :; else \
	  $(PIP) install --quiet --require-hashes -r requirements.txt; fi
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/pyvenv.cfg
	@$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@
