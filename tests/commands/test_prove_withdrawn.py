"""The certificate of a withdrawal; beside it, each leak that it must name."""

import hashlib
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from series.actions.editorial.publication import publish, withdraw
from series.actions.editorial.schedules import publish_due, set_expiry
from series.actions.editorial.share_links import share, token_of
from series.actions.media.pictures import store_picture
from series.actions.withdrawal.certificate import AddressAnswer, prove_withdrawn
from series.management.public_addresses import addresses_of
from series.models import (
    Attachment,
    AuditLine,
    Column,
    Entry,
    Kind,
    Result,
    Series,
    Tag,
    TaggedEntry,
)
from series.search.indexing import index
from tests.helpers import making, people
from tests.helpers.pictures import PNG

pytestmark = pytest.mark.django_db
MAKE = {
    Kind.ARTICLE: making.article,
    Kind.INITIATIVE: making.initiative,
    Kind.EVENT: making.event,
}
HEADLINE = "全市民营企业座谈会在常州召开"
SENTENCE = "与会企业家就技术改造和人才引进作了发言"
BODY = f"<p>{SENTENCE}。</p><p>会议强调要继续优化营商环境和服务企业的办法。</p>"


def whole(kind=Kind.ARTICLE, state="public", **content):
    """A public entry that stands wherever an entry can: tags, series, files, neighbours."""
    run = making.series("常商论坛")
    for number in (2, 4):
        making.article("public", headline=f"相邻的第{number}期", series=run, number=number)
    file = Attachment(title="名单", extension="pdf", size=4)
    file.file.save("a.pdf", ContentFile(b"%PDF"))
    file.save()
    picture = store_picture(PNG)
    body = f'{BODY}<figure><img src="{picture.get_absolute_url()}" alt="会场"></figure>'
    given = {"series": run, "number": 3, "tags": ["两个健康"], "attachments": [file.pk]}
    return MAKE[kind](state, headline=HEADLINE, body=body, **{**given, **content})


def withdrawn(kind=Kind.ARTICLE):
    row = whole(kind)
    return withdraw(row, reason="数据有误", by=people.chief())


def certificate(row, *options):
    """(lines, error or "") of the command."""
    out, error = StringIO(), ""
    try:
        call_command("prove_withdrawn", str(row.pk), *options, stdout=out)
    except CommandError as refused:
        error = str(refused)
    return out.getvalue().splitlines(), error


@pytest.mark.parametrize("kind", MAKE)
def test_a_withdrawn_entry_is_proven_to_be_nowhere(kind):
    row = withdrawn(kind)
    lines, error = certificate(row)
    assert error == "", error
    line = AuditLine.objects.get(verb="撤稿")
    assert lines[0] == "撤稿证明"
    assert f"审计第 {line.number} 条（链值 {line.seal[:16]}）" in lines[2]
    assert "郑终" in lines[2]
    assert lines[3] == "原因：数据有误"
    checked = {text.partition("：")[0].split("　")[0] for text in lines if text[:1] == "✓"}
    for place in (
        *("✓ 打印版", "✓ Word 版", "✓ 打印版（If-None-Match）"),
        *("✓ 公开页", "✓ 首页", "✓ 专栏", "✓ 专栏原位", "✓ 系列原位", "✓ 检索", "✓ 篇数"),
        *("✓ 话题“两个健康”原位", "✓ 订阅 atom", "✓ 专栏订阅 rss", "✓ 网站地图"),
        *("✓ 系列订阅 atom", "✓ 系列日历", "✓ 话题“两个健康”订阅 rss", "✓ 活动日历"),
        *("✓ 相邻的《相邻的第2期》", "✓ 相邻的《相邻的第4期》"),
    ):
        assert place in checked, (place, checked)
    assert any(name.startswith("✓ 附件") for name in checked)
    assert any(name.startswith("✓ 图片") for name in checked)
    for place in ("✓ 2026-12月历", "✓ 日历文件", "✓ 日历文件（If-None-Match）"):
        assert (place in checked) == (kind == Kind.EVENT)
    assert SENTENCE not in "\n".join(lines)


def test_the_certificate_is_kept_in_the_audit():
    lines, _ = certificate(withdrawn())
    line = AuditLine.objects.get(verb="撤稿证明")
    digest = hashlib.sha256("\n".join(lines[:-2]).encode()).hexdigest()
    assert lines[-2] == f"以上各行的 sha256：{digest}"
    assert lines[-1] == f"记入审计第 {line.number} 条"
    assert (line.detail["report"], line.result, line.channel) == (digest, "done", "prove_withdrawn")


