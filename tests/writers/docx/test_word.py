"""The Word file: styles and no formatting, real lists that count as the tree does, element order as Word demands."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

import docgen
from docgen.content.body import NumberingScheme, read_body
from docgen.content.source import Source
from docgen.document.markup import read_markup
from docgen.document.project import Project, read_project
from docgen.document.targets import find_targets
from docgen.document.trees import make_documents
from docgen.folder.files import Files
from docgen.thai.numerals import to_arabic_digits
from docgen.tree import Block, BulletList, ClauseList, Document, Table
from docgen.writers.docx.write import write_docx
from docgen.writers.docx.xml import W
from tests.conftest import ROOT

N = {"w": W}
# The order of children by ECMA-376 part 1 (transitional); Word refuses a file that LibreOffice forgives.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens spacing ind contextualSpacing jc textDirection textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps strike noProof color spacing w kern position sz szCs highlight u lang",
    "sectPr": "headerReference footerReference footnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols"
    " formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "trPr": "cantSplit tblHeader",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "style": "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat locked"
    " pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "numbering": "numPicBullet abstractNum num",
    "tbl": "tblPr tblGrid tr",
    "settings": "writeProtection view zoom defaultTabStop characterSpacingControl compat rsids themeFontLang"
    " clrSchemeMapping decimalSymbol listSeparator",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex text",
    "tblCellMar": "top left bottom right",
    "tblBorders": "top left bottom right insideH insideV",
}

BODY = """วรรคแรก **หนา** *เอน* `1` [a]{lang=en} [ลิงก์](https://a.go.th) [......]{fill="เลขที่"}

## หัวข้อ

1. ก
   1. ข
      1. ค
      2. ง
   2. จ

      วรรคต่อ

   3. ฉ
2. ช
   - ซ
   - ฌ

ข้อความคั่น

3. ญ

## หัวข้อสอง

1. ฎ
2. ฏ

| ก | ข |
|:-:|---|
| 1 | 2 |

๑) ลัดไประดับสาม
๒) ลัดอีก

## หัวข้อสาม

๕.๑ ไม่มีแม่

๕.๒ ต่อ

๗. ข้อเจ็ด
   ๗.๒ ต่อจากที่อื่น
"""


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


def a_document(body: str, numbering: NumberingScheme) -> Document:
    made = read_body(body, Source(Files(ROOT), ROOT / "content/a.md"), numbering)
    signed = '<signatures><signature name="(นาย ก)">ตำแหน่ง<br/>สองบรรทัด</signature></signatures>'
    emblem = '<emblem src="templates/emblem/garuda-3cm-600dpi.png" alt="ตราครุฑ"/>'
    closing = '<p role="closing">จึงประกาศ</p><p role="issue_date">วันที่</p>'
    sections = f'<section role="announcement" bookmark="ก">{emblem}{made}{closing}{signed}</section>'
    sections += f'<section role="plan">{made}</section><section role="annex"><p role="annex_title">ก</p></section>'
    return read_markup(f'<document title="ก" subject="ข" author="ค" keywords="">{sections}</document>', "t")


def parts(document: Document, project: Project) -> dict[str, etree._Element]:
    archive = zipfile.ZipFile(io.BytesIO(write_docx(document, project.layout, project.root)))
    return {
        name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels"))
    }


@pytest.fixture(scope="module", params=["decimal", "sections", "letters"])
def made(request: pytest.FixtureRequest, project: Project) -> tuple[Document, dict[str, etree._Element]]:
    document = a_document(BODY, project.schemes[request.param])
    return document, parts(document, project)


def test_children_stand_in_the_order_that_word_demands(made: tuple[Document, dict[str, etree._Element]]) -> None:
    """Word repairs or refuses elements in another order than its schema's."""
    for name, root in made[1].items():
        for element in root.iter(f"{{{W}}}*"):
            order = ORDER.get(etree.QName(element).localname, "").split()
            children = [etree.QName(child).localname for child in element]
            if order:
                assert set(children) <= set(order), (name, element.tag, children)
                assert children == sorted(children, key=order.index), (name, element.tag, children)


