"""The preview at the desk: the readers' page, and for nobody else."""

import pytest

from series.actions.editorial.working_copies import keep_copy
from series.models import AuditLine
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


def proof(client, entry, query=""):
    return client.get(f"/desk/series/{entry.kind}/{entry.pk}/proof/{query}")


@pytest.mark.parametrize("make", [making.article, making.initiative, making.event])
def test_the_proof_is_the_readers_page(as_person, first, make):
    entry = make(headline="园区来了新企业", tags=["两个健康"])
    page = proof(as_person(first), entry)
    assert "预览：第1版，未经发布。" in page.text
    assert "园区来了新企业" in page.text
    assert "两个健康" in page.text
    assert "交流技术改造的做法" in page.text
    assert "浏览" not in page.text  # nobody has read it


def test_an_older_revision_can_be_looked_at(as_person, first):
    entry = making.article(headline="第一稿")
    making.change(entry, headline="第二稿")
    client = as_person(first)
    assert "第二稿" in proof(client, entry).text
    assert "第一稿" in proof(client, entry, "?revision=1").text
    assert proof(client, entry, "?revision=9").status_code == 404


def test_what_is_typed_shows_before_it_is_saved(as_person, editor):
    entry = making.article(headline="已存的标题")
    fields = {"column": [str(entry.column_id)], "headline": ["正在写的标题"], "body": ["第一段。"]}
    keep_copy(editor, kind="article", entry=entry, base=1, fields=fields)
    client = as_person(editor)
    page = proof(client, entry, "?working=1")
    assert "正在写的标题" in page.text
    assert "您尚未存为版本的内容" in page.text
    assert "已存的标题" in proof(as_person(people.admin()), entry, "?working=1").text


def test_a_new_text_is_seen_before_its_first_save(as_person, editor):
    client = as_person(editor)
    assert "还没有可以预览的内容" in client.get("/desk/series/article/proof/").text
    fields = {"column": [str(making.column().pk)], "headline": ["新稿"], "body": ["第一段。"]}
    keep_copy(editor, kind="article", fields=fields)
    assert "第一段。" in client.get("/desk/series/article/proof/").text


def test_an_event_without_its_times_is_drawn_all_the_same(as_person, editor):
    entry = making.event(starts_at="", ends_at="", venue="")
    assert proof(as_person(editor), entry).status_code == 200


def test_the_desk_alone_may_frame_the_proof(as_person, editor):
    entry = making.article()
    client = as_person(editor)
    page = proof(client, entry)
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]
    desk = client.get(f"/desk/series/article/{entry.pk}/preview/")
    assert desk["X-Frame-Options"] == "DENY"
    assert f'src="/desk/series/article/{entry.pk}/proof/?revision=1"' in desk.text


def test_looking_at_what_is_not_public_is_audited(as_person, first):
    entry = making.article("public")
    client = as_person(first)
    proof(client, entry)
    assert not AuditLine.objects.filter(verb="查看未发布稿件").exists()
    making.change(entry, headline="改过的标题")
    proof(client, entry)
    assert AuditLine.objects.get(verb="查看未发布稿件").actor == first
