"""The reader's site under independent eyes; `make audit` runs all of it.

python -m tests.audit [--only crawl,html,axe,lighthouse,weight] [--site http://127.0.0.1:8000]
"""

import argparse
import sys
import time

from tests.audit import axe, crawl, drive, lighthouse, nu, tools, weight
from tests.audit.pages import kinds
from tests.audit.report import Finding, Outcome
from tests.audit.site import SiteError, demonstration

TOOLS = ("crawl", "html", "axe", "lighthouse", "weight")
BY_NPM = {"html", "axe", "lighthouse"}


def main():
    chosen = arguments()
    try:
        if BY_NPM & set(chosen.only):
            tools.install()
        if chosen.site:
            outcomes = audited(chosen.site.rstrip("/"), chosen)
        else:
            print("正在准备演示网站……", flush=True)
            with demonstration() as site:
                outcomes = audited(site, chosen)
    except (tools.ToolError, SiteError) as error:
        sys.exit(f"检查没有运行：{error}")
    sys.exit(conclusion(outcomes))


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument("--only", default=TOOLS, type=tool_names, help=f"只做其中几项：{TOOLS}")
    parser.add_argument("--site", default="", help="检查已在本机运行的网站，而不是演示网站")
    parser.add_argument("--every-page", action="store_true", help="axe 看每一页，而不是每一种")
    return parser.parse_args()


def tool_names(text):
    names = text.split(",")
    if unknown := [name for name in names if name not in TOOLS]:
        raise argparse.ArgumentTypeError(f"没有这一项：{'、'.join(unknown)}")
    return names


def audited(site, chosen):
    """The outcome of each tool, printed as soon as it is there. The crawl finds the pages."""
    found = crawl.crawl(site)
    paths = kinds(found)
    seen = {path: path for path in found.pages} if chosen.every_page else paths
    deeds = {
        "crawl": lambda: crawl.check(found),
        "html": lambda: nu.check(found, paths),
        "axe": lambda: by_browser(lambda browser: axe.check(browser, site, seen)),
        "weight": lambda: by_browser(lambda browser: weight.check(browser, found, paths)),
        "lighthouse": lambda: lighthouse.check(site, paths),
    }
    return [told(name, deed) for name, deed in deeds.items() if name in chosen.only]


def by_browser(deed):
    with drive.chromium() as browser:
        return deed(browser)


def told(name, deed):
    """Print what the tool says and how long it took; a tool that cannot run is a finding."""
    start = time.monotonic()
    try:
        outcome = deed()
    except tools.ToolError as error:
        outcome = Outcome(name, findings=[Finding(name, "没有运行", str(error))])
    print("\n".join(outcome.lines()), flush=True)
    print(f"用时 {time.monotonic() - start:.0f} 秒", flush=True)
    return outcome


def conclusion(outcomes):
    """One line a tool at the very end; 1 where anything was found."""
    print("\n" + "=" * 60)
    for outcome in outcomes:
        print(f"{outcome.title}：{f'{len(outcome.findings)} 处' if outcome.findings else '通过'}")
    print("=" * 60, flush=True)
    return int(any(outcome.findings for outcome in outcomes))


if __name__ == "__main__":
    main()
