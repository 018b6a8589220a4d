"""Every word of a Word file is in the content written, or in what the import tells: over files made at random."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.desk.import_word import surroundings_of
from docgen.word_import.convert import convert
from tests.word_import.made import NAMESPACES, announcement, office, paragraph, saved

# A word stands in for each @; every one is another, so that what is lost or doubled is seen.
WORD = re.compile("@")
LETTERS = "กขคงจชดตถทนบปพมยรลวส"


def runs(properties: str) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">@ </w:t></w:r>'


RUNS = [
    *map(runs, ("", "<w:b/>", "<w:strike/>", "<w:dstrike/>", "<w:vanish/>", '<w:u w:val="single"/>', "<w:i/><w:bCs/>")),
    *map(runs, ('<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>', '<w:position w:val="8"/>')),
    *map(runs, ('<w:rStyle w:val="gone"/>', '<w:lang w:val="en-US"/>', '<w:rFonts w:ascii="Wingdings"/>')),
    "<w:r><w:t>@</w:t><w:tab/><w:t>@</w:t><w:br/><w:t>@</w:t><w:noBreakHyphen/><w:softHyphen/><w:cr/></w:r>",
    "<w:r><w:delText>@</w:delText></w:r>",
    "<w:r><w:ruby><w:rt><w:r><w:t>@</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>@</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    '<w:r><w:footnoteReference w:id="1"/></w:r>',
    '<w:r><w:commentReference w:id="1"/></w:r>',
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wps:txbx><w:txbxContent><w:p><w:r>'
    "<w:t>@</w:t></w:r></w:p></w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>@</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>",
    '<w:r><w:pict><v:shape><v:textpath string="@"/></v:shape></w:pict></w:r>',
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="@"/><a:p><a:r><a:t>@</a:t></a:r></a:p></wp:inline>'
    "</w:drawing></w:r>",
    '<w:r><w:drawing><c:chart r:id="chart"/></w:drawing></w:r>',
    "<w:r><w:object><w:t>@</w:t></w:object></w:r>",
    '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:char="2611"/></mc:Choice><mc:Fallback>'
    "<w:t>@</w:t></mc:Fallback></mc:AlternateContent></w:r>",
    "<w:r><w:future><w:t>@</w:t></w:future></w:r>",
    "<w:r><x:other>@</x:other></w:r>",
    "<w:r>@</w:r>",
    "<m:oMath><m:r><m:t>@</m:t></m:r></m:oMath>",
    "<m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>@</m:t></m:r></m:num><m:den><m:r><m:t>@</m:t></m:r></m:den></m:f>"
    "</m:oMath></m:oMathPara>",
    '<w:fldSimple w:instr="XE @"/>',
    '<w:bookmarkStart w:id="1" w:name="n"/><w:proofErr w:type="spellStart"/>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE @</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE @</w:instrText></w:r>',
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="@"/>'
    '<w:listEntry w:val="@"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "<w:r><w:instrText>@</w:instrText></w:r>",
    '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="@" w:value="1"/><w:listItem w:value="@"/>'
    "</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>@</w:t></w:r></w:sdtContent></w:sdt>",
]
AROUND_RUNS = [
    *(f"<w:{name}>{{}}</w:{name}>" for name in "ins del moveTo moveFrom smartTag customXml bdo dir future".split()),
    '<w:fldSimple w:instr="PAGE">{}</w:fldSimple>',
    '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<x:other>{}</x:other>",
    '<mc:AlternateContent><mc:Choice Requires="w14">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>',
    '<mc:AlternateContent><mc:Choice Requires="x">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF @</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF @ {{}}</w:instrText></w:r>{}'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
]
PARAGRAPHS = [
    "<w:p>{}</w:p>",
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>",
    "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{}</w:p>",
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{}</w:p>',
    "<w:p><w:r><w:t>๑. @</w:t></w:r>{}</w:p>",
    "<w:p><w:r><w:t>(ก) @</w:t><w:tab/></w:r>{}</w:p>",
    "<w:p>@{}</w:p>",
]
BLOCKS = [
    '<w:altChunk r:id="aFChunk"/>',
    "<m:oMathPara><m:oMath><m:r><m:t>@</m:t></m:r></m:oMath></m:oMathPara>",
    "<w:future><w:p><w:r><w:t>@</w:t></w:r></w:p></w:future>",
    "<x:other>@</x:other>",
]
_CELL = "<w:tc><w:tcPr>{}</w:tcPr>{{}}<w:p><w:r><w:t>@</w:t></w:r></w:p></w:tc>"
CELLS = [
    _CELL.format(one)
    for one in (
        "",
        '<w:gridSpan w:val="2"/>',
        '<w:vMerge w:val="restart"/>',
        "<w:vMerge/>",
        "<w:cellDel/>",
        "<w:hMerge/>",
    )
]
ROWS = [
    f"<w:tr><w:trPr>{one}</w:trPr>{{}}</w:tr>"
    for one in ("", "<w:del/>", "<w:ins/>", '<w:gridBefore w:val="1"/>', '<w:gridAfter w:val="1"/>')
]
AROUND_BLOCKS = [
    *(f"<w:{name}>{{}}</w:{name}>" for name in "ins del moveTo moveFrom customXml future".split()),
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<mc:AlternateContent><mc:Choice Requires="w14">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>',
]
PARTS = {
    "footnotes": '<w:footnotes NAMESPACES><w:footnote w:id="1"><w:p><w:r><w:t>เชิงอรรถ</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:t>เชิงอรรถลอย</w:t></w:r></w:p></w:footnote></w:footnotes>',
    "comments": '<w:comments NAMESPACES><w:comment w:id="1"><w:p><w:r><w:t>ข้อคิดเห็น</w:t></w:r></w:p></w:comment>'
    "</w:comments>",
    "header": "<w:hdr NAMESPACES><w:p><w:r><w:t>ลับ</w:t></w:r></w:p></w:hdr>",
    "chart": "<c:chartSpace NAMESPACES><a:t>แผนภูมิ</a:t><c:v>มกราคม</c:v></c:chartSpace>",
    "aFChunk": "<html><title>-</title><body><p>แฟ้มแทรก</p></body></html>",
    "strange": "<x:strange NAMESPACES><w:t>ส่วนแปลก</w:t></x:strange>",
}


def filled(template: str, content: list[str]) -> str:
    """Put content into the places of a template, the same into each place but with words of its own."""
    return template.replace("{{}}", "\0").replace("{}", "".join(content)).replace("\0", "{}")


inlines = st.recursive(
    st.sampled_from(RUNS),
    lambda inner: st.builds(filled, st.sampled_from(AROUND_RUNS), st.lists(inner, min_size=1, max_size=2)),
    max_leaves=4,
)
paragraphs = st.builds(filled, st.sampled_from(PARAGRAPHS), st.lists(inlines, max_size=3))


def tables(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cells = st.builds(filled, st.sampled_from(CELLS), st.lists(inner, max_size=1))
    rows = st.builds(filled, st.sampled_from(ROWS), st.lists(cells, min_size=1, max_size=3))
    return st.builds(filled, st.just("<w:tbl>{}</w:tbl>"), st.lists(rows, min_size=1, max_size=3))


blocks = st.recursive(
    paragraphs | st.sampled_from(BLOCKS),
    lambda inner: (
        tables(inner) | st.builds(filled, st.sampled_from(AROUND_BLOCKS), st.lists(inner, min_size=1, max_size=2))
    ),
    max_leaves=4,
)


def words(body: str) -> tuple[str, list[str]]:
    """Put a word of its own in each place of a body; return both."""
    made: list[str] = []

    def word(_: re.Match[str]) -> str:
        number = len(made)
        made.append("".join(LETTERS[number // 20**at % 20] for at in (2, 1, 0)) + "ฬ")
        return made[-1]

    return WORD.sub(word, body), made


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(blocks, min_size=1, max_size=4))
def test_no_word_is_lost_or_doubled(tmp_path: Path, made: list[str]) -> None:
    """Over random files: each word is in the content once, or told."""
    body, wanted = words("".join(made))
    path = saved(tmp_path / "a.docx", announcement("ก่อน", body, "หลัง"), PARTS)
    files, findings = convert(surroundings_of(office()), path.read_bytes(), path.name)
    content = next(iter(files.values())).decode()
    told = "\n".join(finding.message for finding in findings)
    for word in [*wanted, "ก่อน", "หลัง", "เชิงอรรถลอย", "ลับ", "แผนภูมิ", "มกราคม", "แฟ้มแทรก", "ส่วนแปลก", "ข้อคิดเห็น"]:
        assert word in content or word in told, (word, content, told)
        assert content.count(word) <= 1, (word, content)
    for finding in findings:
        assert finding.code not in ("unreadable-content", "words-differ"), finding


def test_the_inventory_alone_finds_what_a_reader_passes_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second reading of the file finds what the first did not look at."""
    # A reader that forgets an element must not lose its words: here it forgets insertions and what it does not know.
    from docgen.word_import import runs

    monkeypatch.setattr(runs, "HOLDERS", frozenset())
    monkeypatch.setattr("docgen.word_import.context.Context.tell_words", lambda self, kind, element: None)
    body, wanted = words("<w:p><w:ins><w:r><w:t>@</w:t></w:r></w:ins><x:other><w:r><w:t>@</w:t></w:r></x:other></w:p>")
    _, findings = convert(
        surroundings_of(office()), saved(tmp_path / "a.docx", announcement(body)).read_bytes(), "a.docx"
    )
    told = [(finding.place.line, finding.message) for finding in findings if finding.code == "not-imported"]
    assert len(told) == 1
    assert told[0][0] == 3
    assert all(word in told[0][1] for word in wanted)


def test_the_random_files_are_word_files() -> None:
    """Word itself would open what the tests make up."""
    from lxml import etree

    for made in (*RUNS, *PARAGRAPHS, *AROUND_RUNS, *AROUND_BLOCKS, *BLOCKS, *CELLS, *ROWS):
        etree.fromstring(f"<b {NAMESPACES}>{made}</b>")


def test_words_that_word_keeps_for_typing_are_told(tmp_path: Path) -> None:
    """Quick Parts are on no page, and yet words of the file."""
    kept = f"<w:glossaryDocument NAMESPACES>{paragraph('ถ้อยคำสำเร็จรูป')}</w:glossaryDocument>"
    path = saved(tmp_path / "a.docx", announcement("ข้อความ"), {"glossaryDocument": kept})
    _, findings = convert(surroundings_of(office()), path.read_bytes(), path.name)
    assert any("ถ้อยคำสำเร็จรูป" in one.message for one in findings)
