# Two commands matter: `make run` and `make test`. Everything stays in .venv and CHAMBER_DATA.
.DEFAULT_GOAL := help
.SUFFIXES:
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
NODE := tests/javascript
PORT ?= 8000
CHAMBER_DATA ?= $(CURDIR)/var
export PORT CHAMBER_DATA
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PYTHONUNBUFFERED = 1
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test test-all loads audit bench lint check clean install install-dev install-node

help:
	@echo "make run    安装、准备数据并在 http://127.0.0.1:$(PORT)/ 运行（可给 PORT、CHAMBER_DATA）"
	@echo "make test   测试：SQLite、PostgreSQL、浏览器、脚本（需要 nodejs、npm）"
	@echo "make test-all 连同 PostgreSQL 上的其余测试和最费时的一千多项"
	@echo "make loads  少量几轮的强制结束、整站搬移、停库、同时报名和怪异请求（两种数据库，约十分钟）"
	@echo "make audit  检查读者看到的网站：链接、HTML、无障碍、Lighthouse、重量（需要 nodejs、npm、Java）"
	@echo "make lint   检查代码、模板、样式与脚本写法（需要 nodejs、npm）"
	@echo "make check  检查迁移与上线设置"
	@echo "make bench  性能测量，结果见 docs/benchmarks.md"
	@echo "make clean  删除虚拟环境和缓存（不动数据）"

# The demonstration content goes only into a database that this very command made.
run: install
	@$(MANAGE) prepare
	@if [ -f "$(CHAMBER_DATA)/first_run" ]; then \
		$(MANAGE) accounts && $(MANAGE) demo --commit && rm "$(CHAMBER_DATA)/first_run"; fi
	@exec $(MANAGE) serve

test: install-dev
	@$(BIN)/python -m tests.suite

test-all: test
	@$(BIN)/python -m tests.suite --rest

loads: install-dev
	@$(BIN)/python -m tests.suite --loads

# Its npm tools are installed by the program itself, from tests/audit/package-lock.json.
audit: install-dev
	@$(BIN)/python -m tests.audit

bench: install-dev
	@$(BIN)/python -m tests.benchmarks

lint: install-dev install-node
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --lint --quiet templates
	@$(NODE)/node_modules/.bin/prettier --config $(NODE)/.prettierrc --check --log-level warn "static/{desk,site}/**/*.{css,js}" \
		"tests/javascript/*.mjs"

check: install-dev
	@$(MANAGE) makemigrations --check --dry-run
	@CHAMBER_HOSTS=example.org CHAMBER_BEHIND_PROXY=true \
		CHAMBER_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(48))') \
		$(MANAGE) check --deploy --fail-level WARNING

install: $(BIN)/python
	@cmp -s requirements.txt $(VENV)/installed.txt || { \
		echo "正在安装运行所需的组件……" && \
		$(BIN)/python -m pip install --quiet --quiet --requirement requirements.txt && \
		$(BIN)/python -W ignore -m compileall -q $(VENV)/lib && \
		cp requirements.txt $(VENV)/installed.txt; }

install-dev: install
	@cmp -s requirements-dev.txt $(VENV)/installed-dev.txt || { \
		echo "正在安装测试所需的组件……" && \
		$(BIN)/python -m pip install --quiet --quiet --requirement requirements-dev.txt && \
		cp requirements-dev.txt $(VENV)/installed-dev.txt; }

install-node:
	@command -v npm >/dev/null || { \
		echo "缺少 nodejs 和 npm，请先安装：样式与脚本的写法由 npm 组件检查。" >&2; exit 1; }
	@cmp -s $(NODE)/package-lock.json $(NODE)/node_modules/installed.json || { \
		echo "正在按锁定文件安装检查样式与脚本的组件……" && \
		npm ci --prefix $(NODE) --loglevel=error --ignore-scripts --no-audit --no-fund >/dev/null && \
		cp $(NODE)/package-lock.json $(NODE)/node_modules/installed.json; }

$(BIN)/python:
	@sh tests/make_venv.sh $(VENV)

clean:
	rm -rf $(VENV) $(NODE)/node_modules .pytest_cache .ruff_cache .hypothesis .coverage test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
