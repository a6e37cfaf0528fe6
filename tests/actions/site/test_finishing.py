"""The text of a page is finished at publication; what does not fit is worked out as before."""

import pytest
from django.core.management import call_command
from django.test import Client

from series.actions.editorial.publication import withdraw
from series.actions.editorial.revisions import save_revision
from series.actions.site import finishing
from series.finished import form, reading
from series.finished.names import keywords_of, mentions_of, tags_of
from series.models import Article, Entry, FinishedText, Kind, Tag
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
BODY = "<h2>共建平台</h2><p>新能源之都的企业投资12.5亿元。</p><h2>共享成果</h2><p>各方受益。</p>"


def page(row):
    return Client().get(row.get_absolute_url()).content.decode()


def found(row):
    """The reading that the page of this entry uses."""
    fresh = type(row).objects.select_related("finished").get(pk=row.pk)
    names = keywords_of(fresh, tags=tags_of(fresh), mentions=mentions_of(fresh))
    return reading.reading_of(fresh, names)


def test_publication_stores_the_finished_text_and_the_page_shows_it():
    row = making.article("published", body=BODY, tags=["新能源之都"])
    kept = FinishedText.objects.get(pk=row.pk)
    assert 'href="/tags/' in kept.markup
    assert kept.markup in page(row)
    assert found(row).is_finished


def test_a_draft_has_no_finished_text_and_a_withdrawn_one_has_none_any_more():
    draft = making.article(body=BODY)
    assert not FinishedText.objects.filter(pk=draft.pk).exists()
    row = making.article("published", body=BODY, headline="撤下的一篇")
    withdraw(Entry.objects.get(pk=row.pk), reason="内容有误", by=people.chief())
    assert not FinishedText.objects.filter(pk=row.pk).exists()


def test_a_new_publication_finishes_the_new_text():
    row = making.article("published", body=BODY)
    entry = Entry.objects.get(pk=row.pk)
    new = {**making.newest(entry).content, "body": "<p>改写之后的全文。</p>"}
    save_revision(entry, new, by=people.editor())
    making.bring_in(entry)
    assert "改写之后的全文" in FinishedText.objects.get(pk=row.pk).markup
    assert found(row).is_finished


def test_a_renamed_topic_changes_the_page_at_once_and_refinish_stores_it():
    row = making.article("published", body=BODY, tags=["新能源之都"])
    Tag.objects.filter(name="新能源之都").update(name="各方受益")
    assert not found(row).is_finished
    assert ">各方受益</a>。" in page(row)
    assert finishing.refinish() == 1
    assert found(row).is_finished
    assert finishing.refinish() == 0


@pytest.mark.parametrize("field", ["markup", "form"])
def test_what_was_changed_in_the_database_or_made_by_other_code_is_not_shown(field):
    row = making.article("published", body=BODY)
    FinishedText.objects.filter(pk=row.pk).update(**{field: "<p>另一句话</p>"[:16]})
    assert "另一句话" not in page(row)
    assert "各方受益" in page(row)


def test_a_seal_of_another_entry_does_not_fit():
    one = making.article("published", body=BODY)
    two = making.article("published", body=BODY, headline="同文的另一篇")
    assert FinishedText.objects.get(pk=one.pk).seal != FinishedText.objects.get(pk=two.pk).seal


@pytest.mark.parametrize("kind", [Kind.ARTICLE, Kind.INITIATIVE, Kind.EVENT])
def test_a_page_is_the_same_with_and_without_its_finished_text(kind):
    row = making.entry(
        kind, "published", **({} if kind == Kind.ARTICLE else TIMES[kind]), body=BODY
    )
    finished = page(row)
    FinishedText.objects.all().delete()
    assert page(row) == finished


TIMES = {
    Kind.INITIATIVE: {"audience": "全市企业家"},
    Kind.EVENT: {
        "form": "forum",
        "starts_at": "2026-12-04T14:00:00+08:00",
        "ends_at": "2026-12-04T17:00:00+08:00",
        "venue": "常州大剧院",
    },
}


def test_refinish_goes_on_where_it_was_stopped(monkeypatch):
    rows = [making.article("public", body=BODY, headline=f"第{number}篇") for number in range(3)]
    FinishedText.objects.all().delete()
    monkeypatch.setattr(finishing, "BATCH", 1)

    def stop(done, passed):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        finishing.refinish(tell=stop)
    assert FinishedText.objects.count() == 2
    assert finishing.refinish() == 1
    assert all(found(row).is_finished for row in rows)


def test_the_parts_of_several_processes_are_the_whole(capsys):
    for number in range(3):
        making.article("public", body=BODY, headline=f"第{number}篇")
    FinishedText.objects.all().delete()
    for part in ("0/2", "1/2"):
        call_command("refinish", part=part)
    assert FinishedText.objects.count() == 3
    assert capsys.readouterr().out.count("重做成品") == 2


def test_an_entry_withdrawn_meanwhile_keeps_nothing(monkeypatch):
    row = making.article("public", body=BODY)
    FinishedText.objects.all().delete()
    made = reading.new_row(Article.objects.get(pk=row.pk))
    withdraw(Entry.objects.get(pk=row.pk), reason="内容有误", by=people.chief())
    monkeypatch.setattr(finishing, "new_row", lambda entry: made)
    assert finishing._finish_batch([row]) == 0
    assert not FinishedText.objects.exists()


def test_every_source_of_a_finished_text_is_there():
    assert all(list(form.ROOT.glob(pattern)) for pattern in form.SOURCES)
    assert form.current_form() == form.current_form.__wrapped__()
