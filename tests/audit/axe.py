"""axe-core on every kind of page, in each mode and width: npm's, else the one in requirements."""

import json
from collections import Counter
from pathlib import Path

import axe_playwright_python

from tests.audit import drive, tools
from tests.audit.report import Finding, Outcome

BUNDLED = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RUN = (
    "axe.run(document, {iframes: false, preload: false, resultTypes: ['violations', 'incomplete']})"
)


def script():
    """axe's source, in Chinese where npm installed its words too."""
    if not tools.installed():
        return BUNDLED.read_text(encoding="utf-8")
    words = json.loads((tools.AXE / "locales" / "zh_CN.json").read_text(encoding="utf-8"))
    source = (tools.AXE / "axe.min.js").read_text(encoding="utf-8")
    return f"{source}\naxe.configure({{locale: {json.dumps(words)}}});"


def check(browser, site, paths, *, widths=drive.WIDTHS, modes=drive.MODES):
    """0 violations on {kind: path}; what axe could not decide is counted as a remark."""
    source, findings, rows, undecided = script(), [], [], Counter()
    for width in widths:
        for mode in modes:
            with drive.opened(browser, site, width=width, mode=mode) as page:
                before = len(findings)
                for kind, path in paths.items():
                    page.goto(site + path)
                    found = on(page, source)
                    where = f"{kind} {path} [{mode} {width}]"
                    findings += [Finding(where, *pair) for pair in nodes(found["violations"])]
                    undecided.update(pair for pair in nodes(found["incomplete"], doubt))
            rows.append((mode, width, len(paths), len(findings) - before))
    remarks = [f"axe 不能判断 {times} 处：{rule} {why}" for (rule, why), times in undecided.items()]
    head = ("模式", "宽度", "网页", "问题")
    return Outcome(f"无障碍 axe {version(source)}", head, rows, findings, remarks)


def version(source):
    return source[:40].partition("axe v")[2].split("\n")[0].strip() or "?"


def on(page, source):
    """axe's answer for the page that is open."""
    page.evaluate(source)
    return page.evaluate(RUN)


def nodes(rules, say=None):
    """(rule, what is said of it) of each element."""
    return [(rule["id"], (say or fault)(node)) for rule in rules for node in rule["nodes"]]


def fault(node):
    """The element and why it fails."""
    reason = (node.get("failureSummary") or "").split("\n")[-1].strip()
    return f"{node['html'][:140]} {reason[:160]}"


def doubt(node):
    """Why axe cannot tell."""
    return next((one["message"] for one in [*node["any"], *node["all"], *node["none"]]), "")[:120]