def test_an_expired_entry_is_proven_too():
    row = whole()
    set_expiry(row, at=timezone.now() + timedelta(hours=1), by=people.chief())
    link = share(row, revision=making.newest(row), by=people.chief(), days=30)
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        publish_due()
        lines, error = certificate(row)
    assert error == ""
    assert "到时下线" in lines[2]
    assert "程序" in lines[2]
    assert lines[3] == "原因：到了设定的下线时间"
    assert any(f"分享链接 {link.pk}" in text and token_of(link) in text for text in lines)


def test_there_must_be_something_to_prove():
    public = making.article("published")
    assert "没有撤稿，也没有下线，无需证明" in certificate(public)[1]
    row = withdraw(public, reason="数据有误", by=people.chief())
    publish(row, revision=making.newest(row), by=people.chief())
    assert "没有撤稿" in certificate(row)[1]
    with pytest.raises(CommandError, match="没有第 99999 号稿"):
        call_command("prove_withdrawn", "99999")
    with pytest.raises(CommandError, match="不是网址"):
        call_command("prove_withdrawn", str(row.pk), "--base-url", "file:///etc")


def back_online(row):
    Entry.objects.filter(pk=row.pk).update(visibility="public", withdrawn_at=None)
    index(row)


def in_a_column(row):
    Column.objects.update(description=HEADLINE)


def in_a_series(row):
    Series.objects.update(intro=f"上一期：{SENTENCE}。")


def in_a_tags_list(row):
    TaggedEntry.objects.filter(content_object=row.pk).update(published_at=row.published_at)


def in_a_number(row):
    Tag.objects.update(published_count=1)


def in_a_file(row):
    other = making.article("public", headline="另一篇公开的稿件")
    other.attachments.add(*row.attachments.all())


@pytest.mark.parametrize(
    ("leak", "places"),
    [
        (
            back_online,
            [
                "状态",
                "公开页",
                "首页",
                "文章列表",
                "系列",
                "订阅 atom",
                "网站地图：稿件",
                "检索",
                "检索建议",
                "附件",
            ],
        ),
        (in_a_column, ["专栏", "专栏订阅 rss"]),
        (in_a_series, ["系列"]),
        (in_a_tags_list, ["篇数"]),
        (in_a_number, ["篇数"]),
    ],
)
def test_control_each_leak_is_named(leak, places):
    row = withdrawn()
    leak(row)
    lines, error = certificate(row)
    assert error.startswith("仍能找到：")
    named = [text.partition(" ")[2].partition("　")[0] for text in lines if text[:1] == "✗"]
    for place in places:
        assert any(name.startswith(place) for name in named), (place, named)
        assert place in error
    assert "处仍能找到" in lines[-3]
    assert AuditLine.objects.get(verb="撤稿证明").result == Result.FAILED


def test_control_a_calendar_is_read_through_its_folds_and_escapes():
    """Its lines break anywhere and a comma has a backslash; the words are found all the same."""
    row = making.event(
        "public", headline="新能源,储能;两个专场的产业链上下游对接活动今年在常州举行"
    )
    row = withdraw(row, reason="数据有误", by=people.chief())
    back_online(row)
    _, error = certificate(row)
    for place in ("活动日历", "日历文件"):
        assert place in error


def test_only_the_leak_is_named():
    row = withdrawn()
    in_a_column(row)
    _, error = certificate(row)
    assert "订阅" in error
    for place in ("公开页", "系列", "话题", "篇数", "附件"):
        assert place not in error


def test_a_file_that_another_public_entry_carries_stays():
    row = withdrawn()
    in_a_file(row)
    lines, error = certificate(row)
    assert error == ""
    assert not [text for text in lines if "附件" in text]


def test_words_that_another_public_entry_says_prove_nothing():
    row = withdrawn()
    making.article("public", headline="另一篇公开的稿件", body=BODY)
    lines, error = certificate(row)
    assert error == ""
    assert "说明：另有 2 处文字也见于其他公开稿件，不作为依据" in lines


@pytest.mark.django_db(transaction=True)
def test_a_running_server_is_asked_over_http(live_server):
    row = withdrawn()
    lines, error = certificate(row, "--base-url", live_server.url)
    assert error == "", error
    assert live_server.url in lines[4]
    in_a_series(row)
    assert "系列" in certificate(row, "--base-url", live_server.url)[1]


def test_a_server_that_does_not_answer_proves_nothing():
    row = withdrawn()
    _, error = certificate(row, "--base-url", "http://127.0.0.1:9")
    assert "未能检查：无法访问" in error


def test_a_page_that_answers_as_if_nothing_happened_is_a_finding():
    row = withdrawn()
    given = {"addresses_of": addresses_of, "where": "试"}
    gone = prove_withdrawn(row.pk, visit=lambda *a, **k: AddressAnswer(410), **given)
    empty = prove_withdrawn(row.pk, visit=lambda *a, **k: AddressAnswer(200), **given)
    assert "没有回答 410" not in str(gone.found)
    assert "没有回答 410" in {check.found for check in empty.found}
