"""The reader's site under independent eyes; `make audit` runs all of it.

python -m tests.audit [--only crawl,html,axe,lighthouse,weight] [--site http://127.0.0.1:8000]
    [--pages register,ask]
"""

import argparse
import contextlib
import json
import sys
import time
from urllib.parse import urlsplit

from tests.audit import axe, crawl, drive, lighthouse, nu, tools, weight
from tests.audit.fetching import Visitor
from tests.audit.pages import kinds
from tests.audit.report import Finding, Outcome
from tests.audit.site import SiteError, demonstration, prepare

SCENE = "from tests.audit.participation_scene import lay_out; lay_out()"
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
            secret = {}
            with demonstration(
                then=lambda environment: secret.update(laid_out(environment))
            ) as site:
                outcomes = audited(site, chosen, secret)
    except (tools.ToolError, SiteError) as error:
        sys.exit(f"检查没有运行：{error}")
    sys.exit(conclusion(outcomes))


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument("--only", default=TOOLS, type=tool_names, help=f"只做其中几项：{TOOLS}")
    parser.add_argument("--site", default="", help="检查已在本机运行的网站，而不是演示网站")
    parser.add_argument(
        "--pages", default=(), type=lambda text: text.split(","), help="Lighthouse 只看这几种网页"
    )
    parser.add_argument("--every-page", action="store_true", help="axe 看每一页，而不是每一种")
    return parser.parse_args()


def tool_names(text):
    names = text.split(",")
    if unknown := [name for name in names if name not in TOOLS]:
        raise argparse.ArgumentTypeError(f"没有这一项：{'、'.join(unknown)}")
    return names


def laid_out(environment):
    """{kind: path} of pages that no link leads to, made on the demonstration site."""
    return json.loads(prepare(["shell", "-v", "0", "-c", SCENE], environment))


def audited(site, chosen, secret=()):
    """The outcome of each tool, printed as soon as it is there. The crawl finds the pages; `secret`
    is {kind: path} of those that no link leads to."""
    found, secret = crawl.crawl(site), dict(secret)
    paths = kinds(found)
    seen = {path: path for path in found.pages} if chosen.every_page else paths
    deeds = {
        "crawl": lambda: crawl.check(found),
        "html": lambda: nu.check(found, paths, fetched(site, secret)),
        "axe": lambda: by_browser(lambda browser: axe.check(browser, site, seen | secret)),
        "weight": lambda: by_browser(lambda browser: weight.check(browser, found, paths)),
        "lighthouse": lambda: lighthouse.check(site, paths, secret, chosen.pages),
    }
    return [told(name, deed) for name, deed in deeds.items() if name in chosen.only]


def fetched(site, paths):
    """{path: body} of pages that must be there."""
    with contextlib.closing(Visitor(urlsplit(site).port)) as visitor:
        answers = {path: visitor.get(path) for path in paths.values()}
    if lost := [path for path, answer in answers.items() if answer.status != 200]:
        raise tools.ToolError(f"没有打开：{'、'.join(lost)}")
    return {path: answer.body for path, answer in answers.items()}


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
