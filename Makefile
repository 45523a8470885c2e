# Two commands: `make demo` and `make test`. They need Python 3.11 and make; all else goes into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra build

.PHONY: help demo test wheel lock sbom clean
help:
	@echo "make demo   build the graph of the sample articles and say where the page is"
	@echo "make test   style, types and tests"
	@echo "make wheel  build the wheel and run it in an environment that has nothing else"
	@echo "make sbom   list what is needed at run time as a software bill of materials (CycloneDX)"
	@echo "make lock   pin the dependencies anew (.ci/requirements*.txt)"

demo: .venv/.installed
	$(BIN)/kg demo -o kg-demo

test: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

wheel: .venv/.installed
	rm -rf dist .venv-wheel
	$(BIN)/python -m hatchling build -t wheel
	$(PYTHON) -m venv .venv-wheel
	.venv-wheel/bin/python -m pip install --quiet --disable-pip-version-check dist/*.whl
	cd dist && ../.venv-wheel/bin/kg demo -o demo && ../.venv-wheel/bin/python -c "import kg; print(kg.open('demo'))"

# Every file is checked against its hash; the package itself is installed from this folder, without a second look at
# its dependencies and without fetching build tools.
.venv/.installed: .ci/requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.installed-dev: .ci/requirements-dev.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/.installed

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv .venv

lock: .venv/.installed-dev
	$(BIN)/python -m pip install --quiet pip-tools
	$(COMPILE) --output-file .ci/requirements.txt pyproject.toml
	$(COMPILE) --extra dev --output-file .ci/requirements-dev.txt pyproject.toml

# In an environment of its own: what lists the dependencies is none of them.
sbom:
	$(PYTHON) -m venv .venv-sbom
	.venv-sbom/bin/python -m pip install --quiet --disable-pip-version-check "cyclonedx-bom>=7"
	mkdir -p dist
	.venv-sbom/bin/cyclonedx-py requirements .ci/requirements.txt --pyproject pyproject.toml --mc-type library \
		--output-reproducible -o dist/sbom.cdx.json

clean:
	rm -rf .venv .venv-wheel .venv-sbom kg-demo dist build
