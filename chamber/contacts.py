"""How security.txt may name whom to write to (RFC 9116: an address with its scheme)."""

import re

MAIL = re.compile(r"[^\s@:/?#]+@[^\s@:/?#]+\.[^\s@:/?#]+")
# No blanks or control characters: each would end the line, or begin another one.
ADDRESS = re.compile(
    r"https://[^\s/?#]+[^\s]*|mailto:[^\s@]+@[^\s@]+|tel:[+0-9][-0-9.()]*", re.ASCII
)


def contact_address(text: str) -> str:
    """Return the setting as an address; a bare e-mail address becomes mailto:. ValueError says in a
    sentence what is wrong with it; nothing given is nothing."""
    given = text.strip()
    address = f"mailto:{given}" if MAIL.fullmatch(given) else given
    if given and not (ADDRESS.fullmatch(address) and address.isascii() and address.isprintable()):
        raise ValueError(
            f"SITE_SECURITY_CONTACT 写作“{given}”无法使用："
            "请写 https:// 网址、mailto: 或电子邮箱、tel: 电话号码"
        )
    return address
