"""Whatever is typed in Word prints as it was typed: no character of it turns into markup, a number or a comment."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.content.body import read_body
from docgen.content.front_matter import split_front_matter
from docgen.content.silence import silences_in
from docgen.content.source import Source
from docgen.desk.import_word import surroundings_of
from docgen.folder.files import Files
from docgen.thai.characters import normalize
from docgen.thai.numerals import to_arabic_digits
from docgen.word_import.convert import convert
from docgen.word_import.markdown import quoted_yaml
from tests.word_import.made import announcement, office, paragraph, row, run, saved, table

SNIPPETS = (
    "<!-- docgen: ignore x y -->|# docgen: ignore-file x|docgen:|&amp;|[x]{lang=en}|:::|---|~~~|```|1. |๑. |ก. |(๑) "
    "|ข้อ ๑ |https://a.go.th/_b*c?d=(e)#f|www.a.th/x)[y](z|![a](b.png)|**ก**|`x`{lang=en}|<br>|<!--|-->|a@b.th|x.pdf|\\|\\\\"
    '|- |+ |> |# |=|{fill="a"}|{|10.30 น.|๑.๒ |…|....|  '
).split("|")
LETTERS = st.sampled_from([*"กขานี้ำ ๑๒12.()*_`[]{}<>|\\#-+!~:\"'&=/@%^$;,?aZ•–—“”\t\n", *SNIPPETS])
TEXTS = st.lists(LETTERS, min_size=1, max_size=14).map("".join)


def seen(text: str) -> str:
    """Return the visible characters, bullets apart: which of them a list shows is its look."""
    return to_arabic_digits("".join(one for one in text if not one.isspace() and one not in "-–•"))


def printed(content: str) -> str:
    """Return what a build prints of a content file's body, the labels of its clauses included."""
    _, head, body = content.split("---\n", 2)
    scheme = "sections" if "numbering: sections" in head else "letters" if "numbering: letters" in head else "decimal"
    markup = read_body(body, Source(Files(office().root), office().root / "content/a.md"), office().schemes[scheme])
    return "".join(_words(etree.fromstring(f"<b>{markup}</b>")))


def _words(element: etree._Element) -> list[str]:
    made = [element.get("label") or "", element.text or ""]
    for child in element:
        made += [*_words(child), child.tail or ""]
    return made


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=3), st.booleans(), st.booleans())
@example(["<!-- docgen: ignore-file spaces x -->", "ก # docgen: ignore x"], False, False)
@example(["\nก. "], False, False)
@example(["\nข้อ 1 ก\n(ก) ข"], False, False)
@example(["“ก”", "(ข)"], True, False)
@example(["ก\n# docgen: ignore x\n1. ข\n- ค\n• ง\n~~~\n> จ\n| ฉ |"], False, False)
def test_text_prints_as_typed(tmp_path: Path, texts: list[str], bold: bool, in_table: bool) -> None:
    """For random runs: what is printed is what was typed in Word."""
    look = "<w:b/>" if bold else ""
    if in_table:
        body = paragraph("ก") + table(row("ก", "ข"), *(row(paragraph_cell(run(text, look))) for text in texts))
    else:
        body = "".join(paragraph("ห", run(text, look)) for text in texts) + "".join(
            paragraph(run(text)) for text in texts
        )
    files, findings = convert(
        surroundings_of(office()), saved(tmp_path / "a.docx", announcement(body)).read_bytes(), "a.docx"
    )
    content = next(iter(files.values())).decode()
    codes = {finding.code for finding in findings}
    # Page marks, lines and numbers in another form are told; what they are is another test's.
    assume(not codes & {"page-furniture", "label-differs", "not-placed"})
    assert not codes & {"words-differ", "unreadable-content"}, findings
    wanted = "".join(texts) if in_table else "".join(f"ห{text}" for text in texts) + "".join(texts)
    assert seen(printed(content)) == seen(("กกข" if in_table else "") + wanted)
    assert not any(silences_in(line, 1) for line in content.split("\n"))


def paragraph_cell(content: str) -> str:
    return f"<w:tc>{paragraph(content)}</w:tc>"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=20) | TEXTS)
@example('ก: ข # docgen: ignore-file x y "ค"')
@example("no")
@example("- ก")
@example(":ก\u0e34\u0e34")
@example("\u0e34\u0e34")
def test_a_subject_reads_back_as_typed(text: str) -> None:
    """A subject of random letters is read back the same."""
    text = " ".join(text.split())
    line = f"subject: {quoted_yaml(text)}"
    fields = split_front_matter(f"---\n{line}\n---\n", "a.md", []).fields
    # Marks come into standard order at the door: of the whole file, and of what an escape brings in.
    assert normalize(fields.scalar("subject").text) == normalize(text)
    assert not silences_in(line, 1)
