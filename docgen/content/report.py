"""The report on measures (รายงานผลการดำเนินการตามมาตรการ): what its content files have and require, round by round."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from docgen.content.activities import read_activities
from docgen.content.agency import find_signatory
from docgen.content.body import NumberingScheme, read_body, read_cell
from docgen.content.bounds import MAX_CELL_LINES, too_much
from docgen.content.dates import date_at, fiscal_year_at
from docgen.content.items import answered_items
from docgen.content.proof import activity_papers, activity_pictures, read_pictures
from docgen.content.publication import PUBLICATION_KEYS, english_title, is_public
from docgen.content.records import Activity, Agency, Announcement, Measure, Report, Signatory
from docgen.content.source import Source
from docgen.errors import DocgenError, Finding, Place, Severity, error
from docgen.folder.fields import Fields, as_fields, nearest
from docgen.folder.files import Files
from docgen.folder.located import Scalar, read_yaml
from docgen.outside import harmless
from docgen.thai.characters import comparable
from docgen.thai.dates import reporting_round
from docgen.thai.differences import difference, is_nearly
from docgen.thai.numerals import thai_digits_in_prose

ROUNDS = (6, 12)
KEYS = (
    "kind status fiscal_year title cover_place introduction plan_introduction results_introduction measures annexes"
    " pictures evidence reporter acknowledger rounds numbering"
).split() + PUBLICATION_KEYS
MEASURE_KEYS = "name practices steps responsible_unit monitoring".split()


@dataclass(frozen=True, slots=True)
class ReportSource:
    """A report's content, before it is cut into rounds."""

    report: Report
    annex_paths: tuple[tuple[Path, Place], ...]
    round_dates: Mapping[int, datetime.date]
    reporter: Scalar | None
    acknowledger: Scalar | None


def read_report(
    path: Path, agency: Agency, files: Files, schemes: Mapping[str, NumberingScheme], default: str, annexed: str
) -> ReportSource:
    """Read a report and its activity log. Raises DocgenError that lists all that is wrong, file by file.

    `annexed` is the pattern below content/ of the files that can be its annexes.
    """
    problems: list[Finding] = []
    shown = files.shown(path)
    fields = as_fields(read_yaml(_bounded_text(path, files), shown), shown, problems)
    fields.allow(*KEYS, required=["kind", "fiscal_year", "title", "introduction", "measures"])
    fields.choice("kind", ["report"], "report")
    numbering = schemes[fields.choice("numbering", schemes, default)]
    texts = _Texts(files, path, numbering)
    fiscal_year = fiscal_year_at(fields)
    measures = tuple(_measure(entry, texts) for entry in fields.mappings("measures"))
    activities, wrong = _activities(path.parent, files, numbering, measures, fiscal_year)
    report = Report(
        fiscal_year=fiscal_year,
        months=12,
        period=reporting_round(fiscal_year or 2566, 12),
        title=thai_digits_in_prose(" ".join(fields.text("title").split())),
        cover_place=thai_digits_in_prose(fields.text("cover_place")),
        introduction=texts.at(fields, "introduction"),
        plan_introduction=texts.at(fields, "plan_introduction"),
        results_introduction=texts.at(fields, "results_introduction"),
        measures=measures,
        activities=activities,
        pictures=tuple(read_pictures(fields, path.parent, files)),
        papers=(),
        evidence=answered_items(fields),
        signatories=(),
        date=None,
        annexes=(),
        place=fields.mapping.place,
        agency=agency,
        is_draft=fields.choice("status", ["final", "draft"], "final") == "draft",
        title_en=english_title(fields),
        is_public=is_public(fields),
    )
    source = ReportSource(
        report,
        tuple(_annex_paths(fields, files, annexed)),
        _round_dates(fields),
        fields.scalar("reporter") if "reporter" in fields else None,
        fields.scalar("acknowledger") if "acknowledger" in fields else None,
    )
    if problems or wrong:
        raise DocgenError(sorted((*problems, *wrong), key=lambda problem: problem.place))
    return source


def _bounded_text(path: Path, files: Files) -> str:
    text, shown = files.text(path), files.shown(path)
    for index, message, hint in too_much(text.split("\n"), MAX_CELL_LINES):
        raise error("too-much-text", Place(shown, index + 1), message, hint)
    return text


