# Two commands do all the set-up: `make site` and `make test`. Everything lives in .venv/ and build/.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
SOURCES := $(shell find src -type f -not -path '*/__pycache__/*')

.PHONY: site serve test lock mutants workflows clean
.DELETE_ON_ERROR:

site: .venv/installed ## build the public site from this repository's own library
	@$(BIN)/wwis-evidence build
	@echo "Here that is: make serve"

serve: .venv/installed ## show the built site on this computer
	@$(BIN)/wwis-evidence serve

test: .venv/installed ## lint, types and tests, on the installed wheel
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest $(ARGS)

LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade \
	  --python-version 3.11 pyproject.toml
lock: .venv/locked ## pin the newest versions that fit pyproject.toml
	@$(LOCK) --group dev -o requirements.lock
	@$(LOCK) --group mutation -o requirements-mutation.lock

# Every small change to the rating rule must make a test fail; those that do not are listed, with the score.
mutants: ## change the rating code in every small way, and see which changes no test notices (ten minutes)
	@test -x .venv-mutants/bin/python || $(PYTHON) -m venv .venv-mutants
	@.venv-mutants/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-mutation.lock
	@rm -rf mutants # an earlier run's results would stand, whatever tests were added since
	@.venv-mutants/bin/mutmut run
	@.venv-mutants/bin/python tests/mutants/report.py

workflows: .venv/locked ## look for slips and weaknesses in the workflows (needs Node for one of the two)
	@$(BIN)/zizmor --offline --no-progress --persona=pedantic --strict-collection .
	@cd tests/workflows && npm ci --silent
	@node tests/workflows/lint.mjs .github/workflows/*.yml

clean: ## remove what the other commands made
	@rm -rf .venv build tests/workflows/node_modules

.venv/locked: requirements.lock
	@test -x $(BIN)/python || { echo 'Making .venv with $(PYTHON) …'; $(PYTHON) -m venv .venv; }
	@echo 'Installing the locked packages (about a minute the first time) …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@touch $@

# The wheel, not the source folder, is what is installed and tested.
.venv/installed: .venv/locked pyproject.toml LICENSE $(SOURCES)
	@rm -rf build/wheel; mkdir -p build
	@$(BIN)/hatchling build -t wheel -d build/wheel >build/wheel.log 2>&1 || { cat build/wheel.log; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall build/wheel/*.whl
	@touch $@
