"""Read the clerk's Markdown into docgen markup: paragraphs, headings, clauses, bullets, tables, pictures.

What the documents can't express is an error with its line, never dropped. HTML is printed as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from docgen.content.as_typed import printed_otherwise, unsilenced
from docgen.content.bounds import too_deep, too_long, too_many, too_much
from docgen.content.clauses import Clauses, TypedClause, beyond_levels, numbers_in_text, odd_start, place_clauses
from docgen.content.inlines import inlines
from docgen.content.markdown_parser import parsed
from docgen.content.not_understood import not_understood
from docgen.content.notes import notes_amiss
from docgen.content.pictures import pictures_in, pictures_markup
from docgen.content.prepared import prepared
from docgen.content.silence import without_silence
from docgen.content.source import Source, lines_apart
from docgen.content.table_directives import TableDirective, widths_for
from docgen.content.tables import refuse_surplus_cells, table_markup
from docgen.errors import DocgenError, Finding, Severity
from docgen.thai.errors import ThaiError
from docgen.thai.numbering import format_label

_UNSUPPORTED = {
    "hr": ("เส้นคั่น (--- หรือ ___)", "ลบบรรทัดนี้ออก; ช่องให้เติมคำใช้จุด ………"),
    "blockquote": ("ข้อความที่ขึ้นต้นด้วย >", "ลบเครื่องหมาย > ออก"),
    "fence": ("บล็อกที่คร่อมด้วย ```", "พิมพ์เป็นย่อหน้าธรรมดา หรือใช้ `ข้อความ` ในบรรทัด"),
}


@dataclass(frozen=True, slots=True)
class NumberingScheme:
    """The numbering scheme that a body uses: its name in the layout and the label pattern of each level."""

    scheme: str
    patterns: tuple[str, ...]


def read_body(text: str, source: Source, numbering: NumberingScheme) -> Markup:
    """Return the markup of a Markdown text. Raises DocgenError that lists all that can't be printed, by line."""
    lines = text.split("\n")
    reader = _Reader(source, numbering, Clauses((), {}, {}))
    reader.refuse("too-many-lines", too_many(len(lines)))
    reader.refuse("paragraph-too-long", too_long(lines))
    reader.refuse("too-much-text", too_much(lines))
    ready = prepared([without_silence(line) for line in lines], source.place)
    typed, lines = lines, ready.lines
    reader.problems.extend(ready.problems)
    reader.directives = ready.directives
    reader.clauses = clauses = place_clauses(lines, numbering.patterns)
    tokens, noted = parsed("\n".join(clauses.lines), ready.notes)
    for fault in notes_amiss(ready.notes, noted):
        reader.report(*fault)
    reader.refuse("nested-too-deep", too_deep(tokens))
    told = [*numbers_in_text(clauses, source.place), *beyond_levels(clauses, source.place)]
    told += printed_otherwise(lines, tokens, clauses, numbering.patterns, source.place)
    told += not_understood(lines, tokens, noted, source.place)
    source.files.findings.extend(unsilenced(told, typed, source.place))
    tree = SyntaxTreeNode(tokens)
    reader.shallowest = min((int(node.tag[1]) for node in tree.children if node.type == "heading"), default=1)
    made = reader.blocks(tree.children)
    source.files.findings.extend(unsilenced(reader.told, typed, source.place))
    if reader.problems:
        raise DocgenError(sorted(reader.problems, key=lambda problem: problem.place))
    return made


def read_cell(text: str, source: Source, numbering: NumberingScheme) -> Markup:
    """Return the markup of a table cell, in which every line end that the clerk typed starts a new line."""
    words, typed = lines_apart(text)
    return read_body(words, replace(source, typed=typed), numbering)


