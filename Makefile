# Every word this project knows. `make` alone lists them.

SHELL := /bin/sh
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
FRESH := $(VENV)/tools-ready
DEMO_ARGS ?=
TEST_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup tools demo test bench check format pages lock clean

help: ## list these words
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## make the environment; the command is then .venv/bin/pathway

tools: $(FRESH)

demo: $(READY) ## invent a small authority as it stands today, start everything
	@$(BIN)/pathway db upgrade
	@$(BIN)/pathway simulate --authority demo --seed 1 --until yesterday --if-missing --brief
	@$(BIN)/pathway up --with-mailbox $(DEMO_ARGS)

test: $(FRESH) ## run every test
	@$(BIN)/pytest $(TEST_ARGS)

bench: $(FRESH) ## measure, each figure beside a floor in the same run
	@$(BIN)/python -m benchmarks

check: $(FRESH) ## types, lint, format, walls, pictures, locks
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@sh deploy/check-locks "$(BIN)"

format: $(FRESH) ## let ruff set the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

pages: $(FRESH) ## write the pages of the manual that are made from the code
	@$(BIN)/python -m deploy.pages

lock: $(FRESH) ## pin requirements/*.in anew, by hash and without addresses
	@sh deploy/lock "$(BIN)"

clean: ## remove the environment and everything made; never the data in var/
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info

$(VENV)/made:
	@sh deploy/make-environment "$(PYTHON)" "$(VENV)"

$(READY): $(VENV)/made requirements/run.txt pyproject.toml
	@sh deploy/install "$(BIN)" requirements/run.txt
	@touch $@

$(FRESH): $(VENV)/made requirements/dev.txt pyproject.toml
	@sh deploy/install "$(BIN)" requirements/dev.txt
	@touch $@ $(READY)
