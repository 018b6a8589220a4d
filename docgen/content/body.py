"""Read the clerk's Markdown into docgen markup: paragraphs, headings, clauses, bullets, tables, pictures.

What the documents can't express is an error with its line, never dropped. HTML is printed as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby

from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from docgen.content.as_typed import printed_otherwise, unsilenced
from docgen.content.bounds import too_deep, too_long, too_many, too_much
from docgen.content.clauses import Clauses, TypedClause, beyond_levels, numbers_in_text, place_clauses
from docgen.content.columns import is_row_item, is_row_node, people_markup, people_of_table, person_markup
from docgen.content.counting import CountedList, Counting, lists_of
from docgen.content.inlines import inlines
from docgen.content.markdown_parser import parsed
from docgen.content.not_understood import not_understood
from docgen.content.notes import notes_amiss
from docgen.content.own_lines import LESSER
from docgen.content.pictures import pictures_in, pictures_markup
from docgen.content.prepared import prepared
from docgen.content.silence import without_silence
from docgen.content.source import Source, lines_apart
from docgen.content.table_directives import TableDirective, widths_for
from docgen.content.tables import is_headless, refuse_surplus_cells, table_markup
from docgen.errors import DocgenError, Finding, Severity

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
    has_chapters: bool = False
    counting: Counting = field(init=False)

    def __post_init__(self) -> None:
        self.counting = Counting(self.tell)

    def tell(self, finding: Finding) -> None:
        """Keep a finding: an error stops the document, the others go with it."""
        (self.problems if finding.severity is Severity.ERROR else self.source.files.findings).append(finding)

    def report(self, line: int, code: str, message: str, hint: str) -> None:
        self.problems.append(Finding(code, self.source.place(line), message, hint))

    def refuse(self, code: str, faults: Iterable[tuple[int, str, str]]) -> None:
        for line, message, hint in faults:
            self.report(line, code, message, hint)
        if self.problems:
            raise DocgenError(self.problems)

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Markup:
        made: list[Markup] = []
        for is_row, group in groupby(nodes, is_row_node):
            alike = list(group)
            made += [self.rows(alike)] if is_row else map(self.block, alike)
        return Markup("\n").join(made)

    def rows(self, nodes: list[SyntaxTreeNode]) -> Markup:
        """Return people who stand in columns without numbers."""
        people = [person_markup(node, "", self.at, self.report) for node in nodes]
        return people_markup(people, Markup('level="1"'), self.at(nodes[0].map[0] if nodes[0].map else 0))

    def block(self, node: SyntaxTreeNode) -> Markup:
        line = node.map[0] if node.map else 0
        makers: dict[str, Callable[[SyntaxTreeNode, int], Markup]] = {
            "paragraph": self.paragraph,
            "heading": self.heading,
            "ordered_list": self.clause_list,
            "bullet_list": self.bullet_list,
            "table": self.table,
            "page_break": self.page_break,
            "chapter": self.chapter,
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

    def page_break(self, node: SyntaxTreeNode, line: int) -> Markup:
        if self.source.role != "body":
            self.report(line, "unsupported-markdown", "ในตารางขึ้นหน้าใหม่ไม่ได้", "ลบบรรทัดนี้ออก แถวที่ยาวต่อไปหน้าถัดไปได้เอง")
        return Markup('<pagebreak at="{}"/>').format(self.at(line))

    def chapter(self, node: SyntaxTreeNode, line: int) -> Markup:
        """Return the head of a chapter, its number and its name each on a line of its own."""
        parts = [part.children[0].children for part in node.children]
        words = Markup("<br/>").join(inlines(part, partial(self.report, line)) for part in parts)
        level = 2 if words.startswith(LESSER) and self.has_chapters else 1
        self.has_chapters = self.has_chapters or not words.startswith(LESSER)
        return Markup('<h level="{}" align="center" at="{}">{}</h>').format(level, self.at(line), words)

    def clause_list(self, node: SyntaxTreeNode, line: int) -> Markup:
        items = node.children
        lines = [item.map[0] if item.map else 0 for item in items]
        other = TypedClause(1, (1,), "", 1, self.numbering.patterns[:1])
        typed = [self.clauses.typed.get(line) or other for line in lines]
        return Markup("\n").join(self._counted_list(one, typed, items, lines) for one in lists_of(typed))

    def _counted_list(
        self, found: CountedList, typed: list[TypedClause], items: list[SyntaxTreeNode], lines: list[int]
    ) -> Markup:
        first, end = found.at
        self.counting.begin(found, self.source.place(lines[first], found.first.column))
        self.counting.inside.append(found.first.level)
        made: list[Markup] = []
        for is_people, group in groupby(range(first, end), partial(is_row_item, items, range(first, end))):
            made += self._lists(found, typed, items, lines, list(group), is_people)
        self.counting.inside.pop()
        return Markup("\n").join(made)

    def _lists(
        self,
        found: CountedList,
        typed: list[TypedClause],
        items: list[SyntaxTreeNode],
        lines: list[int],
        group: list[int],
        is_people: bool,
    ) -> Iterator[Markup]:
        """Yield the list of some of a run's clauses: people in columns, or clauses as they are."""
        made: list[Markup] = []
        below: list[SyntaxTreeNode] = []
        start = found.start + group[0] - found.at[0]
        for at in group:
            place = self.source.place(lines[at], typed[at].column)
            label = self.counting.label(typed[at], found.start + at - found.at[0], place, found.is_any_number)
            if is_people:
                made.append(person_markup(items[at].children[0], label, self.at, self.report))
                below += items[at].children[1:]
                continue
            inner = self.blocks(items[at].children)
            made.append(Markup('<li label="{}" at="{}">{}</li>').format(label, self.at(lines[at]), inner))
        attributes = found.attributes(self.numbering.scheme, self.numbering.patterns, start)
        if is_people:
            yield people_markup(made, attributes, self.at(lines[group[0]]))
            yield self.blocks(below)
            return
        yield Markup('<ol {} at="{}">{}</ol>').format(attributes, self.at(lines[group[0]]), Markup("\n").join(made))

    def bullet_list(self, node: SyntaxTreeNode, line: int) -> Markup:
        items = Markup("\n").join(Markup("<li>{}</li>").format(self.blocks(item.children)) for item in node.children)
        return Markup('<ul at="{}">{}</ul>').format(self.at(line), items)

    def table(self, node: SyntaxTreeNode, line: int) -> Markup:
        refuse_surplus_cells(node, self.clauses.lines, self.report)
        widths = widths_for(line, self.directives, self.clauses.lines)
        if is_headless(node) and not widths:
            return people_of_table(node, self.at, self.report)
        return table_markup(node, self.at, self.report, widths, self.judge)

    def judge(self, line: int, code: str, message: str, hint: str) -> None:
        self.told.append(Finding(code, self.source.place(line), message, hint))
