"""Texts numbered as real papers are, each form over each other one; every label in them is to be printed as typed."""

from __future__ import annotations

# A stroke is the end of a line, two of them leave a line blank.
_TYPED = {
    "four levels of numbers": "๑. ก/๑.๑ ข/๑.๑.๑ ค/๑.๑.๑.๑ ง/๑.๑.๑.๒ จ/๑.๑.๒ ฉ/๑.๒ ช/๒. ซ/๒.๑ ฌ/๒.๑.๑ ญ",
    "five levels of numbers": "1. ก//1.1 ข//1.1.1 ค//1.1.1.1 ง//1.1.1.1.1 จ//1.1.1.1.2 ฉ//1.2 ช//2. ซ",
    "numbers, full stops behind": "1. ก/1.1. ข/1.1.1. ค/1.1.2. ง/1.2. จ/2. ฉ",
    "clause over numbers": "ข้อ ๑ ก//๑.๑ ข//๑.๒ ค//๑.๒.๑ ง//ข้อ ๒ จ//๒.๑ ฉ",
    "clause over numbers, indented": "        ข้อ 1 ก/            1.1 ข/            1.2 ค/        ข้อ 2 ง",
    "clause over brackets over letters": "ข้อ ๑ ก/(๑) ข/(ก) ค/(ข) ง/(๒) จ/(ก) ฉ/ข้อ ๒ ช/(๑) ซ",
    "clause with a full stop": "ข้อ 1. ก/1.1 ข/ข้อ 2. ค/ข้อ 3. ง",
    "clause closed to its number": "ข้อ๑ ก/ข้อ๒ ข/ข้อ๓ ค",
    "clause dotted": "ข้อ ๑ ก/ข้อ ๑.๑ ข/ข้อ ๑.๒ ค/ข้อ ๒ ง/ข้อ ๒.๑ จ",
    "letters over numbers": "ก. ก//๑. ข//๑.๑ ค//๑.๒ ง//๒. จ//ข. ฉ//๑. ช//๑.๑ ซ",
    "letters over numbers over brackets": "ก. ก/๑. ข/(๑) ค/(๒) ง/๒. จ/ข. ฉ/๑. ช/(๑) ซ",
    "bracketed letters over numbers": "(ก) ก/(๑) ข/(๒) ค/(ข) ง/(๑) จ/(๒) ฉ/(ค) ช",
    "numbers over brackets over letters": "๑. ก/(๑) ข/(ก) ค/(ข) ง/(๒) จ/๒. ฉ/(๑) ช/(ก) ซ",
    "numbers over half brackets": "๑. ก/๑) ข/๒) ค/๒. ง/๑) จ/๒) ฉ",
    "numbers, dotted, half brackets, brackets": "๑. ก/๑.๑ ข/๑) ค/(๑) ง/(๒) จ/๒) ฉ/๑.๒ ช/๑) ซ/๒. ฌ",
    "numbers over letters": "๑. ก/ก. ข/ข. ค/๒. ง/ก. จ/ข. ฉ",
    "numbers over half bracketed letters": "๑. ก/ก) ข/ข) ค/๒. ง/ก) จ",
    "brackets over half bracketed letters": "(๑) ก/ก) ข/ข) ค/(๒) ง/ก) จ/(๓) ฉ",
    "dotted brackets": "(๑) ก/(๑.๑) ข/(๑.๒) ค/(๒) ง/(๒.๑) จ",
    "brackets alone": "(๑) ก//(๒) ข//(๓) ค",
    "no blank behind the label": "1.กา/1.1ขา/1.2คา/2.งา/(1)จา/(2)ฉา",
    "words under a clause": "๑. ก//๑.๑ ข//คำ//๑.๒ ค//๑.๒.๑ ง//คำ//คำ//๑.๒.๒ จ//คำ//๒. ฉ//๒.๑ ช",
    "words under brackets": "ข้อ ๑ ก//(๑) ข//คำ//(๒) ค//(ก) ง//คำ//(ข) จ//คำ//(๓) ฉ//ข้อ ๒ ช//คำ//(๑) ซ//(๒) ฌ",
    "a table under a clause": "ข้อ ๑ ก//(๑) ข//| ก | ข |/| - | - |/| x | y |//(๒) ค//ข้อ ๒ ง",
    "bullets under a clause": "๑. ก/๑.๑ ข/- คำ/- คำ/๑.๒ ค/- คำ/๒. ง",
    "chapters": "## หมวด ๑//ข้อ ๑ ก//ข้อ ๒ ข//## หมวด ๒//ข้อ ๓ ค//(๑) ง//(๒) จ//ข้อ ๔ ฉ",
    "chapters of dotted numbers": "# ๑. บทนำ//๑.๑ ก//๑.๒ ข//# ๒. ผล//๒.๑ ค//๒.๑.๑ ง//๒.๒ จ",
    "two lists": "คุณสมบัติ//๑. ก/๒. ข//หลักฐาน//๑. ค/๒. ง/๓. จ",
    "two lists in a clause": "ข้อ ๑ ก//(๑) ข//(๒) ค//หลักฐาน//(๑) ง//(๒) จ//(๓) ฉ//ข้อ ๒ ช",
    "a quoted clause": "ข้อ ๓ ให้ยกเลิกข้อ ๗ และใช้ความนี้แทน//“ข้อ ๗ ให้ชักธง//(๑) ก//(๒) ข”//ข้อ ๔ ค",
    "dotted without their parents": "๔.๑ ก/๔.๒ ข/๔.๒.๑ ค/๕.๑ ง/๕.๒ จ",
    "a committee": "1. คณะอำนวยการ/1.1 นาย ก/1.2 นาย ข//มีหน้าที่ ดังนี้//(1) ค//(2) ง//2. คณะทำงาน/2.1 นาย จ//มีหน้าที่//(1) ฉ",
    "Markdown over brackets": "1. ก/   (1) ข/   (2) ค/      (ก) ง/      (ข) จ/2. ฉ",
    "clauses of the preamble": "ดังต่อไปนี้/ข้อ ๑ ก/ข้อ ๒ ข",
    "a gap": "๑. ก/๒. ข/๔. ค/๕. ง",
}

PAPERS = {name: text.replace("/", "\n") for name, text in _TYPED.items()}
