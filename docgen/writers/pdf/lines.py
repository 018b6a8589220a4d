"""Set a paragraph's inlines as composed lines: plain HTML for WeasyPrint, and where every glyph of them stands.

WeasyPrint gets the lines as words with line ends between them and nothing else; the finisher (`placing.py`) puts the
glyphs where the composer wants them. Spacing by CSS would cost an element a line, and Pango places marks by it badly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from docgen.errors import Finding, Place, Severity, error
from docgen.look.size import MAX_LINES, too_long
from docgen.look.style import PT_PER_CM, Composition, ParagraphStyle
from docgen.outside import quoted
from docgen.thai.lexicon import Lexicon
from docgen.thai.words import Break, BreakKind, find_breaks
from docgen.tree import Inline, LineBreak, Run, inline_text
from docgen.writers.pdf.compose import Line, Mode, NoRoomError, Room, compose
from docgen.writers.pdf.shape import Cluster, Fonts, Shaped


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a line that one run makes, as WeasyPrint draws it: clusters of one face, language, clickable or not.

    A clause's label is a piece with `room`: that much of the line is its own (1/1000 em), and it is never stretched.
    """

    clusters: tuple[Cluster, ...]
    file: str
    lang: str = "th"
    is_link: bool = False
    room: float | None = None


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line as it will stand: its pieces, its size, what is added after each cluster and each blank (1/1000 em).

    Glyphs and spaces then take `scale` of their width. `place` is where the paragraph was written.
    """

    pieces: tuple[Piece, ...]
    size_pt: float
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    place: str = ""

    @property
    def text(self) -> str:
        """The words of the line, a label's among them."""
        return "".join(glyph.text for piece in self.pieces for cluster in piece.clusters for glyph in cluster.glyphs)


def uneven_line(line: SetLine) -> Finding:
    """Return the warning that a line does not end at the margin as it should."""
    return Finding(
        "uneven-line",
        Place.read(line.place),
        f"บรรทัดนี้เรียงให้เต็มพอดีไม่ได้ เพราะไม่มีที่ตัดคำที่เหมาะสม: {line.text}",
        "ปรับถ้อยคำหรือเพิ่มวรรคในย่อหน้านี้เล็กน้อย",
        Severity.WARNING,
    )


