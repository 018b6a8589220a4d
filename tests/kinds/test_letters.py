"""Letters, memoranda and the other forms: their parts in the order and at the places of the forms, in PDF and in Word.

Lengths are in cm from the paper's edges; the left margin is 3 cm. What no source gives is not measured.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from docgen.desk.issue import issue
from docgen.registry.register import read_register
from docgen.registry.vouching import looked_at
from docgen.signing.keys import Key
from tests.conftest import Ask, Told, copy_project
from tests.evidence.conftest import announcement
from tests.reading import (
    convert_all_with_libreoffice,
    images,
    needs_libreoffice,
    poppler_text,
    words_box,
)
from tests.signing.authority import PASSWORD, Authority

LEFT = 3.0
HALF_A_MILLIMETRE = 0.05
SAMPLES = (
    "memoranda/integrity-announcement-2566",
    "letters/training-2566",
    "stamped/website-2566",
    "attestations/officer-2566",
    "minutes/no-gift-2566",
    "regulations/complaints-2566",
    "statements/flood-2566",
    "news/training-2566",
)
MEMORANDUM, LETTER, STAMPED = SAMPLES[:3]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples of all kinds, built once; the letter and the memorandum were issued."""
    from docgen.desk.build import build

    root = copy_project(tmp_path_factory.mktemp("kinds") / "project")
    for name in (MEMORANDUM, LETTER, STAMPED, "attestations/officer-2566"):
        issue(root, str(root / f"content/{name}.md"))
    folders = dict.fromkeys(name.partition("/")[0] for name in SAMPLES)
    for folder in folders:
        done = build(root, (), folder)
        assert done.findings == (), folder
    return root / "output"


