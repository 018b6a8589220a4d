"""The record of a row of a list that fills a design."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from docgen.errors import Place


@dataclass(frozen=True, slots=True)
class DesignRow:
    """A row of a list for a design: the name of its file, its cells by head word (a day in a column of dates).

    `places` are those of the cells, `name_place` is the cell that names the file, `pictures` are the pictures that its
    cells name, by project path; such a cell's value is the picture's address.
    """

    file_name: str
    values: Mapping[str, str | datetime.date | None]
    places: Mapping[str, Place]
    place: Place
    name_place: Place
    pictures: tuple[str, ...] = ()
