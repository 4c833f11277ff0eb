# make run: the app in a browser.  make test: everything that shows that it works.  make bench: how fast it is.
# make browsers: that it works in Firefox and in WebKit as well, which have to be there or to be had from Debian.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test browsers bench clean

run: .venv/run.stamp
	$(BIN)/streamlit run app.py

test: .venv/test.stamp
	tests/browser/ensure-chromium $(BIN)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

browsers: .venv/test.stamp
	tests/elsewhere/ensure-browsers
	$(BIN)/python -m pytest tests/elsewhere

bench: .venv/test.stamp
	tests/browser/ensure-chromium $(BIN)
	$(BIN)/python -m benchmarks

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
