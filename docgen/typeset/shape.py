"""Shape text with HarfBuzz and the document's own font files, as Pango will set it.

What comes out says of every cluster (a letter with its marks) how wide it is, which glyphs draw it, where they stand
and which characters each of them means: lines are broken by it, and the finished PDF is written by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import cast

import uharfbuzz

from docgen.errors import DocgenError, Finding, Place, error
from docgen.look.pictograms import PICTOGRAMS
from docgen.look.style import Font
from docgen.tree import Run
from docgen.typeset.faces import Face, face, face_in
from docgen.typeset.measured import Advances, summed
from docgen.typeset.missing import first_of, is_invisible, missing_glyph
from docgen.typeset.own_glyphs import apart, pictogram, raised
from docgen.typeset.spelling import PRIVATE_FORMS, Drawn, Glyph, Speller, is_in_place
from docgen.typeset.stretches import RawGlyph, clusters_of, one_script, shaped

_MOST_KEPT = 20_000  # clusters of a face
_MOST_WORDS = 1_000  # labels and numbers of pages
_IGNORED = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
# Reading content drops the first five; all others that are looked at here stand in few documents.
_UNCOMMON = re.compile(r"[^\u00ad\u200b-\u200d\u2060\ufeff\n -~\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A letter with its marks as one face draws it: what it is known by, glyphs to be drawn, advance in 1/1000 em.

    `codes` are glyph ids as shaped, a character each, but that of the letter for each of its private forms: WeasyPrint
    shapes with the HarfBuzz of the machine, and versions differ in which form they take.
    """

    codes: str
    glyphs: tuple[Glyph, ...]
    advance: float
    is_blank: bool


_NOTHING = Cluster("", (), 0.0, False)


@dataclass(frozen=True, slots=True)
class Shaped:
    """A paragraph's text shaped: its summed widths (pt), its clusters in order, and the font file of each cluster."""

    advances: Advances
    clusters: list[Cluster]
    files: list[str]


_WORDS: dict[tuple[Path, Font, str, float, bool], Shaped] = {}


@dataclass(slots=True)
class Fonts:
    """The font files of one document. `spellers` hold what its faces need beyond their own glyphs, by file name.

    `missing` are the characters that the font lacks, each with its place: all of a document are told together.
    """

    folder: Path
    font: Font
    spellers: dict[str, Speller] = field(default_factory=dict)
    missing: list[Finding] = field(default_factory=list)
    noted: int = 0
    """How many clusters so far were the document's own: their glyphs mean something in it alone."""
    _known: dict[tuple[str, str, tuple[RawGlyph, ...]], Cluster] = field(default_factory=dict)

    def extents(self, file: str) -> tuple[float, float]:
        """Return how far a face reaches above and below the baseline, in em, the second less than 0."""
        return face_in(self.folder, file).extents

    def refuse_missing(self) -> None:
        """Raise DocgenError that lists the characters that the font lacks, if any were shaped."""
        if self.missing:
            raise DocgenError(first_of(self.missing))

    def shape(self, runs: Sequence[Run], size_pt: float, bold: bool, place: str) -> Shaped:
        """Shape the runs' words at a size in pt; `bold` if the paragraph is bold itself.

        A character that the font has no glyph for (another font would be drawn instead, on each machine another one)
        is noted in `missing`. Raises DocgenError for a mark without a letter under it, which HarfBuzz would set on a
        dotted circle.
        """
        if runs and unicodedata.category(runs[0].text[:1] or " ") == "Mn":
            raise error(
                "floating-mark",
                Place.read(place),
                f"ข้อความขึ้นต้นด้วยสระหรือวรรณยุกต์ที่ไม่มีพยัญชนะ: {runs[0].text[:20]}",
                "พิมพ์คำแรกของข้อความนี้ใหม่",
            )
        clusters: list[Cluster] = []
        files: list[str] = []
        lengths: list[int] = []
        for (is_bold, is_italic, is_raised), group in groupby(
            runs, key=lambda run: (run.bold or bold, run.italic, run.raised)
        ):
            file = self.font.file(is_bold, is_italic)
            first = len(clusters)
            for piece in apart("".join(run.text for run in group)):
                if piece in PICTOGRAMS and not face_in(self.folder, file).font.get_nominal_glyph(ord(piece)):
                    clusters.append(pictogram(piece, self._speller(file), Cluster))
                    lengths.append(1)
                    continue
                for stretch in one_script(piece):
                    self._add_clusters(clusters, lengths, file, stretch, place)
            if is_raised:
                clusters[first:] = raised(clusters[first:], self._speller(file))
            files += [file] * (len(clusters) - len(files))
        words = "".join([run.text for run in runs])
        em = size_pt / 1000
        return Shaped(summed(words, [cluster.advance * em for cluster in clusters], lengths), clusters, files)

    def shape_words(self, words: str, size_pt: float, bold: bool) -> Shaped:
        """Shape words that are in no paragraph: labels, numbers of pages, the same few in every document.

        They are remembered, unless they are the document's own, as paragraphs are (`known.py`).
        """
        key = self.folder, self.font, words, size_pt, bold
        made = _WORDS.get(key)
        if made is None:
            before = self.noted, len(self.missing)
            made = self.shape([Run(words)], size_pt, bold, "")
            if before == (self.noted, len(self.missing)):
                if len(_WORDS) >= _MOST_WORDS:
                    _WORDS.clear()
                _WORDS[key] = made
        return made

    def _add_clusters(self, made: list[Cluster], lengths: list[int], file: str, text: str, place: str) -> None:
        """Add the clusters of a stretch in one face to those made, and the number of characters of each."""
        face = face_in(self.folder, file)
        places, glyphs = shaped(face.font, text)
        lacking = {text[at] for at, glyph in zip(places, glyphs, strict=True) if not glyph[0]}
        # HarfBuzz draws these as nothing, also where the font lacks them; a reader of the PDF finds them gone.
        lacking |= {one for one in _UNCOMMON.findall(text) if is_invisible(one)}
        if lacking:
            self.missing += (missing_glyph(character, place) for character in sorted(lacking))
            made += [_NOTHING] * len(text)
            lengths += [1] * len(text)
            return
        texts, raw = clusters_of(text, places, glyphs)
        lengths += map(len, texts)
        clusters = list(map(face.plain.get, zip(texts, raw, strict=True)))
        if all(clusters):  # so with most fonts
            made += cast(list[Cluster], clusters)
            return
        for known, words, drawn in zip(clusters, texts, raw, strict=True):
            made.append(known or _remembered(face, (words, drawn)) or self._spelled(file, words, drawn))

    def _spelled(self, file: str, text: str, raw: tuple[RawGlyph, ...]) -> Cluster:
        """Return a cluster that the face's tables take apart or join."""
        key = (file, text, raw)
        speller = self._speller(file)
        if key not in self._known:
            codes, drawn, advance = _drawn(self.folder / file, raw)
            self._known[key] = Cluster(codes, speller.spell(_IGNORED.sub("", text), drawn), advance, False)
        return self._known[key]

    def _speller(self, file: str) -> Speller:
        """Return the speller of a face, whose glyphs are the document's own."""
        self.noted += 1
        return self.spellers.setdefault(file, Speller(self.folder / file))


