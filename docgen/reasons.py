"""Why the system refused, in Thai: the words of an OSError are English and differ from system to system."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "ไม่พบไฟล์หรือโฟลเดอร์",
    errno.EACCES: "ไม่มีสิทธิ์",
    errno.EPERM: "ไม่มีสิทธิ์",
    errno.EROFS: "ที่เก็บนี้อ่านได้อย่างเดียว",
    errno.ENOSPC: "ที่ว่างในดิสก์ไม่พอ",
    errno.EDQUOT: "เกินโควตาที่เก็บของผู้ใช้",
    errno.EFBIG: "ไฟล์ใหญ่เกินกำหนดของระบบ",
    errno.EISDIR: "ชื่อนี้เป็นโฟลเดอร์",
    errno.ENOTDIR: "ชื่อกลางทางไม่ใช่โฟลเดอร์",
    errno.EEXIST: "มีชื่อนี้อยู่แล้ว",
    errno.ENOTEMPTY: "โฟลเดอร์ไม่ว่าง",
    errno.ELOOP: "ลิงก์ชี้วนกลับมาที่เดิม",
    errno.ENAMETOOLONG: "ชื่อไฟล์ยาวเกินไป",
    errno.EINVAL: "ระบบไม่รับชื่อหรือค่านี้",
    errno.EILSEQ: "ระบบไม่รับชื่อหรือค่านี้",
    errno.EIO: "อุปกรณ์เก็บข้อมูลขัดข้อง",
    errno.EBUSY: "ไฟล์ถูกใช้อยู่",
    errno.ETXTBSY: "ไฟล์ถูกใช้อยู่",
    errno.EMFILE: "เปิดไฟล์พร้อมกันมากเกินไป",
    errno.ENFILE: "เปิดไฟล์พร้อมกันมากเกินไป",
    errno.ENOMEM: "หน่วยความจำไม่พอ",
    errno.EAGAIN: "ระบบไม่ให้เริ่มงานเพิ่ม",
    errno.ENXIO: "ไม่ใช่ไฟล์ธรรมดา",
    errno.ENODEV: "ไม่ใช่ไฟล์ธรรมดา",
    errno.ESTALE: "ที่เก็บในเครือข่ายหลุด",
    errno.ENOTCONN: "ที่เก็บในเครือข่ายหลุด",
    errno.ETIMEDOUT: "ที่เก็บในเครือข่ายไม่ตอบ",
}


def reason(problem: OSError) -> str:
    """Return in Thai why the system refused; one that has no words here is told by its number."""
    if problem.errno in _REASONS:
        return _REASONS[problem.errno]
    return f"ระบบแจ้งรหัส {problem.errno}" if problem.errno else "ระบบปฏิเสธ"
