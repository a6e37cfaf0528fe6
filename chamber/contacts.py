"""The contact address of security.txt (RFC 9116: an address with its scheme)."""

import re

MAIL = re.compile(r"[^\s@:/?#]+@[^\s@:/?#]+\.[^\s@:/?#]+")
# No spaces or line breaks: they would end the line, or begin another one.
ADDRESS = re.compile(
    r"https://[^\s/?#]+[^\s]*|mailto:[^\s@]+@[^\s@]+|tel:[+0-9][-0-9.()]*", re.ASCII
)


def contact_address(text: str) -> str:
    """Return the setting as an address; a bare e-mail address gets mailto:, "" stays "".

    Raises ValueError with a sentence on what is wrong."""
    typed = text.strip()
    address = f"mailto:{typed}" if MAIL.fullmatch(typed) else typed
    if typed and not (ADDRESS.fullmatch(address) and address.isascii() and address.isprintable()):
        raise ValueError(
            f"SITE_SECURITY_CONTACT 写作“{typed}”无法使用："
            "请写 https:// 网址、mailto: 或电子邮箱、tel: 电话号码"
        )
    return address
