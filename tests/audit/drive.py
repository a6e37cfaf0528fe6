"""Debian's Chromium through Playwright, for those tools that need a page to look at."""

import contextlib

from tests.audit.tools import ToolError
from tests.helpers.chromium import FLAGS, chromium_path

# What the reader may choose, as the cookie that the site itself would set.
MODES = {"light": "light", "dark": "dark", "elder": "elder"}
WIDTHS = (390, 1280)
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) {
      const nodes = entry.sources.map(source => source.node && source.node.nodeName
        + '.' + (source.node.className || ''));
      window.shifts.push([entry.value, nodes.join(' ')]);
    }
  }
}).observe({type: 'layout-shift', buffered: true});
"""


@contextlib.contextmanager
def chromium():
    """A headless browser until the block ends."""
    path = chromium_path()
    if path is None:
        raise ToolError("没有 chromium：请安装 chromium 和 fonts-noto-cjk")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tools:
        running = tools.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield running
        finally:
            running.close()


@contextlib.contextmanager
def opened(browser, site, *, width=1280, mode="", script=True):
    """A page of the given width for a reader who chose the given mode."""
    context = browser.new_context(
        locale="zh-CN", viewport={"width": width, "height": 844}, java_script_enabled=script
    )
    if mode:
        context.add_cookies([{"name": "display", "value": MODES[mode], "url": site}])
    try:
        yield context.new_page()
    finally:
        context.close()
