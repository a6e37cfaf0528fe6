"""axe finds nothing to complain of on what people work with, in any light and width.

All pages of the desk are looked at once in `test_desk`."""

import pytest

from series.actions.editorial.bin import discard
from series.actions.editorial.share_links import share
from series.actions.media.attachments import store_attachment
from series.actions.media.pictures import store_picture
from series.actions.site.navigation import add_link
from series.actions.site.redirects import add_redirect
from series.models import NavigationArea, Tag
from tests.helpers import making, people
from tests.helpers.axe import violations, violations_in_each_light
from tests.helpers.samples.photographs import drawn, saved
from tests.helpers.samples.recordings import mp3

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def is_page(answer):
    return answer and answer.status == 200 and "text/html" in answer.headers["content-type"]


def found_on(page, go, paths):
    wrong, looked = {}, 0
    for at, path in enumerate(paths):
        if not is_page(go(path)):
            continue
        looked += 1
        if bad := violations_in_each_light(page, (1366, 390) if at % 2 else (390, 1366)):
            wrong[path] = bad
    return wrong, looked


@pytest.mark.slow(
    reason="9 to 15 s each: eleven pages; outputs, topics and schedules have their own"
)
@pytest.mark.parametrize("who", ["editor", "first", "chief"])
def test_what_people_work_on_has_none_in_any_light_or_width(page, sign_in, who):
    draft = making.article(headline="草稿", tags=["两个健康"])
    waiting = making.article("submitted", headline="送审稿")
    making.change(draft, headline="改过的草稿")
    signed = making.event("signed")
    base = "/desk/series/article"
    paths = ["/desk/", f"{base}/", f"{base}/{draft.pk}/change/", f"{base}/{waiting.pk}/change/"]
    paths += [f"{base}/{draft.pk}/history/", f"{base}/{draft.pk}/compare/", f"{base}/add/"]
    paths += [f"{base}/{waiting.pk}/slip/", f"/desk/series/event/{signed.pk}/change/"]
    paths += [f"{base}/{draft.pk}/twins/{waiting.pk}/1/", f"{base}/{draft.pk}/topics/"]
    wrong, looked = found_on(page, sign_in(getattr(people, who)()), paths)
    assert wrong == {}
    assert looked >= 8


def test_merging_topics_has_none_in_any_light_or_width(page, sign_in):
    making.article("public", tags=["两个健康", "两个 健康"])
    going = Tag.objects.get(name="两个 健康").pk
    topics = "/desk/series/tag"
    merge = f"{topics}/{going}/merge/"
    paths = [f"{topics}/variants/", merge, f"{merge}?into=两个健康", f"{merge}?into=没有的"]
    paths += [f"{topics}/{going}/delete/", f"{topics}/?use=none"]
    wrong, looked = found_on(page, sign_in(people.editor()), paths)
    assert (wrong, looked) == ({}, 6)


def test_control_a_violation_is_found(page, sign_in):
    sign_in(people.editor())("/desk/")
    page.evaluate("document.body.append(document.createElement('input'))")
    assert any(line.startswith("label:") for line in violations(page))


PALE = """() => {
  const words = document.createElement('p');
  words.textContent = '看不清的字';
  words.className = 'pale';
  document.querySelector('#content').append(words);
  const dark = '@media (prefers-color-scheme: dark) { p.pale { color: #333; background: #222 } }';
  document.styleSheets[0].insertRule(dark, document.styleSheets[0].cssRules.length);
}"""


def test_control_what_is_pale_in_the_dark_alone_is_found(page, sign_in):
    sign_in(people.editor())("/desk/")
    page.evaluate(PALE)
    found = violations_in_each_light(page, (1366,))
    assert [line.split(":")[0] for line in found if "看不清的字" in line] == [
        "1366 dark color-contrast"
    ]


def test_the_library_and_the_bin_have_none_in_any_light_or_width(page, sign_in):
    editor = people.editor()
    picture = store_picture(saved(drawn(600, 400), "PNG"), alt="合影", by=editor)
    store_picture(saved(drawn(601, 400), "PNG"), by=editor)
    song = store_attachment(mp3(), name="会歌.mp3", by=editor)
    draft, kept = making.article(headline="导错的一篇"), making.article(headline="要分享的一篇")
    discard(draft, revision=making.newest(draft), by=editor)
    share(kept, revision=making.newest(kept), by=editor, days=7)
    pictures, files, base = (
        f"/desk/series/{name}" for name in ("picture", "attachment", "article")
    )
    paths = [f"{pictures}/", f"{pictures}/add/", f"{pictures}/{picture.pk}/change/"]
    paths += [f"{pictures}/{picture.pk}/delete/", f"{files}/", f"{files}/{song.pk}/change/"]
    paths += [f"{base}/{draft.pk}/change/", f"{base}/?stage=bin", f"{base}/{kept.pk}/share/"]
    wrong, looked = found_on(page, sign_in(editor), paths)
    assert (wrong, looked) == ({}, len(paths))


def test_navigation_and_redirects_have_none_in_any_light_or_width(page, sign_in):
    chief = people.chief()
    about = making.flatpage("public").get_absolute_url()
    add_link(NavigationArea.HEADER, label="关于", to=about, by=chief)
    add_redirect("/old/about.html", about, by=chief)
    paths = ["/desk/navigation/", "/desk/redirects/", "/desk/series/flatpage/add/"]
    wrong, looked = found_on(page, sign_in(chief), paths[:2])
    assert (wrong, looked) == ({}, 2)
    wrong, looked = found_on(page, sign_in(people.editor()), paths[2:])
    assert (wrong, looked) == ({}, 1)
