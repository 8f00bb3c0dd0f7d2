# Kantha's commands. `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check bench mutations format messages codegen clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup:
	@$(PYTHON) bootstrap.py

setup-dev:
	@$(PYTHON) bootstrap.py --dev

run: setup ## Start the shop (PORT=8000), with a sample shop the first time; Ctrl-C stops it
	@PORT=$(PORT) exec $(VENV)/python manage.py run_shop

test: setup-dev ## Run every check and test; lists what a bare machine lacks as skipped
	@$(VENV)/python -m tests.run

check: setup-dev ## Format, lint, types, layers, templates, migrations
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/djlint themes --lint --quiet
	$(VENV)/lint-imports
	$(VENV)/python manage.py makemigrations --check --dry-run
	$(VENV)/mypy

mutations: setup-dev ## Break the code on purpose, in a copy, and see the tests turn red
	@$(VENV)/python -m tests.mutations

format: setup-dev ## Put the code into its standard form
	$(VENV)/ruff format .
	$(VENV)/ruff check --fix .

messages: setup-dev ## Renew the Hindi and Khmer catalogues from the sources, and compile them
	@$(VENV)/python -m tests.catalogues

bench: setup-dev ## Measure speed, sizes and the race for the last piece; print the table
	@$(VENV)/python -m bench

codegen: setup-dev ## Renew saleor_api/generated from the operation documents (needs SALEOR_SDL)
	sh saleor_api/generate.sh

clean: ## Remove the environment and the local data
	rm -rf .venv var
