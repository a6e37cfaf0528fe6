"""Pictures of the pages for docs/screens: each width, each mode, and the printed sheet.

python -m tests.audit.screens [home article /feeds/ …] [--site http://127.0.0.1:8000]
    [--to docs/screens] [--widths 390,1280] [--modes light,dark,elder,print]
"""

import argparse
import contextlib
import io
import subprocess
import sys
from pathlib import Path

from PIL import Image

from tests.audit import crawl, drive, tools
from tests.audit.pages import kinds
from tests.audit.site import SiteError, demonstration
from tests.smoke import ROOT

PAGES = "home article column event events initiative search series figures month".split()
WIDTHS = (390, 768, 1280, 1920)
MODES = (*drive.MODES, "print")
COLOURS = (64, 48, 32, 16)
HIGHEST, HEAVIEST = 2400, 120 * 1024
PAPER = 794  # A4 at 96 dots an inch


def main():
    chosen = arguments()
    chosen.to.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        try:
            site = chosen.site.rstrip("/") or stack.enter_context(demonstration())
            paths = wanted(chosen.pages, site)
            browser = stack.enter_context(drive.chromium())
        except (tools.ToolError, SiteError, LookupError) as error:
            sys.exit(f"没有截图：{error}")
        total = 0
        for name, content in pictures(browser, site, paths, chosen):
            data = small(content)
            (chosen.to / f"{name}.png").write_bytes(data)
            print(f"{name}.png  {len(data) / 1024:.0f} KB", flush=True)
            total += len(data)
    print(f"共 {total / 1024 / 1024:.1f} MB，存入 {chosen.to}")


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.audit.screens", description=__doc__)
    parser.add_argument("pages", nargs="*", default=PAGES, help="网页的名字，或它的路径")
    parser.add_argument("--site", default="", help="已在本机运行的网站，而不是演示网站")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--widths", type=listed(int, lambda n: 200 < n < 4000), default=WIDTHS)
    parser.add_argument("--modes", type=listed(str, MODES.__contains__), default=MODES)
    return parser.parse_args()


def listed(sort, allowed):
    """A reader of “a,b,c” that refuses what is not allowed."""

    def read(text):
        values = [sort(word) for word in text.split(",")]
        if not all(map(allowed, values)):
            raise argparse.ArgumentTypeError(f"不能是 {text}")
        return values

    return read


def wanted(names, site):
    """{plain name: path}; a name is looked up in a crawl, a path is taken as it is."""
    known = {}
    if not all(name.startswith("/") for name in names):
        known = kinds(crawl.crawl(site))
    if missing := [name for name in names if name not in known and not name.startswith("/")]:
        raise LookupError(f"没有这种网页：{'、'.join(missing)}；有：{'、'.join(known)}")
    return {plain(name): known.get(name, name) for name in names}


def plain(name):
    """A file name of a page: "/tags/W/" becomes "tags-W"."""
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in name).split()
    return "-".join(words) or "home"


def pictures(browser, site, paths, chosen):
    """(file name, PNG as taken) of every page, width and mode; print knows one width alone."""
    for name, path in paths.items():
        for mode in chosen.modes:
            if mode == "print":
                yield f"{name}-print", printed(browser, site, path)
                continue
            for width in chosen.widths:
                yield f"{name}-{width}-{mode}", taken(browser, site, path, width, mode)


def taken(browser, site, path, width, mode):
    with drive.opened(browser, site, width=width, mode=mode) as page:
        page.goto(site + path)
        return page.screenshot(full_page=True, animations="disabled")


def printed(browser, site, path):
    """The first sheet as pdftoppm draws it; without pdftoppm, the page as it goes to paper."""
    with drive.opened(browser, site, width=PAPER) as page:
        page.goto(site + path)
        with contextlib.suppress(tools.ToolError):
            pdftoppm = tools.program("pdftoppm", "poppler-utils")
            sheet = page.pdf(format="A4", print_background=True)
            command = [pdftoppm, "-png", "-r", "96", "-f", "1", "-l", "1", "-"]
            return subprocess.run(command, input=sheet, capture_output=True, check=True).stdout
        page.emulate_media(media="print")
        return page.screenshot(full_page=True, animations="disabled")


def small(content, *, heaviest=HEAVIEST):
    """A palette PNG within the limits: fewer colours first, then a shorter picture."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    height = min(picture.height, HIGHEST)
    while True:
        cut = picture.crop((0, 0, picture.width, height))
        for colours in COLOURS:
            data = palette(cut, colours)
            if len(data) <= heaviest:
                return data
        height = height * 4 // 5


def palette(picture, colours):
    stored = io.BytesIO()
    picture.quantize(colours, dither=Image.Dither.NONE).save(stored, "PNG", optimize=True)
    return stored.getvalue()


if __name__ == "__main__":
    main()
