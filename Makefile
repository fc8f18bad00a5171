# Two commands: `make serve` from a fresh clone to a running service, `make test` to a checked tree.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.requirements.stamp
TESTING := $(VENV)/.requirements-test.stamp
BROWSER := $(VENV)/.browser.stamp

.PHONY: help serve index install test lint types clean

help:
	@echo "make serve    install what is missing, build the index where it is missing or stale, and serve"
	@echo "make index    build the index where it is missing or stale"
	@echo "make install  install what the service needs"
	@echo "make test     lint, types and all tests; installs what they need, a browser included"
	@echo "make clean    remove the environment, the built index and the caches"

serve: index
	$(BIN)/python -m gunicorn -c gunicorn.conf.py wsgi:app

# Exit code 3: an index was built, though some files were refused. 4: it answers worse than the one before, which stays in
# use. The reasons have been printed.
index: $(RUNTIME)
	@$(BIN)/flask --app wsgi index build --if-stale || case $$? in 3|4) ;; *) exit 1 ;; esac

install: $(RUNTIME)

test: $(TESTING) $(BROWSER) lint types
	$(BIN)/python -m pytest

lint: $(TESTING)
	$(BIN)/python -m ruff check

types: $(TESTING)
	$(BIN)/python -m mypy

$(VENV)/pyvenv.cfg:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and $(PYTHON) was not found. Install it, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is `$(PYTHON) -V 2>&1`. Name a newer one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.txt | $(VENV)/pyvenv.cfg
	$(BIN)/python -m pip install --disable-pip-version-check -r requirements.txt
	@touch $@

$(TESTING): requirements-test.txt $(RUNTIME)
	$(BIN)/python -m pip install --disable-pip-version-check -r requirements-test.txt
	@touch $@

$(BROWSER): tests/install_browser.sh $(TESTING)
	sh tests/install_browser.sh $(BIN)/python
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find index -mindepth 1 -not -name README.md -delete
	find qa_service tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
