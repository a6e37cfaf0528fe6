"""The links of header and footer: defaults, order, time, targets that are not public, audit."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.audit.registers import differences, record_states, row_states, told_states
from series.actions.editorial.publication import withdraw
from series.actions.errors import EditorialError
from series.actions.site.navigation import (
    MOST,
    add_link,
    change_link,
    delete_link,
    move_link,
    restore_defaults,
    shown_navigation,
    take_over_defaults,
)
from series.models import AuditLine, NavigationArea, NavigationLink
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
ASKING = ["向工商联提问", "网站纠错"]
HEADER, ABOUT, HELP = NavigationArea.HEADER, NavigationArea.ABOUT, NavigationArea.HELP
DAY = timedelta(days=1)


def labels(area, *, moment=None):
    return [link.label for link in shown_navigation(moment or timezone.now())[area]]


def add(area=HELP, *, label="投稿须知", to="/archive/", **more):
    return add_link(area, label=label, to=to, by=people.chief(), **more)


def test_a_site_that_nobody_arranged_shows_what_it_always_showed():
    assert labels(HEADER) == ["首页", "文章", "倡议", "活动", "数说", "检索"]
    assert labels(NavigationArea.COLUMNS) == ["文章", "倡议", "活动", "按月归档"]
    assert labels(HELP) == ["订阅", "网站地图", "无障碍说明", "隐私说明"]
    assert labels(ABOUT) == ASKING
    assert labels(NavigationArea.FOLLOW) == []


def test_public_pages_stand_in_the_footer_by_themselves():
    page = making.flatpage("published")
    making.flatpage("signed", headline="投稿须知")
    assert labels(ABOUT) == ["关于工商联", *ASKING]
    withdraw(page, reason="内容有误", by=people.chief())
    assert labels(ABOUT) == ASKING


def test_the_first_change_takes_the_defaults_over():
    add(label="来稿", to="/archive/")
    assert labels(HELP) == ["订阅", "网站地图", "无障碍说明", "隐私说明", "来稿"]
    assert labels(HEADER)[0] == "首页"
    assert not NavigationLink.objects.filter(area=HEADER).exists()
    restore_defaults(HELP, by=people.chief())
    assert labels(HELP) == ["订阅", "网站地图", "无障碍说明", "隐私说明"]


@pytest.mark.parametrize("state", ["draft", "submitted", "signed", "withdrawn", "expired"])
def test_a_link_to_a_text_that_is_not_public_is_not_shown(state):
    page = making.flatpage(state)
    row = add(label="关于", to=page.get_absolute_url())
    assert row.entry_id == page.pk
    assert "关于" not in labels(HELP)


def test_control_the_link_is_shown_once_the_text_is_public():
    page = making.flatpage("public")
    add(label="关于", to=page.get_absolute_url())
    assert "关于" in labels(HELP)


def test_a_series_without_a_public_text_is_not_shown():
    run = making.series()
    add(label="论坛", to=run.get_absolute_url())
    assert "论坛" not in labels(HELP)
    making.article("public", series=run)
    assert "论坛" in labels(HELP)


def test_a_link_stands_for_its_time_and_while_it_is_active():
    now = timezone.now()
    row = add(label="征文", starts_at=now + DAY, ends_at=now + 2 * DAY)
    for moment, is_there in ((now, False), (now + DAY, True), (now + 2 * DAY, False)):
        assert ("征文" in labels(HELP, moment=moment)) is is_there
    given = {"label": "征文", "to": "/feeds/", "starts_at": None, "ends_at": None}
    row = change_link(row, **given, is_active=False, by=people.chief())
    assert "征文" not in labels(HELP)
    change_link(row, **given, is_active=True, by=people.chief())
    assert "征文" in labels(HELP)


def test_an_area_has_room_for_so_many_and_each_address_once():
    add(label="来稿")
    with pytest.raises(EditorialError, match="已有“来稿”"):
        add(label="归档")
    for number in range(MOST - 5):
        add(label=f"第{number}个", to=f"https://example.org/{number}")
    with pytest.raises(EditorialError, match="最多放 12 个"):
        add(to="/search/")


def test_links_are_moved_and_the_ends_stay():
    take_over_defaults(HELP, by=people.chief())
    row = NavigationLink.objects.get(area=HELP, label="隐私说明")
    assert move_link(row, to_position=1, by=people.chief()) == 1
    assert labels(HELP) == ["隐私说明", "订阅", "网站地图", "无障碍说明"]
    assert move_link(row, to_position=99, by=people.chief()) == 4
    assert labels(HELP)[-1] == "隐私说明"


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("/nowhere/", "本站没有"),
        ("/articles/999999/", "没有稿件"),
        ("/pages/nothing/", "没有稿件"),
        ("/columns/999999/", "没有内容"),
        ("/desk/", "本站没有"),
        ("javascript:alert(1)", "须从 / 写起"),
        ("//evil.example", "须从 / 写起"),
        ("/\\evil.example", "须从 / 写起"),
        ("https://user@evil.example/", "登录名"),
        ("https://[", "不是网址"),
        ("", "请写一个地址"),
        ("/a b/", "请写一个地址"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(to, sentence):
    with pytest.raises(EditorialError, match=sentence):
        add(to=to)
    assert not NavigationLink.objects.exists()


def test_another_site_may_be_linked():
    assert add(label="省工商联", to="https://gsl.example.org/").url == "https://gsl.example.org/"


def test_an_address_of_this_site_is_kept_as_its_row(settings):
    settings.SITE = {**settings.SITE, "base_url": "https://example.cn"}
    page = making.flatpage("public")
    row = add(to=f"https://example.cn{page.get_absolute_url()}")
    assert (row.entry_id, row.address) == (page.pk, "")


@pytest.mark.parametrize("person", ["editor", "first", "second"])
def test_only_those_who_publish_everywhere_arrange_the_navigation(person):
    by = getattr(people, person)()
    with pytest.raises(EditorialError, match="终审人员或管理员"):
        add_link(HELP, label="x", to="/feeds/", by=by)
    with pytest.raises(EditorialError, match="终审人员或管理员"):
        restore_defaults(HELP, by=by)


def test_each_change_is_in_the_audit_and_nothing_else_is_right():
    people.chief()
    record_states()
    row = add(label="来稿", to="/archive/")
    given = {"label": "投稿", "to": "/archive/", "starts_at": None, "ends_at": None}
    change_link(row, **given, is_active=True, by=people.chief())
    move_link(row, to_position=1, by=people.chief())
    assert list(differences(told_states())) == []
    verbs = list(AuditLine.objects.order_by("-number").values_list("verb", flat=True)[:4])
    assert verbs == ["移动导航", "修改导航", "新增导航", "编排导航"]
    delete_link(NavigationLink.objects.get(label="订阅"), by=people.chief())
    assert list(differences(told_states())) == []
    NavigationLink.objects.filter(label="投稿").update(address="/search/")
    found = list(differences(told_states()))
    assert [each.names for each in found] == [["address"]]


def test_a_deleted_series_takes_its_link_along_and_the_audit_knows():
    run = making.series()
    people.chief()
    record_states()
    add(label="论坛", to=run.get_absolute_url())

    record("删除系列", by=people.chief(), **row_states(deleted=[run]))
    run.delete()
    assert list(differences(told_states())) == []


def test_the_database_takes_one_target_alone():
    page = making.flatpage()
    for fields in ({}, {"entry": page, "address": "/feeds/"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NavigationLink.objects.create(area=HELP, label="x", **fields)
