"""What a cell shows: its text, and its day where it is a date. What can't be shown alike carries its fault instead."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from docgen.content.number_format.codes import GENERAL, MACHINE_MONEY, NotShownError
from docgen.content.number_format.dates import day_of
from docgen.content.number_format.show import DateLook, as_excel_holds, date_look, shown_number, shown_text
from docgen.content.spreadsheet.package import BrokenPackageError
from docgen.content.spreadsheet.sheet import WrittenCell
from docgen.content.spreadsheet.strings import CellString, unescaped, with_look
from docgen.content.spreadsheet.styles import CellStyle, SheetStyles
from docgen.outside import quoted
from docgen.thai.dates import write_date
from docgen.thai.numerals import to_arabic_digits

_NUMBER = r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]{1,4})?"
_AS_TEXT = "จัดรูปแบบช่องเป็นข้อความ (Text) แล้วพิมพ์ตามที่ต้องการให้เห็น"


@dataclass(frozen=True, slots=True)
class DateValue:
    """The day of a date cell, whether it has a time of day, and what of it the sheet shows."""

    day: datetime.date
    has_time: bool
    look: DateLook


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell can't be shown: code, message and remedy, without the place."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What a cell shows. `merged` is "above" where its value is that of a cell above, "across" in any other merge."""

    text: str = ""
    date: DateValue | None = None
    fault: Fault | None = None
    merged: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of a workbook share."""

    strings: list[CellString]
    styles: SheetStyles
    from_1904: bool


def show_cell(cell: WrittenCell, book: Book, shows_zeros: bool) -> SheetCell:
    """Return what a cell shows. Raises BrokenPackageError for what no spreadsheet program writes."""
    style = book.styles.of(cell.style)
    # A formula that gives no letters has an empty value of the type "str"; one never calculated has none, or no type.
    if cell.formula and not cell.value and cell.kind != "str":
        message = "ช่องนี้เป็นสูตรที่ไม่มีค่าเก็บไว้ในไฟล์"
        return SheetCell(fault=Fault("formula-without-value", message, "เปิดด้วย Excel แล้วบันทึกใหม่ หรือพิมพ์ค่าแทนสูตร"))
    value = (cell.value or "").strip()
    match cell.kind:
        case "s" | "str" | "inlineStr":
            return _string(_string_of(cell, book), style)
        case _ if not value:
            return SheetCell()
        case "n" if re.fullmatch(_NUMBER, value):
            number = as_excel_holds(value)
            return SheetCell() if not number and not shows_zeros else _number(number, style, book.from_1904)
        case "b" if value in ("0", "1"):
            return SheetCell("TRUE" if value == "1" else "FALSE")
        case "e":
            message = f"ช่องนี้มีสูตรที่ผิดพลาด ({quoted(value, 20)})"
            return SheetCell(fault=Fault("formula-error", message, "แก้สูตร หรือพิมพ์ค่าแทน"))
        case "d":
            return _number(_serial(value), style, from_1904=False)
    raise BrokenPackageError


def _string_of(cell: WrittenCell, book: Book) -> CellString:
    if cell.kind == "inlineStr":
        return cell.inline or CellString(unescaped(cell.value or ""))
    if cell.kind == "str":
        return CellString(unescaped(cell.value or ""))
    index = (cell.value or "").strip()
    if not re.fullmatch(r"[0-9]{1,7}", index) or int(index) >= len(book.strings):
        raise BrokenPackageError
    return book.strings[int(index)]


def _serial(value: str) -> Decimal:
    """Return the serial number of an ISO 8601 date (cells of type d)."""
    try:
        moment = datetime.datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        raise BrokenPackageError from None
    span = moment - datetime.datetime(1899, 12, 30)
    return Decimal(span.days) + Decimal(span.seconds) / 86_400


def _string(string: CellString, style: CellStyle) -> SheetCell:
    shown = with_look(string, style.font)
    if shown.lost == "struck":
        fault = Fault("struck-out", "ข้อความในช่องนี้มีที่ขีดฆ่า", "ลบส่วนที่ขีดฆ่าออก หรือเอาเส้นขีดฆ่าออกถ้ายังใช้")
        return SheetCell(fault=fault)
    if shown.lost:
        return SheetCell(
            fault=Fault("raised-text", "ข้อความในช่องนี้มีตัวยกหรือตัวห้อยที่ไม่ใช่ตัวเลข", "เอาตัวยกออก แล้วพิมพ์ให้อ่านได้ในบรรทัดเดียว")
        )
    try:
        return SheetCell(shown_text(shown.text, style.code or GENERAL))
    except NotShownError as problem:
        return SheetCell(fault=_fault(problem.reason, shown.text, style.code))


def _number(number: Decimal, style: CellStyle, from_1904: bool) -> SheetCell:
    date: DateValue | None = None
    written = f"{number.normalize():f}" if abs(number.adjusted()) < 20 else f"{number.normalize():e}"
    try:
        look = date_look(number, style.code)
        if look is not None:
            seconds = round(number * 86_400)
            day = day_of(seconds // 86_400, from_1904)
            date = DateValue(day, bool(seconds % 86_400), look)
            written = to_arabic_digits(write_date(day, "plain"))
        if style.code in ("", MACHINE_MONEY):
            raise NotShownError("machine" if style.code else "unknown")
        shown = with_look(CellString(shown_number(number, style.code, from_1904)), style.font)
    except NotShownError as problem:
        return SheetCell(date=date, fault=_fault(problem.reason, written, style.code, date))
    if shown.lost:
        return SheetCell(date=date, fault=_string(shown, CellStyle()).fault or _struck())
    return SheetCell(shown.text, date)


def _struck() -> Fault:
    return Fault("struck-out", "ค่าในช่องนี้ถูกขีดฆ่า", "ลบค่านี้ออก หรือเอาเส้นขีดฆ่าออกถ้ายังใช้")


def _fault(reason: str, value: str, code: str, date: DateValue | None = None) -> Fault:
    shown = quoted(value, 60)
    if reason == "machine" and date is not None:
        message = f"วันที่ในช่องนี้แสดงต่างกันไปตามเครื่อง (ค่าในช่องคือ {shown})"
        return Fault("number-format", message, f"จัดรูปแบบช่องเป็นข้อความ (Text) แล้วพิมพ์ เช่น {value}")
    if reason == "machine":
        message = f"จำนวนเงินหรือเวลาในช่องนี้แสดงต่างกันไปตามเครื่อง (ค่าในช่องคือ {shown})"
        return Fault("number-format", message, "จัดรูปแบบช่องเป็นตัวเลข (Number) หรือเป็นข้อความ (Text) แล้วพิมพ์ใหม่")
    if reason == "long":
        message = f"ตัวเลขในช่องนี้ ({shown}) Excel แสดงไม่ครบทุกหลัก"
        return Fault("number-format", message, "จัดรูปแบบช่องเป็นตัวเลข (Number) หรือเป็นข้อความ (Text) ถ้าเป็นเลขรหัส")
    if reason == "minus-zero":
        message = f"ค่าในช่องนี้ ({shown}) ติดลบแต่ปัดแล้วเป็นศูนย์ จึงไม่แน่ว่าแสดงเครื่องหมายลบหรือไม่"
        return Fault("number-format", message, "แก้ค่าเป็น 0 หรือแสดงทศนิยมให้ครบ")
    if reason == "no-date":
        return Fault("number-format", f"ค่า {shown} ในช่องนี้ไม่เป็นวันที่ที่มีจริง", "แก้วันที่ หรือพิมพ์เป็นข้อความ")
    message = f"ช่องนี้แสดงด้วยรูปแบบ {quoted(code, 60)} ที่โปรแกรมไม่รู้จัก (ค่าในช่องคือ {shown})"
    return Fault("number-format", message, _AS_TEXT)
