"""What an entry's page says of itself: views, length, editor, relations, figures."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from series.actions.counters import views as viewing
from series.actions.editorial.publication import withdraw
from series.models import Entry
from tests.helpers import making, people
from tests.helpers.reading import addresses, archived, read, words, writing

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/122.0 MicroMessenger/8.0.49"
BODY = (
    "<p>市工商联金融服务专委会成立。</p><h2>凝聚合力</h2><p>会员超过32000家。</p>"
    "<h2>办好实事</h2><p>授信7.65亿元。</p>"
)
FIGURES = ["会员｜会员超过32000家", "授信7.65亿元"]


def views(text):
    """Return the shown number of readings; nothing where the page shows none."""
    _, label, rest = words(text).partition("浏览次数")
    return rest.split()[0] if label else ""


def test_views_are_never_zero_and_count_readers_alone(client):
    address = making.article("public").get_absolute_url()
    assert views(read(client, address)) == ""  # a client without a name is a program
    client.defaults["HTTP_USER_AGENT"] = PHONE
    assert views(read(client, address)) == "1"
    assert client.head(address).status_code == 200
    assert views(read(client, address)) == "2"
    viewing.write_views()
    assert views(read(client, address)) == "3"


@pytest.mark.parametrize(
    "name",
    ["Mozilla/5.0 (compatible; Baiduspider/2.0)", "Googlebot/2.1", "curl/8.5", "python-requests/2"],
)
def test_programs_are_not_readers(client, name):
    address = making.article("public").get_absolute_url()
    client.defaults["HTTP_USER_AGENT"] = name
    read(client, address)
    assert views(read(client, address)) == ""


def test_a_page_fetched_ahead_is_not_read_yet(client):
    address = making.article("public").get_absolute_url()
    answer = client.get(address, HTTP_USER_AGENT=PHONE, HTTP_SEC_PURPOSE="prefetch")
    assert views(answer.text) == ""


def test_reading_sets_no_cookie_and_writes_nothing(client, django_assert_max_num_queries):
    address = making.article("public").get_absolute_url()
    with django_assert_max_num_queries(8) as asked:
        answer = client.get(address, HTTP_USER_AGENT=PHONE)
    assert not answer.cookies
    assert writing(asked.captured_queries) == []


def test_length_time_and_editor_are_told(client):
    row = making.article("public", body="<p>" + "字" * 801 + "。</p>", editor="顾明远")
    text = words(read(client, row.get_absolute_url()))
    assert "802字，约3分钟" in text  # marks count, as in Word
    assert "责任编辑 顾明远" in text
    assert "陈编" not in text


def test_a_text_without_an_editor_tells_none(client):
    assert "责任编辑" not in words(read(client, archived().get_absolute_url()))


def test_figures_stand_beside_their_section(client):
    text = read(client, making.article("public", body=BODY, figures=FIGURES).get_absolute_url())
    assert text.count("<small>超过</small>32000") == 2  # in the contents, and beside its section
    text = text.partition('class="prose"')[2]
    first, second = (text.index(f'id="s{number}"') for number in (1, 2))
    assert first < text.index("<small>超过</small>32000<small>家</small>") < second
    assert text.index("7.65<small>亿元</small>") > second


def test_organizations_of_the_text_are_named_with_their_pages(client):
    office = making.organization("常州市工商业联合会", short_name="市工商联")
    committee = making.organization("市工商联金融服务专委会", parent=office)
    row = making.article("public", body=BODY, source=office)
    own = reverse("series:organization", args=[committee.pk])
    text = read(client, row.get_absolute_url())
    assert own in addresses(text)
    assert reverse("series:organization", args=[office.pk]) not in addresses(text)
    assert row.headline in words(read(client, own))
    withdraw(row, reason="有误", by=people.chief())
    assert row.headline not in words(read(client, own))
    assert "还没有提到它的公开稿件" in read(client, own)


def test_an_organization_that_is_not_there(client):
    read(client, "/organizations/999/", status=404)
    read(client, f"/organizations/{10**25}/", status=404)


def test_related_entries_share_the_rarer_topic_first(client):
    near = archived(headline="同一个少见的话题", tags=["企业家日", "两个健康"])
    archived(headline="只同一个常见的话题", tags=["两个健康"])
    row = archived(headline="本文", tags=["企业家日", "两个健康"])
    hidden = making.article(headline="草稿也有这个话题", tags=["企业家日"])
    part = read(client, row.get_absolute_url()).partition("相关阅读")[2]
    assert part.index("同一个少见的话题") < part.index("只同一个常见的话题")
    assert hidden.headline not in part
    withdraw(near, reason="有误", by=people.chief())
    assert "同一个少见的话题" not in read(client, row.get_absolute_url())


def test_a_related_entry_is_printed_anew_when_it_changed(client):
    """Its line is printed once a process: whatever the line shows is part of its key."""
    near = archived(headline="同一个话题", tags=["企业家日"])
    row = archived(headline="本文", tags=["企业家日"])
    former = near.published_at - timedelta(days=30)
    shown = ["改过的标题", timezone.localdate(former).isoformat()]
    before = read(client, row.get_absolute_url()).partition("相关阅读")[2]
    assert "同一个话题" in before
    assert [each in before for each in shown] == [False, False]
    changed = {"headline": "改过的标题", "published_at": former, "first_published_at": former}
    Entry.objects.filter(pk=near.pk).update(**changed)
    after = read(client, row.get_absolute_url()).partition("相关阅读")[2]
    assert [each in after for each in shown] == [True, True]


def test_without_topics_the_column_offers_its_newest(client):
    archived(headline="同栏目的另一篇")
    row = archived(headline="没有话题的一篇")
    assert "同栏目的另一篇" in read(client, row.get_absolute_url()).partition("相关阅读")[2]


def test_an_only_entry_offers_nothing(client):
    assert "相关阅读" not in read(client, archived().get_absolute_url())
