"""Figures and mentions go with the live text: its words, its signatures, its withdrawal."""

import pytest
from django.core.management import CommandError, call_command

from series.actions.editorial.publication import withdraw
from series.actions.editorial.reviews import submit
from series.actions.errors import EditorialError
from series.models import Figure, Mention
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
BODY = "<p>市工商联说，会员超过32000家。</p>"
LINE = "会员｜会员超过32000家"


def test_a_published_figure_is_the_signed_one():
    row = making.article("published", body=BODY, figures=[LINE])
    found = Figure.objects.published().get()
    assert (found.label, found.before, found.digits, found.after) == ("会员", "超过", "32000", "家")
    assert row.figures == [LINE]
    assert "会员" in row.plain_text
    making.change(row, figures=["会员｜会员超过99家"])
    assert Figure.objects.published().get().digits == "32000"


def test_a_figure_whose_words_are_gone_stops_the_submission_not_the_draft():
    row = making.article(body=BODY, figures=[LINE])
    making.change(row, body="<p>市工商联说，会员超过33000家。</p>")
    assert not Figure.objects.filter(entry=row.pk).exists()
    with pytest.raises(EditorialError, match="正文里没有“会员超过32000家”"):
        submit(row, revision=making.newest(row), by=people.editor())


def test_withdrawn_figures_and_mentions_are_no_longer_found():
    office = making.organization("常州市工商业联合会", short_name="市工商联")
    row = making.article("published", body=BODY, figures=[LINE])
    assert Mention.objects.filter(organization=office, published_at=row.published_at).count() == 1
    withdraw(row, reason="有误", by=people.chief())
    assert not Figure.objects.published().exists()
    assert not Mention.objects.filter(published_at__isnull=False).exists()


def test_a_draft_is_mentioned_nowhere():
    making.organization("常州市工商业联合会", short_name="市工商联")
    making.article(body=BODY)
    assert Mention.objects.get().published_at is None


def test_a_figure_that_was_changed_in_the_database_is_named(capsys):
    making.article("published", body=BODY, figures=[LINE])
    call_command("verify_signatures")
    Figure.objects.update(digits="99000")
    with pytest.raises(CommandError):
        call_command("verify_signatures")
    assert "公开内容的“数字”与所签版本不符" in capsys.readouterr().out
