"""The lines of a document as they go into the HTML: plain words with line ends between them and nothing else.

The finisher (`placing.py`) puts the glyphs where the composer wants them. Spacing by CSS would cost an element a line,
and Pango places marks by it badly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

from docgen.errors import Finding
from docgen.look.size import MAX_LINES, too_long
from docgen.look.style import ParagraphStyle
from docgen.tree import Inline, Run
from docgen.typeset.lines import Piece, SetLine, Typesetter, uneven_line
from docgen.typeset.shape import Fonts


@dataclass(frozen=True, slots=True)
class Composed:
    """A document with its lines composed: HTML and style sheet, the lines in order, the fonts that they use.

    `section_starts` are the indexes of the lines that the document's sections begin with.
    """

    html: str
    css: str
    lines: tuple[SetLine, ...]
    section_starts: tuple[int, ...]
    fonts: Fonts
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Sheet:
    """Takes down the lines of one document in the order in which they stand in its HTML."""

    typesetter: Typesetter
    _lines: list[SetLine] = field(default_factory=list)
    _section_starts: list[int] = field(default_factory=list)
    _findings: list[Finding] = field(default_factory=list)

    def begin_section(self) -> None:
        """Note that the next line is the first of a section."""
        self._section_starts.append(len(self._lines))

    def lines(
        self,
        inlines: Sequence[Inline],
        style: ParagraphStyle,
        measure_cm: float,
        first_cm: float,
        place: str,
        label: Piece | None = None,
    ) -> str:
        """Return the HTML of a paragraph's lines for a measure in cm; the first line is narrower by `first_cm`.

        A label stands before the first line, in the room that `first_cm` leaves; it is no part of the HTML. Raises
        DocgenError for more lines than a document may have, and as `Typesetter.paragraph`.
        """
        made = self.typesetter.paragraph(inlines, style, measure_cm, first_cm, place, label)
        if len(self._lines) + len(made.lines) > MAX_LINES:
            raise too_long(place)
        self._lines += made.lines
        self._findings += map(uneven_line, made.uneven)
        return "\n".join("".join(map(_run, words)) for words in made.words)

    def composed(self, html: str, css: str) -> Composed:
        """Return the whole document with the lines that were taken down."""
        findings = tuple(dict.fromkeys(self._findings))
        return Composed(html, css, tuple(self._lines), tuple(self._section_starts), self.typesetter.fonts, findings)


def _wrappers(run: Run) -> list[Callable[[str], str]]:
    """Return what puts the look of a run around its words, from the inside out."""
    wrappers: list[tuple[bool, Callable[[str], str]]] = [
        (run.code, lambda text: f"<code>{text}</code>"),
        (run.italic, lambda text: f"<i>{text}</i>"),
        (run.bold, lambda text: f"<b>{text}</b>"),
        (run.lang != "th", lambda text: f'<span lang="{escape(run.lang)}">{text}</span>'),
        (bool(run.href), lambda text: f'<a href="{escape(run.href)}">{text}</a>'),
    ]
    return [wrap for wanted, wrap in wrappers if wanted]


def _run(run: Run) -> str:
    made = escape(run.text)
    for wrap in _wrappers(run):
        made = wrap(made)
    return made
