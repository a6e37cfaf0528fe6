"""Find ways to reach somebody in a line of text."""

import re


def mail_in(text: str) -> str:
    """Return the first e-mail address of a line like “电话 0519-1234，a@example.cn”, or ""."""
    found = re.search(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text, re.ASCII)
    return found[0] if found else ""


NUMBER = re.compile(r"((?:\+?\d|\(\d+\))(?:[\d -]|\(\d+\)){4,22}\d)(?: ?转 ?(\d{1,6}))?", re.ASCII)
FULL_WIDTH = str.maketrans("０１２３４５６７８９（）－—–＋　", "0123456789()---+ ")


def dialled(text: str) -> str:
    """Return what a phone dials for “0519-8568 0000 转 8021”; empty without one number."""
    match = NUMBER.fullmatch(text.translate(FULL_WIDTH).strip())
    if not match:
        return ""
    digits = re.sub(r"[^\d+]", "", match[1])
    return f"{digits},{match[2]}" if match[2] else digits
