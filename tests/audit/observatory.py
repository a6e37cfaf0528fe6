"""The score of a page by the published table of MDN's HTTP Observatory, from its own headers.

Table: mdn/mdn-http-observatory, src/grader/charts.js. It begins at 100; what we do not meet costs
what stands there. That HTTP leads to HTTPS and that the certificate is good is the front server's.
"""

import re

BASE = 100
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
HALF_A_YEAR = 15_768_000
SCRIPT = re.compile(r"<script\b[^>]*\bsrc=[^>]*>")
UNSAFE = ("'unsafe-", "http:", "https:", "*")


def score(answer):
    """{item: points beside the hundred} of an answer over HTTPS."""
    return {
        "content policy": _content_policy(answer),
        "cookies": _cookies(answer.cookies.values()),
        "frames": 5 if "frame-ancestors" in _policy(answer) else -20,
        "referrer": 5 if answer.get("Referrer-Policy") in PRIVATE else 0,
        "https": 0 if _hsts_age(answer) >= HALF_A_YEAR else -20,
        "scripts": _scripts(SCRIPT.findall(answer.text)),
        "sniffing": 0 if answer.get("X-Content-Type-Options") == "nosniff" else -5,
        "resource policy": _resource_policy(answer.get("Cross-Origin-Resource-Policy", "")),
    }


def _policy(answer):
    parts = (part.split() for part in answer.get("Content-Security-Policy", "").split(";"))
    return {part[0]: part[1:] for part in parts if part}


def _content_policy(answer):
    policy = _policy(answer)
    sources = [
        source for name, given in policy.items() if name != "frame-ancestors" for source in given
    ]
    if not policy or any(source.startswith(UNSAFE) for source in sources):
        return -25
    is_closed = policy.get("default-src") == ["'none'"]
    return 10 if is_closed and policy.get("form-action") in (["'self'"], ["'none'"]) else 5


def _cookies(cookies):
    if not cookies:
        return 0
    hidden = all(cookie["httponly"] for cookie in cookies if cookie.key == "sessionid")
    if not hidden or not all(cookie["secure"] for cookie in cookies):
        return -40
    return 5 if all(cookie["samesite"] in ("Lax", "Strict") for cookie in cookies) else 0


def _hsts_age(answer):
    found = re.search(r"max-age=(\d+)", answer.get("Strict-Transport-Security", ""))
    return int(found[1]) if found else 0


def _scripts(tags):
    return 5 if tags and all("integrity=" in tag for tag in tags) else 0


def _resource_policy(value):
    return {"same-origin": 10, "same-site": 10, "cross-origin": 0, "": 0}.get(value, -5)
