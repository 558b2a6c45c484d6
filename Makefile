# What runs where is in README.md. All paths are relative, so that this works in a folder with a space.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

# Debian's own Python is compiled with a profile of its use: it is a tenth to a third faster than what pyenv makes.
PYTHON ?= $(shell /usr/bin/python3.11 -c 'import ensurepip' 2>/dev/null && echo /usr/bin/python3.11 \
	|| command -v python3.11 || command -v python3)
PY := .venv/bin/python
PACKAGES := ideas_platform anonymity identifiers workshops ideas voting moderation results organising events pledges demo
CHECKS := check-types check-ruff check-format check-imports check-safety check-templates check-migrations check-deploy
.PHONY: help run test compiled-tests check bench screenshots sbom prove-accessibility prove-anonymity assets clean lock chromium pgbouncer $(CHECKS)
BUILT := static/build/.built
ASSETS := $(shell find assets -type f) package.json
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
# The lock files name no registry: what pip and npm are set up with on the machine decides.
COMPILE := $(PY) -m piptools compile --allow-unsafe --generate-hashes --strip-extras --quiet \
	--no-emit-find-links --no-emit-index-url --no-emit-trusted-host
# What was compiled once is not compiled again by every process that a test starts.
unexport PYTHONDONTWRITEBYTECODE
# As on a server, but for this one command: nothing of it is a secret.
AS_SERVER := DATABASE_URL=postgres://localhost/ideas REDIS_URL=redis://localhost LOCAL_MODE=0 KEY_DIR=/nonexistent \
	EMAIL_URL=smtp://localhost PUBLIC_ADDRESS=https://ideas.example ALLOWED_HOSTS=ideas.example \
	SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(60))')"

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null \
		|| sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 - \2/p' Makefile

run: .venv/.installed $(BUILT) ## install what is missing, then serve the demo (PORT, DATA_DIR, DATABASE_URL, REDIS_URL)
	@exec $(PY) manage.py up --demo

