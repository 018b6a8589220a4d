"""What each element of a Word file becomes, and what is told of it: one made-up file a case, with the right words."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.desk.import_word import surroundings_of
from docgen.document.project import Project, read_project
from docgen.errors import DocgenError
from docgen.word_import.convert import convert
from tests.conftest import ROOT, copy_project
from tests.word_import.made import announcement, cell, paragraph, row, run, saved, table

OFFICE = ROOT / "tests/fixtures/office/content"
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
RAISED, LOWERED = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
Told = list[tuple[str, int]]


def code(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return read_project(copy_project(tmp_path_factory.mktemp("office") / "project", OFFICE))


def imported(project: Project, path: Path) -> tuple[str, str, Told, str]:
    """Return front matter, body, codes with paragraphs, and all messages."""
    files, findings = convert(surroundings_of(project), path.read_bytes(), path.name)
    _, head, body = next(iter(files.values())).decode().split("---\n", 2)
    told = [(finding.code, finding.place.line) for finding in findings]
    return head, body.strip(), told, "\n".join(finding.message for finding in findings)


CASES: dict[str, tuple[str, str, Told, str]] = {
    "a field without a result": (
        paragraph("ก่อน ", BEGIN, code(' XE "คุณธรรม" '), END, "หลังต้องยังอยู่ครบ"),
        "ก่อน หลังต้องยังอยู่ครบ",
        [("field-lost", 3)],
        "คุณธรรม",
    ),
    "a control with a list of choices": (
        paragraph(
            "ผล ",
            '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="ผ่าน" w:value="1"/>'
            '<w:listItem w:displayText="ไม่ผ่าน" w:value="2"/></w:dropDownList></w:sdtPr><w:sdtContent>'
            + run("ผ่าน")
            + "</w:sdtContent></w:sdt>",
        ),
        'ผล [ผ่าน]{fill="ช่องกรอก"}',
        [("field-lost", 3)],
        "ตัวเลือกอื่นของช่องเลือก ไม่ได้นำเข้า: “ไม่ผ่าน”",
    ),
    "a field in another's instruction": (
        paragraph(
            "จำนวน ", BEGIN, code(" IF "), BEGIN, code(" SET x 1 "), END, code(" = 1 "), SEPARATE, "ก", END, " ท้าย"
        ),
        "จำนวน ก ท้าย",
        [("field-lost", 3)],
        "SET x 1",
    ),
    "a field over two paragraphs": (
        paragraph("ก ", BEGIN, code("REF a"), SEPARATE, "ข") + paragraph("ค", END, " ง"),
        "ก ข\n\nค ง",
        [],
        "",
    ),
    "a field that never ends": (
        paragraph("ก ", BEGIN, code("REF a")) + paragraph("ข"),
        "ก\n\nข",
        [("field-lost", 3)],
        "REF a",
    ),
    "check boxes": (
        paragraph(
            BEGIN,
            code("FORMCHECKBOX"),
            END,
            " เห็นชอบ ",
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
            "</w:fldChar></w:r>",
            code("FORMCHECKBOX"),
            END,
            " ไม่เห็นชอบ",
        ),
        "☐ เห็นชอบ ☑ ไม่เห็นชอบ",
        [("check-box", 3)],
        "",
    ),
    "right to left": (paragraph("หน้า ", f'<w:bdo w:val="rtl">{run("กลาง")}</w:bdo>', " หลัง"), "หน้า กลาง หลัง", [], ""),
    "alternatives around a paragraph": (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{paragraph("ทางเลือก")}</mc:Choice>'
        f"<mc:Fallback>{paragraph('สำรอง')}</mc:Fallback></mc:AlternateContent>",
        "ทางเลือก",
        [("not-imported", 2)],
        "สำรอง",
    ),
    "an equation in a row": (
        paragraph("ได้ ", "<m:oMath><m:r><m:t>ก ÷ ข × 100</m:t></m:r></m:oMath>", " ส่วน"),
        "ได้ ก ÷ ข × 100 ส่วน",
        [],
        "",
    ),
    "a fraction": (
        paragraph(
            "สูตร",
            "<m:oMath><m:f><m:num><m:r><m:t>ตรวจ</m:t></m:r></m:num><m:den><m:r><m:t>รวม</m:t></m:r></m:den>"
            "</m:f></m:oMath>",
        ),
        "สูตร",
        [("not-imported", 3)],
        "ตรวจ รวม",
    ),
    "a symbol with a fallback": (
        paragraph(
            '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:char="2611"/></mc:Choice>'
            "<mc:Fallback><w:t>☑</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            " ผ่าน",
        ),
        "☑ ผ่าน",
        [],
        "",
    ),
    "symbols by their fonts": (
        paragraph('<w:r><w:sym w:font="Symbol" w:char="F0B1"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', " ๕"),
        "±✓ ๕",
        [],
        "",
    ),
    "a reading above a word": (
        paragraph(
            "คำ ",
            "<w:r><w:ruby><w:rt><w:r><w:t>คุน</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>คุณ</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>",
        ),
        "คำ คุณ",
        [("not-imported", 3)],
        "คุน",
    ),
    "struck out beside its replacement": (
        paragraph("หยุดวันที่ ", run("๑๒", "<w:strike/>"), run(" ๑๓"), run(" เดิม", '<w:rStyle w:val="gone"/>')),
        "หยุดวันที่ ๑๓",
        [("struck-out", 3)],
        "๑๒ เดิม",
    ),
    "struck out twice": (
        paragraph("ค่า ", run("๕๐", "<w:dstrike/>"), " ๒๐ บาท"),
        "ค่า ๒๐ บาท",
        [("struck-out", 3)],
        "๕๐",
    ),
    "hidden": (paragraph("ก", run("ลับ", "<w:vanish/>"), "ข"), "กข", [("hidden-text", 3)], "ลับ"),
    "underlined": (
        paragraph("ก", run("ขีด “ใต้” ", '<w:u w:val="single"/>'), run("C", '<w:u w:val="none"/>'), "+++"),
        "ก++ขีด “ใต้”++ C\\+\\++",
        [],
        "",
    ),
    "underlined behind Latin letters": (paragraph("ITA", run("ข", '<w:u w:val="single"/>')), "ITA<u>ข</u>", [], ""),
    "raised words": (paragraph("ที่", run("ร่าง ก", RAISED)), "ที่<sup>ร่าง ก</sup>", [], ""),
    "a square metre": (paragraph("๔๐๐ ตร.ม.", run("๒", RAISED)), "๔๐๐ ตร.ม.^๒^", [], ""),
    "a power that the font lacks": (
        paragraph("10", run("6", RAISED), " เซลล์"),
        "10^6^ เซลล์",
        [],
        "",
    ),
    "a power raised by hand": (paragraph("10", run("3", '<w:position w:val="8"/>')), "10^3^", [], ""),
    "an index": (paragraph("H", run("2", LOWERED), "O"), "H2O", [("raised-lost", 3)], "2"),
    "a paragraph's end deleted": (
        paragraph("ส่วนแรก", mark="<w:del/>") + paragraph("ส่วนที่สอง"),
        "ส่วนแรกส่วนที่สอง",
        [("tracked-change", 3)],
        "",
    ),
    "moved words": (
        paragraph("ก", f"<w:moveFrom>{run('ย้าย')}</w:moveFrom>") + paragraph(f"<w:moveTo>{run('ย้าย')}</w:moveTo>", "ข"),
        "ก\n\nย้ายข",
        [("tracked-change", 3), ("tracked-change", 4)],
        "ย้าย",
    ),
    "a row deleted": (
        table(row("ที่", "รายการ", "จำนวน"), row("๑", "โต๊ะ", "๒", properties="<w:del/>"), row("๒", "เก้าอี้", "๔")),
        "| ที่ | รายการ | จำนวน |\n| --- | --- | --- |\n| ๒ | เก้าอี้ | ๔ |",
        [("tracked-change", 8)],
        "โต๊ะ",
    ),
    "cells before and after a row": (
        table(
            row("ที่", "รายการ", "จำนวน"),
            row("รวม", "๒", properties='<w:gridBefore w:val="1"/>'),
            row("ก", "ข", properties='<w:gridAfter w:val="1"/>'),
        ),
        "| ที่ | รายการ | จำนวน |\n| --- | --- | --- |\n|  | รวม | ๒ |\n| ก | ข |  |",
        [],
        "",
    ),
    "spans": (
        table(
            row("กอง", "งาน", "ผล"),
            row(cell(paragraph("ปลัด"), '<w:vMerge w:val="restart"/>'), "ก", "๑"),
            row(cell(paragraph("ใต้ช่อง"), "<w:vMerge/>"), "ข", "๒"),
            row(cell(paragraph("รวม"), '<w:gridSpan w:val="2"/>'), "๓"),
        ),
        "| กอง | งาน | ผล |\n| --- | --- | --- |\n| ปลัด | ก | ๑ |\n| ^ | ข | ๒ |\n| รวม | < | ๓ |",
        [("merged-cells", 9)],
        "ใต้ช่อง",
    ),
    "private characters": (
        paragraph("ผล \uf0fe ผ่าน ท\uf701\uf70a ป\uf710"),
        "ผล ผ่าน ทิ่ ปั",
        [("not-imported", 3)],
        "U+F0FE",
    ),
    "a control character": (paragraph("ก\u202eข\u2066ค"), "กขค", [("not-imported", 3)], "U+202E U+2066"),
    "page marks and catchwords": (
        paragraph("๑. ก")
        + paragraph("/๒. ข...", align="right")
        + paragraph("- ๒ -", align="center")
        + paragraph("๒. ข")
        + paragraph("หน้า ๓", align="center"),
        "๑. ก\n\n๒. ข",
        [("page-furniture", 4), ("page-furniture", 5), ("page-furniture", 7)],
        "/๒. ข...",
    ),
    "a fraction is no catchword": (paragraph("/ทางเลือก..."), "/ทางเลือก...", [], ""),
    "clauses that go on": (
        "".join(
            paragraph(one)
            for one in ("ดังนี้", "๑. เงื่อนไข", "\t๑.๑ วาง", "\t\tคืนใน ๓ วัน", "\t๑.๒ เสนอ", "\t๑.๒ ซ้ำ", "๒. จบ", "อนึ่ง")
        ),
        "ดังนี้\n\n๑. เงื่อนไข\n\n   ๑.๑ วาง\n\n      คืนใน ๓ วัน\n\n   ๑.๒ เสนอ\n\n   ๑.๒ ซ้ำ\n\n๒. จบ\n\nอนึ่ง",
        [("label-differs", 8)],
        "๑.๓",
    ),
    "enumerators of other schemes stay as typed": (
        "".join(paragraph(one) for one in ("\t๒.\tทั่วไป", "\t\t(๑)  ไทย", "\t\t   (ก)  ถึงวันสมัคร", "\t๓. ต่อ")),
        "๒. ทั่วไป\n\n   (๑) ไทย\n\n   (ก) ถึงวันสมัคร\n\n๓. ต่อ",
        [],
        "",
    ),
    "people in columns": (
        paragraph("1. ว่าที่ร้อยตรี ธีร  สุข\tผู้อำนวยการกองคลัง\t\tประธานกรรมการ")
        + paragraph("๒. นายอาคม แซ่ตั้น      นายช่างโยธา      กรรมการ"),
        "1. ว่าที่ร้อยตรี ธีร สุข\tผู้อำนวยการกองคลัง\tประธานกรรมการ\n\n๒. นายอาคม แซ่ตั้น\tนายช่างโยธา\tกรรมการ",
        [],
        "",
    ),
    "other columns": (
        paragraph("คนงาน\t๒ อัตรา") + paragraph("ยาม\t๑ อัตรา"),
        "คนงาน\t๒ อัตรา\n\nยาม\t๑ อัตรา",
        [],
        "",
    ),
    "closing words before more text": (
        paragraph("จึงประกาศกำหนดดังนี้") + paragraph("ให้ทำ") + paragraph("......................"),
        "จึงประกาศกำหนดดังนี้\n\nให้ทำ\n\n......................",
        [],
        "",
    ),
    "what silences a rule": (
        paragraph(run("<!-- docgen: ignore x --> ก"))
        + paragraph("ข # docgen: ignore-file x")
        + paragraph("ค\n# docgen: ignore x\n1. ง"),
        "\\<!-- docgen\\: ignore x --> ก\n\nข # docgen\\: ignore-file x\n\nค\\\n\\# docgen\\: ignore x\\\n1\\. ง",
        [],
        "",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_words_come_in_as_they_are_or_are_told(case: str, project: Project, tmp_path: Path) -> None:
    """Each way to put a word into a Word file: it comes in, or it is told."""
    body, wanted, codes, words = CASES[case]
    _, made, told, messages = imported(project, saved(tmp_path / "a.docx", announcement(body)))
    assert made == wanted
    assert [one for one in told if one[0] != "field-lost" or one in codes] == codes
    assert words in messages


def test_other_parts_are_told_with_their_words(project: Project, tmp_path: Path) -> None:
    """Headers, notes and other parts are told with their words."""
    body = paragraph("งบ", '<w:r><w:commentReference w:id="1"/><w:footnoteReference w:id="1"/></w:r>')
    body += '<w:altChunk r:id="aFChunk"/>' + paragraph(
        "ท้าย", '<w:r><w:drawing><c:chart r:id="chart"/></w:drawing></w:r>'
    )
    from tests.word_import.test_conservation import PARTS

    _, made, told, messages = imported(project, saved(tmp_path / "a.docx", announcement(body), PARTS))
    assert made == "งบ[^1]\n\nท้าย\n\n[^1]: เชิงอรรถ"
    at = {(code, line) for code, line in told}
    assert at == {("not-imported", 0), ("comment", 3), ("not-imported", 3), ("not-imported", 4)}
    for words in ("ข้อคิดเห็น", "เชิงอรรถลอย", "ลับ", "แฟ้มแทรก", "แผนภูมิ"):
        assert words in messages


def test_a_form_that_says_order_is_no_order(project: Project, tmp_path: Path) -> None:
    """A form with the word คำสั่ง in it is no order."""
    lines = ("ใบลากิจส่วนตัว", "เรื่อง ขอลากิจ", "เรียน นายก", "คำสั่ง", "( ) อนุญาต ( ) ไม่อนุญาต", "ลงชื่อ .......")
    with pytest.raises(DocgenError) as told:
        convert(
            surroundings_of(project), saved(tmp_path / "a.docx", "".join(map(paragraph, lines))).read_bytes(), "a.docx"
        )
    assert [finding.code for finding in told.value.findings] == ["no-announcement"]


def test_an_annex_comes_in_and_signs_nothing(project: Project, tmp_path: Path) -> None:
    """An annex after the signature is attached to the content, and its names sign nothing."""
    body = announcement("ดังแนบท้าย") + paragraph("บัญชีแนบท้ายประกาศ") + paragraph("๑. (นายหนึ่ง สุขใจ)")
    head, text, told, _ = imported(project, saved(tmp_path / "a.docx", body + table(row("(นางสอง ใจดี)", "ข", "ค"))))
    assert "signatory: นายสมชาย ใจดี\n" in head
    assert told == []
    assert text.partition("[เอกสารแนบท้าย]")[2].split("\n\n")[1:3] == ["บัญชีแนบท้ายประกาศ", "๑. (นายหนึ่ง สุขใจ)"]
    assert "(นางสอง ใจดี) | ข | ค" in text


def test_a_rank_above_the_name_belongs_to_it(project: Project, tmp_path: Path) -> None:
    """A rank on the line above the name is part of it."""
    body = announcement("ให้แต่งตั้ง", kind="คำสั่ง").replace("(นายสมชาย ใจดี)", "(ธีรพงศ์ สุขเกษม)")
    rank = paragraph("\t\tว่าที่ร้อยตรี ........")
    at = body.index('<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space="preserve">(ธีร')
    head, _, told, _ = imported(project, saved(tmp_path / "a.docx", body[:at] + rank + body[at:]))
    assert "signatory: ว่าที่ร้อยตรี ธีรพงศ์ สุขเกษม\n" in head
    assert told == [("unknown-signatory", 5)]


def test_a_position_on_the_line_of_the_name_is_kept(project: Project, tmp_path: Path) -> None:
    """A position on the name's own line is kept."""
    body = announcement("ก").replace("(นายสมชาย ใจดี)", "(นายสมชาย ใจดี) ปลัดอำเภอ")
    *_, told, messages = imported(project, saved(tmp_path / "a.docx", body))
    assert ("other-position", 5) in told
    assert "ปลัดอำเภอ" in messages


