"""数字 at the desk: typed line by line, kept in a draft, held to the text when it is submitted."""

import pytest
from django.urls import reverse

from series.models import Submission
from tests.helpers import making
from tests.helpers.forms import posted, visible_text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BODY = "<p>会员超过32000家。</p>"


def edit(client, kind="article"):
    row = getattr(making, kind)(body=BODY)
    url = reverse(f"admin:series_{kind}_change", args=[row.pk])
    return row, url, client.get(url)


@pytest.mark.parametrize("kind", ["article", "initiative", "event"])
def test_an_editor_types_them_line_by_line(as_person, editor, kind):
    client = as_person(editor)
    row, url, page = edit(client, kind)
    client.post(url, posted(page, figures="会员 | 会员超过32000家\n\n"))
    assert making.newest(row).content["figures"] == ["会员｜会员超过32000家"]
    page = client.get(url)
    assert "会员｜会员超过32000家" in page.text
    client.post(url, posted(page))
    assert making.newest(row).number == 2  # nothing changed, nothing saved
    client.post(url, posted(page, figures=""))
    assert "figures" not in making.newest(row).content


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("会员｜会员很多", "没有带单位的数字，请改选含有数字的一句"),
        ("\n".join(f"会员{n}｜会员超过32000家" for n in range(13)), "数字最多 12 个，现有 13 个"),
    ],
)
def test_what_can_never_be_a_figure_is_refused_and_kept(as_person, editor, typed, words):
    client = as_person(editor)
    row, url, page = edit(client)
    answer = client.post(url, posted(page, figures=typed))
    assert words in visible_text(answer)
    assert typed.split("\n")[0] in answer.text
    assert making.newest(row).number == 1


def test_words_that_are_not_in_the_text_wait_until_submission(as_person, editor):
    client = as_person(editor)
    row, url, page = edit(client)
    client.post(url, posted(page, figures="会员超过33000家"))
    submit = reverse("admin:series_article_submit", args=[row.pk])
    answer = client.post(submit, {"revision": "2"}, follow=True)
    assert "正文里没有“会员超过33000家”，请照正文原样摘录" in visible_text(answer)
    assert not Submission.objects.exists()
