# `make chat` answers questions about corpus/, `make test` checks the code; both set up all they need in .venv.
# Written for GNU make 3.81 and /bin/sh, which is what macOS brings. Another Python: make chat PYTHON=/path/to/python3.12

SHELL = /bin/sh
BIN = .venv/bin
DONE = .venv/installed
PIP = $(BIN)/python -m pip --quiet --disable-pip-version-check
TORCH_INDEX = https://download.pytorch.org/whl/cpu

# Wheels of a bundle: nothing is asked of any index. In the folder of a bundle they are found without being named.
WHEELS = $(wildcard wheels)
LOCK = $(if $(WHEELS),$(WHEELS)/)requirements.lock
ifneq ($(WHEELS),)
ifeq ($(wildcard $(LOCK)),)
$(error There is no $(LOCK): WHEELS names the folder wheels/ of what `make bundle` made)
endif
endif
VERSIONS = $(if $(WHEELS),$(shell cat "$(WHEELS)/python-version"),3.13 3.12 3.11)
NEEDED = $(if $(WHEELS),$(VERSIONS),3.11, 3.12 or 3.13)
CANDIDATES = $(if $(PYTHON),$(PYTHON),$(VERSIONS:%=python%) python3)
FITS = import sys; sys.exit("%d.%d" % sys.version_info[:2] not in "$(VERSIONS)".split())
VERSION = import sys; print("python%d.%d" % sys.version_info[:2])

.PHONY: chat test quick quality bench bundle audit test-bundle test-model setup FORCE

chat: $(DONE)
	@$(BIN)/python -m assistant serve --build

test: $(DONE)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest

quick: $(DONE)
	$(BIN)/python -m pytest -m "not slow and not browser"

quality: $(DONE)
	$(BIN)/python -m pytest tests/quality

# Us beside what one would write instead, under 25 minutes on two idle cores; writes tests/bench/RESULTS.md. What only
# the others need lies apart in .venv/bench.
bench: $(DONE)
	@$(PIP) install --no-deps --upgrade --target .venv/bench -r tests/bench/requirements.txt
	PYTHONPATH=.venv/bench $(BIN)/python -m tests.bench

# With a real chat model of 1.1 GB, fetched once into .model/; nothing else needs it.
test-model: $(DONE)
	$(BIN)/python -m tests.real_model fetch .model
	TEST_MODEL=.model $(BIN)/python -m pytest -m model

# A folder for a machine without the internet, by default one like this:
# make bundle PLATFORM=windows-x86_64 PLATFORM_PYTHON=3.12 CORPUS=/path/to/reports OUT=/path/to/folder
CORPUS = corpus
bundle: $(DONE)
	@$(BIN)/python -m tests.bundling.bundle $(if $(PLATFORM),--platform $(PLATFORM)) \
		$(if $(PLATFORM_PYTHON),--python $(PLATFORM_PYTHON)) $(if $(CORPUS),--corpus "$(CORPUS)") \
		$(if $(OUT),--out "$(OUT)")

# What is known of the locked packages; the one command that asks the package index what it has heard of them, and that
# fails where it cannot tell. Two numbers are passed over: assistant/README.md, Security, says why they cannot be reached here.
audit: $(DONE)
	@$(BIN)/python -m venv .venv/audit && .venv/audit/bin/python -m pip install --quiet pip-audit==2.10.1
	.venv/audit/bin/pip-audit --strict --requirement requirements.lock --no-deps --disable-pip \
		--ignore-vuln CVE-2026-45829 --ignore-vuln CVE-2026-45833 --ignore-vuln GHSA-f4j7-r4q5-qw2c

# Installs a bundle for this machine where no network can be reached and asks it the question set: 3 GB for a while.
test-bundle: $(DONE)
	rm -rf bundle/here
	$(BIN)/python -m tests.bundling.bundle --corpus corpus --out bundle/here
	TEST_BUNDLE=`ls -d bundle/here/*` $(BIN)/python -m pytest tests/test_bundle_installed.py

setup: $(DONE)

# Written last, so that whatever was interrupted is done again; made anew when the Python behind .venv is gone.
#
# PyPI's torch for Linux brings 2.7 GB of CUDA, and only PyTorch's own index has a build without it. That index is
# asked once, for five seconds; where it cannot be reached, the lock file alone decides.
$(DONE): $(LOCK) $(if $(wildcard $(BIN)/python),,FORCE)
	@if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		python= seen=; \
		for candidate in $(CANDIDATES); do \
			if $$candidate -c '$(FITS)' >/dev/null 2>&1; then python=$$candidate; break; fi; \
			version=`$$candidate -c '$(VERSION)' 2>/dev/null` && seen="$$seen $$version"; \
		done; \
		if [ -z "$$python" ]; then \
			echo "Python $(NEEDED) is needed; looked for: $(CANDIDATES); found:$${seen:- none}." >&2; \
			echo "Install one (Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python@3.13)" >&2; \
			echo "or name the one to use: make PYTHON=/path/to/python3.12" >&2; \
			exit 2; \
		fi; \
		if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
			echo "$$python has no venv module. Debian, Ubuntu: sudo apt install `$$python -c '$(VERSION)'`-venv" >&2; \
			exit 2; \
		fi; \
		echo "Making .venv with $$python ..."; \
		$$python -m venv --clear .venv || exit 2; \
	fi
	@if [ -z "$(WHEELS)" ] && [ "`uname -s`" = Linux ] && ! $(PIP) show torch >/dev/null 2>&1; then \
		echo "Asking PyTorch's own index for torch without CUDA ..."; \
		$(PIP) install --no-deps --retries 0 --timeout 5 --index-url $(TORCH_INDEX) `grep '^torch==' requirements.lock` \
			2>/dev/null || echo "Not reached; installing torch from the lock file."; \
	fi
	@echo "Installing $(LOCK) into .venv (some minutes the first time) ..."
	@$(PIP) install $(if $(WHEELS),--no-index --find-links "$(WHEELS)") -r "$(LOCK)"
	@touch $(DONE)
