"""Footnotes: `[^1]` in the text, and somewhere a line `[^1]: …` that says what stands at the foot of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from markdown_it.rules_inline import StateInline

from docgen.content.own_lines import is_page_break
from docgen.outside import quoted
from docgen.thai.labels import read_label

NOTES, USED = "docgen.notes", "docgen.used"
"""Where the parser finds the notes by their labels, and takes down those that it met."""
_DEFINITION = re.compile(r"\s{0,12}\[\^(?P<label>[^\]\s^]{1,30})\]:\s*(?P<words>.*)")
_REFERENCE = re.compile(r"\[\^([^\]\s^]{1,30})\]")
_ANEW = ("#", "|", "- ", "* ", "![")
_HINT = "เชิงอรรถเขียน [^1] ในข้อความ และบรรทัด [^1]: ข้อความของเชิงอรรถ อย่างละหนึ่งแห่ง"


def take_notes(
    lines: Sequence[str], report: Callable[[int, str, str, str], None]
) -> tuple[list[str], dict[str, tuple[int, str]]]:
    """Return lines of the same number without the notes, and each note by its label with its line.

    A note goes on up to a blank line, the next note, or a line that is no running text: a clause, a heading, a bullet,
    a row of a table, a new page. What is given twice, or says nothing, is reported.
    """
    left: list[str] = []
    notes: dict[str, tuple[int, str]] = {}
    label = ""
    for index, line in enumerate(lines):
        found = _DEFINITION.fullmatch(line)
        if found is not None:
            label = found["label"]
            if label in notes:
                report(index, "wrong-note", f"มีเชิงอรรถ [^{label}] สองแห่ง", _HINT)
            notes[label] = index, found["words"].strip()
        elif label and line.strip() and not _begins_anew(line):
            notes[label] = notes[label][0], f"{notes[label][1]} {line.strip()}".strip()
        else:
            label = ""
        left.append("" if label else line)
    for label, (index, words) in notes.items():
        if not words:
            report(index, "wrong-note", f"เชิงอรรถ [^{label}] ไม่มีข้อความ", _HINT)
    return left, notes


def _begins_anew(line: str) -> bool:
    """Tell whether a line is of its own wherever it stands, and no more of a note before it."""
    return line.lstrip().startswith(_ANEW) or is_page_break(line) or read_label(line) is not None


def notes_amiss(notes: dict[str, tuple[int, str]], noted: dict[str, Any]) -> Iterator[tuple[int, str, str, str]]:
    """Yield line, code, message and remedy of notes that nothing refers to, or more than one place does."""
    used = noted.get(USED, [])
    for label, (index, words) in notes.items():
        count = used.count(label)
        if count != 1:
            what = "ไม่มีที่ใดในข้อความอ้างถึง" if not count else "ถูกอ้างถึงหลายแห่ง"
            yield index, "wrong-note", f"เชิงอรรถ [^{label}] {what}: {quoted(words, 40)}", _HINT


def note_reference(state: StateInline, silent: bool) -> bool:
    """Take `[^1]` for a footnote if there is a note of that label; a note within a note is none."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    notes = state.env.get(NOTES, {})
    if found is None or found[1] not in notes or state.env.get("docgen.in_note"):
        return False
    if not silent:
        state.env.setdefault(USED, []).append(found[1])
        token = state.push("note", "", 0)
        token.children = []
        state.env["docgen.in_note"] = True
        state.md.inline.parse(notes[found[1]][1], state.md, state.env, token.children)
        state.env["docgen.in_note"] = False
    state.pos = found.end()
    return True
