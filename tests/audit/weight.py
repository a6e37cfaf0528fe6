"""What a page weighs, whether it moves while it comes, whom it asks, and how it is without script."""

from urllib.parse import urljoin, urlsplit

from tests.audit import drive, links
from tests.audit.pages import kind_of
from tests.audit.report import Finding, Outcome

LIMIT = 60 * 1024
STYLES_AND_SCRIPTS = "//link[contains(@rel, 'stylesheet')]/@href | //script/@src"
SETTLED = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  await new Promise(done => setTimeout(done, 150));
  return window.shifts;
}"""


def check(browser, found, paths):
    """The weight of every page, the rest for each kind of page at each width."""
    site = found.site
    weights = {path: weight(path, found.visited) for path in found.pages}
    shifts, asked = in_browser(browser, site, paths)
    findings = [
        *(Finding(path, "过重", f"{n} 字节") for path, n in weights.items() if n > LIMIT),
        *(Finding(path, "版面移动", why) for path, why in shifts),
        *(Finding(path, "请求了外部网址", address) for path, address in asked),
        *without_script(browser, site),
    ]
    heaviest = {}
    for path, size in weights.items():
        heaviest[kind_of(path)] = max(heaviest.get(kind_of(path), (0, "")), (size, path))
    rows = [
        (kind, f"{size / 1024:.1f}", sum(kind_of(p) == kind for p in weights), path)
        for kind, (size, path) in sorted(heaviest.items())
    ]
    remarks = [
        f"版面移动在 {len(paths)} 种网页、{drive.WIDTHS} 像素下测量，包括滚动到页尾；"
        "连开两次都移动的计入"
    ]
    head = ("网页", "最重 KB", "页数", "最重的一页")
    return Outcome("重量、版面移动、无脚本", head, rows, findings, remarks)


def weight(path, visited):
    """Bytes sent for a first visit: the page, its style sheets (with what they import), its scripts."""
    page = links.tree(visited[path].body)
    named = page.xpath(STYLES_AND_SCRIPTS) if page is not None else []
    waiting = [urljoin(path, address) for address in named]
    total, counted = visited[path].sent, set()
    while waiting:
        address = waiting.pop()
        if address in counted or address not in visited:
            continue  # a third party's is a finding of the crawl
        counted.add(address)
        total += visited[address].sent
        if visited[address].type == "text/css":
            named = (found.address for found in links.in_css(visited[address].text))
            imports = (urljoin(address, name) for name in named)
            waiting += [name for name in imports if urlsplit(name).path.endswith(".css")]
    return total


def in_browser(browser, site, paths):
    """([(path, shift)], [(path, address asked of somebody else)])."""
    shifts, asked = [], []
    for width in drive.WIDTHS:
        with drive.opened(browser, site, width=width) as page:
            page.add_init_script(drive.SHIFTS)
            seen = []
            page.on("request", lambda request, seen=seen: seen.append(request.url))
            for path in paths.values():
                seen.clear()
                moved = twice_moved(page, site + path)
                shifts += [(f"{path} [{width}]", f"{v:.4f} {nodes}") for v, nodes in moved]
                asked += [(path, url) for url in seen if foreign(url, site)]
    return shifts, asked


def twice_moved(page, address):
    """What moves whenever the page comes. A first paint between two pieces of a page that is still
    coming happens on a busy machine now and then; a page that moves by itself does it again."""
    moved = []
    for _ in range(2):
        page.goto(address, wait_until="load")
        moved = page.evaluate(SETTLED)
        if not moved:
            break
    return moved


def foreign(url, site):
    return url.startswith(("http:", "https:", "ws")) and not url.startswith(site + "/")


def without_script(browser, site):
    """The main navigation is followed with script off: each link shows its page's text."""
    with drive.opened(browser, site, width=390, script=False) as page:
        page.goto(site + "/")
        addresses = [a.get_attribute("href") for a in page.locator("nav.nav a").all()]
        if len(addresses) < 2:
            yield Finding("/", "无脚本", "没有主导航")
        for address in addresses:
            page.goto(site + "/")
            page.locator(f'nav.nav a[href="{address}"]').first.click()
            page.wait_for_url(urljoin(site, address))
            shown = page.locator("main").inner_text().strip()
            if not page.locator("h1").first.is_visible() or len(shown) < 20:
                yield Finding(address, "无脚本", "点主导航后看不到内容")
