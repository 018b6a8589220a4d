"""Whether a page has colours: its pictures tell, and what it has in red. Grey is drawn in half the time."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import Image

from docgen.errors import DocgenError
from docgen.folder.opened_picture import opened_picture
from docgen.folder.there import state_of
from docgen.typeset.placed import PlacedLine, PlacedPicture, SetPage


def has_colour(page: SetPage, root: Path) -> bool:
    """Tell whether a page may be other than black on white."""
    if any(isinstance(thing, PlacedLine) and thing.line.is_red for thing in page.things):
        return True
    paths = {thing.path for thing in page.things if isinstance(thing, PlacedPicture)}
    return any(_is_coloured(str(root / path), state_of(root / path)) for path in sorted(paths))


@lru_cache(maxsize=256)
def _is_coloured(path: str, _state: tuple[int, int]) -> bool:
    """Tell whether a picture has a pixel that is no grey; remembered for a file's state."""
    try:
        with opened_picture(Path(path)) as picture:
            return not _is_grey(picture)
    except (OSError, ValueError, DocgenError):
        return True


def _is_grey(picture: Image.Image) -> bool:
    if picture.mode in ("1", "L", "LA"):
        return True
    red, green, blue = picture.convert("RGB").split()
    return red.tobytes() == green.tobytes() == blue.tobytes()
