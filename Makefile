# The two commands are `make run` and `make test`; both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
# where it is set, every process of the tests would compile all modules anew
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test fast check coverage nightly bench pictures clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

run: $(VENV)/.run ## a demo province at http://127.0.0.1:8000
	@$(BIN)/nghedan demo --port $(PORT)

test: $(VENV)/.test $(VENV)/.emulator .browser ## the whole test suite
	$(BIN)/pytest -n auto --dist worksteal

FAST := tests/routing tests/intake tests/bot/dialogue tests/bot/texts tests/bot/officers tests/house/test_house.py

# a worker a processor, none more: nothing is waited for here, and each collects all tests by itself
fast: $(VENV)/.test ## the quick tests: what decides and what keeps the book, on SQLite
	$(BIN)/pytest -n $$(getconf _NPROCESSORS_ONLN) --dist worksteal --hypothesis-profile quick -m "not slow and not browser" -k "not postgresql" $(FAST)

check: $(VENV)/.test ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

coverage: $(VENV)/.test .browser ## the whole test suite, with the lines and branches that no test reaches
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term

NIGHTLY := tests/faults tests/bot/channels/test_contract.py tests/bot/channels/test_web_fuzz.py tests/intake/proofs/test_promises.py

nightly: $(VENV)/.test ## the long forms: a hundred kills in 5,000 messages, 10,000 odd bodies a channel, 1,000 examples of each property
	NGHEDAN_NIGHTLY=1 $(BIN)/pytest -o stuck_after=3600 $(NIGHTLY)
	NGHEDAN_NIGHTLY=1 $(BIN)/pytest -o stuck_after=3600 -n auto --dist worksteal -m hypothesis

bench: $(VENV)/.test ## speed, as ratios to a limit measured in the same run
	$(BIN)/nghedan bench intake
	$(BIN)/nghedan bench turn
	$(BIN)/nghedan bench read
	$(BIN)/nghedan bench sweep
	$(BIN)/nghedan bench search
	$(BIN)/nghedan bench panel --cases 10000

pictures: $(VENV)/.test .browser ## photographs of all pages, for the handbook of the officers
	$(BIN)/python -m tests.browser.pictures

clean: ## remove the environment and all demo data
	rm -rf $(VENV) var

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed (apt install python3 python3-venv)" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV) || { echo "python3-venv is missing: sudo apt-get install -y python3-venv"; exit 1; }
	@touch $@

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/.made
	@echo "Installing (once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@printf '%s\n' "$(CURDIR)" > $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/nghedan.pth
	@printf '#!%s\nimport sys\nfrom nghedan import main\nif __name__ == "__main__":\n    sys.exit(main())\n' "$(CURDIR)/$(BIN)/python" > $(BIN)/nghedan && chmod +x $(BIN)/nghedan
	@touch $@

$(VENV)/.test: tests/requirements.lock $(VENV)/.run
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	@touch $@

$(VENV)/.emulator: tests/emulator.lock | $(VENV)/.made
	@echo "Installing a Telegram that others wrote, apart from our own packages (once) ..."
	@$(PYTHON) -m venv $(VENV)/emulator
	@$(VENV)/emulator/bin/pip install --quiet --disable-pip-version-check --require-hashes -r tests/emulator.lock
	@touch $@

# Chromium without its windows: the same pages for a third of the processor time; tried once, for not every system has it
$(VENV)/.headless: | $(VENV)/.made
	@command -v chromium-headless-shell >/dev/null || { \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo="sudo -n"; \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq chromium-headless-shell fonts-noto-core; } >/dev/null 2>&1 || true
	@touch $@

.PHONY: .browser
.browser: $(VENV)/.headless
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq chromium fonts-noto-core >/dev/null; \
	  elif sudo -n true 2>/dev/null; then sudo apt-get update -qq && sudo apt-get install -y -qq chromium fonts-noto-core >/dev/null; \
	  else echo "Chromium is missing: sudo apt-get install -y chromium (its tests will be skipped)"; fi; }
