"""Every text that a part of a Word file holds, whatever element it stands in, counted without knowing what it means.

The reader decides what becomes content; this list is made beside it, so that what the reader does not know is missed by
the comparison and told, never lost. Where a part offers alternatives (mc:AlternateContent) the branch that Word shows
counts; words that only another branch has are told as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from docgen.thai.numerals import to_arabic_digits
from docgen.word_import.characters import symbol
from docgen.word_import.names import qn

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
# What a reader sees apart from what stands beside it: paragraphs, and the members of a fraction or power.
_PARTING = tuple(map(qn, ("w:p", "a:p", "m:num", "m:den", "m:e", "m:sup", "m:sub", "m:deg", "m:lim")))
_TEXT = etree._Element.text.__get__
ALTERNATE = f"{_MC}AlternateContent"
# Namespaces of Choice that Word 2010 and later show; symbols of w16se are not among them, their Fallback is a letter.
_UNDERSTOOD = re.compile(
    r"http://schemas\.microsoft\.com/office/(?:word/2010/|drawing/201[0-9]/|word/2012/wordml$|word/2006/wordml$)"
)
# Elements whose text is a measure or an instruction to the program, never words: by local name.
_NO_WORDS = frozenset(
    "posOffset align pctPosHOffset pctPosVOffset pctWidth pctHeight instrText delInstrText binData"
    " formatCode f ptCount idx order LinkType LockedField FieldCodes Anchor SizeWithCells MoveWithCells"
    " AutoFill".split()
)
# Text that stands in an attribute: WordArt, and the names that readers for the blind say.
_WORDS_IN_ATTRIBUTES = {
    f"{_VML}textpath": "string",
    qn("wp:docPr"): "descr",
    qn("w:tblCaption"): qn("w:val"),
    qn("w:tblDescription"): qn("w:val"),
}


def branches(element: Any) -> tuple[Any, list[Any]]:
    """Return the branch of an mc:AlternateContent that Word shows (None if there is none), and the others."""
    found = [child for child in element if isinstance(child.tag, str)]
    shown = next((child for child in found if child.tag == f"{_MC}Choice" and _is_understood(child)), None)
    if shown is None:
        shown = next((child for child in found if child.tag == f"{_MC}Fallback"), found[0] if found else None)
    return shown, [child for child in found if child is not shown]


def _is_understood(choice: Any) -> bool:
    prefixes = (choice.get("Requires") or "").split()
    return bool(prefixes) and all(_UNDERSTOOD.match(choice.nsmap.get(prefix) or "") for prefix in prefixes)


def children(element: Any) -> Iterator[Any]:
    """Yield the child elements, those of the shown branch in place of an AlternateContent; no comments."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == ALTERNATE:
            shown, _ = branches(child)
            if shown is not None:
                yield from children(shown)
        else:
            yield child


def walk(element: Any) -> Iterator[Any]:
    """Yield an element and all within it in document order, of alternatives only what is shown."""
    waiting = [element]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += reversed(list(children(found)))


def own_texts(element: Any) -> list[str]:
    """Return the texts of one element without those of the elements within it.

    Text typed between elements, which Word never writes and does not show, counts for the element around it.
    """
    made = []
    name = element.tag.rpartition("}")[2]
    # python-docx's own elements answer .text with all the words of a paragraph or run.
    text = _TEXT(element)
    if text and name not in _NO_WORDS and text.strip():
        made.append(text)
    attribute = _WORDS_IN_ATTRIBUTES.get(element.tag)
    if attribute and (words := element.get(attribute)):
        made.append(words)
    if element.tag == qn("w:sym"):
        made.append(symbol(element.get(qn("w:font")) or "", element.get(qn("w:char")) or ""))
    return made + [child.tail for child in element if child.tail and child.tail.strip()]


def pieces(element: Any) -> Iterator[tuple[Any, str]]:
    """Yield each text within an element with the element that holds it, in document order."""
    for found in walk(element):
        for text in own_texts(found):
            yield found, text


def words_in(element: Any) -> str:
    """Return all text within an element, paragraphs and cells parted by blanks."""
    made: list[str] = []
    last: Any = None
    for found, text in pieces(element):
        holder = next(found.iterancestors(*_PARTING), None)
        made += [" ", text] if made and holder is not last else [text]
        last = holder
    return "".join(made).strip()


def everything_in(element: Any) -> str:
    """Return all text within an element that is left out as a whole, with the instructions of its fields."""
    made = [words_in(element)]
    for found in walk(element):
        if found.tag in (qn("w:instrText"), qn("w:delInstrText")):
            made.append(_TEXT(found) or "")
        elif found.tag == qn("w:fldSimple"):
            made.append(found.get(qn("w:instr")) or "")
        elif found.tag == qn("w:listEntry"):
            made.append(found.get(qn("w:val")) or "")
        elif found.tag == qn("w:listItem"):
            made.append(found.get(qn("w:displayText")) or found.get(qn("w:value")) or "")
    return " ".join(text.strip() for text in made if text.strip())


def letters(text: str) -> Counter[str]:
    """Count the characters of a text that a reader sees."""
    return Counter(seen(text))


def seen(text: str) -> str:
    """Return what a reader sees of a text: no blanks, digits of one kind, compatible forms alike."""
    return "".join(to_arabic_digits(unicodedata.normalize("NFKC", text)).split())
