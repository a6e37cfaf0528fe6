"""The Nu HTML checker (npm vnu-jar, which runs on Java) on every page of the crawl and every style
sheet of the project."""

import contextlib
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.audit import drive, tools
from tests.audit.fetching import Visitor
from tests.audit.report import Finding, Outcome
from tests.smoke import ROOT

TITLE = "Nu HTML 检查"
SHEETS = ROOT / "static"
# Newer than the checker: boxes that grow with their text, marked passages. Without them a box
# scrolls and a passage is found by its number.
NOT_YET_KNOWN = ("“field-sizing”", "ghlight(comment)")


def check(found, paths, others=()):
    """0 errors on every page of the crawl, on each kind of page as elder mode makes it, the page of
    what is not there included, on `others` ({path: body}), and in the style sheets of readers and of
    the desk; what the checker only warns of is listed once a rule."""
    bodies = {path: answer.body for path, answer in found.pages.items()} | dict(others)
    bodies |= in_elder_mode(found, paths)
    sheets = {f"static/{file.relative_to(SHEETS)}": file.read_bytes() for file in style_sheets()}
    findings, rows, remarks = [], [], []
    for kind, given in (("HTML", bodies), ("CSS", sheets)):
        messages = judged(given, kind)
        new = [m for _, m in messages if is_error(m) and kind == "CSS" and is_newer(m)]
        errors = [(page, m) for page, m in messages if is_error(m) and m not in new]
        remarks += [f"检查工具还不认识：{words(m)}" for m in new]
        others = Counter(m["message"] for _, m in messages if not is_error(m))
        findings += [Finding(unquote(page), kind, words(m)) for page, m in errors]
        rows.append((kind, len(given), len(errors), sum(others.values())))
        remarks += [f"提醒 {count} 次：{text}" for text, count in others.most_common()]
    return Outcome(TITLE, ("种类", "份数", "错误", "提醒"), rows, findings, remarks)


def style_sheets():
    return sorted(SHEETS.rglob("*.css"))


def in_elder_mode(found, paths):
    """{address and mode: body} of each kind of page."""
    visitor = Visitor(urlsplit(found.site).port, {"Cookie": f"display={drive.MODES['elder']}"})
    with contextlib.closing(visitor):
        return {f"{path} [elder]": visitor.get(path).body for path in paths.values()}


def is_error(message):
    return message["type"] in {"error", "non-document-error"}


def is_newer(message):
    """Whether the checker complains of what it does not know yet."""
    return any(known in words(message) for known in NOT_YET_KNOWN)


def words(message):
    """Line, what is wrong, and the text around it."""
    extract = " ".join(message.get("extract", "").split())
    return f"第 {message.get('lastLine', '?')} 行 {message['message']} …{extract[:160]}…"


def judged(bodies, kind="HTML"):
    """[(page, message)] of {page: bytes}; `kind` is HTML or CSS."""
    java = tools.program("java", "default-jre-headless")
    options = ["--format", "json", "--exit-zero-always", *(["--css"] if kind == "CSS" else [])]
    with tempfile.TemporaryDirectory(prefix="chamber-nu-") as folder:
        files = {}
        for number, (page, body) in enumerate(bodies.items()):
            file = Path(folder) / f"{number}.{kind.lower()}"
            file.write_bytes(body)
            files[file] = page
        done = subprocess.run(
            [java, "-Xss2m", "-jar", str(tools.VNU), *options, *map(str, files)],
            **{"capture_output": True, "text": True, "check": False, "timeout": 600},
        )
    pages = {file.as_uri().replace("///", "/"): page for file, page in files.items()}
    try:
        messages = json.loads(done.stderr)["messages"]
    except ValueError as error:
        raise tools.ToolError(f"Nu 没有运行：\n{done.stderr[-1500:]}") from error
    return [(pages.get(m.get("url", "").replace("///", "/"), "?"), m) for m in messages]
