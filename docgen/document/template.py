"""Fill the Jinja template of a kind with its record; the result is docgen markup. Templates say what stands where.

Values are escaped; a name that the record lacks is an error with the template's line.
"""

from __future__ import annotations

import datetime
import re
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import CodeType
from typing import Any, get_args

import jinja2
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.errors import DocgenError, Place, error
from docgen.folder.files import MAX_TEXT_BYTES
from docgen.folder.folder import Folder, as_folder
from docgen.thai.dates import DateForm, write_date, write_period
from docgen.thai.numbering import format_label
from docgen.thai.numerals import thai_digits_in_prose, thai_number

TEMPLATES = "templates"
_MOST_LETTERS = 50_000_000


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, without powers of numbers: 9 ** 9 ** 9 takes hours that no limit of time can end."""

    intercepted_binops = frozenset(["**"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse the one operator that is intercepted. Raises SecurityError."""
        raise SecurityError(f"operator {operator}")


class _Compiled(jinja2.BytecodeCache):
    """Templates as compiled, by their text: a page for clerks reads the project at each pause of the keys."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of the same text before."""
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if len(self.kept) >= _MOST_COMPILED:
            self.kept.clear()
        if bucket.code is not None:
            self.kept[bucket.key, bucket.checksum] = bucket.code


_MOST_COMPILED = 64
_COMPILED = _Compiled()


def environment(given: Path | Folder) -> jinja2.Environment:
    """Return the Jinja environment of a project, with our filters for Thai numerals, dates and labels."""
    # A template may come with a bag of evidence that someone else made: it reads records and calls nothing else.
    made = _Environment(
        loader=_loader(as_folder(given)),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_printed,
        bytecode_cache=_COMPILED,
    )
    made.filters["thai"] = thai_digits_in_prose
    made.filters["thai_number"] = thai_number
    made.filters["thai_date"] = _thai_date
    made.filters["thai_period"] = write_period
    made.filters["thai_letter"] = lambda number: format_label("{1:ก}", [number])
    return made


def _printed(value: object) -> object:
    """Return a value that is printed. Raises TypeError for none at all, which would stand on the page as None."""
    if value is None:
        raise TypeError("nothing to print")
    return value


def _thai_date(date: datetime.date, form: DateForm) -> str:
    """Return a date as `write_date` does. Raises TypeError for a form that it does not know."""
    if form not in get_args(DateForm):
        raise TypeError(f"unknown form {form!r}")
    return write_date(date, form)


def _loader(folder: Folder) -> jinja2.FunctionLoader:
    def load(name: str) -> tuple[str, str, None] | None:
        shown = f"{TEMPLATES}/{name}"
        if ".." in name.split("/") or "\\" in name or not folder.is_file(shown):
            return None
        return folder.read(shown, MAX_TEXT_BYTES).decode("utf-8"), str(folder.root / shown), None

    return jinja2.FunctionLoader(load)


def render(templates: jinja2.Environment, name: str, **values: object) -> str:
    """Return the markup that template `name` makes of the values. Raises DocgenError with the template's line."""
    return render_within(templates, name, _MOST_LETTERS, values)


def render_within(templates: jinja2.Environment, name: str, most: int, values: Mapping[str, object]) -> str:
    """Return what `render` does, of at most that many letters. Raises DocgenError as `render`, and for more."""
    made: list[str] = []
    left = most
    try:
        for piece in templates.get_template(name).generate(values):
            left -= len(piece)
            if left < 0:
                message, hint = f"แม่แบบให้ข้อความเกิน {most:,} ตัวอักษร", "ตรวจคำสั่ง for ในแม่แบบว่าวนกี่รอบ"
                raise error("template-too-long", Place(f"{TEMPLATES}/{name}"), message, hint)
            made.append(piece)
        return "".join(made)
    except jinja2.TemplateSyntaxError as problem:
        raise _failure(name if problem.name is None else problem.name, problem.lineno, _in_thai(problem)) from None
    except jinja2.TemplateNotFound as problem:
        raise error(
            "template-missing", Place(f"{TEMPLATES}/{problem.name}"), "ไม่พบแม่แบบ", "คัดลอกแม่แบบกลับมาไว้ที่เดิม"
        ) from None
    except DocgenError:
        raise
    except Exception as problem:  # whatever an edited template does wrong, its line is what helps
        file, line = _template_line(problem, name)
        raise _failure(file, line, _in_thai(problem)) from None


def _in_thai(problem: Exception) -> str:
    """Return what is wrong with a template, with the names that Jinja quotes of it."""
    named = ", ".join(dict.fromkeys(re.findall(r"'([\w.{}%#-]{1,40})'", str(problem))))
    if isinstance(problem, jinja2.UndefinedError):
        return f"ไม่มีข้อมูลชื่อ {named}"
    if isinstance(problem, SecurityError):
        return "สั่งสิ่งที่แม่แบบสั่งไม่ได้"
    if isinstance(problem, UnicodeDecodeError):
        return "ไฟล์ไม่ใช่ข้อความแบบ UTF-8"
    words = "เขียนคำสั่งในแม่แบบผิดรูป" if isinstance(problem, jinja2.TemplateSyntaxError) else "ใช้ข้อมูลผิดชนิด"
    return f"{words} ที่ {named}" if named else words


def _failure(name: str, line: int, reason: str) -> DocgenError:
    return error(
        "template-error",
        Place(f"{TEMPLATES}/{name}", line),
        f"แม่แบบมีข้อผิดพลาด: {reason}",
        "แก้แม่แบบที่บรรทัดนี้ หรือคัดลอกแม่แบบเดิมกลับมา",
    )


def _template_line(problem: Exception, name: str) -> tuple[str, int]:
    """Return the template file and line of the innermost frame that stands in a template."""
    frames = [frame for frame in traceback.extract_tb(problem.__traceback__) if frame.filename.endswith(".j2")]
    if not frames:
        return name, 0
    return Path(frames[-1].filename).as_posix().rpartition(f"/{TEMPLATES}/")[2], frames[-1].lineno or 0
