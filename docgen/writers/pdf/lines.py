"""Set a paragraph's inlines as composed lines of HTML: one unbreakable span a line, with its own letter-spacing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from docgen.style import PT_PER_CM, Composition, ParagraphStyle
from docgen.thai.lexicon import Lexicon
from docgen.thai.words import Break, BreakKind, find_breaks
from docgen.tree import Inline, LineBreak, Run, inline_text
from docgen.writers.pdf.compose import Line, Mode, Room, compose
from docgen.writers.pdf.measure import Fonts


@dataclass(frozen=True, slots=True)
class Typesetter:
    """What setting lines needs: fonts, words, and the limits of letter-spacing."""

    fonts: Fonts
    lexicon: Lexicon
    limits: Composition

    def lines(
        self,
        inlines: Sequence[Inline],
        style: ParagraphStyle,
        measure_cm: float,
        first_cm: float,
        place: str,
    ) -> str:
        """Return the HTML of a paragraph's lines for a measure in cm; the first line is narrower by `first_cm`."""
        made: list[str] = []
        for runs in _stretches(inlines):
            made += self._stretch(runs, style, measure_cm, first_cm if not made else 0.0, place)
        return "\n".join(made)

    def width_cm(self, words: str, style: ParagraphStyle) -> float:
        """Return the width of a few words in a paragraph style, in cm."""
        return self.fonts.advances([Run(words)], style.size_pt, style.bold, "").widths[-1] / PT_PER_CM

    def _stretch(
        self, runs: Sequence[Run], style: ParagraphStyle, measure_cm: float, first_cm: float, place: str
    ) -> Iterator[str]:
        if not runs:
            yield ""
            return
        advances = self.fonts.advances(runs, style.size_pt, style.bold, place)
        scale = style.size_pt / self.limits.at_size_pt
        room = Room(
            measure_cm * PT_PER_CM,
            (measure_cm - first_cm) * PT_PER_CM,
            self.limits.letter_stretch_pt * scale,
            self.limits.letter_shrink_pt * scale,
            self.limits.blank_stretch_pt * scale,
            self.limits.blank_shrink_pt * scale,
        )
        for line in compose(advances, self._breaks(runs), room, _mode(style)):
            words = _slice(runs, line)
            spaced = line.spacing_pt or line.word_spacing_pt
            look = f"letter-spacing:{line.spacing_pt:.4f}pt;word-spacing:{line.word_spacing_pt:.4f}pt"
            yield f'<span style="{look}">{words}</span>' if spaced else words

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
    """Return the runs between the line ends that the author asked for."""
    stretches: list[list[Run]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            stretches.append([])
        else:
            stretches[-1].append(inline)
    return stretches


def _slice(runs: Sequence[Run], line: Line) -> str:
    """Return the HTML of the part of the runs that stands on a line."""
    made, start = [], 0
    for run in runs:
        first, last = max(line.first - start, 0), min(line.last - start, len(run.text))
        if first < last:
            made.append(_run(replace(run, text=run.text[first:last])))
        start += len(run.text)
    return "".join(made)


def _run(run: Run) -> str:
    made = escape(run.text)
    wrappers: list[tuple[bool, Callable[[str], str]]] = [
        (run.code, lambda text: f"<code>{text}</code>"),
        (run.italic, lambda text: f"<i>{text}</i>"),
        (run.bold, lambda text: f"<b>{text}</b>"),
        (run.lang != "th", lambda text: f'<span lang="{escape(run.lang)}">{text}</span>'),
        (bool(run.href), lambda text: f'<a href="{escape(run.href)}">{text}</a>'),
    ]
    for wanted, wrap in wrappers:
        if wanted:
            made = wrap(made)
    return made