def cut_round(source: ReportSource, months: int, annexes: tuple[Announcement, ...], files: Files) -> Report:
    """Return the report of one round: what was done within it, whoever signs on its date, and its annexes.

    The six-month round runs 1 October to 31 March, the twelve-month round to 30 September. An activity that spans
    the end of the round is in it. A measure without any activity gives a warning.
    """
    report = source.report
    period = reporting_round(report.fiscal_year, 6 if months == 6 else 12)
    done = tuple(
        act for act in report.activities if act.period.first <= period.last and act.period.last >= period.first
    )
    for measure in report.measures:
        if not any(activity.measure == measure.name for activity in done):
            files.findings.append(
                Finding(
                    "measure-without-activity",
                    measure.place,
                    f"{measure.name}: ไม่มีการดำเนินการในรอบ {months} เดือน",
                    "ถ้ามีการดำเนินการ ให้เพิ่มแถวในบันทึกการดำเนินงาน",
                    Severity.WARNING,
                )
            )
    day = source.round_dates.get(months, period.last)
    return replace(
        report,
        months=months,
        period=period,
        activities=done,
        pictures=report.pictures + tuple(activity_pictures(done, files)),
        papers=tuple(activity_papers(done)),
        signatories=_signatories(source, report.agency, day),
        date=source.round_dates.get(months),
        annexes=annexes,
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    files: Files
    path: Path
    numbering: NumberingScheme

    def at(self, fields: Fields, key: str, role: str = "body") -> Markup:
        """Return the markup of a Markdown text at `key`, or of a list of texts as bullets."""
        if key not in fields:
            return Markup()
        scalars = fields.scalars(key)
        if fields.is_list(key):
            items = [(self._markup(scalar, role), scalar) for scalar in scalars]
            made = Markup().join(Markup("<li>{}</li>").format(words) for words, _ in items)
            return Markup('<ul at="{}">{}</ul>').format(str(fields.place(key)), made)
        return self._markup(scalars[0], role) if scalars else Markup()

    def _markup(self, scalar: Scalar, role: str) -> Markup:
        line = scalar.place.line + (1 if scalar.literal else 0)
        read = read_cell if role == "cell" else read_body
        return read(scalar.text, Source(self.files, self.path, line, role), self.numbering)


def _measure(entry: Fields, texts: _Texts) -> Measure:
    entry.allow(*MEASURE_KEYS, required=["name"])
    made = {}
    for key in MEASURE_KEYS[1:]:
        try:
            made[key] = texts.at(entry, key, "cell")
        except DocgenError as problem:
            entry.problems.extend(problem.findings)
            made[key] = Markup()
    return Measure(thai_digits_in_prose(" ".join(entry.text("name").split())), place=entry.place("name"), **made)


def _activities(
    folder: Path,
    files: Files,
    numbering: NumberingScheme,
    measures: Iterable[Measure],
    fiscal_year: int,
) -> tuple[tuple[Activity, ...], list[Finding]]:
    """Return the activities of the log, each with its measure as the report has it, and what is wrong with them."""
    try:
        activities = read_activities(folder, files, numbering, fiscal_year)
    except DocgenError as problem:
        return (), [*problem.findings]
    problems = []
    names = {_key(measure.name): measure.name for measure in measures}
    for activity in activities:
        if _key(activity.measure) not in names:
            near = nearest(activity.measure, names.values())
            hint = f"เขียนว่า {near}" if near else "เพิ่มมาตรการนี้ใน report.yaml หรือแก้ชื่อให้ตรง"
            if near and is_nearly(activity.measure, near):
                hint += f" ({difference(activity.measure, near)})"
            message = f"ไม่มีมาตรการชื่อ {harmless(activity.measure)} ใน report.yaml"
            problems.append(Finding("unknown-measure", activity.place, message, hint))
    return tuple(replace(act, measure=names.get(_key(act.measure), act.measure)) for act in activities), problems


def _key(name: str) -> str:
    """Return a measure's name for comparing: a spreadsheet breaks lines where its author put no blank."""
    return comparable(name).replace(" ", "")


def _annex_paths(fields: Fields, files: Files, annexed: str) -> Iterable[tuple[Path, Place]]:
    content = files.root / "content"
    for scalar in fields.scalars("annexes"):
        path = files.named(content, scalar.text.strip())
        if not path.is_relative_to(content):
            fields.report(
                "annex-outside",
                scalar.place,
                f"ภาคผนวก {harmless(scalar.text)} อยู่นอกโฟลเดอร์ content/",
                "ใช้ไฟล์ใน content/",
            )
        elif not files.exists(path):
            names = [name.removeprefix("content/") for name in files.folder.names(f"content/{annexed}")]
            near = nearest(scalar.text, names)
            hint = f"เขียนว่า {near}" if near else "ประกาศที่มี: " + ", ".join(names)
            fields.report("annex-missing", scalar.place, f"ไม่พบประกาศ {harmless(scalar.text)}", hint)
        else:
            yield path, scalar.place


def _round_dates(fields: Fields) -> dict[int, datetime.date]:
    rounds = fields.child("rounds")
    if rounds is None:
        return {}
    rounds.allow("6", "12")
    dates = {}
    for months in ROUNDS:
        entry = rounds.child(str(months))
        date = date_at(entry.allow("date"), "date") if entry else None
        if date is not None:
            dates[months] = date
    return dates


def _signatories(source: ReportSource, agency: Agency, day: datetime.date) -> tuple[Signatory, ...]:
    named = ((source.reporter, "ผู้รายงาน"), (source.acknowledger, "ผู้รับทราบ"))
    return tuple(find_signatory(agency, scalar, day, words) for scalar, words in named if scalar is not None)
