"""Read the foot- and endnotes of a paragraph: each becomes `[^1]`, and what it says as content has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from docgen.word_import import drawings
from docgen.word_import.context import Context
from docgen.word_import.inventory import children, letters, words_in
from docgen.word_import.markdown import written
from docgen.word_import.names import qn
from docgen.word_import.records import Span

ReadSpans = Callable[[Any, Span, str, Context], Iterator[Span]]
"""Reads what stands in a paragraph."""


def note_spans(element: Any, look: Span, context: Context, read: ReadSpans) -> Iterator[Span]:
    """Yield the number of a note with what it says; others than plain ones, and comments, are told."""
    name = drawings.NOTES[element.tag]
    note = drawings.notes(context, name).get(element.get(qn("w:id")) or "") if name != "comments" else None
    words = words_in(note) if note is not None else ""
    if note is None or not words.strip() or any(one.tag != qn("w:p") for one in children(note)):
        drawings.tell_note(element, context)
        return
    context.links = drawings.note_links(context, name)
    found: list[Span] = []
    for number, paragraph in enumerate(children(note)):
        if number:
            found.append(Span(" "))
        found += (
            replace(span, raised=span.raised and bool(span.text.strip()))
            for span in read(paragraph, Span(""), "", context)
        )
    context.links = None
    if any(span.picture for span in found) or letters(words) - letters("".join(span.text for span in found)):
        drawings.tell_note(element, context)
        return
    context.noted.add((name, element.get(qn("w:id")) or ""))
    context.note_count += 1
    text = written(found, keeps_english=False, in_cell=True)
    yield replace(look, text=f"[^{context.note_count}]", note=text, raised=False, href="", fill="")
