"""The desk in a real browser: no rule of the content policy broken, nothing sideways, all usable."""

import pytest
from playwright.sync_api import expect

from series.models import Article
from tests.helpers import making, people, permission_table
from tests.helpers.axe import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1366, 390)


def seen_pages(client, rows):
    """Every address of the desk that answers the administrator with a page of its own.

    The WeChat texts are drawn inside a page, in a frame without script; test_outputs looks there.
    """
    client.force_login(people.admin())
    paths = [permission_table.address(name, rows) for name in permission_table.EXPECTED]
    for path in [*paths, "/desk/", "/desk/password_change/", "/desk/series/"]:
        answer = client.get(path)
        page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        if page and "sandbox" not in answer["Content-Security-Policy"]:
            yield path


def is_like_an_article_s(path):
    """The three kinds share all their pages but the form: the articles' stand for all."""
    other = "/initiative/" in path or "/event/" in path
    return other and not path.endswith(("/add/", "/change/"))


@pytest.mark.slow(reason="99 s: every address of the desk; the pages that people work on stay")
def test_every_page_keeps_the_policy_the_width_and_axe_content(page, client, sign_in):
    rows = permission_table.objects()
    paths = list(seen_pages(client, rows))
    assert len(paths) > 70
    go, wrong = sign_in(people.admin()), []
    for at, path in enumerate(paths):
        go(path)
        found = [*page.evaluate("window.broken")]
        for width in WIDTHS if at % 2 else WIDTHS[::-1]:  # every other page is opened on a phone
            page.set_viewport_size({"width": width, "height": 900})
            if not is_like_an_article_s(path):
                found += violations(page)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"sideways at {width}")
        if found:
            wrong.append((path, found))
    assert wrong == []


def test_a_broken_rule_would_be_reported(page, sign_in):
    sign_in(people.admin())("/desk/")
    page.evaluate("""() => {
        const spot = document.createElement('script');
        spot.textContent = 'window.ran = true';
        document.body.append(spot);
    }""")
    page.wait_for_function("() => window.broken.length > 0")
    assert page.evaluate("window.ran") is None


HOSTILE = '"><img src=x onerror="alert(1)"><script>alert(2)</script>'


def test_hostile_words_stay_words(page, sign_in):
    body = f"<p>正文{HOSTILE}</p><svg onload='alert(3)'></svg><a href='javascript:alert(4)'>点</a>"
    fields = {"headline": HOSTILE, "subtitle": HOSTILE, "summary": HOSTILE, "body": body}
    rows = [
        making.article("public", **fields, tags=[HOSTILE[:30]], author=HOSTILE[:60]),
        making.event("public", **fields, host=HOSTILE, programme=[{"title": HOSTILE}]),
    ]
    for person in (people.admin(), people.first()):
        go = sign_in(person)
        for row in rows:
            desk = f"/desk/series/{row.kind}/"
            for path in (
                *("/desk/", desk, f"{desk}{row.pk}/change/", f"{desk}{row.pk}/history/"),
                *(f"{desk}{row.pk}/revisions/1/", row.get_absolute_url(), "/"),
            ):
                go(path)
                assert page.evaluate("window.broken") == [], path
                expect(
                    page.locator("img[src='x'], svg[onload], a[href^=javascript]")
                ).to_have_count(0)
    assert HOSTILE[:20] in page.inner_text("body")


def test_written_by_hand_signed_and_published(page, sign_in, live_server):
    making.column()
    sign_in(people.editor())("/desk/")
    page.click("text=写文章")
    page.select_option("#id_column", label="新时代 新常商 新力量")
    page.fill("#id_headline", "园区来了新企业")
    page.click(".editor .page")
    page.keyboard.insert_text("第一段。")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("第二段。")
    page.fill("#id_tags", "两个健康、常商论坛")
    page.click("input[name=_submit]")
    page.wait_for_selector(".messagelist >> text=已送审，待初审")
    path = f"/desk/series/article/{Article.objects.get().pk}/change/"
    for person in (people.first(), people.second(), people.chief()):
        go = sign_in(person)
        go("/desk/")
        page.click(f"#content-main a[href='{path}']")
        page.fill("#id_words", "同意")
        page.click("text=通过并签字")
        page.wait_for_selector(".messagelist .success")
    go(path)
    page.click("button:has-text('发布')")
    page.wait_for_selector("text=读者现在可以看到")
    page.click("text=查看公开页")
    expect(page.locator("h1")).to_contain_text("园区来了新企业", use_inner_text=True)


def test_days_and_times_are_the_browsers_own_fields_and_are_kept(page, sign_in):
    making.column()
    go = sign_in(people.editor())
    go("/desk/series/event/add/")
    page.fill("#id_headline", "对接会")
    page.fill("#id_starts_on", "2027-03-08")
    page.fill("#id_starts_clock", "14:30")
    page.click("input[name=_save]")
    page.wait_for_url("**/change/**")
    page.reload()
    shown = [page.input_value(f"#id_starts_{part}") for part in ("on", "clock")]
    assert shown == ["2027-03-08", "14:30"]
    assert page.evaluate("window.broken") == []


def test_buttons_are_large_enough_for_a_thumb(page, sign_in):
    entry = making.article("submitted")
    page.set_viewport_size({"width": 390, "height": 800})
    go = sign_in(people.first())
    go(f"/desk/series/article/{entry.pk}/change/")
    for name in ("通过并签字", "退回修改"):
        box = page.locator(f"button:has-text('{name}')").bounding_box()
        assert box["height"] >= 44, name
