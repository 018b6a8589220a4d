"""What argparse says of a command line that it does not understand, in Thai."""

from __future__ import annotations

import re

from docgen.outside import harmless

# What argparse says, and the same in Thai; what it quotes of the command line follows.
_SAID = (
    (r"unrecognized arguments: (.*)", "ไม่รู้จัก {}"),
    (r"the following arguments are required: (.*)", "ต้องระบุ {}"),
    (r"one of the arguments (.*) is required", "ต้องระบุอย่างใดอย่างหนึ่ง: {}"),
    (r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)", "{}: ไม่มี {} ใช้ได้: {}"),
    (r"argument (.*?): invalid \w+ value: (.*)", "{}: {} ใช้ไม่ได้ ต้องเป็นจำนวน"),
    (r"argument (.*?): not allowed with argument (.*)", "{} ใช้พร้อมกับ {} ไม่ได้"),
    (r"argument (.*?): expected .*argument.*", "ต้องมีค่าต่อท้าย {}"),
    (r"argument (.*?): ignored explicit argument (.*)", "{} ไม่รับค่า {}"),
    (r"ambiguous option: (.*) could match (.*)", "{} เป็นได้หลายอย่าง: {}"),
    (r"argument (.*?): (.*)", "{}: {}"),
)


def in_thai(message: str) -> str:
    """Return what argparse says in Thai; of what it says otherwise, only what the clerk typed is left."""
    for pattern, words in _SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(*map(harmless, found.groups()))
    return "ดูวิธีใช้ข้างล่าง"
