# The only door to docgen. A target first brings .venv up to date with the lock files; when they agree that costs no process.

PYTHON ?= python3
VENV_PYTHON := .venv/bin/python

MAKEFLAGS += --no-builtin-rules
.SILENT:
.NOTPARALLEL:  # two targets asked for at once share .venv and output/
.PHONY: all announcements orders reports check archive publish status test lint bench clean help

all: .venv/.ready ## สร้างประกาศและรายงานทั้งหมดจาก content/ ลงใน output/
	$(VENV_PYTHON) -m docgen build

announcements: .venv/.ready ## สร้างเฉพาะประกาศ
	$(VENV_PYTHON) -m docgen build --only announcements

orders: .venv/.ready ## สร้างเฉพาะคำสั่ง
	$(VENV_PYTHON) -m docgen build --only orders

reports: .venv/.ready ## สร้างเฉพาะรายงาน
	$(VENV_PYTHON) -m docgen build --only reports

check: .venv/.ready ## ตรวจเนื้อหาก่อนส่งให้ลงนาม
	$(VENV_PYTHON) -m docgen check

archive: .venv/.ready ## เก็บหลักฐานของปีไว้ใน content/archive (YEAR=2566 ROUND=12 REASON="เหตุผล")
	$(VENV_PYTHON) -m docgen archive $(if $(YEAR),--year $(YEAR)) $(if $(ROUND),--round $(ROUND)) $(if $(REASON),--reason "$(REASON)")

publish: .venv/.ready ## สร้างชุดสำหรับขึ้นเว็บไซต์ใน output/publish (YEAR=2566)
	$(VENV_PYTHON) -m docgen publish $(if $(YEAR),--year $(YEAR))

status: .venv/.ready ## หลักฐานของปียังขาดอะไร (YEAR=2566)
	$(VENV_PYTHON) -m docgen status $(if $(YEAR),--year $(YEAR))

test: .venv/.ready-test ## ทดสอบโปรแกรม
	$(VENV_PYTHON) -m pytest -n auto

lint: .venv/.ready-test ## ตรวจรูปแบบและชนิดข้อมูลของโค้ด
	$(VENV_PYTHON) -m ruff format --check --quiet
	$(VENV_PYTHON) -m ruff check --quiet
	$(VENV_PYTHON) -m mypy --no-error-summary

bench: .venv/.ready-test ## วัดเวลาการทำงาน
	$(VENV_PYTHON) -m tests.bench

clean: ## ลบเอกสารที่สร้างไว้ใน output/ และแคช (ไม่ลบ .venv)
	find output -mindepth 1 ! -path output/.gitkeep -delete
	find docgen tests -name __pycache__ -prune -exec rm -rf {} +
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis

help: ## แสดงคำสั่งเหล่านี้
	sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r target meaning; do \
		printf 'make %-14s %s\n' "$$target" "$$meaning"; done

.venv/.ready: requirements/run.txt requirements/setup.sh
	PYTHON='$(PYTHON)' sh requirements/setup.sh run

.venv/.ready-test: requirements/test.txt .venv/.ready
	PYTHON='$(PYTHON)' sh requirements/setup.sh test