def test_the_number_of_an_announcement_is_told(project: Project, tmp_path: Path) -> None:
    """An announcement's typed number is told: docgen gives it."""
    body = announcement("ก").replace("ส่วนตำบลทดสอบ</w:t>", "ส่วนตำบลทดสอบ ที่ ๕/๒๕๖๗</w:t>", 1)
    *_, told, messages = imported(project, saved(tmp_path / "a.docx", body))
    assert told == [("number-lost", 1)]
    assert "๕/๒๕๖๗" in messages


def test_entries_that_word_does_not_hold_come_from_the_content_file(tmp_path: Path) -> None:
    """What a Word file cannot hold is taken from the content file that it was made from."""
    from tests.word_import.test_import import the_document, write_docx

    root = copy_project(tmp_path / "project")
    name = "content/announcements/" + sorted(path.name for path in (root / "content/announcements").glob("*.md"))[0]
    path = root / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nsubject:", "\npublish: no\nsubject:", 1), encoding="utf-8")
    made = tmp_path / "a.docx"
    made.write_bytes(write_docx(the_document(root, name), read_project(root).layout, root))
    head, _, told, _ = imported(read_project(root), made)
    assert 'publish: "no"' in head or "publish: no" in head
    assert "title_en: " in head
    assert told == []
    path.unlink()
    assert [code for code, _ in imported(read_project(root), made)[2]] == ["not-in-word"]
