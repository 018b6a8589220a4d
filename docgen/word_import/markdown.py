"""Write words of a Word file as docgen's Markdown, so that reading it gives the same words and looks back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from docgen.content.amounts import PLACEHOLDER
from docgen.content.own_lines import chapter_lines
from docgen.thai.labels import read_label
from docgen.word_import.records import Span

_SPECIAL = re.compile(r"([\\`*_\[\]<{^]|\+(?=\+))")
# What would make a line of words something else: a heading, a list, a table, a rule, a clause.
_AT_START = re.compile(r"^(?P<mark>[#>|+=~-]|[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})*(?=[.)]))")
_PLAIN_POWER = re.compile(r"[0-9๐-๙A-Za-zก-๎+\-–.,()/]{1,40}")
_ALONE = ("^", "=", "<")  # what says something of a table where it is all that stands in a cell
_LINE_END = "<br>"  # in what stands on one line of Markdown
_BULLET_AT_START = re.compile(r"^[•–▪●]\s*")
_THAI = re.compile("[\u0e01-\u0e5b]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+")


def written(spans: Sequence[Span], *, keeps_english: bool, in_cell: bool = False) -> str:
    """Return the Markdown of one paragraph's words, without pictures; blanks and tabs become single blanks.

    `keeps_english` marks words set as English (a file that docgen made).
    """
    pieces = [replace(span, text=re.sub(r"[ \t\xa0]+", " ", span.text)) for span in spans if not span.picture]
    pieces = [span for span in _tidy(pieces) if span.text]
    made = ""
    for number, span in enumerate(pieces):
        before = pieces[number - 1].text[-1] if number else " "
        after = pieces[number + 1].text[0] if number + 1 < len(pieces) else " "
        made += _span(span, before, after, keeps_english)
    # What silences a rule of docgen in a content file is here what somebody typed in Word, and prints as it was typed.
    made = made.replace("docgen:", "docgen\\:").replace(PLACEHOLDER, f"\\{PLACEHOLDER}")
    if in_cell:
        made = made.replace("\n", _LINE_END).replace("|", "\\|")
        return f"\\{made}" if made in _ALONE else made
    first, *others = made.split("\n")
    return "\\\n".join([_plain_start(first), *map(_plain_line, others)])


def as_words(text: str) -> str:
    """Return a paragraph of docgen's own so that its start is no label and no chapter's head to who reads content."""
    first = text.partition("\n")[0]
    label = read_label(first)
    if label is not None and label.text[0].isdecimal():
        return text  # escaped already
    if (label is not None and label.is_worded) or chapter_lines([first]):
        return "\\" + text
    if label is None:
        return text
    return "\\" + text if label.text.startswith("(") else text[0] + "\\" + text[1:]


def in_heading_lines(text: str) -> str:
    """Return a heading on one line, a chapter's number and its name on lines of their own, as they are read.

    >>> in_heading_lines("หมวด ๑<br>บททั่วไป"), in_heading_lines("แผน<br>งาน")
    ('หมวด ๑\\nบททั่วไป', 'แผน งาน')
    """
    lines = re.split(rf"(?<!\\){_LINE_END}", text)
    return ("\n" if len(chapter_lines(lines)) == len(lines) else " ").join(lines)


def _tidy(spans: Sequence[Span]) -> list[Span]:
    """Leave one blank where two spans meet with a blank each, none at the ends or at a line end."""
    made: list[Span] = []
    end = "\n"
    for span in spans:
        text = re.sub(r" *\n *", "\n", span.text)
        if end in (" ", "\n"):
            text = text.lstrip(" ") if end == " " else text.lstrip(" \n")
        if text.startswith("\n") and made:
            made[-1] = replace(made[-1], text=made[-1].text.rstrip(" "))
        end = text[-1] if text else end
        made.append(replace(span, text=text))
    while made and not made[-1].text.strip():
        made.pop()
    if made:
        made[-1] = replace(made[-1], text=made[-1].text.rstrip())
    return made


def _span(span: Span, before: str, after: str, keeps_english: bool) -> str:
    if span.note:
        return span.text
    if span.code and "docgen:" not in span.text:
        return f"`{span.text}`" if "`" not in span.text else escaped(span.text)
    if span.fill:
        return f"[{escaped(span.text)}]{{fill={_quoted(span.fill)}}}"
    if span.english and keeps_english and not _THAI.search(span.text):
        return f"[{escaped(span.text)}]{{lang=en}}"
    if span.href:
        return f"[{escaped(span.text)}]({span.href})" if span.text.strip() else ""
    words = span.text
    lead, trail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    inner = words.strip()
    marks = "**" * span.bold + "*" * span.italic
    if not inner:
        return escaped(words)
    made = _looked(span, inner, lead or before)
    if marks and _can_emphasize(inner, lead or before, trail or after, marks):
        # Beside digits a single asterisk is the sign of times.
        made = f"{marks}{made}{marks[::-1]}"
    return f"{lead}{made}{trail}"


def _looked(span: Span, inner: str, before: str) -> str:
    """Return words with the marks of a superscript and of underlining around them."""
    made = escaped(inner)
    if span.raised:
        made = f"^{inner}^" if _PLAIN_POWER.fullmatch(inner) else f"<sup>{made}</sup>"
    if span.underline:
        is_plain = "+" not in inner and "\n" not in inner and not (before[-1].isascii() and before[-1].isalnum())
        made = f"++{made}++" if is_plain and not made.endswith("\\") else f"<u>{made}</u>"
    return made


def _can_emphasize(inner: str, before: str, after: str, marks: str) -> bool:
    """Tell whether `docgen.content.markdown_parser` takes the asterisks around these words for marks."""
    is_times = marks == "*" and (before[-1].isdecimal() or (inner[-1].isdecimal() and after[0].isdecimal()))
    return not is_times and "\n" not in inner


def escaped(text: str) -> str:
    """Return words so that no letter of them is taken for markup; addresses stay as they are."""
    made, end = "", 0
    for address in _ADDRESS.finditer(text):
        made += _SPECIAL.sub(r"\\\1", text[end : address.start()])
        made += re.sub(r"([\\`*_\[\]^])", r"\\\1", address[0])
        end = address.end()
    return made + _SPECIAL.sub(r"\\\1", text[end:])


def _plain_line(line: str) -> str:
    """Return a line after a line end so that it begins nothing: a bullet typed there stays a mark on its line."""
    return _plain_start(_BULLET_AT_START.sub("- ", line))


def _plain_start(line: str) -> str:
    found = _AT_START.match(line)
    if found is None:
        return line
    mark = found["mark"]
    return mark + "\\" + line[len(mark) :] if mark[0].isdecimal() else "\\" + line


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "").replace('"', "'").replace("docgen:", "docgen ") + '"'


def quoted_yaml(text: str) -> str:
    """Return a text as a YAML scalar on one line, plain where YAML reads it back as it is."""
    import json

    import yaml

    try:
        begins_plainly = re.fullmatch(r"[ก-๛A-Za-z0-9].*", text) is not None and "docgen:" not in text
        plain = begins_plainly and yaml.safe_load(f"k: {text}") == {"k": text}
    except yaml.YAMLError:
        plain = False
    # A comment that silences a rule must not stand in the line as such: YAML reads the escape as the colon it is.
    return text if plain else json.dumps(text, ensure_ascii=False).replace("docgen:", "docgen\\u003a")
