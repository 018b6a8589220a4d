"""Each rule finds what it is for and passes over what is right: its own example, and a table of real sentences."""

from __future__ import annotations

import ast
import re
import time
from pathlib import Path

import pytest
from pythainlp.corpus import thai_words

from docgen.checks.describe import rules_page
from docgen.checks.language import translator
from docgen.checks.misspellings import MISSPELLINGS
from docgen.checks.pages import Office, Page, page_of_text, read_page
from docgen.checks.passages import Passage
from docgen.checks.rule import Rule
from docgen.checks.rules import all_rules
from docgen.checks.run import run_rules
from docgen.checks.tables import FormTable
from docgen.document.project import Project, read_project
from docgen.errors import Severity
from docgen.thai.lexicon import make_lexicon
from tests.conftest import ROOT

SENTENCES = [
    line.split("\t")
    for line in (Path(__file__).parent / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


def codes(text: str, project: Project, *, hints: bool = True) -> set[str]:
    page = page_of_text(text, "content/announcements/a.md")
    office = Office(project.agency, (page,), make_lexicon(project.names))
    rules = (rule for rule in all_rules() if hints or rule.severity is not Severity.HINT)
    return {rule.code for rule in rules if list(rule.look(page, office))}


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.wrong], ids=lambda rule: rule.code)
def test_a_rule_finds_its_wrong_example_and_not_its_right_one(rule: Rule, project: Project) -> None:
    """Each rule holds its own proof: the example that it finds and the one that it passes over."""
    assert rule.code in codes(rule.wrong, project)
    assert rule.code not in codes(rule.right, project)
    assert all((rule.title, rule.reason, rule.source))


