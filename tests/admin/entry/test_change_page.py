"""The forms: what an editor types, what is kept, and the sentence for what cannot be."""

import pytest

from series.models import Article, Attachment, Entry, Event, Initiative
from tests.helpers import making
from tests.helpers.forms import posted, visible_text

pytestmark = pytest.mark.django_db


def add(client, kind, **fields):
    url = f"/desk/series/{kind}/add/"
    return client.post(url, posted(client.get(url), **fields), follow=True)


@pytest.fixture
def desk(as_person, editor):
    return as_person(editor)


def test_an_event_with_its_programme(desk, column):
    answer = add(
        desk,
        "event",
        column=column.pk,
        headline="常商论坛",
        form="forum",
        starts_on="2026-12-04",
        starts_clock="14:00",
        ends_clock="17:00",
        venue="常州大剧院",
        programme="14:00—14:40 主题演讲：智造之路｜张教授\n14:40 高峰对话：企业家谈转型",
    )
    assert "已建稿" in visible_text(answer)
    event = Event.objects.get()
    content = event.newest.content
    assert content["starts_at"] == "2026-12-04T14:00:00+08:00"
    assert content["ends_at"] == "2026-12-04T17:00:00+08:00"
    assert [row.title for row in event.sessions.all()] == ["智造之路", "企业家谈转型"]
    assert "14:00—14:40 主题演讲：智造之路｜张教授" in answer.text


def test_an_event_of_a_whole_day(desk, column):
    fields = {"column": column.pk, "headline": "企业家日", "all_day": "on"}
    add(desk, "event", **fields, starts_on="2027-02-13", starts_clock="14:00")
    content = Event.objects.get().newest.content
    assert content["starts_at"] == "2027-02-13T00:00:00+08:00"
    assert content["ends_at"] == "2027-02-13T23:59:00+08:00"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"starts_on": "2026-12-04"}, "请填写开始时间，或勾选“全天”"),
        ({"starts_clock": "14:00"}, "填写了开始时间，请同时填写开始日期"),
        (
            {"starts_on": "2026-12-04", "starts_clock": "14:00", "ends_clock": "13:00"},
            "结束早于开始",
        ),
        ({"starts_on": "2026-02-30"}, "输入一个有效的日期"),
        ({"programme": "签到\n25:10 致辞"}, "议程第2行：没有“25:10”这个时间"),
        ({"number": "3"}, "填写了期号，请同时选择系列"),
        ({"column": ""}, "这个字段是必填项"),
        ({"dateline": "十一月十七日"}, "请写成 2023-11-17 或 2023-11-17 09:30"),
        ({"dateline": "2023-11-17 9点"}, "请写成 2023-11-17 或 2023-11-17 09:30"),
        ({"dateline": "2023-02-30"}, "“2023-02-30”无法识别"),
        ({"dateline": "2999-01-01"}, "在将来，请核对"),
        ({"original_url": "javascript:alert(1)"}, "URL"),
        ({"original_url": "ftp://example.org/a"}, "URL"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(desk, column, fields, sentence):
    given = {"column": column.pk, "headline": "论坛", "body": "写了很久的一段。", **fields}
    answer = add(desk, "event", **given)
    assert sentence in visible_text(answer)
    assert "写了很久的一段。" in answer.text
    assert not Entry.objects.exists()


def test_a_taken_number_is_named(desk):
    series = making.series()
    making.article(series=series, number=2, headline="第二期")
    fields = {"column": series.column_id, "series": series.pk, "number": "2"}
    answer = add(desk, "article", headline="又一篇", **fields)
    assert "系列“常商论坛”的第2期已是《第二期》，请改用其他期号" in visible_text(answer)
    assert Article.objects.count() == 1


def test_a_series_of_another_column_is_refused(desk):
    series, other = making.series(), making.column("建设新能源之都")
    answer = add(desk, "article", headline="一篇", column=other.pk, series=series.pk)
    assert "所选系列不属于这个专栏" in visible_text(answer)


def test_an_initiative_with_dates(desk, column):
    issuer = making.organization()
    fields = {"column": column.pk, "headline": "倡议书", "issuer": issuer.pk}
    assert "响应截止早于响应开始" in visible_text(
        add(desk, "initiative", **fields, open_from="2026-12-02", open_until="2026-12-01")
    )
    add(desk, "initiative", **fields, open_from="2026-12-01", open_until="2026-12-31")
    initiative = Initiative.objects.get()
    assert (initiative.issuer, initiative.open_until.day) == (issuer, 31)


def test_a_text_that_was_public_elsewhere(desk, column):
    fields = {"column": column.pk, "headline": "转载一篇", "dateline": "2023-11-17 09:30"}
    answer = add(desk, "article", **fields, original_url="https://example.org/a?b=1")
    assert Article.objects.get().newest.content["dateline"] == "2023-11-17T09:30"
    assert 'value="2023-11-17 09:30"' in answer.text


def test_hostile_markup_is_gone_when_it_comes_back(desk, column):
    body = "<p onclick=alert(1)>正文</p><script>alert(1)</script>"
    fields = {"column": column.pk, "headline": "<script>alert(1)</script>", "body": body}
    answer = add(desk, "article", **fields)
    assert "<script>alert(1)" not in answer.text
    assert Article.objects.get().newest.content["body"] == "<p>正文</p>"


def test_the_hidden_marks_of_a_pasted_headline_go(desk, column):
    add(desk, "article", column=column.pk, headline="履职\u200b尽责 担当\u202e作为")
    assert Article.objects.get().headline == "履职尽责 担当作为"


def test_an_attachment_is_chosen(desk, column):
    file = Attachment.objects.create(title="报名表", file="a.pdf", extension="pdf", size=1)
    add(desk, "article", column=column.pk, headline="通知", attachments=file.pk)
    assert [row.title for row in Article.objects.get().attachments.all()] == ["报名表"]


def test_a_reviewer_reads_the_newest_revision(as_person, first):
    entry = making.event(
        "public", programme=[{"title": "智造之路", "starts": "14:00", "speaker": "张教授"}]
    )
    making.change(entry, venue="常州会议中心")
    page = as_person(first).get(f"/desk/series/event/{entry.pk}/change/")
    words = visible_text(page)
    for word in ("常州会议中心", "智造之路｜张教授", "论坛", "2026-12-04", "14:00"):
        assert word in words
    assert 'name="headline"' not in page.text


def test_a_body_of_five_megabytes_is_refused_in_one_sentence(desk, column, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    body = "<p>" + "常" * 2_000_000 + "</p>"
    answer = add(desk, "article", column=column.pk, headline="太长", body=body)
    assert answer.status_code == 200
    assert "稿件没有保存" in visible_text(answer)
    assert not Entry.objects.exists()
