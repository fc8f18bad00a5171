# Two commands: `make serve` from a fresh clone to a running service, `make test` to a checked tree.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.requirements.stamp
TESTING := $(VENV)/.requirements-test.stamp
TRAINING := $(VENV)/.requirements-training.stamp
BROWSER := $(VENV)/.browser.stamp

.PHONY: help serve index install test lint types reader clean

help:
	@echo "make serve    install what is missing, build the index where it is missing or stale, and serve"
	@echo "make index    build the index where it is missing or stale"
	@echo "make install  install what the service needs"
	@echo "make test     lint, types and all tests; installs what they need, a browser included"
	@echo "make reader   train the reader anew: make reader DATA=FOLDER, see training/README.md"
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

# Four stages: questions of people on all kinds of text; invented report passages with some of the former; the first
# written passages with other numbers too; all written passages. Then the judge, on written passages kept apart.
READER := build/reader
WRITTEN := training/written
reader: $(TRAINING)
	@test -d "$(DATA)" || { echo "Name the folder of the question sets: make reader DATA=FOLDER (training/README.md)" >&2; exit 1; }
	mkdir -p $(READER)
	$(BIN)/python training/generate.py --passages 9000 --seed 1 --out $(READER)/passages.json
	$(BIN)/python training/train.py --out $(READER)/first --epochs 2 --rate 2.5e-4 --leave-out $(DATA)/xquad.en.json \
		--train $(DATA)/squad-train-slice.json $(DATA)/squad2-half-dev.json $(DATA)/covidqa.json:700 $(DATA)/policyqa-dev.json:700
	$(BIN)/python training/train.py --out $(READER)/second --epochs 1 --rate 1.5e-4 --seed 2 --unanswerable 0.3 \
		--init $(READER)/first/reader.pt --leave-out $(DATA)/xquad.en.json \
		--train $(READER)/passages.json:10000 $(DATA)/squad-train-slice.json:1700 $(DATA)/squad2-half-dev.json:1700
	$(BIN)/python training/train.py --out $(READER)/third --epochs 1 --rate 1.5e-4 --seed 4 --tokens 3072 --unanswerable 0.3 \
		--variants 1 --init $(READER)/second/reader.pt --leave-out $(DATA)/xquad.en.json \
		--train $(WRITTEN)/first/*.jsonl $(DATA)/squad-train-slice.json $(DATA)/squad2-half-dev.json:2500 \
		$(DATA)/covidqa.json:300 $(READER)/passages.json:1500
	$(BIN)/python training/train.py --out $(READER)/fourth --epochs 1 --rate 2e-4 --seed 5 --tokens 3072 --unanswerable 0.3 \
		--init $(READER)/third/reader.pt --leave-out $(DATA)/xquad.en.json \
		--train $(WRITTEN)/*.jsonl $(addsuffix :300,$(wildcard $(WRITTEN)/first/*.jsonl)) \
		$(DATA)/squad-train-slice.json:1500 $(READER)/passages.json:300
	$(BIN)/python training/evaluate.py $(READER)/fourth/reader.pt $(DATA)/xquad.en.json
	$(BIN)/python training/export.py $(READER)/fourth/reader.pt $(READER)/reader.onnx
	$(BIN)/python training/judge.py --reader $(READER)/reader.onnx --written $(WRITTEN)/judge/*.jsonl \
		--unread $(addsuffix :72,$(wildcard $(WRITTEN)/*.jsonl)) --out $(READER)/judge.json

$(TRAINING): training/requirements.txt $(RUNTIME)
	$(BIN)/python -m pip install --disable-pip-version-check -r training/requirements.txt
	@touch $@

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