def labels(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, ClauseList):
            for clause in block.items:
                found += [clause.label, *labels(clause.blocks)]
        elif isinstance(block, BulletList):
            found += [label for item in block.items for label in ("-", *labels(item))]
        elif isinstance(block, Table):
            found += [label for row in block.rows for cell in row.cells for label in labels(cell.blocks)]
    return found


def counted(made: dict[str, etree._Element]) -> list[str]:
    """Count the lists of a file as Word does, and return the labels in order."""
    numbering = made["word/numbering.xml"]
    levels = {
        (abstract.get(f"{{{W}}}abstractNumId"), level.get(f"{{{W}}}ilvl")): level
        for abstract in numbering.findall("w:abstractNum", N)
        for level in abstract.findall("w:lvl", N)
    }
    numbers = {num.get(f"{{{W}}}numId"): num for num in numbering.findall("w:num", N)}
    counters: dict[str, dict[int, int]] = {}
    found = []
    for properties in made["word/document.xml"].iter(f"{{{W}}}numPr"):
        level = int(properties.find("w:ilvl", N).get(f"{{{W}}}val"))
        number = properties.find("w:numId", N).get(f"{{{W}}}val")
        abstract = numbers[number].find("w:abstractNumId", N).get(f"{{{W}}}val")
        # Lists of one definition share their counters in Word, and an override counts from its first paragraph on.
        assert numbers[number].find("w:lvlOverride", N) is None
        starts = {
            int(at): int(found.find("w:start", N).get(f"{{{W}}}val"))
            for (of, at), found in levels.items()
            if of == abstract
        }
        now = counters.setdefault(abstract, {})
        now[level] = now[level] + 1 if level in now else starts.get(level, 1)
        for deeper in [known for known in now if known > level]:
            del now[deeper]
        definition = levels[abstract, str(level)]
        text = definition.find("w:lvlText", N).get(f"{{{W}}}val")

        def shown(
            match: re.Match[str], now: dict[int, int] = now, starts: dict[int, int] = starts, abstract: str = abstract
        ) -> str:
            at = int(match[1]) - 1
            value = now.get(at, starts.get(at, 1))
            letters = levels[abstract, str(at)].find("w:numFmt", N).get(f"{{{W}}}val") == "thaiLetters"
            return "กขคงจฉชซ"[value - 1] if letters else str(value)

        found.append(re.sub(r"%(\d)", shown, text))
    return found


def test_word_counts_the_lists_as_the_tree_does(made: tuple[Document, dict[str, etree._Element]]) -> None:
    """The simulation of Word's counting agrees with the tree's labels."""
    document, files = made
    expected = [to_arabic_digits(label) for section in document.sections for label in labels(section.blocks)]
    assert counted(files) == expected


def test_every_paragraph_wears_a_known_style_and_none_is_empty(
    made: tuple[Document, dict[str, etree._Element]],
) -> None:
    """A clerk who changes a style changes all that wears it."""
    files = made[1]
    known = {style.get(f"{{{W}}}styleId") for style in files["word/styles.xml"].findall("w:style", N)}
    for paragraph in files["word/document.xml"].iter(f"{{{W}}}p"):
        style = paragraph.find("w:pPr/w:pStyle", N).get(f"{{{W}}}val")
        assert style in known
        text = "".join(paragraph.itertext())
        has_picture = paragraph.find(".//w:drawing", N) is not None
        assert text or has_picture or style in ("section_end", "cell"), style


def test_runs_carry_nothing_but_what_the_author_wrote(made: tuple[Document, dict[str, etree._Element]]) -> None:
    """No look is put into runs: styles have it."""
    for properties in made[1]["word/document.xml"].iter(f"{{{W}}}rPr"):
        assert {etree.QName(child).localname for child in properties} <= {"b", "bCs", "i", "iCs", "rStyle", "lang"}


