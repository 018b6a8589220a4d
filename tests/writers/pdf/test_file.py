"""What docgen writes of set pages is a sound PDF: one of each thing, tagged, linked, read alike by four readers."""

from __future__ import annotations

import ctypes
import dataclasses
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms

import docgen
from docgen.typeset.placed import PlacedLine
from docgen.writers.pdf.colours import srgb_profile
from docgen.writers.pdf.pictures import picture_object
from tests.conftest import ROOT, Told
from tests.preflight import preflight_errors
from tests.reading import images, read_by_all, squeezed
from tests.writers.pdf.hand_set import DOCUMENT, THAI, one_of_each, pdf_of_each

Run = Callable[..., Told]


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf_of_each()


@pytest.fixture
def pdf(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            if "/K" in kid:
                yield from elements(kid.K)


def named(pdf: pikepdf.Pdf, tag: str) -> list[pikepdf.Object]:
    return [element for element in elements(pdf.Root.StructTreeRoot.K) if f"/{tag}" == element.S]


def test_the_same_pages_give_the_same_bytes(content: bytes) -> None:
    """The same pages give the same bytes."""
    assert pdf_of_each() == content


def test_its_syntax_is_sound_and_a_validator_finds_nothing_that_pdf_a_3_forbids(
    content: bytes, pdf: pikepdf.Pdf, tmp_path: Path
) -> None:
    """Its syntax is sound and a validator finds nothing that PDF a 3 forbids."""
    assert pdf.check_pdf_syntax() == []
    (tmp_path / "a.pdf").write_bytes(content)
    assert preflight_errors(tmp_path / "a.pdf", tmp_path) == []


def test_four_readers_read_the_same(content: bytes, tmp_path: Path) -> None:
    """Four readers read the same."""
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    wanted = squeezed("หัวเรื่อง" + THAI * 8 + "๑.กำหนดแนวทาง ตาม Open Data ที่ เว็บไซต์ บทนำ ลำดับ")
    for reader, pages in read_by_all(path).items():
        assert squeezed("".join(pages)).replace("-๑-", "").replace("-๑", "") == wanted, reader


def test_a_paragraph_over_two_pages_is_one_element(pdf: pikepdf.Pdf) -> None:
    """A paragraph over two pages is one element."""
    paragraph = named(pdf, "P")[0]
    first, second = paragraph.K
    assert int(first) >= 0
    assert paragraph.Pg == pdf.pages[0].obj
    assert (second.Type, second.Pg) == ("/MCR", pdf.pages[1].obj)


def test_every_marked_content_hangs_on_the_tree_and_the_rest_are_artifacts(pdf: pikepdf.Pdf) -> None:
    """Every marked content hangs on the tree and the rest are artifacts."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    known = {element.objgen for element in elements(pdf.Root.StructTreeRoot.K)}
    kinds = []
    for page in pdf.pages:
        inside = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC":
                inside += 1
                if "/MCID" in operands[1]:
                    assert owners[int(page.StructParents)][int(operands[1].MCID)].objgen in known
                else:
                    assert operands[0] == "/Artifact"
                    kinds.append(str(operands[1].Type))
            elif str(operator) == "EMC":
                inside -= 1
            elif str(operator) in ("TJ", "Do", "S"):
                assert inside == 1
        assert inside == 0
    assert kinds == ["/Pagination", "/Layout"]


def test_elements_stand_in_their_order_with_what_they_say(pdf: pikepdf.Pdf) -> None:
    """Elements stand in their order with what they say."""
    tags = [str(element.S) for element in elements(pdf.Root.StructTreeRoot.K)]
    assert tags == [
        "/" + tag for tag in "Document Figure H1 P L LI Lbl LBody P P Span Link Link Table TR TH TD Form".split()
    ]
    assert named(pdf, "L")[0].A.ListNumbering == "/Decimal"
    head = named(pdf, "TH")[0].A
    assert (head.O, head.Scope, head.ColSpan) == ("/Table", "/Column", 2)
    assert [str(span.Lang) for span in named(pdf, "Span")] == ["en"]
    figure = named(pdf, "Figure")[0]
    assert str(figure.Alt) == "ตราครุฑ"
    assert [float(edge) for edge in figure.A.BBox] == pytest.approx([250, 714.3898, 329.9, 799.3898])
    mixed = named(pdf, "P")[2]  # words before the span, the span, words, a link, words, a link
    assert [str(kid.S) if isinstance(kid, pikepdf.Dictionary) else "" for kid in mixed.K] == [
        "",
        "/Span",
        "",
        "/Link",
        "",
        "/Link",
    ]


def test_links_lie_over_their_words_and_say_where_they_lead(pdf: pikepdf.Pdf, content: bytes) -> None:
    """Links lie over their words and say where they lead."""
    outer, inner, _ = pdf.pages[1].Annots
    assert str(outer.A.URI) == "https://example.go.th/%E0%B8%82%E0%B9%89%E0%B8%AD%E0%B8%A1%E0%B8%B9%E0%B8%A5?a=1"
    assert (str(inner.Dest), str(inner.Contents)) == ("s1", "บทนำ")
    page = pypdfium2.PdfDocument(content)[1].get_textpage()
    for annotation, words in ((outer, "เว็บไซต์"), (inner, "บทนำ")):
        left, bottom, right, top = (float(edge) for edge in annotation.Rect)
        assert page.get_text_bounded(left - 1, bottom, right + 1, top).strip() == words
        assert annotation.F == 4
    owners = {str(element.K[1].Obj.Contents) for element in named(pdf, "Link")}
    assert owners == {str(outer.Contents), str(inner.Contents)}


def test_the_field_is_one_to_be_signed(pdf: pikepdf.Pdf) -> None:
    """The field is one to be signed."""
    (field,) = pdf.Root.AcroForm.Fields
    assert (field.FT, field.T, str(field.TU), field.F) == ("/Sig", "Signature1", "ลายมือชื่อ นายสมชาย ใจดี", 132)
    assert [float(edge) for edge in field.Rect] == pytest.approx([300, 379.4898, 526.77, 441.8898])
    assert named(pdf, "Form")[0].K.Obj.T == "Signature1"


def test_outline_and_destinations(pdf: pikepdf.Pdf) -> None:
    """Outline and destinations."""
    with pdf.open_outline() as outline:
        assert [(one.title, [kid.title for kid in one.children]) for one in outline.root] == [
            ("บทนำ", ["ก", "ข"]),
            ("ท้าย", []),
        ]
    names = list(pdf.Root.Names.Dests.Names)
    assert [str(name) for name in names[::2]] == ["s0", "s1"]
    assert names[3][0] == pdf.pages[0].obj


def test_it_says_the_same_of_itself_twice(pdf: pikepdf.Pdf) -> None:
    """It says the same of itself twice."""
    with pdf.open_metadata(set_pikepdf_as_editor=False) as read:
        assert read.pdfa_status == "3A"
        assert (read["dc:title"], read["dc:description"]) == ("ทดสอบ <หน้า>", "เรื่อง & ราว")
        assert (read["dc:creator"], read["pdf:Keywords"]) == (["อบต.บึงนคร"], "O42, ๒๕๖๖")
        assert read["pdfuaid:part"] == "1"
    assert set(pdf.docinfo) == {"/Title", "/Author", "/Subject", "/Keywords", "/Producer"}
    assert str(pdf.docinfo.Producer) == f"docgen {docgen.__version__}"


def test_a_draft_is_marked_below_its_words() -> None:
    """A draft is marked below its words."""
    made = pdf_of_each(dataclasses.replace(DOCUMENT, draft=True))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for page in pdf.pages:
            operands, operator = pikepdf.parse_content_stream(page)[0]
            assert (str(operator), operands[1].Type) == ("BDC", "/Background")


def test_the_colour_profile_is_srgb() -> None:
    """The colour profile is sRGB."""
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(profile).strip() == "sRGB IEC61966-2.1"
    given = Image.frombytes(
        "RGB",
        (256, 3),
        bytes(
            value
            for row in range(3)
            for at in range(256)
            for value in ((at,) * row + (255 - at,) + (at // 2,) * (2 - row))
        ),
    )
    to_ours = ImageCms.profileToProfile(given, ImageCms.createProfile("sRGB"), profile)
    assert max(abs(a - b) for a, b in zip(given.tobytes(), to_ours.tobytes(), strict=True)) <= 1


@pytest.mark.parametrize(
    ("mode", "form", "colour", "shown"),
    [
        ("L", "PNG", 128, (128, 128, 128)),
        ("RGB", "PNG", (10, 200, 30), (10, 200, 30)),
        ("RGBA", "PNG", (0, 0, 0, 0), (255, 255, 255)),
        ("LA", "PNG", (0, 0), (255, 255, 255)),
        ("1", "PNG", 1, (255, 255, 255)),
        ("P", "PNG", 0, (10, 200, 30)),
        ("I;16", "PNG", 0x8080, (128, 128, 128)),
        ("RGB", "JPEG", (200, 10, 30), (200, 10, 30)),
        ("CMYK", "JPEG", (0, 0, 0, 255), (0, 0, 0)),
        ("RGB", "BMP", (10, 200, 30), (10, 200, 30)),
    ],
)
def test_pictures_of_every_kind_keep_their_colours(
    mode: str, form: str, colour: object, shown: tuple[int, ...], tmp_path: Path
) -> None:
    """Pictures of every kind keep their colours."""
    image = Image.new(mode, (9, 7), colour)
    if mode == "P":
        image.putpalette([10, 200, 30])
    image.save(tmp_path / "picture", form)
    made = picture_object("picture", (0.0, 0.0), tmp_path)
    assert made.extra["ColorSpace"] in ("/DeviceGray", "/DeviceRGB")
    with pikepdf.open(io.BytesIO(_alone(made))) as read:
        pixel = pikepdf.PdfImage(read.pages[0].Resources.XObject.I1).as_pil_image().convert("RGB").getpixel((4, 4))
    assert pixel == pytest.approx(shown, abs=3)


def _alone(picture: object) -> bytes:
    """Return a PDF with one picture."""
    import pydyf

    pdf = pydyf.PDF()
    pdf.add_object(picture)
    resources = pydyf.Dictionary({"XObject": pydyf.Dictionary({"I1": picture.reference})})  # type: ignore[attr-defined]
    pdf.add_page(
        pydyf.Dictionary(
            {"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": "[0 0 9 9]", "Resources": resources}
        )
    )
    made = io.BytesIO()
    pdf.write(made)
    return made.getvalue()


def test_a_picture_outside_the_project_is_refused(tmp_path: Path) -> None:
    """A picture outside the project is refused."""
    for name in ("../a.png", "/etc/hostname"):
        with pytest.raises(ValueError, match="outside"):
            picture_object(name, (0.0, 0.0), tmp_path)


def test_a_picture_that_stands_twice_is_in_the_file_once(tmp_path: Path) -> None:
    """A picture that stands twice is in the file once."""
    from docgen.writers.pdf.file import write_file

    pages, fonts = one_of_each()
    twice = dataclasses.replace(
        pages,
        pages=(
            pages.pages[0],
            dataclasses.replace(pages.pages[1], things=(*pages.pages[1].things, pages.pages[0].things[0])),
        ),
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(write_file(twice, DOCUMENT, fonts, ROOT))
    assert len(images(path, 1)) == 1
    with pikepdf.open(path) as pdf:
        assert (
            sum(isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image" for thing in pdf.objects) == 1
        )


def test_notices_are_built_where_weasyprint_is_not(office: Path, docgen: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notices are built where WeasyPrint is not."""
    for name in ("weasyprint", "tinycss2", "cssselect2"):
        monkeypatch.setitem(sys.modules, name, None)
    path = office / "content/announcements/a.md"
    path.write_text(
        "---\nkind: announcement\nsubject: การทดสอบ\ndate: 10 มีนาคม 2567\nsignatory: นายสมชาย ใจดี\n---\n\nข้อความ\n",
        encoding="utf-8",
    )
    told = docgen(office, "build")
    assert told.code == 0, told.err
    assert (office / "output/announcements/a.pdf").is_file()


def test_each_line_starts_where_it_was_placed(content: bytes) -> None:
    """As pdfium finds the origins of the glyphs: to 1/1000 mm, which is the last place of a number in the file."""
    pages, _ = one_of_each()
    document = pypdfium2.PdfDocument(content)
    checked = 0
    for number, look in enumerate(pages.pages):
        text = document[number].get_textpage()
        x, y = ctypes.c_double(), ctypes.c_double()
        origins = set()
        for index in range(text.count_chars()):
            pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
            origins.add((round(x.value, 2), round(y.value, 2)))
        for line in (thing for thing in look.things if isinstance(thing, PlacedLine)):
            wanted = line.x_pt, look.height_pt - line.baseline_pt
            assert min(max(abs(a - b) for a, b in zip(wanted, at, strict=True)) for at in origins) < 0.01, (
                line.line.text
            )
            checked += 1
    assert checked > 10