@dataclass(slots=True)
class _Reader:
    source: Source
    numbering: NumberingScheme
    clauses: Clauses
    problems: list[Finding] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)
    directives: tuple[TableDirective, ...] = ()
    shallowest: int = 1
    counters: list[int] = field(default_factory=lambda: [0, 0, 0])
    inside: list[int] = field(default_factory=list)  # the levels of the clauses around

    def report(self, line: int, code: str, message: str, hint: str) -> None:
        self.problems.append(Finding(code, self.source.place(line), message, hint))

    def refuse(self, code: str, faults: Iterable[tuple[int, str, str]]) -> None:
        for line, message, hint in faults:
            self.report(line, code, message, hint)
        if self.problems:
            raise DocgenError(self.problems)

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Markup:
        return Markup("\n").join(self.block(node) for node in nodes)

    def block(self, node: SyntaxTreeNode) -> Markup:
        line = node.map[0] if node.map else 0
        makers: dict[str, Callable[[SyntaxTreeNode, int], Markup]] = {
            "paragraph": self.paragraph,
            "heading": self.heading,
            "ordered_list": self.clause_list,
            "bullet_list": self.bullet_list,
            "table": self.table,
        }
        if node.type in makers:
            return makers[node.type](node, line)
        name, hint = _UNSUPPORTED.get(node.type, (node.type, "พิมพ์เป็นย่อหน้าธรรมดา"))
        self.report(line, "unsupported-markdown", f"เอกสารนี้พิมพ์{name}ไม่ได้", hint)
        return Markup()

    def at(self, line: int) -> str:
        return str(self.source.place(line))

    def paragraph(self, node: SyntaxTreeNode, line: int) -> Markup:
        parts = node.children[0].children if node.children else []
        if pictures := pictures_in(parts):
            return pictures_markup(pictures, self.source, line, self.problems.append)
        last = node.map[1] if node.map else line + 1
        rows = [at for at in range(line, last) if self.clauses.lines[at].lstrip().startswith("|")]
        if rows and (rows[0] == line or self.clauses.lines[rows[0]].rstrip().endswith("|")):
            self.report(
                rows[0],
                "malformed-table",
                "ตารางไม่ครบรูป",
                "บรรทัดที่สองของตารางต้องเป็น | --- | --- | มีจำนวนช่องเท่ากับบรรทัดหัวตาราง",
            )
        return Markup('<p role="{}" at="{}">{}</p>').format(
            self.source.role, self.at(line), inlines(parts, partial(self.report, line))
        )

    def heading(self, node: SyntaxTreeNode, line: int) -> Markup:
        level = int(node.tag[1]) - self.shallowest + 1
        if level > 3:
            self.report(line, "unsupported-markdown", "หัวข้อลึกเกินสามระดับ", "ใช้ # ไม่เกินสามระดับในเอกสารเดียว")
        words = inlines(node.children[0].children if node.children else [], partial(self.report, line))
        if not words.strip():
            self.report(line, "empty-heading", "หัวข้อว่าง", "พิมพ์ข้อความหลัง # หรือลบบรรทัดนี้")
        return Markup('<h level="{}" at="{}">{}</h>').format(level, self.at(line), words)

    def clause_list(self, node: SyntaxTreeNode, line: int) -> Markup:
        runs: list[list[SyntaxTreeNode]] = []
        for item in node.children:
            level = self._typed(item).level
            if not runs or self._typed(runs[-1][0]).level != level:
                runs.append([])
            runs[-1].append(item)
        return Markup("\n").join(self._clause_run(run) for run in runs)

    def _typed(self, item: SyntaxTreeNode) -> TypedClause:
        line = item.map[0] if item.map else 0
        return self.clauses.typed.get(line) or TypedClause(1, (1,), "", 1)

    def _clause_run(self, items: list[SyntaxTreeNode]) -> Markup:
        first = self._typed(items[0])
        start = first.numbers[-1]
        all_ones = all(self._typed(item).numbers[-1] == 1 for item in items)
        made = []
        outer = first.level - 1
        if outer and len(first.numbers) > 1 and outer not in self.inside:
            # A list that begins at ๒.๑ without its ๒: the typed parent is the only one there is.
            self.counters[:outer] = [0] * (first.level - len(first.numbers)) + list(first.numbers[:-1])
        if start not in (1, self.counters[first.level - 1] + 1):
            line = items[0].map[0] if items[0].map else 0
            self.source.files.findings.append(odd_start(first, self.source.place(line, first.column)))
        self.inside.append(first.level)
        for number, item in enumerate(items, start=start):
            typed = self._typed(item)
            label = self._label(typed, number, skip_check=all_ones, line=item.map[0] if item.map else 0)
            made.append(
                Markup('<li label="{}" at="{}">{}</li>').format(
                    label, self.at(item.map[0] if item.map else 0), self.blocks(item.children)
                )
            )
        self.inside.pop()
        line = items[0].map[0] if items[0].map else 0
        return Markup('<ol scheme="{}" level="{}" start="{}" at="{}">{}</ol>').format(
            self.numbering.scheme, first.level, start, self.at(line), Markup("\n").join(made)
        )

    def _label(self, typed: TypedClause, number: int, skip_check: bool, line: int) -> str:
        level = typed.level
        self.counters[level - 1] = number
        self.counters[level:] = [0] * (3 - level)
        try:
            label = format_label(self.numbering.patterns[level - 1], self.counters)
        except ThaiError as problem:  # after ฮ there is no letter
            self.report(line, problem.reason, problem.message_th, problem.hint_th)
            label = typed.label
        wanted = tuple(self.counters[level - len(typed.numbers) : level])
        if typed.numbers != wanted and not skip_check and line not in self.clauses.too_deep:
            self.source.files.findings.append(
                Finding(
                    "clause-number",
                    self.source.place(line, typed.column),
                    f"พิมพ์เลขข้อไว้ {typed.label} แต่ลำดับที่ถูกคือ {label}",
                    f"โปรแกรมพิมพ์ {label} ให้แล้ว แก้เลขในไฟล์ให้ตรงกัน",
                    Severity.WARNING,
                )
            )
        return label

    def bullet_list(self, node: SyntaxTreeNode, line: int) -> Markup:
        items = Markup("\n").join(Markup("<li>{}</li>").format(self.blocks(item.children)) for item in node.children)
        return Markup('<ul at="{}">{}</ul>').format(self.at(line), items)

    def table(self, node: SyntaxTreeNode, line: int) -> Markup:
        refuse_surplus_cells(node, self.clauses.lines, self.report)
        widths = widths_for(line, self.directives, self.clauses.lines)
        return table_markup(node, self.at, self.report, widths, self.judge)

    def judge(self, line: int, code: str, message: str, hint: str) -> None:
        self.told.append(Finding(code, self.source.place(line), message, hint))
