"""What was found of a bag, question by question, in Thai or as JSON; what the bag says of itself stays on its line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from docgen.outside import harmless, quoted

_LONGEST = 400  # a path as long as a file system has them, and what is wrong with it


@dataclass(frozen=True, slots=True)
class Check:
    """One question, its answer (None: it can't be told), and what is wrong, or why it can't be told."""

    code: str
    question: str
    answer: bool | None
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BagReport:
    """What was found of a bag, question by question."""

    bag: str
    info: Mapping[str, str]
    checks: tuple[Check, ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return all(check.answer is not False for check in self.checks)

    def as_text(self) -> str:
        """Return the report in plain Thai."""
        words = {True: "ผ่าน", False: "ไม่ผ่าน", None: "ไม่ได้ตรวจ"}
        lines = [f"ชุดหลักฐาน {harmless(self.bag)}"]
        lines += [f"  {harmless(key)}: {quoted(value)}" for key, value in self.info.items()]
        for check in self.checks:
            lines.append(f"[{words[check.answer]}] {check.question}")
            lines += [f"    {harmless(detail, _LONGEST)}" for detail in check.details]
        lines.append("ผล: " + ("ชุดนี้ถูกต้อง" if self.is_good else "ชุดนี้มีข้อบกพร่อง ดูรายการที่ไม่ผ่าน"))
        return "\n".join(lines)

    def as_json(self) -> str:
        """Return the report as JSON."""
        info = {harmless(key): harmless(value) for key, value in self.info.items()}
        told = {"bag": harmless(self.bag), "good": self.is_good, "info": info}
        checks = [{**asdict(one), "details": [harmless(told, _LONGEST) for told in one.details]} for one in self.checks]
        return json.dumps({**told, "checks": checks}, ensure_ascii=False, indent=2)