@pytest.mark.parametrize(("code", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_sentences_are_found_as_what_they_are(code: str, sentence: str, project: Project) -> None:
    """Sentences of real papers are found, or passed over, as a person would."""
    found = codes(sentence, project)
    if code == "-":
        assert found == set()
    else:
        assert code in found


def test_no_misspelling_is_looked_for_within_a_word_of_the_dictionary() -> None:
    """No form that is looked for is part of a right word of the dictionary."""
    # These the dictionary of pythainlp lists although the Royal Society writes them otherwise; and Indic stems.
    listed = {"เว็บไซท์", "อินเตอร์เน็ต", "อีเมล์", "ลายเซ็นต์", "อานิสงค์", "กระทันหัน", "โดยกระทันหัน", "คลีนิก", "คลีนิค"}
    listed |= {"โควต้า", "เอนกประสงค์", "ศรีษะ", "ศรีษะเกษ", "อาทิตย", "ศุกร", "ทุกฏ", "สกฏ"}
    table = FormTable(MISSPELLINGS)
    assert {word for word in thai_words() if any(table.found_in(word))} <= listed


def test_every_misspelling_is_found_in_a_sentence_and_mended_to_what_is_right() -> None:
    """Every form is found within running text, where words are not parted, and its mend is not found again."""
    table = FormTable(MISSPELLINGS)
    assert [right for right in MISSPELLINGS.values() if any(table.found_in(f"และ{right}ตามที่กำหนด"))] == []


def test_codes_are_those_of_their_files() -> None:
    """A rule is found by its file: the name is the code."""
    names = {path.stem.replace("_", "-") for path in (ROOT / "docgen/checks/rules").glob("[a-z]*.py")}
    assert {rule.code for rule in all_rules()} == names


def test_the_table_has_right_sentences_and_wrong_ones() -> None:
    """Right sentences weigh as much as wrong ones: a rule that cries wolf fails here."""
    right = sum(code == "-" for code, _ in SENTENCES)
    assert right >= 0.4 * len(SENTENCES)
    assert {code for code, _ in SENTENCES} - {"-"} <= {rule.code for rule in all_rules()}


def test_the_page_of_rules_is_made_from_the_rules() -> None:
    """docs/rules.md cannot differ from the rules."""
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == rules_page()


def test_all_that_rules_say_has_its_english() -> None:
    """Every template has its English, with the same names in braces."""
    said = translator("en")
    for rule in all_rules():
        assert said(rule.title) != rule.title
        assert said(rule.reason) != rule.reason
    for path in (ROOT / "docgen/checks/rules").glob("[a-z]*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for template in _templates(node):
                assert said(template) != template, (path.name, template)
                assert set(re.findall(r"{\w+}", said(template))) == set(re.findall(r"{\w+}", template)), template


def _templates(node: ast.AST) -> list[str]:
    """Return the texts given to a hit as message or hint, or to the variables that are."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Hit", "_hit"):
        texts = [argument for argument in node.args[2:] if isinstance(argument, ast.Constant)]
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "looking_up":
        texts = [argument for argument in node.args[1:] if isinstance(argument, ast.Constant)]
    elif isinstance(node, ast.Assign) and any("message" in ast.dump(t) or "hint" in ast.dump(t) for t in node.targets):
        texts = [value for value in ast.walk(node.value) if isinstance(value, ast.Constant)]
    else:
        return []
    return [text.value for text in texts if isinstance(text.value, str) and re.search("[ก-๙]", text.value)]


def test_a_finding_is_told_in_english(project: Project) -> None:
    """A message with values is told in English with those values."""
    page = page_of_text("ตามกฏหมาย", "content/announcements/a.md")
    found, _ = run_rules([page], Office(project.agency, (page,), make_lexicon(project.names)))
    assert "กฏ is probably กฎ" in [one.finding("en").message for one in found]


def office_with(project: Project, *pages: Page) -> Office:
    return Office(project.agency, pages, make_lexicon(project.names))


def hits(code: str, page: Page, office: Office) -> list[str]:
    rule = next(rule for rule in all_rules() if rule.code == code)
    return [hit.found for hit in rule.look(page, office)]


REPORT = page_of_text("kind: report\nfiscal_year: 2566\n", "content/reports/2566/report.yaml")


def log(*cells: str, folder: str = "2566") -> Page:
    path = f"content/reports/{folder}/activities.csv"
    return Page(path, "activities", tuple(Passage(cell, path, 2, column) for column, cell in enumerate(cells, 1)))


@pytest.mark.parametrize(
    ("cell", "is_found"),
    [
        ("10 ตุลาคม 2566", True),
        ("30 กันยายน 2565", True),
        ("ต.ค. 65 - มี.ค. 66", False),
        ("ส.ค. 65 - มี.ค. 66", True),
        ("10 มีนาคม 2566", False),
        ("ตามประกาศลงวันที่ 10 มีนาคม 2560", False),
    ],
)
def test_a_cell_that_is_a_date_is_compared_with_the_year_of_the_report(
    cell: str, is_found: bool, project: Project
) -> None:
    """A date in the log is held against the fiscal year of its report; a date that is only cited is not."""
    page = log("มาตรการ", cell)
    assert hits("outside-year", page, office_with(project, REPORT, page)) == [cell] * is_found


def test_the_report_is_that_of_the_same_folder(project: Project) -> None:
    """A log is compared with the report beside it and with no other."""
    page = log("10 ตุลาคม 2566", folder="2566-draft")
    assert hits("outside-year", page, office_with(project, REPORT, page)) == []


def test_a_title_is_quoted_as_it_is(project: Project) -> None:
    """A cited title with a word missing is told; the title as it is, is not."""
    title = "มาตรการส่งเสริมความโปร่งใสในการจัดซื้อจัดจ้างขององค์การบริหารส่วนตำบล"
    issued = page_of_text(f"---\nkind: announcement\nsubject: {title}\n---\n", "content/announcements/a.md")
    wrong = page_of_text(f"ตามประกาศ เรื่อง {title.replace('ส่งเสริม', 'เสริม')} แล้ว", "content/announcements/b.md")
    right = page_of_text(f"ตามประกาศ เรื่อง {title} แล้ว", "content/announcements/c.md")
    office = office_with(project, issued, wrong, right)
    assert hits("quoted-title", wrong, office) == [title.replace("ส่งเสริม", "เสริม")]
    assert hits("quoted-title", right, office) == []


def test_announcements_of_one_kind_do_not_misquote_each_other(project: Project) -> None:
    """What an office announces each month differs by a word: each title is its own, a wrong one is told once."""
    title = "ฉบับที่ {} ผลการจัดซื้อจัดจ้างขององค์การบริหารส่วนตำบลในรอบเดือนตามแบบ สขร."
    pages = [
        page_of_text(
            f"---\nkind: announcement\nsubject: {title.format(number)}\n---\nตามประกาศ {title.format(number - 1)}",
            f"content/announcements/{number}.md",
        )
        for number in range(2, 42)
    ]
    wrong = page_of_text(f"ตามประกาศ {title.format(7).replace('จ้าง', 'จัาง')}", "content/announcements/wrong.md")
    office = office_with(project, *pages, wrong)
    assert [hits("quoted-title", page, office) for page in pages[1:]] == [[]] * 39
    assert hits("quoted-title", wrong, office) == [title.format(7).replace("จ้าง", "จัาง")]


def test_titles_that_repeat_themselves_are_compared_in_time(project: Project) -> None:
    """Two titles that repeat a word thousands of times are compared within two seconds."""
    start = time.process_time()
    for count in (130, 5_000):
        texts = [
            f"---\nkind: announcement\nsubject: {'คำ ' * count}{end}\n---\n{'คำ ' * 30_000}" for end in ("ก", "คำ")
        ]
        pages = [page_of_text(text, f"content/announcements/{number}.md") for number, text in enumerate(texts)]
        for page in pages:
            hits("quoted-title", page, office_with(project, *pages))
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("มีมาตรการ 3 ข้อ\nมี 3 ประการ ดังนี้\n1. หนึ่ง\n1.1 ย่อย\n2. สอง\n", 1),
        ("มี 2 ประการ ดังนี้\n1. หนึ่ง\n1.1 ย่อย\n2. สอง\n", 0),
        ("มี 2 ประการ ดังนี้\n1.1 หนึ่ง\n1.2 สอง\n2. อื่น\n", 0),
        ("มี 2 ประการ ดังนี้\n- หนึ่ง\n  ต่อ\n- สอง\nวรรคใหม่\n- อื่น\n", 0),
        ("มี 2 ประการ ดังนี้\nความตามวรรค\n- หนึ่ง\n", 0),
        ("มี 4 ช่องทาง ดังนี้\n(1) ไปรษณีย์\n(2) โทรศัพท์\n(3) ด้วยตนเอง\n", 1),
    ],
)
def test_counts_are_met_by_the_list_that_follows(text: str, count: int, project: Project) -> None:
    """มี ๓ ข้อ ดังนี้ is held against the list that follows, however that is numbered."""
    page = page_of_text(text, "content/announcements/a.md")
    assert len(hits("counted-items", page, office_with(project, page))) == count


def test_a_clause_in_the_prose_of_a_report_is_a_clause(project: Project) -> None:
    """A reference to a clause that the prose does not have is found in reports, too."""
    text = "kind: report\nintroduction: |\n  1. ข้อแรก\n  2. ตามข้อ 1 ข้างต้น และข้อ 7 ข้างต้น\n"
    page = page_of_text(text, "content/reports/2566/report.yaml")
    assert hits("cross-reference", page, office_with(project, page)) == ["ข้อ 7 ข้างต้น"]


def test_a_row_of_a_log_is_silenced_by_a_comment_in_one_of_its_cells(project: Project, tmp_path: Path) -> None:
    """A reason in one cell silences its row and no other."""
    rows = ["มาตรการ,ผลผลิต", "ตามกฏหมาย,<!-- docgen: ignore misspelling ยกมาตามต้นฉบับ -->", "ตามกฏหมาย,ก"]
    path = tmp_path / "activities.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    page = read_page(path.parent, path.name)
    found, problems = run_rules([page], office_with(project, page))
    assert [one.place.line for one in found if one.rule.code == "misspelling"] == [3]
    assert not problems
    assert not any("docgen:" in passage.text for passage in page.passages)


def test_silence_without_a_reason_is_no_silence(project: Project, tmp_path: Path) -> None:
    """A comment without a reason silences nothing, and is told itself."""
    page = page_of_text("ตามกฏหมาย <!-- docgen: ignore misspelling -->", "content/announcements/a.md")
    found, problems = run_rules([page], office_with(project, page))
    assert [one.rule.code for one in found] == ["misspelling"]
    assert [(problem.code, problem.place.column) for problem in problems] == [("silence-without-reason", 16)]


def test_a_table_finds_a_form_wherever_its_pattern_matches() -> None:
    """The fast table of forms finds what the slow pattern finds, at the same letter."""
    table = FormTable(MISSPELLINGS)
    for wrong in MISSPELLINGS:
        for letters in ("กฏหมาย", "เวปไซด", "เว็บไซด", "ไห้ความรู้", "มีส่วนรวมใน", "ปฎิทิน"):
            found = [match.span() for match in re.finditer(wrong, letters)]
            assert not found or any(match.start() <= found[0][0] for match, _ in table.found_in(letters)), wrong
