"""Where the text of a page begins, and how many headlines its first screen holds.

python -m tests.audit.first_screen [--site http://127.0.0.1:8000]
"""

import argparse
import contextlib
import sys
from collections import defaultdict

from tests.audit import crawl, drive, tools
from tests.audit.pages import kind_of
from tests.audit.site import SiteError, demonstration

# (width, height, the reader's choice, what the table calls it)
LOOKS = (
    (390, 700, "", "390"),
    (390, 700, "elder", "390 长者"),
    (1280, 800, "", "1280"),
)
# The first line of the text itself: captions and what stands beside it do not count.
FIRST_LINE = """() => {
  const text = document.querySelector('main :is(.prose, .letter)');
  if (!text) return null;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const range = new Range();
    range.selectNodeContents(walker.currentNode);
    const box = [...range.getClientRects()].find(one => one.width > 1 && one.height > 1);
    const holder = walker.currentNode.parentElement;
    if (box && walker.currentNode.data.trim() && !holder.closest('figcaption, .aside')) {
      return Math.round(box.top + scrollY);
    }
  }
  return null;
}"""
# Headlines that stand whole in the first screen; one entry counts once.
HEADLINES = """() => new Set([...document.querySelectorAll('main a[href]')]
  .filter(one => /^\\/(articles|initiatives|events|pages)\\/[^/?]+\\/$/.test(
    new URL(one.href).pathname))
  .filter(one => {
    const box = one.getBoundingClientRect();
    return one.checkVisibility() && one.textContent.trim() && box.width > 1
      && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
  }).map(one => new URL(one.href).pathname)).size"""
LISTS = ("home", "articles", "events", "column", "series", "tag", "search")
ENTRIES = ("article", "initiative", "event", "/pages/", "series instalment")


def first_line(page):
    """Return the y of the first line of the page's text, or None."""
    return page.evaluate(FIRST_LINE)


def headlines(page):
    """Return how many headlines the first screen shows whole."""
    return page.evaluate(HEADLINES)


def measured(browser, site, paths):
    """Return {kind: {look: (lowest first line, fewest headlines)}} of the pages."""
    found = defaultdict(dict)
    for width, height, mode, look in LOOKS:
        with drive.opened(browser, site, width=width, mode=mode) as page:
            page.set_viewport_size({"width": width, "height": height})
            for path in paths:
                page.goto(site + path)
                kind = kind_of(path)
                line, count = first_line(page), headlines(page)
                known_line, known_count = found[kind].get(look, (None, count))
                lines = [one for one in (line, known_line) if one is not None]
                found[kind][look] = (max(lines, default=None), min(count, known_count))
    return found


def table(found):
    """Return the lines of a Markdown table: a row for each kind of page."""
    looks = [look for *_, look in LOOKS]
    head = [f"正文首行 {look}" for look in looks] + [f"标题数 {look}" for look in looks]
    lines = [f"| 网页 | {' | '.join(head)} |", f"|---|{'--:|' * len(head)}"]
    for kind, by_look in sorted(found.items()):
        first = ["" if by_look[look][0] is None else str(by_look[look][0]) for look in looks]
        counts = [str(by_look[look][1]) for look in looks]
        lines.append(f"| {kind} | {' | '.join(first + counts)} |")
    return lines


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.audit.first_screen", description=__doc__)
    parser.add_argument("--site", default="", help="已在本机运行的网站，而不是演示网站")
    chosen = parser.parse_args()
    with contextlib.ExitStack() as stack:
        try:
            site = chosen.site.rstrip("/") or stack.enter_context(demonstration())
            pages = [path for path in crawl.crawl(site).pages if "/print/" not in path]
            browser = stack.enter_context(drive.chromium())
        except (tools.ToolError, SiteError) as error:
            sys.exit(f"没有测量：{error}")
        print("\n".join(table(measured(browser, site, pages))))


if __name__ == "__main__":
    main()