# Each step uses both processors: beside the check of types, which takes longest, all else is made ready.
test: ## all checks and all tests
	@$(MAKE) --no-print-directory --jobs=2 .venv/.installed-dev chromium pgbouncer
	@$(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync check $(BUILT) compiled-tests
	@exec $(PY) -m pytest -n 2 --dist worksteal --durations=30 --durations-min=1

# Workers that find nothing compiled would each compile all tests, and what they import.
compiled-tests: .venv/.installed-dev
	@said="$$(DATABASE_URL=postgres://localhost REDIS_URL=redis://localhost $(PY) -m pytest --collect-only -qq 2>&1)" \
		|| { echo "$$said"; exit 1; }

check: $(CHECKS) ## style, types, imports, safety, templates, migrations, deployment settings

check-ruff: .venv/.installed-dev
	@$(PY) -m ruff check --quiet .

check-format: .venv/.installed-dev
	@$(PY) -m ruff format --check --quiet .

check-types: .venv/.installed-dev
	@$(AS_SERVER) $(PY) -m mypy --no-error-summary .

check-imports: .venv/.installed-dev
	@said="$$(.venv/bin/lint-imports --no-cache 2>&1)" || { echo "$$said"; exit 1; }

check-safety: .venv/.installed-dev
	@said="$$($(PY) -m bandit --quiet --recursive --configfile pyproject.toml $(PACKAGES) manage.py 2>&1)" \
		|| { echo "$$said"; exit 1; }

check-templates: .venv/.installed-dev
	@$(PY) -m djlint --quiet --lint templates
	@$(PY) template_lines.py templates

check-migrations: .venv/.installed-dev
	@said="$$($(AS_SERVER) $(PY) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run)" \
		|| { echo "A model has changed without its migration:"; echo "$$said"; exit 1; }

check-deploy: .venv/.installed-dev
	@$(AS_SERVER) $(PY) manage.py check --deploy --fail-level WARNING >/dev/null

bench: .venv/.installed-dev $(BUILT) ## measure speed (each program of bench/)
	@exec $(PY) -m bench

prove-accessibility: .venv/.installed-dev $(BUILT) chromium ## look at every page in every state, width and look
	@exec $(PY) -m pytest tests/browser/prove_accessibility.py tests/browser/test_for_everybody.py \
		tests/browser/test_swaps.py -q -n auto

prove-anonymity: .venv/.installed-dev $(BUILT) ## attack five simulated workshops, and write the figures for the public page
	@rm -rf out/anonymity
	@$(PY) -m pytest tests/anonymity/prove_anonymity.py -q -n 2 --dist load -k "not report"; first=$$?; \
	  $(PY) -m pytest tests/anonymity/prove_anonymity.py -q -s -n 0 -k report && exit $$first

screenshots: .venv/.installed-dev $(BUILT) chromium ## take a picture of every page in every state, into out/screenshots
	@$(PY) -m tests.browser.screenshots
	@exec $(PY) -m pytest tests/browser/picture_page_states.py -q -n auto

sbom: .venv/.installed-dev ## write what the site is built from, as CycloneDX, from the lock files into out/
	@mkdir -p out
	@$(PY) -W ignore::UserWarning .venv/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --sv 1.6 --of JSON \
		--output-file out/sbom-python.json requirements.txt
	@$(PY) sbom.py package-lock.json out/sbom-npm.json

assets: $(BUILT) ## style sheets and scripts, from npm and assets/ into static/build/

# A style sheet needs node 20 and npm: the machine's, or else those of a wheel.
$(BUILT): $(ASSETS) node_modules/.installed
	@PATH="$$PWD/.venv/bin:$$PATH" npm run --silent build
	@touch $@

node_modules/.installed: package-lock.json
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null && npm --version >/dev/null 2>&1 \
		|| $(MAKE) --no-print-directory .venv/.installed-node
	@echo "Installing what the pages are built with…"
	@PATH="$$PWD/.venv/bin:$$PATH" npm ci --loglevel error >/dev/null
	@touch $@

.venv/.installed-node: requirements-node.txt | .venv/.made
	@echo "Installing node…"
	@$(INSTALL) --requirement requirements-node.txt
	@touch $@

.venv/.installed: requirements.txt | .venv/.made
	@echo "Installing what the site needs…"
	@$(INSTALL) --requirement requirements.txt
	@touch $@

.venv/.installed-sso: requirements-sso.txt | .venv/.made
	@echo "Installing what the site needs, and single sign-on…"
	@$(INSTALL) --requirement requirements-sso.txt
	@touch .venv/.installed $@

.venv/.installed-meaning: requirements-meaning.txt | .venv/.made
	@echo "Installing what the site needs, single sign-on, and a sentence model…"
	@$(INSTALL) --requirement requirements-meaning.txt
	@touch .venv/.installed $@

.venv/.installed-dev: requirements-dev.txt | .venv/.made
	@echo "Installing what the tests need…"
	@$(INSTALL) --no-compile --requirement requirements-dev.txt
	@touch .venv/.installed $@

# Debian's python3 may come without ensurepip: then virtualenv, which pip can fetch, makes the environment.
# The pip that comes with Python 3.11 takes twice as long as today's to find what a lock file names.
.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv >/dev/null 2>&1 \
		|| { $(PYTHON) -m pip install --quiet --target .virtualenv virtualenv \
			&& PYTHONPATH=.virtualenv $(PYTHON) -m virtualenv --quiet --clear .venv && rm -rf .virtualenv; }
	@$(INSTALL) --requirement requirements-pip.txt
	@touch $@

# The shell is Chromium without the windows around its pages, which take most of its time.
chromium:
	@command -v chromium-headless-shell >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		&& echo "Installing Chromium…" && apt-get update -qq >/dev/null \
		&& DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell >/dev/null; } \
		|| command -v chromium >/dev/null \
		|| { echo "The browser tests need Chromium: apt-get install chromium-headless-shell"; exit 1; }

# Elsewhere the tests behind a pooler say that it is not there. Only one installation at a time can use apt-get.
pgbouncer: | chromium
	@PATH="$$PATH:/usr/sbin" command -v pgbouncer >/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null \
		|| { echo "Installing PgBouncer…" && apt-get update -qq >/dev/null \
			&& DEBIAN_FRONTEND=noninteractive apt-get install -y -qq pgbouncer >/dev/null; } \
		|| echo "PgBouncer could not be installed: what is behind a pooler is not tested."

clean: ## remove all that was installed and built; data stay
	@rm -rf .venv node_modules static/build static_root .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} +

lock: .venv/.installed-dev ## find new versions within pyproject.toml and package.json, and write the lock files
	@$(COMPILE) --upgrade --extra local --output-file requirements.txt pyproject.toml
	@$(COMPILE) --upgrade --extra local --extra sso --output-file requirements-sso.txt pyproject.toml
	@$(COMPILE) --upgrade --extra local --extra sso --extra meaning --output-file requirements-meaning.txt pyproject.toml
	@$(COMPILE) --upgrade --extra local --extra sso --extra meaning --extra dev --output-file requirements-dev.txt pyproject.toml
	@$(COMPILE) --upgrade --output-file requirements-node.txt requirements-node.in
	@$(COMPILE) --upgrade --output-file requirements-pip.txt requirements-pip.in
	@PATH="$$PWD/.venv/bin:$$PATH" npm update --silent --package-lock-only
