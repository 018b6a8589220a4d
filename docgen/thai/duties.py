"""People and their duties as lists of committees have them: a name with its title, ประธานกรรมการ, กรรมการและเลขาฯ."""

from __future__ import annotations

import re

from docgen.thai.names import without_title

_POST = re.compile(r"นายก(?!ร)|นายอำเภอ|นายช่าง|นายทะเบียน|นายแพทย์|นายสัตวแพทย์|นายด่าน|นายตรวจ|นายสถานี")
_DUTY = re.compile(
    r"(?:รอง|ผู้ช่วย)?(?:ประธาน|กรรมการ|อนุกรรมการ|เลขา|คณะทำงาน|หัวหน้าคณะ|ที่ปรึกษา|ผู้จัดการ|ผู้ดูแล|ผู้ควบคุม|ผู้ตรวจ|ผู้ประสาน)"
)


def is_person(text: str) -> bool:
    """Tell whether words begin with a person's title, and are not the name of a post such as นายก อบต.

    >>> is_person("นายหนึ่ง ใจดี"), is_person("นายกองค์การบริหารส่วนตำบล")
    (True, False)
    """
    return without_title(text) != text and not _POST.match(text)


def is_duty(text: str) -> bool:
    """Tell whether words begin as a duty within a committee does.

    >>> is_duty("กรรมการและเลขานุการ"), is_duty("ผู้อำนวยการกองคลัง")
    (True, False)
    """
    return _DUTY.match(text) is not None