def _remembered(face: Face, key: tuple[str, tuple[RawGlyph, ...]]) -> Cluster | None:
    """Return what `_plain` says of a cluster that is new, and keep it."""
    if len(face.plain) >= _MOST_KEPT:
        face.plain.clear()
    made = face.plain[key] = _plain(face.path, face.font, *key)
    return made


def _plain(path: Path, font: uharfbuzz.Font, text: str, raw: tuple[RawGlyph, ...]) -> Cluster | None:
    """Return a cluster each of whose glyphs is one of its characters, in their order; None if it is not so."""
    codes, drawn, advance = _drawn(path, raw)
    if text.isspace():
        return Cluster(codes, tuple(Glyph(shown.code, shown.x, shown.y, text) for shown in drawn), advance, True)
    characters = _IGNORED.sub("", text)
    if not characters:
        return Cluster("", (), advance, False)
    if len(characters) != len(raw):
        return None
    for sign, code in zip(characters, codes, strict=True):
        if font.get_nominal_glyph(ord(sign)) != ord(code):
            return None
    if not all(map(is_in_place, drawn)):
        return None
    return Cluster(
        codes,
        tuple(Glyph(shown.code, shown.x, shown.y, sign) for shown, sign in zip(drawn, characters, strict=True)),
        advance,
        False,
    )


def _drawn(path: Path, raw: tuple[RawGlyph, ...]) -> tuple[str, list[Drawn], float]:
    """Return what a cluster is known by, its glyphs where they stand, and its advance in 1/1000 em."""
    scale = 1000 / face(str(path)).font.face.upem
    pen = 0
    drawn: list[Drawn] = []
    for code, (x, y, advance, _) in raw:
        drawn.append(Drawn(code, (pen + x) * scale, y * scale, pen * scale))
        pen += advance
    return "".join(chr(glyph[0]) for glyph in raw).translate(private_forms(path)), drawn, pen * scale


@cache
def private_forms(path: Path) -> dict[int, int]:
    """Return the glyph ids of a face's private forms, each with that of its letter."""
    font = face(str(path)).font
    pairs = ((form, letter) for letter, forms in PRIVATE_FORMS.items() for form in forms)
    ids = ((font.get_nominal_glyph(ord(form)), font.get_nominal_glyph(ord(letter))) for form, letter in pairs)
    return {form: letter for form, letter in ids if form and letter}
