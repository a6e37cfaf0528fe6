"""本周热读: the most read of the newest articles, from counted views, without a number."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from series.models import DailyViews, Entry, Kind, Visibility
from series.views import home
from tests.helpers.reading import archived, read, words

pytestmark = pytest.mark.django_db


def viewed(headline, count, *, days_ago=0, **how):
    entry = archived(headline=headline, **how)
    day = timezone.localdate() - timedelta(days=days_ago)
    DailyViews.objects.create(entry_id=entry.pk, day=day, count=count)
    return entry


def popular(client):
    _, _, block = read(client, "/").partition("本周热读")
    return words(block.partition("</section>")[0])


def test_the_most_read_of_seven_days_stand_in_their_order(client, column):
    viewed("读过二十次", 20)
    viewed("读过九十次", 90, days_ago=6)
    viewed("读过五十次", 30)
    DailyViews.objects.create(
        entry=Entry.objects.get(headline="读过五十次"),
        day=timezone.localdate() - timedelta(days=1),
        count=20,
    )
    viewed("上周读过的", 900, days_ago=7)
    viewed("读过十九次", 19)
    viewed("读过的活动", 900, kind=Kind.EVENT)
    shown = popular(client)
    places = [shown.index(title) for title in ("读过九十次", "读过五十次", "读过二十次")]
    assert places == sorted(places)
    assert not [each for each in ("上周读过的", "读过十九次", "读过的活动") if each in shown]
    assert not [count for count in ("20", "50", "90") if count in shown.replace("2023", "")]


def test_too_few_read_articles_make_no_block(client, column):
    viewed("读过二十次", 20)
    viewed("读过九十次", 90)
    assert "本周热读" not in read(client, "/")
    viewed("读过三十次", 30)
    assert "本周热读" in read(client, "/?view")


def test_what_readers_may_not_see_is_not_ranked(client, column):
    for number in range(3):
        viewed(f"公开的{number}", 50)
    hidden = viewed("撤回的", 500)
    assert "撤回的" in popular(client)
    Entry.objects.filter(pk=hidden.pk).update(
        visibility=Visibility.WITHDRAWN, withdrawn_at=timezone.now()
    )
    assert "撤回的" not in popular(client)


def test_only_the_newest_are_ranked_by_one_query(column, monkeypatch):
    for number in range(4):
        viewed(f"第{number}篇", 50, dateline=f"2023-11-1{number}")
    with CaptureQueriesContext(connection) as asked:
        assert len(home.popular_articles(timezone.localdate())) == 4
    assert len(asked) == 1
    monkeypatch.setattr(home, "NEWEST_RANKED", 3)
    found = [row.headline for row in home.popular_articles(timezone.localdate())]
    assert found == ["第3篇", "第2篇", "第1篇"]
