# Everything from a new clone, with nothing but Python, pip and make: `make run`, `make test`.
# Another Python: make run PYTHON=python3.12     More for the command: make run ARGS="--help", make test ARGS="-k loss"

PYTHON ?= python3
VENV := .venv
IN_VENV := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed

.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help run test test-reference lint format bench translations pictures clean

help:
	@echo "make run             open the window; without a screen, draw the default experiment into descent-lab.png"
	@echo "make test            run the tests"
	@echo "make test-reference  compare with PyTorch, which is installed for it (large)"
	@echo "make lint            check style and types"
	@echo "make format          lay the code out"
	@echo "make bench           measure speed, as ratios"
	@echo "make translations    collect the sentences of the code, list what is not translated, compile"
	@echo "make pictures        make the pictures of README and docs"
	@echo "make clean           remove .venv and all that was built"

run: $(INSTALLED)
	@$(IN_VENV) scripts/system_libraries.py
	@$(IN_VENV) main.py $(ARGS)

test: $(INSTALLED)-test
	@$(IN_VENV) scripts/system_libraries.py --tests
	@$(IN_VENV) -m pytest $(ARGS)

test-reference: $(INSTALLED)-test $(INSTALLED)-reference
	@$(IN_VENV) scripts/system_libraries.py --tests
	@$(IN_VENV) -m pytest -m reference $(ARGS)

lint: $(INSTALLED)-lint
	@$(IN_VENV) -m ruff check
	@$(IN_VENV) -m ruff format --check
	@$(IN_VENV) -m mypy

format: $(INSTALLED)-lint
	@$(IN_VENV) -m ruff check --fix --select I
	@$(IN_VENV) -m ruff format

bench: $(INSTALLED)-test
	@$(IN_VENV) scripts/system_libraries.py
	@$(IN_VENV) -m tests.benchmarks $(ARGS)

translations: $(INSTALLED)
	@$(IN_VENV) scripts/system_libraries.py
	@$(IN_VENV) scripts/update_translations.py $(ARGS)

pictures: $(INSTALLED)
	@$(IN_VENV) scripts/system_libraries.py --tests
	@$(IN_VENV) scripts/make_pictures.py $(ARGS)

clean:
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp for each set of packages: a second call is instant, and a change of pyproject.toml installs again.
$(INSTALLED): pyproject.toml | $(IN_VENV)
	@echo "Installing Descent Lab into $(VENV); the first time takes a minute or two …"
	@$(IN_VENV) -m pip install -qq --disable-pip-version-check --editable .
	@touch $@

$(INSTALLED)-%: pyproject.toml | $(IN_VENV)
	@echo "Installing Descent Lab and what it needs for $* into $(VENV); the first time takes a minute or two …"
	@$(IN_VENV) -m pip install -qq --disable-pip-version-check --editable '.[$*]'
	@touch $@ $(INSTALLED)

# Debian's Python comes without ensurepip; pip can then be put into the environment from outside.
# No Python here, or one that is gone since: begin anew, and forget what was installed for it.
$(IN_VENV):
	@command -v $(PYTHON) >/dev/null || { \
	  echo "There is no '$(PYTHON)' here. Descent Lab needs Python 3.11 or newer; name it with: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Descent Lab needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Name another with: make PYTHON=python3.12 …" >&2; exit 1; }
	@rm -rf $(VENV)/bin $(INSTALLED)*
	@if $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
	  $(PYTHON) -m venv $(VENV); \
	elif $(PYTHON) -c 'import pip, venv' 2>/dev/null; then \
	  $(PYTHON) -m venv --without-pip $(VENV) && $(PYTHON) -m pip --python $(IN_VENV) --disable-pip-version-check install -qq pip; \
	else \
	  echo "Python's venv module is missing. On Debian and Ubuntu, please type:" >&2; \
	  echo >&2; echo "    sudo apt-get install -y python3-venv" >&2; echo >&2; \
	  echo "Elsewhere, install the package that brings venv and pip for '$(PYTHON)'." >&2; exit 1; \
	fi || { rm -rf $(VENV)/bin; exit 1; }
