"""Numbers and dates are shown as a spreadsheet shows them, or refused; LibreOffice's own answers are the peer."""

from __future__ import annotations

import contextlib
import csv
import io
import shutil
import subprocess
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.content.number_format.codes import BUILT_IN, NotShownError
from docgen.content.number_format.show import as_excel_holds, date_look, shown_number, shown_text

PEER = Path(__file__).parent.parent / "fixtures/shown_by_libreoffice.csv"
# Where LibreOffice 7.4 shows otherwise than Excel, and why. All else in the table is the same to the letter.
DIFFERENT = {
    "0.": "Excel leaves the point",
    "#.##": "Excel leaves the point",
    "# ?/100": "LibreOffice cuts what is left of a fixed denominator, Excel rounds it",
    "0/100": "LibreOffice cuts what is left of a fixed denominator, Excel rounds it",
    "d/m/bbbb": "LibreOffice knows no Buddhist year in b",
}
DIFFERENT_VALUES = {
    "0.3333333333": "General has 11 characters in Excel, ten digits in LibreOffice",
    "1.005": "a per cent of it is a half: Excel rounds the decimal number, LibreOffice the binary one",
    "-1.005": "likewise",
}


def shown(value: str, code: str, from_1904: bool = False) -> str:
    try:
        return shown_number(as_excel_holds(value), code, from_1904)
    except NotShownError as problem:
        return f"refused: {problem.reason}"


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("0.125", "0%", "13%"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("1.005", "0.00", "1.01"),
        ("0.30000000000000004", "General", "0.3"),
        ("45", '0" คน"', "45 คน"),
        ("3", '"ครั้งที่ "0', "ครั้งที่ 3"),
        ("3", r"\ค\น\ \ท\ี\่\ 0", "คน ที่ 3"),
        ("42", "00000", "00042"),
        ("812345678", "000-000-0000", "081-234-5678"),
        ("5551234", "[<=9999999]###-####;(###) ###-####", "555-1234"),
        ("1250.5", '#,##0.00" บาท"', "1,250.50 บาท"),
        ("-1500", "#,##0;(#,##0);-", "(1,500)"),
        ("0", "#,##0;(#,##0);-", "-"),
        ("-1500", "[Red]#,##0;[Red]-#,##0", "-1,500"),
        ("1500", "[$฿-41E]#,##0.00", "฿1,500.00"),
        ("1234.5", r'_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "1,234.50"),
        ("0", r'_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "-"),
        ("12000000", '#,##0.0,,"ล้าน"', "12.0ล้าน"),
        ("0.5", "# ?/?", "1/2"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("12345", "[$-D00041E]#,##0", "๑๒,๓๔๕"),
        ("12345", "[$-D000000]#,##0", "๑๒,๓๔๕"),
        ("12345", "t#,##0", "๑๒,๓๔๕"),
        ("45000", "[$-D07041E]d mmm yyyy", "๑๕ มี.ค. ๒๕๖๖"),
        ("45000", "[$-107041E]d mmmm yyyy;@", "15 มีนาคม 2566"),
        ("45000", "[$-th-TH,107]d mmmm yyyy;@", "15 มีนาคม 2566"),
        ("45000", r"[$-41E]mmm\ yy;@", "มี.ค. 23"),
        ("45000", "d/m/bbbb", "15/3/2566"),
        ("45000", "ว/ด/ปปปป", "15/3/2566"),
        ("45000", "[$-409]d-mmm-yy", "15-Mar-23"),
        ("1.08333333333333", "[h]:mm", "26:00"),
        ("0.395833333333333", "hh:mm", "09:30"),
        ("0.395833333333333", "h:mm AM/PM", "9:30 AM"),
        ("5", ";;;", ""),
        ("66", "@", "66"),
        ("5", '0;0;0;"นาย"@', "5"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: str, code: str, expected: str) -> None:
    """A number is shown as the format says: digits, groups, percent, sections, literals."""
    assert shown(value, code) == expected


@pytest.mark.parametrize(
    ("value", "code", "reason"),
    [
        ("45000", "mmm-yy", "machine"),
        ("45000", "[$-F800]dddd, mmmm dd, yyyy", "machine"),
        ("45000", "[$-x-sysdate]dddd, mmmm dd, yyyy", "machine"),
        ("45000", BUILT_IN[14], "machine"),
        ("1234567890123", "General", "long"),
        ("1E-7", "General", "long"),
        ("99999999999.9", "General", "long"),
        ("-0.001", "0.00", "minus-zero"),
        ("-5", "[<0]0;0", "unknown"),
        ("-1", "yyyy-mm-dd", "no-date"),
        ("60", "yyyy-mm-dd", "no-date"),
        ("59", "yyyy-mm-dd", "no-date"),
        ("2958466", "yyyy-mm-dd", "no-date"),
        ("5", "0*.", "unknown"),
        ("5", "0 pcs", "unknown"),
        ("5", "[DBNum1]0", "unknown"),
        ("45000", "[$-411]ggge", "unknown"),
        ("45000", "[$-1010411]d mmmm", "unknown"),
        ("5", "[$-2000000]0", "unknown"),
        ("5", '0"', "unknown"),
        ("5", "0;" * 5, "unknown"),
        ("5", "0" * 500, "unknown"),
    ],
)
def test_what_cannot_be_told_for_certain_is_refused(value: str, code: str, reason: str) -> None:
    """What depends on the machine's settings is refused and never guessed."""
    assert shown(value, code) == f"refused: {reason}"


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    """Workbooks of old Macintoshes count from 1904, and say so."""
    assert shown("43538", "yyyy-mm-dd", from_1904=True) == shown("45000", "yyyy-mm-dd") == "2023-03-15"
    assert shown("0", "yyyy-mm-dd", from_1904=True) == "1904-01-01"


@pytest.mark.parametrize(
    ("code", "expected"),
    [("General", "ก"), ("0.00", "ก"), ("@", "ก"), ('"นาย "@', "นาย ก"), ("0;0;0;", ""), ("_(* #,##0_);_(@_)", "ก")],
)
def test_a_text_is_shown_by_the_last_section(code: str, expected: str) -> None:
    """The fourth section of a format is for text."""
    assert shown_text("ก", code) == expected


@pytest.mark.parametrize(
    ("code", "day", "year"),
    [
        ("mmm-yy", False, "short"),
        ("d mmm", True, ""),
        ("[$-41E]d mmmm bbbb", True, "long"),
        (BUILT_IN[14], True, "long"),
    ],
)
def test_what_a_date_shows_is_known_even_where_its_words_are_the_machines(code: str, day: bool, year: str) -> None:
    """A date is known as one even where its names of months depend on the machine."""
    look = date_look(Decimal(45000), code)
    assert look is not None
    assert (look.shows_day, look.year_form) == (day, year)
    assert date_look(Decimal(45000), "#,##0") is None
    assert date_look(Decimal("0.5"), "h:mm") is None


def peer_rows() -> list[tuple[str, str, str]]:
    with PEER.open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1], row[2]) for row in list(csv.reader(file))[1:]]


def test_libreoffice_shows_the_same() -> None:
    """Where LibreOffice and Excel agree, docgen shows the same."""
    compared: Counter[str] = Counter()
    for code, value, theirs in peer_rows():
        ours = shown(value, code)
        # #FMT is LibreOffice's own refusal.
        if ours.startswith("refused") or theirs == "#FMT" or code in DIFFERENT or value in DIFFERENT_VALUES:
            continue
        assert ours == theirs.strip(), (code, value)
        compared[code] += 1
    assert compared.total() > 1300
    assert len(compared) > 60


def test_the_peers_answers_are_those_of_libreoffice_here(tmp_path: Path) -> None:
    """The stored answers are what the LibreOffice of this machine gives."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    rows = peer_rows()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, (code, value, _) in enumerate(rows, start=1):
        sheet.cell(number, 1, float(value)).number_format = code
        sheet.cell(number, 2, "-")  # an empty line would be no row
    book.save(tmp_path / "a.xlsx")
    how = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", how]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.xlsx"], capture_output=True, check=False, timeout=100)
    if not (tmp_path / "a.csv").is_file():
        pytest.skip("LibreOffice Calc is not installed")
    answers = csv.reader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8")))
    assert [answer[0] for answer in answers] == [theirs for _, _, theirs in rows]


@given(st.text(st.sampled_from('0#?.,%;@"\\_*[]$-E+/ :dmyhsbคนท<=>9Ga'), max_size=24), st.floats(-1e12, 1e12))
def test_no_format_ends_in_another_error(code: str, value: float) -> None:
    """Random formats are shown or refused with a finding of ours."""
    shown(repr(value), code)
    shown_text_or_refused(code)


def shown_text_or_refused(code: str) -> None:
    with contextlib.suppress(NotShownError):
        assert isinstance(shown_text("ก", code), str)


@given(st.integers(-(10**10), 10**10), st.integers(0, 4))
def test_fixed_decimals_round_half_away_from_zero(hundredths: int, places: int) -> None:
    """Halves are rounded away from zero, as Excel rounds."""
    value = Decimal(hundredths) / 1000
    code = "0." + "0" * places if places else "0"
    text = shown(str(value), code)
    if not text.startswith("refused"):
        assert abs(Decimal(text) - value) <= Decimal(5).scaleb(-places - 1)
        if value * 10**places % 1 == Decimal("0.5"):
            assert abs(Decimal(text)) > abs(value)
