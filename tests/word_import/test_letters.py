"""Letters, memoranda, minutes and the other forms come back from Word: what docgen made, what was typed by hand."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from docgen.desk.import_word import import_word
from docgen.document.project import read_project
from docgen.document.targets import issued_target
from docgen.document.trees import make_documents
from docgen.kinds.table import KINDS
from docgen.tree import Document
from docgen.writers.docx.write import write_docx
from tests.conftest import Ask
from tests.kinds.test_letters import SAMPLES
from tests.word_import.test_import import bare


def tree(root: Path, path: str) -> Document:
    kind = KINDS.of_path(path)
    assert kind is not None
    target = issued_target(root / path, kind.folder)
    return make_documents(target, read_project(root)).documents[target.outputs[1]]


@pytest.mark.parametrize("name", SAMPLES)
def test_what_docgen_made_comes_back_as_it_was(name: str, sample: Path, tmp_path: Path) -> None:
    """Kind, head, people, text, who signs and who answers for it: the same document, and nothing to be told."""
    document = tree(sample, f"content/{name}.md")
    made = tmp_path / "a.docx"
    made.write_bytes(write_docx(document, read_project(sample).layout, sample))
    done = import_word(sample, made, "again")
    assert (done.value, done.findings) == (f"content/{name.partition('/')[0]}/again.md", ())
    assert bare(tree(sample, done.value)) == bare(document)


@pytest.mark.parametrize("name", SAMPLES[:2])
def test_classes_rank_and_circular_come_back_too(name: str, sample: Path, tmp_path: Path) -> None:
    """What a secret letter lost on its way would be published: its class is in the head and foot of its pages."""
    agency = sample / "content/agency.yaml"
    more = "  - name: นายวีระ กล้าหาญ\n    rank: ว่าที่ร้อยตรี\n    position: ปลัดองค์การบริหารส่วนตำบลบึงนคร\n"
    more += "    in_duty_of: นายกองค์การบริหารส่วนตำบลบึงนคร\n"
    agency.write_text(agency.read_text(encoding="utf-8").rstrip("\n") + "\n" + more, encoding="utf-8")
    path = sample / f"content/{name}.md"
    text = path.read_text(encoding="utf-8").replace("signatory: นายวันชัย ประชุมชน", "signatory: นายวีระ กล้าหาญ")
    lines = ["secrecy: ลับที่สุด", "circular: yes", "number: 7", *([] if "speed:" in text else ["speed: ด่วน"])]
    path.write_text(text.replace("date:", "\n".join(lines) + "\ndate:", 1), encoding="utf-8")
    document = tree(sample, f"content/{name}.md")
    made = tmp_path / "a.docx"
    made.write_bytes(write_docx(document, read_project(sample).layout, sample))
    done = import_word(sample, made, "again")
    assert done.findings == ()
    assert bare(tree(sample, done.value)) == bare(document)


def typed(folder: Path, lines: list[str]) -> Path:
    file = docx.Document()
    for line in lines:
        file.add_paragraph(line)
    path = folder / "typed.docx"
    file.save(str(path))
    return path


SIGNED = ["(นายสมชาย ใจดี)", "นายกองค์การบริหารส่วนตำบลทดสอบ"]


def test_a_memorandum_typed_by_hand_is_known(office: Path, desk: Ask, tmp_path: Path) -> None:
    """Labels with dots behind them, ที่ and วันที่ on one line, as clerks type them."""
    lines = [
        "บันทึกข้อความ",
        "ส่วนราชการ  สำนักปลัด  งานนโยบายและแผน  โทร. ๐-๔๓๐๓-๐๓๐๔",
        "ที่  รอ ๗๑๐๐๑/๔๕\tวันที่  ๑๐ ตุลาคม ๒๕๖๖",
        "เรื่อง  ขออนุมัติเดินทางไปราชการ",
        "เรียน  นายกองค์การบริหารส่วนตำบลทดสอบ",
        "\tด้วยสำนักปลัดได้รับหนังสือเชิญประชุม",
        "\tจึงเรียนมาเพื่อโปรดพิจารณา",
        *SIGNED,
    ]
    done = import_word(office, typed(tmp_path, lines))
    assert [one.code for one in done.findings] == []
    text = (office / done.value).read_text(encoding="utf-8")
    assert text.partition("\n\n")[0].split("\n") == [
        "---",
        "kind: memorandum",
        "number: 45",
        "subject: ขออนุมัติเดินทางไปราชการ",
        "date: 10 ตุลาคม 2566",
        "signatory: นายสมชาย ใจดี",
        "code: รอ 71001",
        "to: นายกองค์การบริหารส่วนตำบลทดสอบ",
        "office: สำนักปลัด งานนโยบายและแผน",
        "telephone: 0-4303-0304",
        "---",
    ]
    assert desk(office, "build", only="memoranda").code == 0


def test_a_letter_typed_by_hand_is_known(office: Path, desk: Ask, tmp_path: Path) -> None:
    """Circular, references and enclosures, the contact below the signature, none of which is taken for a position."""
    lines = [
        "ด่วนมาก",
        "ที่ รอ ๗๑๐๐๑/ว ๙\tองค์การบริหารส่วนตำบลทดสอบ",
        "๑๐  ตุลาคม  ๒๕๖๖",
        "เรื่อง  ขอเชิญประชุม",
        "กราบเรียน  ประธานวุฒิสภา",
        "อ้างถึง  หนังสือจังหวัด ที่ รอ ๐๐๑๗/๑ ลงวันที่ ๑ ตุลาคม ๒๕๖๖",
        "สิ่งที่ส่งมาด้วย  ๑. กำหนดการ  จำนวน ๑ ฉบับ",
        "๒. แบบตอบรับ  จำนวน ๒ ฉบับ",
        "\tตามหนังสือที่อ้างถึง ได้แจ้งกำหนดการ นั้น",
        "\tจึงเรียนมาเพื่อโปรดทราบ",
        "ขอแสดงความนับถืออย่างยิ่ง",
        *SIGNED,
        "สำนักปลัด",
        "โทร. ๐-๔๓๐๓-๐๓๐๔",
        "สำเนาส่ง นายอำเภอ",
    ]
    done = import_word(office, typed(tmp_path, lines))
    assert [one.code for one in done.findings] == []
    text = (office / done.value).read_text(encoding="utf-8")
    for line in (
        "kind: letter\nnumber: 9\nsubject: ขอเชิญประชุม\ndate: 10 ตุลาคม 2566\nsignatory: นายสมชาย ใจดี\n",
        "circular: yes\n",
        "speed: ด่วนมาก\n",
        "to: ประธานวุฒิสภา\n",
        "refers:\n  - หนังสือจังหวัด ที่ รอ 0017/1 ลงวันที่ 1 ตุลาคม 2566\n",
        "  - {name: กำหนดการ, count: 1 ฉบับ}\n  - {name: แบบตอบรับ, count: 2 ฉบับ}\n",
        "office: สำนักปลัด\n",
        "copies:\n  - นายอำเภอ\n",
    ):
        assert line in text, line
    assert "opening:" not in text
    assert "closing:" not in text
    assert desk(office, "build", only="letters").code == 0


def test_minutes_typed_by_hand_are_known(office: Path, desk: Ask, tmp_path: Path) -> None:
    """People with their posts behind tabs or wide blanks, a stand-in, a reason for staying away."""
    lines = [
        "รายงานการประชุมคณะทำงานจริยธรรม",
        "ครั้งที่ ๒/๒๕๖๖",
        "เมื่อวันที่ ๑๐ ตุลาคม ๒๕๖๖",
        "ณ ห้องประชุมชั้น ๒",
        "ผู้มาประชุม",
        "๑. นายก\tประธาน",
        "๒. นายข   กรรมการ แทน ปลัด",
        "ผู้ไม่มาประชุม",
        "๑. นายค\tกรรมการ (ลาป่วย)",
        "เริ่มประชุมเวลา ๐๙.๐๐ น.",
        "ระเบียบวาระที่ ๑ เรื่องแจ้งเพื่อทราบ",
        "มติที่ประชุม รับทราบ",
        "เลิกประชุมเวลา ๑๒.๐๐ น.",
        "(นายสมชาย ใจดี)",
        "ผู้จดรายงานการประชุม",
    ]
    done = import_word(office, typed(tmp_path, lines))
    assert [one.code for one in done.findings] == []
    text = (office / done.value).read_text(encoding="utf-8")
    for line in (
        "kind: minutes\nsubject: คณะทำงานจริยธรรม\ndate: 10 ตุลาคม 2566\n",
        "session: 2/2566\nvenue: ห้องประชุมชั้น 2\n",
        "  - {name: นายก, post: ประธาน}\n  - {name: นายข, post: กรรมการ, instead_of: ปลัด}\n",
        '  - {name: นายค, post: กรรมการ, reason: "(ลาป่วย)"}\n',
        "begins: 09.00 น.\nends: 12.00 น.\n",
    ):
        assert line in text, line
    assert desk(office, "build", only="minutes").code == 0


def test_a_bylaw_typed_by_hand_has_its_edition(office: Path, tmp_path: Path) -> None:
    """ว่าด้วย begins the subject, the edition stands by itself, the year is that of the date."""
    lines = [
        "ข้อบังคับองค์การบริหารส่วนตำบลทดสอบ",
        "ว่าด้วยการใช้น้ำ",
        "(ฉบับที่ ๒)",
        "พ.ศ. ๒๕๖๖",
        "\tโดยที่เป็นการสมควร จึงออกข้อบังคับไว้",
        "ประกาศ ณ วันที่ ๑๐ ตุลาคม พ.ศ. ๒๕๖๖",
        *SIGNED,
    ]
    done = import_word(office, typed(tmp_path, lines))
    assert [one.code for one in done.findings] == []
    text = (office / done.value).read_text(encoding="utf-8")
    assert text.startswith("---\nkind: bylaw\nsubject: การใช้น้ำ\ndate: 10 ตุลาคม 2566\n")
    assert 'edition: "2"\n' in text