def test_fonts_sizes_and_language_are_set_for_thai(made: tuple[Document, dict[str, etree._Element]]) -> None:
    """Complex script fonts and language are set, or Word shows Thai in another font."""
    styles = made[1]["word/styles.xml"]
    fonts = styles.find("w:docDefaults/w:rPrDefault/w:rPr/w:rFonts", N)
    assert {fonts.get(f"{{{W}}}{name}") for name in ("ascii", "hAnsi", "cs")} == {"TH SarabunPSK"}
    assert styles.find("w:docDefaults/w:rPrDefault/w:rPr/w:lang", N).get(f"{{{W}}}bidi") == "th-TH"
    body = styles.find("w:style[@w:styleId='body']", N)
    assert body.find("w:name", N).get(f"{{{W}}}val") == "เนื้อความ"
    assert body.find("w:rPr/w:szCs", N).get(f"{{{W}}}val") == "32"
    assert body.find("w:pPr/w:jc", N).get(f"{{{W}}}val") == "thaiDistribute"
    assert body.find("w:pPr/w:spacing", N).get(f"{{{W}}}lineRule") == "exact"


def test_relationships_and_content_types_name_parts_that_are_there(
    made: tuple[Document, dict[str, etree._Element]],
) -> None:
    """No relationship leads nowhere."""
    files = made[1]
    types = files["[Content_Types].xml"]
    overrides = {part.get("PartName").lstrip("/") for part in types if part.tag.endswith("Override")}
    assert overrides <= set(files)
    for name, relations in files.items():
        if name.endswith(".rels"):
            folder = str(Path(name).parent.parent)
            for relation in relations:
                if relation.get("TargetMode") != "External":
                    target = Path("/" if relation.get("Target").startswith("/") else folder) / relation.get("Target")
                    path = str(target).lstrip("/").removeprefix("./")
                    assert path in files or path.startswith("word/media/"), (name, path)


def test_head_rows_repeat_and_widths_add_up_to_the_measure(project: Project) -> None:
    """Tables repeat their head and are as wide as the text."""
    document = a_document("| ก | ข |\n|---|---|\n| 1 | 2 |", project.schemes["decimal"])
    files = parts(document, project)
    portrait, landscape = files["word/document.xml"].findall(".//w:tbl", N)
    for table, measure in ((portrait, 16.0), (landscape, 25.7)):
        widths = [int(column.get(f"{{{W}}}w")) for column in table.findall("w:tblGrid/w:gridCol", N)]
        assert sum(widths) == pytest.approx(measure / 2.54 * 1440, abs=2)
        rows = table.findall("w:tr", N)
        assert rows[0].find("w:trPr/w:tblHeader", N) is not None
        assert rows[1].find("w:trPr/w:tblHeader", N) is None
        assert rows[1].find("w:trPr/w:cantSplit", N) is not None


def test_places_to_fill_in_are_content_controls(project: Project) -> None:
    """Places to fill in are controls that Word shows as such."""
    document = a_document('ที่ [........]{fill="เลขที่"} ก', project.schemes["decimal"])
    files = parts(document, project)
    control = files["word/document.xml"].find(".//w:sdt", N)
    assert control.find("w:sdtPr/w:alias", N).get(f"{{{W}}}val") == "เลขที่"
    assert "".join(control.find("w:sdtContent", N).itertext()) == "........"
    assert "".join(control.getparent().itertext()) == "ที่ ........ ก"
    numbers = [found.get(f"{{{W}}}val") for found in files["word/document.xml"].findall(".//w:sdtPr/w:id", N)]
    assert len(numbers) == len(set(numbers)) == 2


def test_the_file_says_what_it_was_made_from(project: Project) -> None:
    """Content, template and version stand in the file's properties."""
    target = find_targets(ROOT, "announcements")[0]
    document = make_documents(target, project).documents[target.outputs[1]]
    properties = parts(document, project)["docProps/custom.xml"]
    values = {found.get("name"): "".join(found.itertext()) for found in properties}
    assert values == {
        "docgen content": target.path.relative_to(ROOT).as_posix(),
        "docgen content SHA-256": hashlib.sha256(target.path.read_bytes()).hexdigest(),
        "docgen template": "announcement.xml.j2",
        "docgen version": docgen.__version__,
    }
    assert [found.get("pid") for found in properties] == ["2", "3", "4", "5"]
    custom = docx.Document(io.BytesIO(write_docx(document, project.layout, ROOT))).part.package
    assert any(relation.reltype.endswith("/custom-properties") for relation in custom.rels.values())
