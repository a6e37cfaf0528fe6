"""axe finds nothing to complain of on what people work with, in any light and width.

All pages of the desk are looked at once in `test_desk`."""

import pytest

from tests import making, people
from tests.browser.axe import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def is_page(answer):
    return answer and answer.status == 200 and "text/html" in answer.headers["content-type"]


def found_on(page, go, paths):
    wrong, looked = {}, 0
    for path in paths:
        if not is_page(go(path)):
            continue
        looked += 1
        if bad := violations(page):
            wrong[path] = bad
    return wrong, looked


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("who", ["editor", "first", "chief"])
def test_what_people_work_on_has_none_in_any_light_or_width(page, sign_in, who, width, scheme):
    draft = making.article(headline="草稿", tags=["两个健康"])
    waiting = making.article("submitted", headline="送审稿")
    making.change(draft, headline="改过的草稿")
    signed = making.event("signed")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    base = "/desk/series/article"
    paths = ["/desk/", f"{base}/", f"{base}/{draft.pk}/change/", f"{base}/{waiting.pk}/change/"]
    paths += [f"{base}/{draft.pk}/history/", f"{base}/{draft.pk}/compare/", f"{base}/add/"]
    paths += [f"{base}/{waiting.pk}/slip/", f"/desk/series/event/{signed.pk}/change/"]
    wrong, looked = found_on(page, sign_in(getattr(people, who)()), paths)
    assert wrong == {}
    assert looked >= 8


def test_control_a_violation_is_found(page, sign_in):
    sign_in(people.editor())
    page.evaluate("document.body.append(document.createElement('input'))")
    assert any(line.startswith("label:") for line in violations(page))
