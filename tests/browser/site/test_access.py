"""Targets, keyboard, spacing and zoom: what WCAG 2.2 AA and the elder view ask of a real page."""

import pytest

from series.models import SeriesKind
from tests.helpers import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Links and buttons that stand by themselves; those inside a sentence are excepted (WCAG 2.5.8).
SMALL = """
least => [...document.querySelectorAll('a, button, input:not([type=hidden])')]
  .filter(one => one.checkVisibility() && !one.closest('.skip, .prose p, .letter p, .note-sign, blockquote'))
  .filter(one => !(one.closest('p, dd, figcaption, caption') && !one.closest('.meta, .legal, .acts')))
  .map(one => [one.textContent.trim().slice(0, 12), one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < least - 0.5 || box.width < least - 0.5))
  .map(([text, box]) => `${text} ${Math.round(box.width)}×${Math.round(box.height)}`)
"""


@pytest.fixture
def paths(live_server):
    forum = making.series("常商论坛", kind=SeriesKind.FORUM)
    given = {"tags": ["两个健康", "企业家日"]}
    rows = [
        making.article(
            "public", figures=["发言的事｜市场3件事发言"], body="<p>市场3件事发言。</p>", **given
        ),
        making.article("public", headline="另一篇", **given),
        making.initiative("public"),
        making.event("public", series=forum, number=1),
    ]
    own = ["/", "/articles/", "/events/", "/search/?q=园区", "/figures/", "/archive/", "/sitemap/"]
    return [live_server.url + path for path in [*own, *(r.get_absolute_url() for r in rows)]]


@pytest.mark.parametrize(("choice", "least"), [("", 24), ("elder", 44)])
def test_targets_are_large_enough(page, paths, choice, least):
    if choice:
        page.context.add_cookies([{"name": "display", "value": choice, "url": paths[0]}])
    page.set_viewport_size({"width": 390, "height": 900})
    small = {}
    for path in paths:
        page.goto(path)
        if found := page.evaluate(SMALL, least):
            small[path] = found
    assert small == {}
    assert page.evaluate(SMALL, 500)  # control: the same look would find what is too small


def test_main_targets_of_the_elder_view_are_sixty_pixels(page, paths):
    page.context.add_cookies([{"name": "display", "value": "elder", "url": paths[0]}])
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(paths[7])
    main = (
        ".nav a, .top a, .size button, .tags a, .tools :is(button, a):not([hidden]), .foot .cols a"
    )
    heights = page.eval_on_selector_all(
        main, "found => found.filter(one => one.checkVisibility()).map(one => one.offsetHeight)"
    )
    assert len(heights) > 12
    assert min(heights) >= 60


def test_the_keyboard_reaches_everything_in_order_and_is_seen(page, paths):
    page.goto(paths[7])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        state = page.evaluate(
            "(() => { const one = document.activeElement; if (one === document.body) return null;"
            "const box = one.getBoundingClientRect();"
            "return [one.textContent.trim() || one.name, getComputedStyle(one).outlineStyle,"
            "box.bottom > 0 && box.top < innerHeight]; })()"
        )
        if state is None:
            break
        seen.append(state)
    names = [name for name, _, _ in seen]
    for name in ("长者模式", "首页", "大", "复制链接", "两个健康", "隐私说明"):
        assert name in names
    assert names.index("首页") < names.index("复制链接") < names.index("隐私说明")
    assert [name for name, outline, shown in seen if outline == "none" or not shown] == []


def test_skipping_leads_to_the_text(page, paths):
    page.goto(paths[7])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


SPACED = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-block-end:2em!important}"
)


def test_wider_spacing_cuts_nothing_off(page, paths):
    """WCAG 1.4.12, and at 320 px also 1.4.10 (400 % of 1280)."""
    for path in paths:
        page.goto(path)
        page.evaluate(
            "rules => rules.split('}').filter(Boolean).forEach(rule =>"
            "document.styleSheets[0].insertRule(rule + '}'))",
            SPACED,
        )
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def test_nothing_moves_where_motion_is_not_wanted(page, paths):
    page.emulate_media(reduced_motion="reduce")
    page.goto(paths[0])
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => { const s = getComputedStyle(one);"
        "return parseFloat(s.transitionDuration) > 0 || s.animationName !== 'none' }).length"
    )
    assert moving == 0
