"""Compare what a file's body holds with what was read and what was told: what is in neither is told here."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from docgen.word_import.characters import cleaned
from docgen.word_import.context import Context
from docgen.word_import.inventory import ALTERNATE, branches, everything_in, letters, own_texts, seen, walk


def tell_what_is_missing(body: Any, context: Context) -> None:
    """Tell every text of the body that is neither in a paragraph as read nor told, at the paragraph it stands in.

    So that a new or unknown element is told without anybody knowing it, this looks at the text of every element: each
    must be found as it stands, and as often as it stands there.
    """
    told = context.ledger.by_paragraph()
    for number, texts in _by_paragraph(body, context).items():
        if number in context.passed:
            continue
        wanted = [cleaned(text, context.printable, _keep_quiet) for text in texts]
        have = "\n".join((*context.taken.get(number, ()), told.get(number, "")))
        for text in _missing(wanted, have):
            context.ledger.add("unknown", number, text)
    number = 0
    for found in body.iter():
        number = context.numbers.get(found, number)
        if found.tag == ALTERNATE:
            _tell_other_branches(found, number, context)


def _by_paragraph(body: Any, context: Context) -> dict[int, list[str]]:
    made: dict[int, list[str]] = defaultdict(list)
    number = 0
    for found in walk(body):
        number = context.numbers.get(found, number)
        made[number] += own_texts(found)
    return made


def _missing(wanted: list[str], have: str) -> list[str]:
    """Return the texts that are not to be found; all of them where equal words hide which one is found too seldom."""
    known = seen(have)
    missing = [text for text in wanted if seen(text) not in known]
    short = letters("".join(wanted)) - letters(have) - letters("".join(missing))
    return wanted if short else missing


def _tell_other_branches(alternate: Any, number: int, context: Context) -> None:
    shown, others = branches(alternate)
    have = letters(everything_in(shown)) if shown is not None else Counter()
    for other in others:
        words = everything_in(other)
        if letters(words) - have:
            context.ledger.add("other-branch", number, words)


def _keep_quiet(kind: str, text: str) -> None:
    """Take no note: the reader told it already."""
