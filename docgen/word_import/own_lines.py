"""Write the entries that a kind alone has into front matter, as they were found in a Word file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from docgen.content.records import Agency
from docgen.kinds.addressees import addressee_of, is_royal
from docgen.kinds.kind import Kind
from docgen.thai.numerals import thai_digits_in_prose, to_arabic_digits
from docgen.word_import.markdown import quoted_yaml


def own_lines(kind: Kind, found: Mapping[str, Any], agency: Agency) -> Iterator[str]:
    """Yield the lines of what was found; what the program fills in by itself is left out."""
    for one in kind.fields:
        value = found.get(one.key)
        if not value or _is_filled_in(one.key, value, found, agency):
            continue
        if value is True:
            yield f"{one.key}: yes"
        elif isinstance(value, str):
            yield f"{one.key}: {quoted_yaml(to_arabic_digits(value))}"
        else:
            yield f"{one.key}:"
            yield from (f"  - {_item(item)}" for item in value)


def closing_to(kind: Kind, found: Mapping[str, Any]) -> str:
    """Return the closing that the program puts under a letter by itself, "" for what has none."""
    to = str(found.get("to", ""))
    has_pair = any(one.key == "copies" for one in kind.fields)
    return addressee_of(to, "").closing if has_pair and to and not is_royal(to) else ""


def _item(item: Any) -> str:
    if isinstance(item, str):
        return quoted_yaml(to_arabic_digits(item))
    inner = (f"{key}: {_in_flow(to_arabic_digits(value))}" for key, value in item.items() if value)
    return "{" + ", ".join(inner) + "}"


def _in_flow(text: str) -> str:
    """Return a text as it may stand between braces: a comma or a bracket would end it there."""
    return json.dumps(text, ensure_ascii=False) if any(one in text for one in ",[]{}") else quoted_yaml(text)


def _is_filled_in(key: str, value: Any, found: Mapping[str, Any], agency: Agency) -> bool:
    if key == "opening":
        to = str(found.get("to", ""))
        return not is_royal(to) and value == addressee_of(to, "").opening
    own = {"code": agency.code, "telephone": agency.telephone}
    return key in own and thai_digits_in_prose(own[key]) == thai_digits_in_prose(str(value))
