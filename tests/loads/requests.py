"""Requests that no browser sends, made from a seed: each is repeatable by its number.

Methods, paths, query strings, headers, ranges, codecs, forms, multipart and JSON bodies; for every
address of the site, filled with numbers and words that may or may not be there.
"""

import io
import json
import random
import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote_to_bytes

METHODS = (*["GET"] * 7, *["POST"] * 8, "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH")
METHODS += ("TRACE", "PROPFIND", "get", "QUERY")
NEVER = ("logout", "password", "user/", "session", "logins")  # would end the sessions of the load
WORDS = (
    "",
    "1",
    "0",
    "-1",
    "9" * 40,
    "9223372036854775808",
    "٣",
    "½",
    "1e9",
    "0x10",
    "NaN",
    "null",
)
WORDS += ("\0", "a\0b", "\ud800", "\ufeff", "\u202e反", "常州", "常商论坛", "AI", "字" * 3000, " ")
WORDS += ("../../etc/passwd", "..\\..", "//evil.example/", "javascript:alert(1)", "%00", "%", "%zz")
WORDS += (
    "<script>alert(1)</script>",
    "'\"`",
    "' OR 1=1 --",
    "{{7*7}}",
    "${x}",
    "*",
    '"',
    "[]",
    "a" * 7000,
)
WORDS += ("2026-11-30", "2026-02-30", "0000-00-00", "9999-12-31T23:59:59Z", "10:99", "12/2026")
WORDS += ("\r\nSet-Cookie: a=b", "İ", "ß", "ﷺ", "👩‍👩‍👧", "e\u0301", "\u200b", "\x7f", "\x1b[31m")
KEYS = (
    "q",
    "page",
    "p",
    "o",
    "tag",
    "column",
    "series",
    "year",
    "month",
    "from",
    "to",
    "kind",
    "sort",
)
KEYS += ("next", "share", "revision", "a", "b", "url", "format", "maxwidth", "e", "all", "_popup")
KEYS += (
    "stage",
    "holder",
    "term",
    "app_label",
    "model_name",
    "field_name",
    "size",
    "theme",
    "offset",
)
KEYS += ("limit", "cursor", "headline__icontains", "id__exact", "column__id__exact", "v", "width")
FIELDS = ("headline", "body", "body_html", "base", "do", "action", "_selected_action", "revision")
FIELDS += (
    "tags",
    "at",
    "to",
    "opinion",
    "reason",
    "name",
    "query",
    "list",
    "read",
    "next",
    "email",
)
FIELDS += (
    "code",
    "username",
    "password",
    "html",
    "text",
    "address",
    "post",
    "upload",
    "file",
    "image",
)
FIELDS += ("column", "series", "number", "starts_at", "form-TOTAL_FORMS", "form-INITIAL_FORMS")
FIELDS += ("sessions-TOTAL_FORMS", "figures", "corrections", "focus_x", "confirmed", "end", "step")
CODECS = (
    "utf-8",
    "base64",
    "hex",
    "rot13",
    "zlib",
    "bz2",
    "undefined",
    "punycode",
    "idna",
    "utf-7",
)
CODECS += (
    "utf-16",
    "utf-32",
    "gb18030",
    "raw_unicode_escape",
    "unicode_escape",
    "nonsense",
    '"',
    "",
)
KINDS = (
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/json",
    "text/plain",
)
KINDS += ("application/xml", "multipart/mixed", "image/png", "", "a", "/", ";", "text/html;;;=")
RANGES = (
    "bytes=0-0",
    "bytes=5-",
    "bytes=-5",
    "bytes=9-1",
    "bytes=0-0,5-9,2-3",
    "bytes=" + "0-1," * 400,
)
RANGES += (
    "bytes=99999999999999999999-",
    "bytes=a-b",
    "items=0-1",
    "bytes=--1",
    "bytes=",
    "=",
    "٣-٤",
)
DATES = (
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "Thu, 32 Foo 2026 99:99:99 GMT",
    "x",
    "0",
    "Sun, 06 Nov 9994 08:49:37 GMT",
)
HEADERS = {
    "Range": RANGES,
    "If-Range": (*DATES, '"x"', "W/"),
    "If-Modified-Since": DATES,
    "If-Unmodified-Since": DATES,
    "If-None-Match": ("*", '"x"', 'W/"x"', ",,,", '"', "x" * 5000),
    "If-Match": ("*", '"x"', ","),
    "Accept": (
        "*/*",
        "application/json",
        "image/avif,image/webp",
        ";q=x",
        "a/b;q=9e99",
        "," * 900,
        "text/*;q=0",
    ),
    "Accept-Language": ("zh-CN", "*", "x-y-z-" * 60, "de;q=2", "..", "zh-hans;q=0.1,,,"),
    "Accept-Encoding": ("gzip", "br;q=0", "identity;q=0", "*;q=0", "zstd", "gzip;q=x", ","),
    "Cookie": (
        "a=b",
        "=",
        ";;;",
        "display=x",
        "sessionid=../x",
        "a=" + "b" * 4000,
        'x="\\012"',
        "messages=x",
    ),
    "Host": (
        "127.0.0.1",
        "localhost:99999",
        "evil.example",
        "",
        "[::1]",
        "[",
        "a b",
        "127.0.0.1:x",
        "。",
    ),
    "X-Forwarded-For": (
        "192.0.2.1",
        "x",
        "::1",
        "1.2.3.4, [2001:db8::1]:80",
        ",",
        "fe80::1%eth0",
        "9" * 300,
    ),
    "X-Forwarded-Proto": ("https", "http", "x", "https,http"),
    "X-Forwarded-Host": ("evil.example",),
    "Referer": ("http://evil.example/", "x", "http://[", "/", "http://127.0.0.1/desk/"),
    "Origin": ("null", "http://evil.example", "x", "http://["),
    "User-Agent": ("", "curl/8", "Mozilla/5.0", "\xff\xfe", "x" * 4000, "bot"),
    "X-Requested-With": ("XMLHttpRequest", "x"),
    "Authorization": ("Bearer x", "Basic x", "Basic Og==", "Bearer", "\xff"),
    "X-HTTP-Method-Override": ("DELETE", "PUT"),
    "Content-Encoding": ("gzip", "br", "x"),
    "Sec-Fetch-Site": ("cross-site", "none", "x"),
    "Purpose": ("prefetch",),
    "Upgrade": ("websocket", "h2c"),
    "X-Original-URL": ("/desk/",),
}
HEX = "0123456789abcdef"


