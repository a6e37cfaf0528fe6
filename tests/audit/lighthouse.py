"""Lighthouse as a phone on a slow network, against a Chromium of its own that is started here."""

import contextlib
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from tests.audit import tools
from tests.audit.report import Finding, Outcome
from tests.audit.site import end_group
from tests.helpers.chromium import FLAGS, chromium_path

KINDS = ("home", "column", "article", "event", "initiative", "search")
# The page with the form: an answered search is not for search engines, and rightly says so.
INSTEAD = {"search": "/search/"}
CATEGORIES = {
    "performance": "性能",
    "accessibility": "无障碍",
    "best-practices": "最佳实践",
    "seo": "搜索",
}
RUNS, TRIES, PATIENCE = 3, 3, 120
METRICS = {
    "first-contentful-paint": "FCP",
    "largest-contentful-paint": "LCP",
    "total-blocking-time": "TBT",
    "cumulative-layout-shift": "CLS",
}


def check(site, paths, secret=(), pages=()):
    """100 in all four for each kind; the performance is the median of three runs.

    Pages behind a code (`secret`) tell search engines to stay away, so those do not judge them.
    `pages` names the kinds that are looked at; all without it."""
    wanted = {kind: INSTEAD.get(kind, paths.get(kind)) for kind in KINDS} | dict(secret)
    if pages:
        wanted = {kind: wanted.get(kind, paths.get(kind)) for kind in pages}
    outcome = Outcome("Lighthouse（手机）", ("网页", *CATEGORIES.values(), "网址"))
    with tempfile.TemporaryDirectory(prefix="chamber-lighthouse-") as folder:
        for kind, path in wanted.items():
            if path is None:
                outcome.findings.append(Finding(kind, "Lighthouse", "演示网站没有这种网页"))
                continue
            chosen = [name for name in CATEGORIES if name != "seo" or kind not in secret]
            try:
                judge(outcome, kind, site + path, Path(folder), chosen)
            except tools.ToolError as error:
                outcome.findings.append(Finding(kind, "Lighthouse 没有运行", str(error)))
    load, cores = os.getloadavg()[0], os.cpu_count()
    outcome.remarks.append(f"机器负载 {load:.1f}（{cores} 核）：负载高时性能分偏低")
    return outcome


def judge(outcome, kind, url, folder, categories):
    """Add one page's row, findings and times to the outcome."""
    reports, path = runs(url, folder, categories), urlsplit(url).path
    scores = judged(reports)
    outcome.rows.append((kind, *(scores.get(name, "—") for name in CATEGORIES), path))
    for name, score in scores.items():
        if score != 100:
            rule = f"{CATEGORIES[name]} {score}"
            outcome.findings.append(Finding(f"{kind} {path}", rule, reasons(reports, name)))
    outcome.remarks.append(f"{kind}：{numbers(reports)}")


def runs(url, folder, categories=tuple(CATEGORIES)):
    """All categories once, then the performance alone."""
    everything = ",".join(categories)
    return [run(url, folder, everything if n == 0 else "performance") for n in range(RUNS)]


def run(url, folder, categories):
    """One report, by a fresh browser; a recording that went wrong is made again, twice at most."""
    for _ in range(TRIES):
        report, fault = attempt(url, folder, categories)
        if report and not fault:
            return report
    raise tools.ToolError(f"{url} {TRIES} 次没有测成：{fault}")


def attempt(url, folder, categories):
    """(report or None, what went wrong)."""
    output = folder / "report.json"
    output.unlink(missing_ok=True)
    with chromium(folder) as port:
        command = [tools.program("node", "nodejs"), str(tools.LIGHTHOUSE), url, f"--port={port}"]
        command += ["--output=json", f"--output-path={output}", "--locale=zh", "--quiet"]
        command += [f"--only-categories={categories}", "--no-enable-error-reporting"]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=PATIENCE
            )
        except subprocess.TimeoutExpired:
            return None, f"{PATIENCE} 秒没有测完"
    if not output.is_file():
        return None, done.stderr[-1500:]
    report = json.loads(output.read_text(encoding="utf-8"))
    return report, report.get("runtimeError", {}).get("message", "")


@contextlib.contextmanager
def chromium(folder):
    """The port of a headless Chromium in a process group of its own, ended by its number."""
    path = chromium_path()
    if path is None:
        raise tools.ToolError("没有 chromium：请安装 chromium 和 fonts-noto-cjk")
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as profile:
        command = [path, "--headless=new", *FLAGS, "--no-first-run", "about:blank"]
        command += ["--remote-debugging-port=0", f"--user-data-dir={profile}"]
        process = subprocess.Popen(
            command,
            **{"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL},
            **{"stderr": subprocess.DEVNULL, "start_new_session": True},
        )
        try:
            yield debugging_port(Path(profile) / "DevToolsActivePort", process)
        finally:
            end_group(process)


def debugging_port(file, process):
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError, IndexError):
            return int(file.read_text().split()[0])
        time.sleep(0.1)
    raise tools.ToolError("Chromium 没有启动")


def judged(reports):
    """{category: points of 100}: the median where it was measured more than once."""
    return {
        name: round(100 * median(scores))
        for name in CATEGORIES
        if (
            scores := [
                r["categories"][name]["score"] or 0 for r in reports if name in r["categories"]
            ]
        )
    }


def reasons(reports, category):
    """The audits that cost points, with what they point at."""
    said = []
    measured = [report for report in reports if category in report["categories"]]
    worst = min(measured, key=lambda report: report["categories"][category]["score"] or 0)
    weighed = worst["categories"][category]["auditRefs"]
    for name in (ref["id"] for ref in weighed if ref["weight"]):
        audit = worst["audits"][name]
        if audit["score"] is not None and audit["score"] < 1:
            items = (audit.get("details") or {}).get("items") or []
            shown = json.dumps(items[0], ensure_ascii=False)[:200] if items else ""
            said.append(f"{name}（{audit['title']}）{audit.get('displayValue', '')} {shown}")
    return "；".join(said)


def numbers(reports):
    """The medians of what a visitor waits for."""
    return "，".join(
        f"{label} {median(r['audits'][name]['numericValue'] for r in reports):.{digits}f}"
        for (name, label), digits in zip(METRICS.items(), (0, 0, 0, 4), strict=True)
    )
