"""Beside an entry the desk reads which characters of its headline covers cannot show."""

import pytest

from series.actions.desk.checks import incomplete_covers
from series.actions.media import cover_fonts
from tests.helpers import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def face():
    if cover_fonts.font(32) is None:
        pytest.skip("这台机器没有中文字体")


@pytest.mark.parametrize(("headline", "told"), [("\ue863某履新", True), ("商会履新", False)])
def test_a_headline_that_the_cover_cannot_show_is_named(
    client, column, editor, face, headline, told
):
    row = making.article("draft", headline=headline)
    client.force_login(editor)
    page = client.get(f"/desk/series/article/{row.pk}/change/").content.decode()
    assert ("分享图上印作〓" in page) is told


def test_public_ones_are_found_by_the_daily_check(column, face):
    making.article("public", headline="\ue863某履新")
    making.article("public", headline="商会履新")
    assert [found["headline"] for found in incomplete_covers()] == ["\ue863某履新"]
