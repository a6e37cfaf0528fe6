"""Importing once more: publishing later, changed texts, and texts in each other's way."""

import pytest

from series.actions.editorial.publication import withdraw
from series.models import AuditLine, Entry
from tests.helpers import making, people
from tests.helpers.import_help import everything_stored, published_text, run, run_json, write_text

pytestmark = pytest.mark.django_db


def test_publish_keeps_the_original_date_and_is_audited(tmp_path, client):
    path = write_text(tmp_path, "a.txt", published_text())
    outcome = run_json(path, "--publish", "--commit")
    assert "按原日期 2024-03-18 发布" in outcome.receipts[0]["message"]
    entry = Entry.objects.published().get()
    assert f"{entry.published_at.astimezone(tz=None):%Y}" == "2024"
    assert entry.time_known is False
    line = AuditLine.objects.get(verb="归档导入发布")
    assert (line.actor, line.channel) == (None, "import_article")
    assert line.detail["original"] == "2024-03-18"
    assert "走进车间送服务" in client.get(entry.get_absolute_url()).content.decode()


def test_publish_without_a_date_is_refused(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text(day=""))
    before = everything_stored()
    outcome = run(path, "--publish", "--commit")
    assert outcome.failed
    assert "没有认出发布日期" in outcome.errors
    assert everything_stored() == before
    assert not run(path, "--commit").failed


def test_draft_of_an_earlier_run_can_be_published_later(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    run(path, "--commit")
    assert run_json(path, "--publish", "--commit").statuses == ["changed"]
    assert Entry.objects.published().count() == 1
    before = everything_stored()
    assert run_json(path, "--publish", "--commit").statuses == ["same"]
    assert everything_stored() == before


def test_date_in_the_future_is_refused(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text(day="2099-01-01"))
    outcome = run(path, "--commit")
    assert outcome.failed
    assert "在将来" in outcome.errors
    assert not Entry.objects.exists()


@pytest.fixture
def changed(tmp_path):
    """Import a text, then the same text with other words. Returns (path, entry)."""
    path = write_text(tmp_path, "a.txt", published_text())

    def change(*first):
        run(path, "--commit", *first)
        write_text(tmp_path, "a.txt", published_text(part="工作队回访企业,问题都已办结。"))
        return path, Entry.objects.get()

    return change


def test_changed_text_is_a_new_revision(changed):
    path, entry = changed()
    outcome = run_json(path, "--commit")
    assert outcome.statuses == ["changed"]
    assert entry.revisions.count() == 2
    assert "工作队回访企业" in Entry.objects.get().newest.content["body"]


def test_changed_text_leaves_the_public_page_alone(changed, client):
    path, entry = changed("--publish")
    outcome = run_json(path, "--commit")
    assert "公开页面不变" in outcome.receipts[0]["message"]
    page = client.get(entry.get_absolute_url()).content.decode()
    assert "工作队回访企业" not in page
    assert "收集意见建议118条" in page


def test_changed_text_goes_live_with_publish(changed, client):
    path, entry = changed("--publish")
    run(path, "--publish", "--commit")
    assert "工作队回访企业" in client.get(entry.get_absolute_url()).content.decode()


def test_edits_of_the_desk_stay_in_history_and_are_named(changed):
    path, entry = changed()
    making.change(entry, by=people.editor(), summary="编辑写的摘要。")
    outcome = run_json(path, "--commit")
    assert "工作台改过的第2版留在历史版本中" in outcome.receipts[0]["message"]
    assert [r.number for r in entry.revisions.all()] == [3, 2, 1]
    assert entry.revisions.get(number=2).content["summary"] == "编辑写的摘要。"


def test_edits_of_the_desk_survive_an_unchanged_import(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    run(path, "--commit")
    making.change(Entry.objects.get(), by=people.editor(), summary="编辑写的摘要。")
    assert run_json(path, "--commit").statuses == ["same"]
    assert Entry.objects.get().newest.content["summary"] == "编辑写的摘要。"


def test_withdrawn_text_does_not_come_back_by_import(changed):
    path, entry = changed("--publish")
    withdraw(entry, reason="内容有误", by=people.chief())
    before = everything_stored()
    outcome = run(path, "--publish", "--commit")
    assert outcome.failed
    assert "已撤稿" in outcome.errors
    assert everything_stored() == before


@pytest.mark.parametrize("commit", [[], ["--commit"]])
def test_different_texts_of_one_title_are_not_merged(tmp_path, commit):
    write_text(tmp_path, "1.txt", published_text())
    write_text(tmp_path, "2.txt", published_text(part="这一篇的正文不同。"))
    outcome = run_json(tmp_path, *commit)
    assert outcome.statuses == ["new", "refused"]
    assert str(tmp_path / "1.txt") in outcome.receipts[1]["message"]


@pytest.mark.parametrize("commit", [[], ["--commit"]])
def test_copy_of_a_text_in_one_run_is_the_same(tmp_path, commit):
    for name in ("1.txt", "2.txt"):
        write_text(tmp_path, name, published_text())
    assert run_json(tmp_path, *commit).statuses == ["new", "same"]


@pytest.mark.parametrize("commit", [[], ["--commit"]])
def test_number_that_is_taken_in_the_series_is_refused(tmp_path, commit):
    write_text(tmp_path, "1.txt", published_text())
    write_text(tmp_path, "2.txt", published_text(headline="另一篇标题写在这里"))
    outcome = run_json(tmp_path, *commit)
    assert outcome.statuses == ["new", "refused"]
    assert "第3期" in outcome.receipts[1]["message"]


def test_number_that_the_desk_gave_away_is_refused(tmp_path, column):
    series = making.series("常州市工商联“服务企业月”工作展示", in_column=column)
    making.article(headline="已有的一篇", column=column, series=series, number=3)
    outcome = run(write_text(tmp_path, "a.txt", published_text()), "--commit")
    assert outcome.failed
    assert "第3期已是《已有的一篇》" in outcome.errors
    assert Entry.objects.count() == 1


def test_topics_and_figures_are_proposed_only_where_something_is_stored(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    first, again = (run_json(path, "--commit").receipts[0] for _ in range(2))
    assert (first["status"], again["status"]) == ("new", "same")
    assert first["proposed_tags"]
    assert first["proposed_figures"]
    assert again["proposed_tags"] == again["proposed_figures"] == []
    write_text(tmp_path, "a.txt", published_text(part="工作队回访企业58家,问题都已办结。"))
    changed = run_json(path, "--commit").receipts[0]
    assert changed["status"] == "changed"
    assert any("58" in line for line in changed["proposed_figures"])
