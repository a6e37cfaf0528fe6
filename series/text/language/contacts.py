"""Find ways to reach somebody in a line of text."""

import re


def mail_in(text: str) -> str:
    """Return the first e-mail address of a line like “电话 0519-1234，a@example.cn”, or ""."""
    found = re.search(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text, re.ASCII)
    return found[0] if found else ""
