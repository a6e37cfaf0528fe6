"""The page 头条与推荐, and what readers then see."""

from datetime import timedelta

import pytest
from django.utils import timezone

from series.models import Notice, Placement
from tests.helpers import making
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db
PAGE = "/desk/placements/"


@pytest.fixture
def desk(as_person, chief):
    return as_person(chief)


def test_an_older_article_leads_the_home_page_for_its_time(desk, client):
    older = making.article("public", headline="重要会议召开", dateline="2023-01-05")
    newer = making.article("public", headline="较新的小事", dateline="2023-11-17")
    assert leading(client) == newer.headline
    desk.post(PAGE, {"do": "place", "place": "lead", "entry": older.pk})
    assert leading(client) == older.headline
    Placement.objects.update(
        starts_at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(days=1)
    )
    assert leading(client) == newer.headline


def leading(client):
    return client.get("/").context["lead"].headline


def test_what_stands_at_a_place_is_not_repeated_below(desk, client):
    entries = [making.article("public", headline=f"第{number}篇") for number in "一二三"]
    for at, entry in zip(("lead", "top", "recommended"), entries, strict=True):
        desk.post(PAGE, {"do": "place", "place": at, "entry": entry.pk})
    words = visible_text(client.get("/"))
    assert [words.count(entry.headline) for entry in entries] == [1, 1, 1]
    assert "置顶" in words
    assert "推荐" in words


def test_a_column_has_places_of_its_own(desk, client):
    entry = making.article("public", headline="专栏的要闻")
    page = f"{PAGE}?column={entry.column_id}"
    assert (
        "已放上置顶"
        in desk.post(page, {"do": "place", "place": "top", "entry": entry.pk}, follow=True).text
    )
    assert "置顶" in visible_text(client.get(entry.column.get_absolute_url()))
    assert "置顶" not in visible_text(client.get("/"))


def test_the_desk_says_what_readers_will_see(desk):
    entry = making.article("public", headline="明天的头条")
    tomorrow = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    desk.post(PAGE, {"do": "place", "place": "lead", "entry": entry.pk, "from": tomorrow})
    words = visible_text(desk.get(PAGE))
    assert "到时上" in words
    assert words.count("明天的头条") >= 3  # its row, the choices, the preview of tomorrow


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"do": "place", "place": "lead"}, "请先选一篇稿件"),
        ({"do": "place", "place": "nowhere", "entry": "1"}, "请先选一篇稿件"),
        ({"do": "remove", "row": "999"}, "这一条已被撤下"),
        ({"do": "dance"}, "请用页上的按钮办理"),
        ({"do": "place", "place": "lead", "entry": "{entry}", "from": "明天"}, "无法识别"),
    ],
)
def test_bad_input_gets_a_sentence(desk, given, sentence):
    entry = making.article("public")
    given = {key: value.format(entry=entry.pk) for key, value in given.items()}
    assert sentence in desk.post(PAGE, given, follow=True).text
    assert not Placement.objects.exists()


def test_an_editor_sees_the_places_and_cannot_change_them(as_person, editor):
    entry = making.article("public")
    page = as_person(editor).get(PAGE)
    assert "添一篇" not in page.text
    answer = as_person(editor).post(
        PAGE, {"do": "place", "place": "lead", "entry": entry.pk}, follow=True
    )
    assert "只有终审人员" in answer.text
    assert not Placement.objects.exists()


def test_a_notice_stands_on_the_home_page_until_its_end(client):
    now = timezone.now()
    day = timedelta(days=1)
    Notice.objects.create(
        text="元旦放假三天", url="/archive/", starts_at=now - day, ends_at=now + day
    )
    Notice.objects.create(text="过期的公告", starts_at=now - 2 * day, ends_at=now - day)
    words = visible_text(client.get("/"))
    assert "元旦放假三天" in words
    assert "过期的公告" not in words


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example", "ftp://a.example"])
def test_a_notice_leads_to_no_strange_address(desk, url):
    fields = {"text": "公告", "url": url, "starts_at": "2026-01-01T00:00"}
    fields |= {"ends_at": "2036-01-01T00:00"}
    assert "链接须从" in desk.post("/desk/series/notice/add/", fields).text
    assert not Notice.objects.exists()


def test_a_notice_is_written_at_the_desk(desk, client):
    fields = {
        "text": "元旦放假三天",
        "starts_at": "2026-01-01T08:00",
        "ends_at": "2036-01-01T00:00",
    }
    desk.post("/desk/series/notice/add/", fields)
    row = Notice.objects.get()
    assert timezone.localtime(row.starts_at).strftime("%Y-%m-%d %H:%M") == "2026-01-01 08:00"
    assert 'value="2026-01-01T08:00"' in desk.get(f"/desk/series/notice/{row.pk}/change/").text
    assert "元旦放假三天" in client.get("/").text
    wrong = {**fields, "ends_at": "2025-01-01T00:00"}
    assert "结束须在开始之后" in desk.post("/desk/series/notice/add/", wrong).text
