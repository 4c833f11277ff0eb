# make run: the app in a browser.  make test: everything that shows that it works.  make bench: how fast it is.
# make serve: the app on all cores, at one address; once more, the version that is there now in place of the last one.
# make load: how it is with 400 visitors, when a replica is killed, and with a room that all drags.  make fuzz: what it makes of hostile ones.
# make browsers: that it works in Firefox and in WebKit as well, which have to be there or to be had from Debian.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run serve test browsers bench load fuzz clean

run: .venv/run.stamp
	$(BIN)/streamlit run app.py

serve: .venv/run.stamp
	serve/ensure-haproxy
	$(BIN)/python -m serve $(if $(PORT),--port $(PORT)) $(if $(WORKERS),--workers $(WORKERS))

test: .venv/test.stamp
	tests/browser/ensure-chromium $(BIN)
	serve/ensure-haproxy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

browsers: .venv/test.stamp
	tests/elsewhere/ensure-browsers
	$(BIN)/python -m pytest tests/elsewhere

bench: .venv/test.stamp
	tests/browser/ensure-chromium $(BIN)
	$(BIN)/python -m benchmarks

load: .venv/test.stamp
	serve/ensure-haproxy
	$(BIN)/python -m benchmarks.load $(if $(ADDRESS),--address $(ADDRESS)) $(if $(VISITORS),--visitors $(VISITORS))
	$(if $(ADDRESS),,$(BIN)/python -m benchmarks.kill)
	$(if $(ADDRESS),,tests/browser/ensure-chromium $(BIN) && $(BIN)/python -m benchmarks.hall)

fuzz: .venv/test.stamp
	$(BIN)/python -m benchmarks.fuzz $(if $(SEED),--seed $(SEED)) $(if $(COUNT),--count $(COUNT))

clean:
	rm -rf .venv .pytest_cache .hypothesis .ruff_cache

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Crease needs Python 3.11 or newer.")'
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/test.stamp: requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ .venv/run.stamp