@dataclass
class Odd:
    """One request: what is sent, and as whom."""

    number: int
    method: str
    target: str
    role: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def as_bytes(self):
        """The request as it goes through a socket; the connection ends with it."""
        lines = {"Host": "127.0.0.1", "Connection": "close"} | self.headers
        if self.body or self.method in ("POST", "PUT", "PATCH"):
            lines["Content-Length"] = str(len(self.body))
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        head = f"{self.method} {self.target} HTTP/1.1\r\n{head}\r\n"
        return head.encode("latin-1", "replace") + self.body

    def as_environ(self):
        """The same as a server gives it to a WSGI application."""
        path, _, query = self.target.partition("?")
        own = {f"HTTP_{name.upper().replace('-', '_')}": v for name, v in self.headers.items()}
        if "HTTP_CONTENT_TYPE" in own:
            own["CONTENT_TYPE"] = own.pop("HTTP_CONTENT_TYPE")
        own |= {"REQUEST_METHOD": self.method, "QUERY_STRING": query, "SERVER_PORT": "80"}
        own["PATH_INFO"] = unquote_to_bytes(path).decode("latin-1")
        own |= {"CONTENT_LENGTH": str(len(self.body)), "wsgi.input": io.BytesIO(self.body)}
        own |= {"SERVER_NAME": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http"}
        return own | {"SERVER_PROTOCOL": "HTTP/1.1", "wsgi.errors": io.StringIO()}

    def __str__(self):
        return f"{self.number} {self.role or '-'} {self.method} {self.target[:200]} {self.headers} {self.body[:200]}"


class Requests:
    """All requests of a seed over these routes of Django's, as any of these roles."""

    def __init__(self, routes, *, seed, roles=("",)):
        self.routes = [route for route in routes if not any(part in route for part in NEVER)]
        self.seed, self.roles = seed, roles

    def number(self, number):
        """The request of this number, the same each time."""
        dice = random.Random(f"{self.seed}/{number}")
        made = Odd(number, dice.choice(METHODS), self._target(dice), dice.choice(self.roles))
        for name in dice.sample(sorted(HEADERS), dice.choice((0, 0, 0, 1, 1, 3))):
            made.headers[name] = dice.choice(HEADERS[name])
        if made.method not in ("GET", "HEAD") or dice.random() < 0.1:
            kind, made.body = dice.choice((_form, _multipart, _json, _noise))(dice)
            made.headers["Content-Type"] = kind
        if dice.random() < 0.08:
            made.headers["Content-Type"] = _content_type(dice)
        for name, value in made.headers.items():
            made.headers[name] = re.sub(r"[\r\n\0]", " ", value)
        return made

    def _target(self, dice):
        path = re.sub("<[^>]+>", lambda match: _value(dice, match[0]), dice.choice(self.routes))
        path = (
            f"/{path}" if dice.random() < 0.97 else dice.choice(("//", "/./", "/%2e/", "/")) + path
        )
        if dice.random() < 0.08:
            path += dice.choice(
                ("%00", "%", "%ff", "/", "%0a", ";a", "%E5", "%C0%AF", ".php", "\\")
            )
        if dice.random() < 0.5:
            path += "?" + _encoded(dice, KEYS)
        return path


def _value(dice, place):
    """What stands in the place of <int:pk> and its like."""
    if dice.random() < 0.7:
        kind = place.strip("<>").partition(":")[0]
        numbers = str(dice.randint(1, 40))
        return {
            "int": numbers,
            "key": numbers,
            "path": numbers,
            "str": dice.choice(("AI", numbers)),
        }.get(kind, numbers)
    return _quoted(dice, dice.choice(WORDS))


def _quoted(dice, words):
    if dice.random() < 0.1:
        return "".join(f"%{dice.choice(HEX)}{dice.choice(HEX)}" for _ in range(dice.randint(1, 6)))
    return quote(words[:2000].encode("utf-8", "surrogatepass"), safe=dice.choice(("", "/", "%")))


def _encoded(dice, keys):
    pairs = (
        f"{dice.choice(keys)}={_quoted(dice, dice.choice(WORDS))}"
        for _ in range(dice.randint(1, 5))
    )
    return dice.choice(("&", "&", "&", ";")).join(pairs)


def _content_type(dice):
    codec = "utf-8" if dice.random() < 0.7 else dice.choice(CODECS)
    boundary = dice.choice(("x", "", "y" * 90))
    return f"{dice.choice(KINDS)}; charset={codec}; boundary={boundary}"


def _form(dice):
    return KINDS[0], _encoded(dice, FIELDS).encode()


def _json(dice):
    deep = "[" * 3000 + "]" * 3000
    odd = (
        deep,
        '{"a":' * 2000,
        "NaN",
        "1e999",
        "-",
        '"\\ud800"',
        '{"a":1,"a":2}',
        "[]",
        "null",
        "",
    )
    if dice.random() < 0.5:
        return KINDS[2], dice.choice(odd).encode()
    values = (*WORDS, None, True, [], {}, [1], {"a": 1}, 10**30, 1.5, -1)
    words = {key: dice.choice(values) for key in dice.sample(FIELDS, 4)}
    return KINDS[2], json.dumps(words).encode()


def _multipart(dice):
    parts = []
    for _ in range(dice.randint(0, 4)):
        name = dice.choice(FIELDS)
        head = f'Content-Disposition: form-data; name="{name}"'
        if dice.random() < 0.4:
            head += dice.choice(
                (
                    '; filename="a.docx"',
                    '; filename=""',
                    "; filename*=rot13''a.txt",
                    "; filename*=utf-8''%ff",
                    '; filename="../../x.png"',
                    "; filename*='",
                    '; filename="a\\"b.txt"',
                    "; filename*=undefined''%5c",
                )
            )
            head += f"\r\nContent-Type: {_content_type(dice)}"
        if dice.random() < 0.2:
            head += f"\r\nContent-Transfer-Encoding: {dice.choice(('base64', '8bit', 'x'))}"
        if dice.random() < 0.1:
            head = dice.choice(
                ("", "Content-Disposition", "x" * 9000, head.replace("form-data", "x"))
            )
        value = dice.choice(
            (*WORDS, "PK\x03\x04" + "x" * 60, "%PDF-1.7", "\x89PNG\r\n\x1a\n" + "0" * 30)
        )
        parts.append(f"--x\r\n{head}\r\n\r\n{value}\r\n")
    end = dice.choice(("--x--\r\n", "--x--\r\n", "", "--x", "--y--"))
    kind = "multipart/form-data; boundary=x"
    return kind, ("".join(parts) + end).encode("utf-8", "surrogatepass")


def _noise(dice):
    return _content_type(dice), dice.randbytes(dice.choice((0, 1, 40, 3000)))