@dataclass(slots=True)
class Typesetter:
    """What setting lines needs: fonts, words, the limits of letter-spacing; and what it has set, in order."""

    fonts: Fonts
    lexicon: Lexicon
    limits: Composition
    set_lines: list[SetLine] = field(default_factory=list)
    section_starts: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

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

        A label stands before the first line, in the room that `first_cm` leaves; it is no part of the HTML.
        """
        made: list[str] = []
        for runs in _stretches(inlines):
            first = () if made or label is None else (label,)
            made += self._stretch(runs, style, measure_cm, first_cm if not made else 0.0, place, first)
        return "\n".join(made)

    def label(self, words: str, style: ParagraphStyle, room_cm: float, gap_cm: float) -> tuple[Piece, float]:
        """Return a clause's label and its room in cm: `room_cm`, or its width and the gap if that is more."""
        shaped = self.fonts.shape([Run(words)], style.size_pt, style.bold, "")
        room_cm = max(room_cm, shaped.advances.widths[-1] / PT_PER_CM + gap_cm)
        room = room_cm * PT_PER_CM / style.size_pt * 1000
        return Piece(tuple(shaped.clusters), shaped.files[0], room=room), room_cm

    def _stretch(
        self,
        runs: Sequence[Run],
        style: ParagraphStyle,
        measure_cm: float,
        first_cm: float,
        place: str,
        label: tuple[Piece, ...],
    ) -> Iterator[str]:
        if not runs:
            self.set_lines += [SetLine(label, style.size_pt, place=place)] if label else []
            yield ""
            return
        shaped = self.fonts.shape(runs, style.size_pt, style.bold, place)
        widest = max((cluster.advance for cluster in shaped.clusters), default=0.0) * style.size_pt / 1000
        if min(measure_cm, measure_cm - first_cm) * PT_PER_CM < widest:
            hint = "ลดย่อหน้าในแบบหน้า (templates/layout.yaml) หรือจำนวนช่องของตาราง"
            raise error("too-narrow", Place.read(place), "ที่พิมพ์ตรงนี้แคบกว่าหนึ่งตัวอักษร", hint)
        scale = style.size_pt / self.limits.at_size_pt
        room = Room(
            measure_cm * PT_PER_CM,
            (measure_cm - first_cm) * PT_PER_CM,
            self.limits.letter_stretch_pt * scale,
            self.limits.letter_shrink_pt * scale,
            self.limits.blank_stretch_pt * scale,
            self.limits.blank_shrink_pt * scale,
            self.limits.glyph_scale_percent / 100,
        )
        try:
            lines = compose(shaped.advances, self._breaks(runs), room, _mode(style))
        except NoRoomError:
            message = f"ที่ว่างแคบกว่าหนึ่งตัวอักษร: {quoted(inline_text(runs), 30)}"
            raise error("no-room", Place.read(place), message, "ลดจำนวนช่องของตาราง หรือย่อหน้าให้ตื้นขึ้น") from None
        if len(self.set_lines) + len(lines) > MAX_LINES:
            raise too_long(place)
        for line in lines:
            per_em = 1000 / style.size_pt
            pieces = (*(label if line.first == 0 else ()), *_pieces(runs, line, shaped))
            spacing, word_spacing = line.spacing_pt * per_em, line.word_spacing_pt * per_em
            self.set_lines.append(SetLine(pieces, style.size_pt, spacing, word_spacing, line.scale, place))
            if not line.within_limits:
                self.findings.append(uneven_line(self.set_lines[-1]))
            yield _slice(runs, line)

    def _breaks(self, runs: Sequence[Run]) -> list[Break]:
        """Return the breaks of the whole text; what is marked as code or English breaks at its blanks alone."""
        found = find_breaks(inline_text(runs), self.lexicon)
        start = 0
        foreign = []
        for run in runs:
            if run.code or run.lang != "th":
                foreign.append(range(start + 1, start + len(run.text)))
            start += len(run.text)
        return [
            replace(place, kind=BreakKind.HELD)
            if place.kind is BreakKind.WORD and any(place.offset in span for span in foreign)
            else place
            for place in found
        ]


def _mode(style: ParagraphStyle) -> Mode:
    if style.balanced:
        return "balanced"
    return "justify" if style.align == "justify" else "ragged"


def _stretches(inlines: Iterable[Inline]) -> list[list[Run]]:
    """Return the runs between the line ends that the author asked for; neighbours of one look are one run."""
    stretches: list[list[Run]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            stretches.append([])
        elif stretches[-1] and replace(stretches[-1][-1], text=inline.text) == inline:
            stretches[-1][-1] = replace(inline, text=stretches[-1][-1].text + inline.text)
        elif inline.text:
            stretches[-1].append(inline)
    return stretches


def _parts(runs: Sequence[Run], line: Line) -> Iterator[tuple[Run, int, int]]:
    """Yield the runs that stand on a line, with the offsets in the text where their parts begin and end."""
    start = 0
    for run in runs:
        first, last = max(line.first, start), min(line.last, start + len(run.text))
        if first < last:
            yield replace(run, text=run.text[first - start : last - start]), first, last
        start += len(run.text)


def _slice(runs: Sequence[Run], line: Line) -> str:
    """Return the HTML of the part of the runs that stands on a line."""
    return "".join(_run(run) for run, _, _ in _parts(runs, line))


def _pieces(runs: Sequence[Run], line: Line, shaped: Shaped) -> Iterator[Piece]:
    """Yield what WeasyPrint will draw of a line, one piece for each element that `_run` makes or text between them."""
    counts = shaped.advances.clusters
    for run, first, last in _parts(runs, line):
        start, end = counts[first], counts[last]
        if start < end:
            yield Piece(tuple(shaped.clusters[start:end]), shaped.files[start], run.lang, bool(run.href))


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
