# The only door to docgen. A target first brings .venv up to date with the lock files; when they agree that costs no process.

PYTHON ?= python3
# -P and -I: a yaml.py in this folder is not run in place of the package's own.
VENV_PYTHON := .venv/bin/python -P
DOCGEN := .venv/bin/python -I -X utf8 -m docgen

# What is written after `make` (REASON='…', YEAR=…) is text: it reaches the program through the environment as it was
# typed, and neither make ($(shell …)) nor the shell (`…`, ;) runs anything of it.
$(foreach name,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $(name)))),\
    $(eval override $(name) := $$(value $(name)))))
given = $${$(1):+"--$(2)=$$$(1)"}
export PYTHON YEAR ROUND REASON PORT LAN

MAKEFLAGS += --no-builtin-rules
.SILENT:
.NOTPARALLEL:  # two targets asked for at once share .venv and output/
.PHONY: all announcements orders designs reports check archive publish status serve test lint bench clean help

all: .venv/.ready ## สร้างประกาศและรายงานทั้งหมดจาก content/ ลงใน output/
	$(DOCGEN) build

announcements: .venv/.ready ## สร้างเฉพาะประกาศ
	$(DOCGEN) build --only announcements

orders: .venv/.ready ## สร้างเฉพาะคำสั่ง
	$(DOCGEN) build --only orders

designs: .venv/.ready ## สร้างเฉพาะงานออกแบบ (เกียรติบัตร ป้ายชื่อ)
	$(DOCGEN) build --only designs

reports: .venv/.ready ## สร้างเฉพาะรายงาน
	$(DOCGEN) build --only reports

check: .venv/.ready ## ตรวจเนื้อหาก่อนส่งให้ลงนาม
	$(DOCGEN) check

archive: .venv/.ready ## เก็บหลักฐานของปีไว้ใน content/archive (YEAR=2566 ROUND=12 REASON="เหตุผล")
	$(DOCGEN) archive $(call given,YEAR,year) $(call given,ROUND,round) $(call given,REASON,reason)

publish: .venv/.ready ## สร้างชุดสำหรับขึ้นเว็บไซต์ใน output/publish (YEAR=2566)
	$(DOCGEN) publish $(call given,YEAR,year)

status: .venv/.ready ## หลักฐานของปียังขาดอะไร (YEAR=2566)
	$(DOCGEN) status $(call given,YEAR,year)

serve: .venv/.ready ## เปิดหน้าสำหรับเขียน ออกเลข และเก็บเอกสารในเบราว์เซอร์ (PORT=8000, LAN=1 ให้เครื่องอื่นใช้)
	$(DOCGEN) serve $${LAN:+--lan} $(call given,PORT,port)

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
	sh requirements/setup.sh run

.venv/.ready-test: requirements/test.txt .venv/.ready
	sh requirements/setup.sh test
