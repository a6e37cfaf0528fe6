"""Pictures of the ten main pages of the desk for docs/screens, at a phone's width and a desk's.

python -m tests.audit.desk_screens [today list …] [--to docs/screens] [--widths 390,1366]
    [--mode light] [--site http://127.0.0.1:8000]
"""

import argparse
import contextlib
import shutil
import sys
import tempfile
from pathlib import Path

from tests.audit import drive, site, tools
from tests.audit.fetching import Visitor
from tests.audit.screens import HIGHEST, listed, small
from tests.smoke import ROOT, free_port

PASSWORD = "jin-tian-de-gong-zuo-tai"
SCENE = f"from tests.audit.desk_scene import lay_out; lay_out({PASSWORD!r})"
# Name → who looks, and the path; {a title} stands for the number of its row.
PAGES = {
    "today": ("bianji", "/desk/"),
    "articles": ("bianji", "/desk/series/article/"),
    "writing": ("bianji", "/desk/series/article/{六家企业的用工账}/change/"),
    "review": ("chushen", "/desk/series/article/{六家企业的用工账}/change/"),
    "compare": ("chushen", "/desk/series/article/{六家企业的用工账}/compare/?a=1&b=2"),
    "schedule": ("zhongshen", "/desk/calendar/"),
    "library": ("bianji", "/desk/series/picture/"),
    "account": ("guanli", "/desk/chamber/user/1/change/"),
    "placements": ("zhongshen", "/desk/placements/"),
    "audit": ("zhongshen", "/desk/series/auditline/"),
}
WIDTHS = (390, 1366)
HEAVIEST = 200 * 1024
DRAWN = """Promise.all([document.fonts.ready, ...[...document.images].map(image => {
  image.loading = 'eager';
  return image.decode().catch(() => null);
})])"""


def main():
    chosen = arguments()
    chosen.to.mkdir(parents=True, exist_ok=True)
    try:
        with working_day(chosen.site) as address, drive.chromium() as browser:
            for name, content in pictures(browser, address, chosen):
                data = small(content, heaviest=HEAVIEST)
                (chosen.to / f"desk-{name}.png").write_bytes(data)
                print(f"desk-{name}.png  {len(data) / 1024:.0f} KB", flush=True)
    except (tools.ToolError, site.SiteError) as error:
        sys.exit(f"没有截图：{error}")


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.audit.desk_screens", description=__doc__)
    parser.add_argument(
        "pages", nargs="*", default=list(PAGES), metavar="page", help="、".join(PAGES)
    )
    parser.add_argument("--site", default="", help="已在本机运行、已照 desk_scene 布置好的网站")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--widths", type=listed(int, lambda n: 200 < n < 4000), default=WIDTHS)
    parser.add_argument("--mode", choices=("light", "dark"), default="light")
    chosen = parser.parse_args()
    if unknown := [name for name in chosen.pages if name not in PAGES]:
        parser.error(f"没有这种网页：{'、'.join(unknown)}；有：{'、'.join(PAGES)}")
    return chosen


@contextlib.contextmanager
def working_day(running=""):
    """The address of a demonstration site whose desk is at work; its folder goes afterwards.

    A `running` site on which SCENE has been laid out is taken as it is.
    """
    if running:
        yield running.rstrip("/")
        return
    place = Path(tempfile.mkdtemp(prefix="chamber-desk-"))
    port = free_port()
    environment = site.surroundings(place / "data", port)
    try:
        for step in (*site.STEPS, ["shell", "-v", "0", "-c", SCENE], ["check_desk"]):
            site.prepare(step, environment)
        with (
            site.served(environment, place / "log"),
            contextlib.closing(Visitor(port)) as visitor,
        ):
            site.wait_until_healthy(visitor, place / "log")
            yield f"http://127.0.0.1:{port}"
    finally:
        shutil.rmtree(place, ignore_errors=True)


def pictures(browser, address, chosen):
    """Yield (name, PNG as taken) of every chosen page and width, each seen by its own person."""
    for name in chosen.pages:
        person, path = PAGES[name]
        for width in chosen.widths:
            yield f"{name}-{width}", taken(browser, address, path, person, width, chosen.mode)


def taken(browser, address, path, person, width, mode):
    with drive.opened(browser, address, width=width) as page:
        page.add_init_script(f"localStorage.setItem('theme', '{mode}')")
        page.goto(f"{address}/desk/login/")
        page.fill("#id_username", person)
        page.fill("#id_password", PASSWORD)
        page.click("#login-form [type=submit]")
        page.wait_for_load_state()
        page.goto(address + found(page, address, path))
        page.evaluate(DRAWN)
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": min(height, HIGHEST)})
        return page.screenshot(animations="disabled")  # so that a bar at the foot is at the foot


def found(page, address, path):
    """The path with the number of the row whose title stands in it between braces."""
    before, _, rest = path.partition("{")
    if not rest:
        return path
    title, _, after = rest.partition("}")
    page.goto(address + before)
    row = page.get_by_role("link", name=title, exact=True).first.get_attribute("href")
    return row.removesuffix("/change/") + after


if __name__ == "__main__":
    main()