@pytest.fixture(scope="module")
def in_word(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What LibreOffice makes of the Word files, by their names."""
    folder = tmp_path_factory.mktemp("word")
    found = {}
    for name in (MEMORANDUM, LETTER):
        found[name] = folder / f"{name.replace('/', '-')}.docx"
        found[name].write_bytes((built / f"{name}.docx").read_bytes())
    made = convert_all_with_libreoffice(list(found.values()), folder, "pdf")
    return dict(zip(found, made, strict=True))


def close(wanted: float) -> object:
    return pytest.approx(wanted, abs=HALF_A_MILLIMETRE)


def lines_of(path: Path) -> list[str]:
    return [" ".join(line.split()) for line in poppler_text(path).split("\n") if line.strip()]


PARTS = {
    MEMORANDUM: "บันทึกข้อความ ส่วนราชการ ที่ วันที่ เรื่อง เรียน อ้างถึง สิ่งที่ส่งมาด้วย ด้วย จึงเรียน (นาย นายกองค์การ",
    LETTER: (
        "ด่วนที่สุด ที่ องค์การบริหาร จังหวัดร้อยเอ็ด ๑๕ เรื่อง เรียน อ้างถึง สิ่งที่ส่งมาด้วย ตามที่ บัดนี้ จึงเรียน ขอแสดงความนับถือ (นาย"
        " นายกองค์การ สำนักงานปลัด โทร. ไปรษณีย์อิเล็กทรอนิกส์ สำเนาส่ง"
    ),
    STAMPED: "ที่ ถึง องค์การ จึงแจ้งมา องค์การ ๑๖ สำนักงานปลัด โทร. ไปรษณีย์อิเล็กทรอนิกส์",
    "attestations/officer-2566": "เลขที่ องค์การ จังหวัด หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า ให้ไว้ (นาย นายก",
    "minutes/no-gift-2566": (
        "รายงานการประชุมคณะ ครั้งที่ เมื่อวันที่ ณ ผู้มาประชุม ๑. ๒. ๓. ผู้ไม่มาประชุม ๑. ผู้เข้าร่วมประชุม ๑. เริ่มประชุมเวลา ประธาน"
        " ระเบียบวาระที่ ประธาน มติที่ประชุม ระเบียบวาระที่ เลขานุการ มติที่ประชุม เลิกประชุมเวลา (นาย นายก ผู้จดรายงานการประชุม"
    ),
    "regulations/complaints-2566": "ระเบียบองค์การ ว่าด้วย พ.ศ. โดยที่ ข้อ ข้อ ข้อ ข้อ ประกาศ (นาย นายก",
    "statements/flood-2566": "แถลงการณ์องค์การ เรื่อง (ฉบับที่ ด้วยมีฝน ขอให้ องค์การ ๒๘",
    "news/training-2566": "ข่าวประชาสัมพันธ์องค์การ เรื่อง องค์การ ผู้สนใจ องค์การ ๑๒",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_parts_stand_in_the_order_of_the_form(name: str, built: Path) -> None:
    """Each part begins behind the one before it, in the order that the regulation gives."""
    text = "".join(poppler_text(built / f"{name}.pdf").split())
    at = 0
    for part in PARTS[name].split():
        found = text.find(part, at)
        assert found >= 0, f"{part} after {text[max(at - 30, 0) : at]}"
        at = found + len(part)
    assert (built / f"{name}.docx").is_file()


def test_a_memorandum_stands_as_its_form_has_it(built: Path) -> None:
    """Small emblem at the left, 1.5 cm from the edge; title in the middle; วันที่ at 8.0 cm; dots to the margin."""
    path = built / f"{MEMORANDUM}.pdf"
    ((left, top, _, foot),) = images(path)
    assert (left, top, foot - top) == (close(LEFT), close(1.5), close(1.5))
    box = words_box(path, "บันทึกข้อความ")
    assert (box[0] + box[2]) / 2 == close(LEFT + 8.0)
    for label in ("ส่วนราชการ", "ที่", "เรื่อง", "เรียน"):
        assert words_box(path, label)[0] == close(LEFT), label
    assert words_box(path, "วันที่")[0] == close(LEFT + 8.0)
    assert words_box(path, "ขออนุมัติ")[0] == close(LEFT + 1.5)
    assert size_of(path, "บันทึกข้อความ") == 29
    assert size_of(path, "ส่วนราชการ") == 20
    assert "..." not in poppler_text(path)  # the dots that lead the eye are no text


def test_a_letter_stands_as_its_form_has_it(built: Path) -> None:
    """Emblem of 3 cm in the middle; ที่ at 0, office and date at 8.0; closing and name in the block from 8.0 to 16.0."""
    path = built / f"{LETTER}.pdf"
    ((left, top, right, foot),) = images(path)
    assert ((left + right) / 2, top, foot - top) == (close(LEFT + 8.0), close(1.5), close(3.0))
    assert words_box(path, "ที่ รอ")[0] == close(LEFT)
    for words in ("องค์การบริหารส่วนตำบลบึงนคร", "๙๙ หมู่ที่", "จังหวัดร้อยเอ็ด", "๑๕ มีนาคม"):
        assert words_box(path, words)[0] == close(LEFT + 8.0), words
    for words in ("ขอแสดงความนับถือ", "(นายวันชัย ประชุมชน)", "นายกองค์การบริหารส่วนตำบลบึงนคร"):
        box = words_box(path, words)
        assert (box[0] + box[2]) / 2 == close(LEFT + 12.0), words
    for words in ("เรื่อง", "เรียน", "อ้างถึง", "สิ่งที่ส่งมาด้วย", "สำนักงานปลัด", "โทร."):
        assert words_box(path, words)[0] == close(LEFT), words
    assert words_box(path, "จำนวน ๑ ฉบับ")[2] == close(LEFT + 16.0)
    # The second enclosure stands under the first; what goes on under อ้างถึง hangs.
    assert words_box(path, "๑. กำหนดการ")[0] == close(words_box(path, "๒. แบบตอบรับ")[0])
    assert words_box(path, "ภายในหน่วยงาน ลงวันที่")[0] == close(words_box(path, "ประกาศองค์การ")[0])


def test_a_speed_class_is_red_bold_and_large_above_the_number(built: Path) -> None:
    """ด่วนที่สุด: red, 32 pt, at the left over ที่ (ข้อ ๒๘)."""
    path = built / f"{LETTER}.pdf"
    box = words_box(path, "ด่วนที่สุด")
    assert box[0] == close(LEFT)
    assert box[3] <= words_box(path, "ที่ รอ")[1] + 0.6
    assert size_of(path, "ด่วนที่สุด") == 32
    with pikepdf.open(path) as pdf:
        operators = [
            str(one.operator) + " ".join(map(str, one.operands)) for one in pikepdf.parse_content_stream(pdf.pages[0])
        ]
    assert "rg1 0 0" in operators


def size_of(path: Path, words: str) -> float:
    """Return the size (pt) of the type that words are set in."""
    import pypdfium2.raw as pdfium
    from pypdfium2 import PdfDocument

    text = PdfDocument(path)[0].get_textpage()
    found = text.search(words, match_case=True).get_next()
    assert found is not None, words
    return round(float(pdfium.FPDFText_GetFontSize(text, found[0])), 1)


def test_a_seal_has_its_room_and_nobody_is_named(built: Path) -> None:
    """หนังสือประทับตรา: 4.5 cm between the office and the day, no name, no post, no closing."""
    path = built / f"{STAMPED}.pdf"
    text = poppler_text(path)
    assert "ขอแสดงความนับถือ" not in text
    assert "ประชุมชน" not in text
    sender, day = lines_of(path)[-5:-3]
    assert (sender, day) == ("องค์การบริหารส่วนตำบลบึงนคร", "๑๖ มีนาคม ๒๕๖๖")
    assert words_box(path, day)[1] - words_box(path, "จึงแจ้งมาเพื่อทราบ")[3] > 4.5


@needs_libreoffice
def test_word_shows_the_same_places(built: Path, in_word: dict[str, Path]) -> None:
    """What is measured in the PDF stands within half a millimetre of there in Word, as LibreOffice shows it."""
    measured = {
        MEMORANDUM: ("ส่วนราชการ", "วันที่", "ขออนุมัติประกาศ", "เรียน", "๑. ร่างประกาศ", "๒. แผน", "(นายวันชัย"),
        LETTER: (
            "ด่วนที่สุด",
            "องค์การบริหารส่วนตำบลบึงนคร",
            "๑๕ มีนาคม",
            "กำนันตำบล",
            "๒. แบบตอบรับ",
            "ขอแสดงความนับถือ",
            "(นายวันชัย",
        ),
    }
    for name, listed in measured.items():
        for words in listed:
            here, there = words_box(built / f"{name}.pdf", words), words_box(in_word[name], words)
            assert there[0] == close(here[0]), words
            assert there[1] == pytest.approx(here[1], abs=0.2), words  # two engines, two halves of a line's height
        assert images(in_word[name])[0] == pytest.approx(images(built / f"{name}.pdf")[0], abs=HALF_A_MILLIMETRE)


@pytest.fixture
def letter(office: Path) -> Callable[..., Path]:
    """Write a letter of the tests' office with lines of front matter replaced or added."""

    def write(name: str = "a", **lines: str) -> Path:
        fields = {
            "kind": "letter",
            "subject": "ขอเชิญประชุม",
            "date": "15 มีนาคม 2567",
            "signatory": "นายสมชาย ใจดี",
            "to": "กำนันตำบลทดสอบ",
            "code": "รอ 71002",
            **lines,
        }
        folder = {"letter": "letters", "memorandum": "memoranda", "stamped": "stamped"}[fields["kind"]]
        path = office / f"content/{folder}/{name}.md"
        path.parent.mkdir(exist_ok=True)
        head = "".join(f"{key}: {value}\n" for key, value in fields.items() if value)
        path.write_text(f"---\n{head}---\n\nด้วยมีการประชุม เรื่อง{name}\n\nจึงเรียนมาเพื่อทราบ\n", encoding="utf-8")
        return path

    return write


def test_number_and_day_are_blank_until_the_register_gives_them(
    letter: Callable[..., Path], office: Path, desk: Ask
) -> None:
    """What is not issued has a blank to fill in both; once it is, the next build prints both."""
    path = letter(code="ทส 71001")
    assert desk(office, "build").code == 0
    output = office / "output/letters/a.pdf"
    text = poppler_text(output)
    assert "ทส ๗๑๐๐๑/" in text
    assert "มีนาคม" not in text
    desk(office, "issue", str(path))
    assert desk(office, "build").code == 0
    text = poppler_text(output)
    assert "ทส ๗๑๐๐๑/๑" in text
    assert "๑๕ มีนาคม ๒๕๖๗" in text
    assert "พ.ศ." not in text  # the date of a letter has neither วันที่ nor พ.ศ.


def test_a_letter_without_the_code_of_the_office_is_told(letter: Callable[..., Path], office: Path, desk: Ask) -> None:
    """The code is typed in agency.yaml or in the letter: no rule makes one up."""
    letter(code="")
    told = desk(office, "build", only="letters")
    assert (told.code, "[no-office-code]" in told.err) == (0, True)


def test_circulars_have_numbers_of_their_own_and_sealed_letters_share_those_of_letters(
    letter: Callable[..., Path], office: Path, desk: Ask
) -> None:
    """ว counts from 1 by itself; letters and sealed letters go out under one running number, memoranda under theirs."""
    for name, lines in (
        ("a", {}),
        ("b", {"circular": "yes"}),
        ("c", {"kind": "stamped", "signatory": ""}),
        ("d", {"kind": "memorandum"}),
        ("e", {"circular": "yes"}),
    ):
        told = desk(office, "issue", str(letter(name, **lines)))
        assert told.code == 0, told.err
    named = [one.named for one in read_register(office).entries]
    assert named == [
        "หนังสือภายนอกที่ ๑/๒๕๖๗",
        "หนังสือภายนอกที่ ว ๑/๒๕๖๗",
        "หนังสือประทับตราที่ ๒/๒๕๖๗",
        "บันทึกข้อความที่ ๑/๒๕๖๗",
        "หนังสือภายนอกที่ ว ๒/๒๕๖๗",
    ]
    assert desk(office, "build", only="letters").code == 0
    assert "ที่ รอ ๗๑๐๐๒/ว ๒" in poppler_text(office / "output/letters/e.pdf")
    assert looked_at(office)[1] == []  # the row of a circular is as it was written down
    assert desk(office, "register").code == 0
    (office / "content/register.csv").unlink()
    assert desk(office, "restore").code == 0
    assert [one.named for one in read_register(office).entries] == named


@pytest.mark.parametrize(
    ("to", "opening", "closing"),
    [
        ("ผู้ว่าราชการจังหวัดร้อยเอ็ด", "เรียน", "ขอแสดงความนับถือ"),
        ("รัฐมนตรีว่าการกระทรวงมหาดไทย", "เรียน", "ขอแสดงความนับถือ"),
        ("นายกรัฐมนตรี", "กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง"),
        ("นายกองค์การบริหารส่วนจังหวัดร้อยเอ็ด", "เรียน", "ขอแสดงความนับถือ"),
        ("ประธานกรรมการ ป.ป.ช.", "กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง"),
        ("ประธานสภาองค์การบริหารส่วนตำบล", "เรียน", "ขอแสดงความนับถือ"),
        ("พระครูสุนทรธรรม", "นมัสการ", "ขอนมัสการด้วยความเคารพ"),
        ("เจ้าอาวาสวัดบึงนคร", "นมัสการ", "ขอนมัสการด้วยความเคารพ"),
    ],
)
def test_opening_and_closing_are_those_for_whom_it_goes_to(
    to: str, opening: str, closing: str, letter: Callable[..., Path], office: Path, desk: Ask
) -> None:
    """They come from a table, by who is addressed."""
    letter(to=to)
    told = desk(office, "check")
    assert "[opening-pair]" not in told.err
    assert desk(office, "build", only="letters").code == 0
    lines = lines_of(office / "output/letters/a.pdf")
    assert f"{opening} {to}" in lines
    assert closing in lines


def test_a_pair_that_does_not_match_is_a_warning(letter: Callable[..., Path], office: Path, desk: Ask) -> None:
    """เรียน with ขอแสดงความนับถืออย่างยิ่ง is told with the right one; what was typed is what is printed."""
    letter(opening="เรียน", closing="ขอแสดงความนับถืออย่างยิ่ง")
    told = desk(office, "build", only="letters")
    assert (told.code, "[opening-pair]" in told.err, "ใช้ ขอแสดงความนับถือ หรือ" in told.err) == (0, True, True)
    assert "ขอแสดงความนับถืออย่างยิ่ง" in lines_of(office / "output/letters/a.pdf")


@pytest.mark.parametrize("to", ["พระบาทสมเด็จพระเจ้าอยู่หัว", "สมเด็จพระกนิษฐาธิราชเจ้า", "หม่อมเจ้าตัวอย่าง", "สมเด็จที่ไม่รู้จัก"])
def test_words_to_the_royal_family_are_never_filled_in(
    to: str, letter: Callable[..., Path], office: Path, desk: Ask
) -> None:
    """Both must be typed; what was typed is printed as it is."""
    letter(to=to)
    told = desk(office, "build", only="letters")
    assert (told.code, "[royal-words]" in told.err) == (1, True)
    letter(to=to, opening="ขอเดชะ", closing="ด้วยเกล้าด้วยกระหม่อม")
    assert desk(office, "build", only="letters").code == 0


def test_a_rank_and_whom_one_signs_for_stand_in_the_block(office: Path, letter: Callable[..., Path], desk: Ask) -> None:
    """The rank is on the line of the signature, not in the name; each of the two lines of the position stays one."""
    agency = office / "content/agency.yaml"
    text = agency.read_text(encoding="utf-8")
    more = (
        "  - name: นายวีระ กล้าหาญ\n    rank: ว่าที่ร้อยตรี\n    position: ปลัดองค์การบริหารส่วนตำบลทดสอบ\n"
        "    in_duty_of: นายกองค์การบริหารส่วนตำบลทดสอบ\n"
    )
    agency.write_text(text.rstrip("\n") + "\n" + more, encoding="utf-8")
    letter(signatory="นายวีระ กล้าหาญ")
    told = desk(office, "build", only="letters")
    assert told.code == 0, told.err
    path = office / "output/letters/a.pdf"
    lines = lines_of(path)
    at = lines.index("(นายวีระ กล้าหาญ)")
    assert lines[at - 1 : at + 3] == [
        "ว่าที่ร้อยตรี",
        "(นายวีระ กล้าหาญ)",
        "ปลัดองค์การบริหารส่วนตำบลทดสอบ ปฏิบัติหน้าที่",
        "นายกองค์การบริหารส่วนตำบลทดสอบ",
    ]
    assert words_box(path, "ว่าที่ร้อยตรี")[0] < words_box(path, "(นายวีระ")[0]
    with pikepdf.open(path) as pdf:
        (form,) = pdf.Root.AcroForm.Fields
        assert float(form.Rect[0]) > words_box(path, "ว่าที่ร้อยตรี")[2] / 2.54 * 72


def test_a_secret_letter_is_marked_on_each_page_and_never_published(
    letter: Callable[..., Path], office: Path, desk: Ask
) -> None:
    """ลับมาก stands in red at the head and foot of every page of PDF and Word."""
    path = letter(secrecy="ลับมาก", number="7")
    path.write_text(
        path.read_text(encoding="utf-8") + "\n".join(f"\nข้อความย่อหน้าที่ {n} " + "ยาวพอสมควร " * 30 for n in range(12)),
        encoding="utf-8",
    )
    assert desk(office, "build", only="letters").code == 0
    output = office / "output/letters/a.pdf"
    with pikepdf.open(output) as pdf:
        count = len(pdf.pages)
        assert str(pdf.docinfo["/Title"]) == "(ลับมาก) ขอเชิญประชุม"
    assert count > 1
    text = poppler_text(output)
    assert text.count("ลับมาก") == 2 * count
    for page in range(count):
        assert words_box(output, "ลับมาก", page)[1] < 1.5
    import docx

    section = docx.Document(str(office / "output/letters/a.docx")).sections[0]
    for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
        assert "ลับมาก" in "".join(one.text for one in part.paragraphs)


def test_a_long_speed_class_stays_on_the_page(letter: Callable[..., Path], office: Path, desk: Ask) -> None:
    """ด่วนภายใน with day and time takes several lines: what finds no room beside the emblem pushes the number down."""
    letter(speed="ด่วนภายใน 12.00 น. วันที่ 20 มีนาคม 2567")
    told = desk(office, "build", only="letters")
    assert told.code == 0, told.err
    path = office / "output/letters/a.pdf"
    ((_, top, left_of_it, _),) = [(box[2], box[1], box[0], box[3]) for box in images(path)]
    first = words_box(path, "ด่วนภายใน")
    assert first[1] > top - HALF_A_MILLIMETRE
    assert max(words_box(path, words)[2] for words in ("ด่วนภายใน", "๑๒.๐๐", "๒๐")) < left_of_it
    assert words_box(path, "ที่ รอ")[1] > words_box(path, "๒๕๖๗")[1]


def test_a_post_over_two_lines_fits_its_block(letter: Callable[..., Path], office: Path, desk: Ask) -> None:
    """A post that the register has in two lines, and one too long for a line, stay within 8.0 to 16.0 cm."""
    agency = office / "content/agency.yaml"
    text = agency.read_text(encoding="utf-8")
    more = (
        "  - name: นางมณี สุขดี\n    position:\n      - ผู้อำนวยการสถานีพัฒนาและส่งเสริมการอนุรักษ์สัตว์ป่าประจำจังหวัด\n"
        "      - ในฐานะหัวหน้าศูนย์ปฏิบัติการ\n"
    )
    agency.write_text(text.rstrip("\n") + "\n" + more, encoding="utf-8")
    letter(signatory="นางมณี สุขดี")
    told = desk(office, "build", only="letters")
    assert told.code == 0, told.err
    path = office / "output/letters/a.pdf"
    for words in ("(นางมณี สุขดี)", "ผู้อำนวยการสถานี", "ในฐานะหัวหน้าศูนย์ปฏิบัติการ"):
        left, _, right, _ = words_box(path, words)
        assert left > LEFT + 8.0 - HALF_A_MILLIMETRE, words
        assert right < LEFT + 16.0 + HALF_A_MILLIMETRE, words
    assert words_box(path, "ผู้อำนวยการ")[1] < words_box(path, "ในฐานะ")[1] - 0.7


def test_letters_are_issued_signed_and_archived_and_not_published(
    letter: Callable[..., Path], office: Path, desk: Ask, docgen: Callable[..., Told], tmp_path: Path
) -> None:
    """A letter goes the way of an announcement, but not to the website; nobody signs a sealed one with a key."""
    agency = office / "content/agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").replace("    to: 30 กันยายน 2567\n", ""), encoding="utf-8")
    path, sealed = letter("a", date="10 ตุลาคม 2567"), letter("b", kind="stamped", signatory="", date="10 ตุลาคม 2567")
    (office / "content/announcements/c.md").write_text(announcement(1, date="10 ตุลาคม 2567"), encoding="utf-8")
    for one in (path, sealed):
        assert desk(office, "issue", str(one)).code == 0
    assert desk(office, "build").code == 0
    authority = Authority(tmp_path / "authority")
    key, _ = authority.officer("นายสมชาย ใจดี")
    told = desk(office, "sign", office / "output/letters/a.pdf", "นายสมชาย ใจดี", Key(key, PASSWORD))
    assert told.value == "content/signed/letters/a.pdf", told.err
    told = desk(office, "sign", office / "output/stamped/b.pdf", "นายสมชาย ใจดี", Key(key, PASSWORD))
    assert told.code == 1
    built = (office / "output/letters/a.pdf").stat().st_mtime_ns
    assert desk(office, "build").code == 0
    assert (office / "output/letters/a.pdf").stat().st_mtime_ns == built  # signing gave it no other number
    told = desk(office, "archive", 2568)
    assert told.code == 0, told.err
    (bag,) = sorted((office / "content/archive").glob("2568-*-v*[0-9]"))
    for name in ("documents/letters/a.pdf", "documents/stamped/b.docx", "signed/letters/a.pdf"):
        assert (bag / "data" / name).is_file(), name
    told = docgen(office, "verify", str(bag), "--trust", str(authority.trust))
    assert told.code == 0, told.out + told.err  # built again from the bag, its number is that of the bag's register
    told = desk(office, "publish", 2568)
    assert told.code == 0, told.err
    names = [one.name for one in sorted((office / "output/publish/2568").rglob("*.pdf"))]
    assert names == ["c.pdf"]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ({"kind": "memorandum", "closing": "ขอแสดงความนับถือ"}, "unknown-key"),
        ({"kind": "stamped"}, "unknown-key"),  # nobody signs it
        ({"date_form": "month-word"}, "wrong-value"),
        ({"secrecy": "ลับสุดยอด"}, "wrong-value"),
        ({"to": ""}, "missing-key"),
        ({"number": "รอ 71001/5"}, "wrong-value"),
        ({"enclosures": "[{count: 1 ฉบับ}]"}, "missing-key"),
        ({"refers": "[{}]"}, "missing-key"),
        ({"circular": "บางที"}, "wrong-value"),
    ],
)
def test_what_the_form_of_a_letter_has_not_is_refused_at_its_line(
    lines: dict[str, str], code: str, letter: Callable[..., Path], office: Path, desk: Ask
) -> None:
    """Nothing that was typed is left out in silence."""
    path = letter(**lines)
    told = desk(office, "build")
    assert (told.code, f"[{code}]" in told.err) == (1, True), told.err
    assert path.relative_to(office).as_posix() in told.err


def test_marks_in_a_head_are_told(letter: Callable[..., Path], office: Path, desk: Ask) -> None:
    """A head has no bold words: asterisks would be printed."""
    letter(to="กำนัน**ตำบลทดสอบ**")
    assert "content/letters/a.md:6" in desk(office, "build").err


def test_a_rank_stands_in_announcements_too(office: Path, desk: Ask) -> None:
    """Whoever has a rank has it in every document that they sign."""
    agency = office / "content/agency.yaml"
    more = "  - name: นายวีระ กล้าหาญ\n    rank: ว่าที่ร้อยตรี\n    position: ปลัดองค์การบริหารส่วนตำบลทดสอบ\n"
    agency.write_text(agency.read_text(encoding="utf-8").rstrip("\n") + "\n" + more, encoding="utf-8")
    text = announcement(1, date="10 ตุลาคม 2567").replace("signatory: นายสมชาย ใจดี", "signatory: นายวีระ กล้าหาญ")
    (office / "content/announcements/a.md").write_text(text, encoding="utf-8")
    assert desk(office, "build").code == 0
    lines = lines_of(office / "output/announcements/a.pdf")
    assert lines[lines.index("(นายวีระ กล้าหาญ)") - 1] == "ว่าที่ร้อยตรี"
