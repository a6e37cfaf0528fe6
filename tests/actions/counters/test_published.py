import pytest
from django.core.management import call_command
from django.db.models import F

from series.actions.counters.published import recount
from series.actions.editorial.publication import withdraw
from series.models import Series, Tag, Tally
from tests.helpers import making, people

pytestmark = pytest.mark.django_db


def numbers():
    """What lists would print: (by column, kind and year; by series; by tag), zeros left out."""
    tallies = Tally.objects.filter(count__gt=0).values_list("column__name", "kind", "year", "count")
    series = Series.objects.filter(published_count__gt=0).values_list("title", "published_count")
    tags = Tag.objects.filter(published_count__gt=0).values_list("name", "published_count")
    return sorted(tallies), sorted(series), sorted(tags)


def archived(state="public", **content):
    return making.article(state, dateline="2023-11-17", **content)


def test_a_draft_counts_nowhere():
    archived("signed", tags=["AI"], series=making.series(), number=1)
    assert numbers() == ([], [], [])


def test_publishing_counts_by_column_kind_year_series_and_tag():
    archived(tags=["AI", "两个健康"], series=making.series(), number=1)
    archived(tags=["AI"], headline="另一篇")
    making.event("public", dateline="2024-02-20")
    assert numbers() == (
        [("新时代 新常商 新力量", "article", 2023, 2), ("新时代 新常商 新力量", "event", 2024, 1)],
        [("常商论坛", 1)],
        [("AI", 2), ("两个健康", 1)],
    )
    assert recount() == 0


def test_the_year_is_the_one_in_shanghai():
    archived(headline="元旦零点").published_at.isoformat()
    making.article("public", dateline="2024-01-01", headline="元旦")
    years = [year for _, _, year, _ in numbers()[0]]
    assert years == [2023, 2024]
    assert recount() == 0


def test_publishing_again_moves_the_entry_to_its_new_places():
    row = archived(tags=["AI"], series=making.series(), number=1)
    other = making.column("会议")
    making.republish(row, tags=["常商论坛"], column=other.pk, series=None, number=None)
    assert numbers() == ([("会议", "article", 2023, 1)], [], [("常商论坛", 1)])
    assert recount() == 0


def test_withdrawing_takes_the_entry_out_of_every_number():
    row = archived(tags=["AI"], series=making.series(), number=1)
    withdraw(row, reason="有误", by=people.chief())
    assert numbers() == ([], [], [])
    assert recount() == 0
    archived(tags=["AI"], headline="另一篇")
    assert numbers()[2] == [("AI", 1)]


def tamper():
    archived(tags=["AI"], series=making.series(), number=1)
    for model, field in ((Tally, "count"), (Series, "published_count"), (Tag, "published_count")):
        model.objects.update(**{field: F(field) + 4})


def test_a_wrong_number_is_found_and_put_right():
    tamper()
    wrong = numbers()
    assert recount() > 0
    assert numbers() != wrong
    assert recount() == 0


def test_the_command_is_dry_until_it_is_told_to_write(capsys):
    tamper()
    wrong = numbers()
    call_command("recount")
    assert "未改动；加 --commit 更正" in capsys.readouterr().out
    assert numbers() == wrong
    call_command("recount", commit=True)
    assert "已更正" in capsys.readouterr().out
    call_command("recount")
    assert capsys.readouterr().out.strip() == "全部篇数与稿件相符"
