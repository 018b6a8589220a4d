"""Passwords: which are refused, and the argon2id hashes by which the others are known again (RFC 9106)."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError

from docgen.accounts.account import same_person
from docgen.errors import Place, error

MIN_LETTERS = 12
MAX_LETTERS = 1000
_FEWEST_DIFFERENT = 5


@dataclass(frozen=True, slots=True)
class HashCost:
    """What one guess costs: rounds, memory in KiB, lanes. The default is the second choice of RFC 9106, section 4."""

    rounds: int = 3
    memory_kib: int = 65_536
    lanes: int = 4


class Passwords:
    """Makes and knows hashes of one cost."""

    def __init__(self, cost: HashCost | None = None) -> None:
        self.cost = cost or HashCost()
        self._hasher = PasswordHasher(self.cost.rounds, self.cost.memory_kib, self.cost.lanes)
        self._decoy = ""

    def decoy(self) -> str:
        """Return a hash that no password has, for those who have no account: made once, by whoever serves many."""
        self._decoy = self._decoy or self.hash(secrets.token_urlsafe(24))
        return self._decoy

    def hash(self, password: str) -> str:
        """Return the hash of a password, with a salt of its own."""
        return self._hasher.hash(_prepared(password))

    def agrees(self, hashed: str | None, password: str) -> bool:
        """Tell whether a password is that of a hash. Where there is none (no such account) as much work is done."""
        try:
            self._hasher.verify(hashed or self.decoy(), _prepared(password))
        except (VerificationError, InvalidHashError):
            return False
        return hashed is not None

    def is_cheap(self, hashed: str) -> bool:
        """Tell whether a hash was made at a lower cost than hashes are made now."""
        old, now = extract_parameters(hashed), self.cost
        return old.time_cost < now.rounds or old.memory_cost < now.memory_kib or old.parallelism < now.lanes


def _prepared(password: str) -> bytes:
    """Return a password's bytes: whatever keyboard it comes from, marks in one order and digits of one width."""
    return unicodedata.normalize("NFKC", password[:MAX_LETTERS]).encode("utf-8", "surrogatepass")


def refuse_weak(password: str, name: str) -> None:
    """Raise DocgenError for a password that is short, long, little but a repetition, or the person's own name."""
    made = unicodedata.normalize("NFKC", password)
    bare = same_person(name)
    rest = same_person(password).replace(bare, "") if len(bare) > 2 else made
    why = ""
    if len(made) < MIN_LETTERS:
        why = f"รหัสผ่านสั้นไป ต้องมีอย่างน้อย {MIN_LETTERS} ตัวอักษร"
    elif len(password) > MAX_LETTERS:
        why = f"รหัสผ่านยาวเกิน {MAX_LETTERS} ตัวอักษร"
    elif len(set(made)) < _FEWEST_DIFFERENT:
        why = "รหัสผ่านซ้ำตัวเดิมเกือบทั้งหมด"
    elif len(rest) < MIN_LETTERS // 2:
        why = "รหัสผ่านเป็นชื่อของเจ้าของบัญชีเอง"
    elif any(unicodedata.category(one) in ("Cc", "Cs") for one in password):
        why = "รหัสผ่านมีอักขระควบคุมที่พิมพ์ซ้ำจากแป้นไม่ได้"
    if why:
        raise error("weak-password", Place("docgen user"), why, "ใช้คำหลายคำที่จำได้ต่อกัน เช่น สี่คำที่ไม่เกี่ยวกัน")
