"""The import's own promises: no Han character lost, all of a text or nothing, the run goes on."""

from dataclasses import replace

import pytest
from django.db import OperationalError

from series.actions.errors import EditorialError
from series.actions.imports.catalogue import Catalogue
from series.actions.imports.plan import make_plan
from series.actions.imports.readings import reading_from, reading_of
from series.actions.imports.run import Import
from series.actions.imports.write import write_plan
from series.models import Entry, Picture, Series
from series.text.documents.plain_text import plain_source
from series.text.markup.blocks import Image
from series.text.recognition import published
from tests.helpers import making, people
from tests.helpers.import_help import everything_stored, files_under, published_text
from tests.helpers.samples.docx_builder import png

pytestmark = pytest.mark.django_db

SERIES = "常州市工商联“服务企业月”工作展示"


@pytest.fixture
def source():
    return plain_source(published_text())


def take(text, source):
    return Import(commit=True).take(reading_from(text, source, file="a.txt"))


def test_undamaged_text_is_taken(source):
    assert take(published.recognise(source), source).status == "new"
    assert Entry.objects.count() == 1


def lose_in_body(text):
    return replace(text, body=text.body.replace("意见建议", "意见建"))


def move_in_body(text):
    return replace(text, body=text.body.replace("意见建议", "建议意见"))


def add_to_body(text):
    return replace(text, body=text.body.replace("意见建议", "意见和建议"))


def lose_in_headline(text):
    return replace(text, headline=text.headline.removesuffix("题"))


def lose_in_subtitle(text):
    return replace(text, subtitle=text.subtitle.replace("服务", "服"))


def lose_in_source(text):
    return replace(text, source="市工商")


def other_number(text):
    return replace(text, number=4)


def other_series(text):
    return replace(text, series="别的系列")


@pytest.mark.parametrize(
    "damage",
    [
        *(lose_in_body, move_in_body, add_to_body, lose_in_headline, lose_in_subtitle),
        *(lose_in_source, other_number, other_series),
    ],
)
def test_recogniser_that_damages_a_text_is_found_out(source, damage):
    damaged = damage(published.recognise(source))
    assert damaged.han_equal, "the recogniser still calls it equal"
    before = everything_stored()
    receipt = take(damaged, source)
    assert receipt.status == "refused"
    assert "汉字核对不一致" in receipt.message
    assert everything_stored() == before


def test_the_account_decides_and_not_the_recogniser_s_own_word(source):
    text = replace(published.recognise(source), han_equal=False)
    receipt = take(text, source)
    assert (receipt.status, receipt.han_equal) == ("new", True)


def test_cleaner_that_drops_words_is_found_out(source):
    """Words inside an element that the sanitiser removes never reach the page."""
    text = published.recognise(source)
    hidden = text.body.replace("逐条办结", "<template>逐条办结</template>")
    receipt = take(replace(text, body=hidden), source)
    assert receipt.status == "refused"
    assert "汉字核对不一致" in receipt.message


# All or nothing


@pytest.fixture
def plan_with_picture(source):
    """A plan for the text with a picture, and its receipt."""
    data = png(4, 3)
    text = published.recognise(source)
    body = text.body + '<figure><img src="picture:a1b2c3d4" alt="现场"></figure>'
    text = replace(text, body=body, images=(Image("a1b2c3d4", data, "image/png", "现场"),))
    reading = reading_from(text, source, file="a.txt")
    return make_plan(reading, catalogue=Catalogue(), publish=True), reading.receipt


def test_planned_text_is_written_with_its_picture(plan_with_picture, settings):
    plan, receipt = plan_with_picture
    write_plan(plan, receipt=receipt)
    assert Entry.objects.published().get().pictures.count() == 1
    assert len(files_under(settings.MEDIA_ROOT)) == 1


def test_text_that_fails_while_writing_leaves_nothing(source, column, settings):
    """The number is given away between planning and writing, after the picture was stored."""
    series = making.series(SERIES, in_column=column)
    making.organization("市工商联")
    data = png(4, 3)
    text = published.recognise(source)
    body = text.body + '<figure><img src="picture:a1b2c3d4" alt="现场"></figure>'
    text = replace(text, body=body, images=(Image("a1b2c3d4", data, "image/png", "现场"),))
    reading = reading_from(text, source, file="a.txt")
    plan = make_plan(reading, catalogue=Catalogue(), publish=False)
    making.article(headline="抢先的一篇", column=column, series=series, number=3)
    before = everything_stored()
    with pytest.raises(EditorialError, match="第3期已是《抢先的一篇》"):
        write_plan(plan, receipt=reading.receipt)
    assert everything_stored() == before
    assert files_under(settings.MEDIA_ROOT) == []
    assert not Picture.objects.exists()


def test_row_that_another_program_makes_in_between_is_no_crash(plan_with_picture, settings):
    plan, receipt = plan_with_picture
    making.column()
    before = everything_stored()
    with pytest.raises(EditorialError, match="再运行一次"):
        write_plan(plan, receipt=receipt)
    assert everything_stored() == before
    assert files_under(settings.MEDIA_ROOT) == []


def test_desk_that_saves_in_between_is_not_overwritten(source):
    take(published.recognise(source), source)
    changed = plain_source(published_text(part="工作队回访企业,问题都已办结。"))
    reading = reading_of(changed, file="a.txt")
    plan = make_plan(reading, catalogue=Catalogue(), publish=False)
    entry = Entry.objects.get()
    making.change(entry, by=people.editor(), summary="编辑写的摘要。")
    with pytest.raises(EditorialError, match="刚被陈编保存"):
        write_plan(plan, receipt=reading.receipt)
    assert entry.revisions.count() == 2


# The run


def test_failing_program_costs_one_text_and_is_logged(source, caplog):
    def broken():
        raise RuntimeError("a bug")

    run = Import(commit=True)
    receipt = run.text("a.txt", broken)
    assert receipt.status == "refused"
    assert "程序未能处理" in receipt.message
    assert "a bug" in caplog.text
    assert run.text("b.txt", lambda: reading_of(source, file="b.txt")).status == "new"


def test_failing_database_ends_the_run():
    def broken():
        raise OperationalError("disk full")

    with pytest.raises(OperationalError):
        Import(commit=True).text("a.txt", broken)


def test_receipt_of_the_audit_says_what_was_done(source):
    take(published.recognise(source), source)
    line = Entry.objects.get().audit.get(verb="导入")
    assert line.detail["file"] == "a.txt"
    assert line.detail["marks"][","] > 10
    assert line.detail["han_equal"] is True
    assert Series.objects.get().title == SERIES == line.detail["series"]
