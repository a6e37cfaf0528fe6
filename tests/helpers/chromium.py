"""Debian's Chromium: where it is, how it is started, how its window is as good as new again."""

import shutil
from urllib.parse import urlsplit

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
# The windows of a test share one process: to start another for each costs half a second.
ONE_PROCESS = "--process-per-site"
visited = set()  # origins to which the pages of the window came


def chromium_path():
    """The browser's path, or None where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def origin_of(address):
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def forget_everything(window, page):
    """Delete cookies, permissions, the cache and what scripts of any origin stored."""
    window.clear_cookies()
    window.clear_permissions()
    tools = window.new_cdp_session(page)
    tools.send("Network.clearBrowserCache")
    for origin in visited:
        tools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    visited.clear()
    tools.detach()
    window.set_offline(False)


def close_pages(window):
    """Close all pages without a line: what they send while closing would reach the next test."""
    window.set_offline(True)
    for page in window.pages:
        page.close()
