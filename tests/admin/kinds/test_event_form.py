"""The form of an event: hosts, ways to take part, and speakers found in the register."""

import pytest

from series.actions.editorial.revisions import create_entry
from series.actions.errors import EditorialError
from series.forms.event import EventEntryForm
from series.forms.event_article import ArticleForm
from series.models import Speaker
from tests.helpers import making

pytestmark = pytest.mark.django_db
FIELDS = {
    "headline": "常商论坛",
    "form": "forum",
    "state": "planned",
    "starts_on": "2026-12-18",
    "starts_clock": "14:00",
    "ends_on": "2026-12-18",
    "ends_clock": "17:00",
}


def form_with(**fields):
    return EventEntryForm({"column": making.column().pk, **FIELDS, **fields})


def content_of(**fields):
    form = form_with(**fields)
    assert form.is_valid(), form.errors
    return form.content()


def test_what_is_typed_is_stored_and_shown_again():
    enterprise = making.organization("东方润安集团", kind="other")
    typed = {
        "map_url": "https://uri.amap.com/marker?position=1,2",
        "directions": "地铁1号线龙城大道站",
        "organizer": "会员服务处",
        "co_host": "新能源产业企业家联盟",
        "enterprise": str(enterprise.pk),
        "participation": "会员企业，每家至多3人",
        "deadline_on": "2026-12-15",
        "contact": "会员服务处",
        "phone": "0519-8568 0000",
    }
    content = content_of(**typed)
    assert content["deadline"] == "2026-12-15T23:59:00+08:00"
    assert content["enterprise"] == enterprise.pk
    again = EventEntryForm(content={**making.newest(making.event()).content, **content})
    for name, value in typed.items():
        assert str(again[name].value()) == value


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"map_url": "http://map.example.cn/"}, "地图链接须以 https:// 开头"),
        ({"map_url": "javascript:alert(1)"}, "地图链接须以 https:// 开头"),
        ({"phone": "打电话问老王"}, "电话只写一个号码"),
        ({"deadline_clock": "18:00"}, "填写了截止时间，请同时填写截止日期"),
        ({"deadline_on": "2026-12-19"}, "报名截止晚于活动结束"),
        ({"programme": "· 吴越"}, "嘉宾写在所属议程的下一行"),
        ({"programme": "致辞\n· ｜教授"}, "缺少姓名"),
        ({"programme": "致辞\n· 吴越#99"}, "嘉宾登记中没有“吴越#99”"),
    ],
)
def test_what_is_wrong_is_said(typed, sentence):
    assert sentence in str(form_with(**typed).errors)


def test_a_name_alone_is_found_in_the_register_and_filled_in():
    row = Speaker.objects.create(name="吴越", post="教授", organization="江南大学")
    (session,) = content_of(programme="14:00 致辞\n· 吴越\n· 无名氏｜工程师")["programme"]
    assert session["speakers"] == [
        {"name": "吴越", "post": "教授", "organization": "江南大学", "id": row.pk},
        {"name": "无名氏", "post": "工程师", "organization": ""},
    ]


def test_somebody_of_another_organization_is_somebody_else():
    row = Speaker.objects.create(name="吴越", organization="江南大学")
    (session,) = content_of(programme=f"致辞\n· 吴越｜经理｜别家公司\n· 吴越#{row.pk}｜院长")[
        "programme"
    ]
    assert session["speakers"] == [
        {"name": "吴越", "post": "经理", "organization": "别家公司"},
        {"name": "吴越", "post": "院长", "organization": "", "id": row.pk},
    ]


def test_of_two_people_one_name_asks_which():
    rows = [Speaker.objects.create(name="吴越", organization=one) for one in ("甲公司", "乙公司")]
    errors = str(form_with(programme="致辞\n· 吴越").errors)
    assert "登记中有2位“吴越”，请写明是哪一位" in errors
    assert f"吴越#{rows[1].pk}（乙公司）" in errors


def test_a_tampered_reference_is_refused(editor):
    content = {**content_of(), "map_url": "http://example.cn/"}
    with pytest.raises(EditorialError, match="https"):
        create_entry("event", content, by=editor)


def test_an_article_offers_the_events_that_its_writer_may_see(editor, outsider):
    event = making.event(headline="尚未发布的论坛")
    assert event in ArticleForm(user=editor).fields["about_event"].queryset
    assert not ArticleForm(user=outsider).fields["about_event"].queryset.exists()
