"""`manage.py verify_signatures`: every table, changed behind the desk by SQL, is named."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.editorial.assignments import claim, hand_over
from series.actions.editorial.publication import publish_archive
from series.actions.editorial.reviews import return_for_changes, submit
from series.actions.media.attachments import store_attachment
from series.actions.tags.tags import name_tag
from series.actions.verification.verify import VERB
from series.models import (
    Article,
    AuditHead,
    AuditLine,
    Level,
    Result,
    Review,
    Revision,
    RevisionKeyterms,
    Submission,
    Tag,
)
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
NAMES = {
    "revision": "series_revision",
    "review": "series_review",
    "submission": "series_submission",
    "line": "series_auditline",
    "head": "series_audithead",
    "entry": "series_entry",
}


def sql(text, *given):
    with connection.cursor() as cursor:
        cursor.execute(text.format(**NAMES), given)


def verify(**options):
    """(output, whether everything was right)"""
    out = io.StringIO()
    try:
        call_command("verify_signatures", stdout=out, **options)
    except CommandError as error:
        return out.getvalue() + str(error), False
    return out.getvalue(), True


def faults(**options):
    lines = verify(**options)[0].splitlines()
    return [line.removeprefix("不符　") for line in lines if line.startswith("不符")]


@pytest.fixture(scope="module")
def laid_out(module_transaction):
    """A desk with something of everything. Gives the key of the article that is public."""
    row = making.article(
        "published", tags=["两个健康", "常商论坛"], series=making.series(), number=1
    )
    name_tag(Tag.objects.get(name="常商论坛"), name="常商大讲堂", by=people.chief())
    making.change(row, summary="新的摘要")
    making.bring_to(row, "submitted")
    back = making.article("submitted", headline="退回的一篇")
    claim(back, by=people.first())
    return_for_changes(back, revision=making.newest(back), by=people.first(), opinion="数字请核对")
    making.change(back, headline="改过的一篇")
    submit(back, revision=making.newest(back), by=people.editor(), note="已改")
    other = people.other_first()
    hand_over(back, revision=making.newest(back), by=people.first(), to=other, opinion="我出差")
    making.event("published", programme=[{"title": "主旨演讲", "starts": "09:30"}])
    making.initiative("withdrawn")
    old = making.article(headline="归档的一篇", dateline="2023-11-17")
    publish_archive(old, revision=making.newest(old), channel="import_archive")
    return row.pk


@pytest.fixture
def desk(laid_out, db):
    return Article.objects.get(pk=laid_out)


def test_an_untouched_desk_is_right(desk):
    said, right = verify()
    assert right, said
    assert "签名与审计链全部相符" in said
    assert f"版本 {Revision.objects.count()}" in said
    assert f"审核 {Review.objects.count()}" in said
    assert f"送审 {Submission.objects.count()}" in said
    assert f"链值 {AuditHead.objects.get().seal}" in said


def last_result():
    return AuditLine.objects.filter(verb=VERB).order_by("-pk").first()


def test_the_result_is_kept_in_the_audit(desk):
    verify()
    line = last_result()
    assert (line.result, line.detail["faults"]) == (Result.DONE, 0)
    assert line.detail["版本"] == Revision.objects.count()
    sql("UPDATE {entry} SET headline = %s WHERE id = %s", "换了的标题", desk.pk)
    verify()
    assert (last_result().result, last_result().detail["faults"]) == (Result.FAILED, 1)


def test_a_changed_body_in_a_revision(desk):
    revision = desk.live
    content = {**revision.content, "body": revision.content["body"].replace("园区", "工厂")}
    sql("UPDATE {revision} SET content = %s WHERE id = %s", json.dumps(content), revision.pk)
    found = faults()
    assert f"版本 {revision.pk}（稿件 {desk.pk}）：第1版的内容与摘要不符" in found
    assert f"稿件 {desk.pk}：公开内容的“正文”与所签版本不符" in found


def test_a_changed_body_with_a_digest_to_match(desk):
    """Whoever recomputes the digest too is found by the signatures and the audit."""
    from series.models.revision import content_digest

    revision = desk.live
    content = {**revision.content, "body": "<p>换了的正文。</p>"}
    digest = content_digest(content)
    sql(
        "UPDATE {revision} SET content = %s, digest = %s WHERE id = %s",
        json.dumps(content),
        digest,
        revision.pk,
    )
    sql("UPDATE {review} SET digest = %s WHERE revision_id = %s", digest, revision.pk)
    sql("UPDATE {submission} SET digest = %s WHERE revision_id = %s", digest, revision.pk)
    found = "\n".join(faults())
    assert "“初审通过”没有相符的审计记录" in found
    assert "公开版本没有对应的发布记录" in found


@pytest.mark.parametrize("table", ["revision", "review", "submission"])
def test_a_changed_digest(desk, table):
    sql(f"UPDATE {{{table}}} SET digest = %s WHERE entry_id = %s", "0" * 64, desk.pk)
    assert any("摘要" in fault for fault in faults())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("decision", "return"),
        ("level", 4),
        ("opinion", "另一句话"),
        ("reviewer_id", people.other_first),
        ("created_at", timezone.now().replace(year=2020)),
    ],
)
def test_a_changed_review(desk, field, value):
    row = Review.objects.filter(entry__in=Review.objects.values("entry"), level=1).last()
    value = value().pk if callable(value) else value
    also = "opinion = '数字有误', " if field == "decision" else ""
    sql(f"UPDATE {{review}} SET {also}{field} = %s WHERE id = %s", value, row.pk)
    found = faults()
    assert any(fault.startswith(f"审核 {row.pk}（") for fault in found), found


def test_a_review_that_only_moved_in_time(desk):
    row = Review.objects.last()
    sql(
        "UPDATE {review} SET created_at = %s WHERE id = %s",
        timezone.now().replace(year=2020),
        row.pk,
    )
    assert [fault for fault in faults() if "时间与审计记录不符" in fault]


def test_a_fake_review(desk):
    draft = making.article("submitted", headline="没审的一篇")
    fake = Review(
        entry=draft,
        revision=making.newest(draft),
        digest=making.newest(draft).digest,
        level=Level.FIRST,
        decision="approve",
        reviewer=people.first(),
    )
    Review.objects.bulk_create([fake])
    row = Review.objects.get(entry=draft)
    assert faults() == [
        f"审核 {row.pk}（稿件 {draft.pk}）：“初审通过”没有相符的审计记录，是伪造的或被改过"
    ]


def test_signatures_in_a_wrong_order_or_by_a_wrong_hand(desk):
    draft = making.article("submitted", headline="没审的一篇")
    newest = making.newest(draft)
    given = {"entry": draft, "revision": newest, "digest": newest.digest, "decision": "approve"}
    Review.objects.bulk_create(
        [
            Review(**given, level=Level.SECOND, reviewer=people.second()),
            Review(**given, level=Level.FIRST, reviewer=people.editor()),
        ]
    )
    found = "\n".join(faults())
    assert "“复审通过”早于初审" in found
    assert "“初审通过”：审核人参与过编写" in found


def test_a_deleted_review(desk):
    row = Review.objects.filter(entry=desk).last()
    sql("DELETE FROM {review} WHERE id = %s", row.pk)
    assert any("“终审通过”所记的事在稿件中没有" in fault for fault in faults())


def test_a_deleted_submission(desk):
    sql("DELETE FROM {submission} WHERE id = %s", Submission.objects.last().pk)
    assert any("“送审”所记的事在稿件中没有" in fault for fault in faults())


def test_a_deleted_line_in_the_middle(desk):
    line = AuditLine.objects.filter(verb="改稿").first()
    sql("DELETE FROM {line} WHERE id = %s", line.pk)
    unsaved, gap = faults()
    assert "第2版没有相符的保存记录" in unsaved
    assert f"第 {line.number - 1} 条之后是第 {line.number + 1} 条，中间的记录被删" in gap


def test_a_deleted_last_line(desk):
    last = AuditLine.objects.order_by("number").last()
    sql("DELETE FROM {line} WHERE id = %s", last.pk)
    found = faults()
    assert [fault for fault in found if fault.startswith("审计链尾") and "末尾的记录被删" in fault]


def test_a_cut_end_with_a_head_to_match_is_found_by_the_noted_seal(desk):
    record("导出", by=people.chief())
    noted = AuditHead.objects.get().seal
    last, before = AuditLine.objects.order_by("-number")[:2]
    sql("DELETE FROM {line} WHERE id = %s", last.pk)
    sql("UPDATE {head} SET count = %s, seal = %s", before.number, before.seal)
    assert faults() == []  # the control: without a seal noted elsewhere nothing shows
    assert any("另处记下的链值" in fault for fault in faults(expect=noted))


def test_a_seal_that_was_noted_once_stays_in_the_chain(desk):
    noted = AuditHead.objects.get().seal
    making.article("published", headline="后来的一篇")
    assert verify(expect=noted)[1]
    assert verify(expect=noted[:16].upper())[1]
    assert "至少须有链值的前 16 位" in verify(expect="abc")[0]


@pytest.mark.parametrize(
    "change",
    [
        "verb = '什么也没做'",
        "at = '2020-01-01 00:00:00+00:00'",
        "actor_id = NULL",
        "channel = 'site'",
        "digest = ''",
        "result = 'refused'",
        "object = '别的'",
        "entry_id = NULL",
    ],
)
def test_an_edited_line(desk, change):
    line = AuditLine.objects.filter(verb="送审").first()
    sql(f"UPDATE {{line}} SET {change} WHERE id = %s", line.pk)
    assert any(f"第 {line.number} 条" in fault and "链值" in fault for fault in faults())


def test_lines_that_changed_places(desk):
    one, other = AuditLine.objects.order_by("number")[2:4]
    sql("UPDATE {line} SET number = %s WHERE id = %s", 10**6, one.pk)
    sql("UPDATE {line} SET number = %s WHERE id = %s", one.number, other.pk)
    sql("UPDATE {line} SET number = %s WHERE id = %s", other.number, one.pk)
    assert any("内容或顺序被改" in fault for fault in faults())


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("body", "<p>换了的正文。</p>", "正文"),
        ("headline", "换了的标题", "标题"),
        ("subtitle", "换了的副题", "副题"),
        ("plain_text", "换了的文字", "检索文字"),
        ("original_url", "https://example.com/", "原文链接"),
        ("number", 7, "期号"),
        ("series_id", None, "系列"),
    ],
)
def test_a_changed_live_row(desk, field, value, name):
    also = "number = NULL, " if field == "series_id" else ""
    sql(f"UPDATE {{entry}} SET {also}{field} = %s WHERE id = %s", value, desk.pk)
    assert f"稿件 {desk.pk}：公开内容的“{name}”与所签版本不符" in faults()


def test_a_changed_event(desk):
    sql("UPDATE series_event SET venue = %s", "别处")
    sql("UPDATE series_session SET title = %s", "别的内容")
    said = "\n".join(faults())
    assert "“地点”与所签版本不符" in said
    assert "“议程”与所签版本不符" in said


def test_a_tag_taken_off(desk):
    sql("DELETE FROM series_taggedentry WHERE content_object_id = %s", desk.pk)
    assert f"稿件 {desk.pk}：公开内容的“话题”与所签版本不符" in faults()


def test_a_withdrawn_text_put_back_by_hand(desk):
    sql(
        "UPDATE {entry} SET visibility = 'public', withdrawn_at = NULL WHERE visibility = 'withdrawn'"
    )
    assert any("状态是“已发布”，按审计记录应是“已撤稿”" in fault for fault in faults())


def test_an_archive_import_without_its_audit_line(desk):
    line = AuditLine.objects.get(verb="归档导入发布")
    sql("UPDATE {line} SET verb = '别的' WHERE id = %s", line.pk)
    assert any("公开版本没有对应的发布记录" in fault for fault in faults())


def test_one_entry_alone(desk):
    sql("UPDATE {entry} SET headline = %s WHERE id = %s", "换了的标题", desk.pk)
    other = making.article("published", headline="另一篇")
    assert verify(entry=other.pk)[1]
    assert not verify(entry=desk.pk)[1]
    assert "没有编号为 999999 的稿件" in verify(entry=999999)[0]
    assert last_result() is None


def test_an_empty_desk_is_right(db):
    assert verify()[1]


def test_a_revision_that_is_gone(db):
    row = making.article()
    making.change(row, summary="第二版")
    making.change(row, summary="第三版")
    assert faults() == []
    RevisionKeyterms.objects.filter(revision__entry=row.pk, revision__number=2).delete()
    sql("DELETE FROM {revision} WHERE entry_id = %s AND number = 2", row.pk)
    gap, unsaved = (fault.rpartition("：")[2] for fault in faults())
    assert gap == "第3版之前缺第2版"
    assert "“改稿”所记的版本在稿件中没有" in unsaved


def test_an_attachment_that_nobody_signed(desk):
    file = store_attachment(b"%PDF-1.4\n%%EOF\n", name="名单.pdf", by=people.editor())
    row = making.article("published", headline="附名单的一篇", attachments=[file.pk])
    assert faults() == []
    sql("DELETE FROM series_entry_attachments WHERE entry_id = %s", row.pk)
    assert ["附件" in fault for fault in faults()] == [True]
