"""The desk's own form of a row: labels, panes, days, and nothing of Django's form page."""

import pytest
from django.urls import reverse
from lxml import html

from series.models import Column
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
MODELS = ("series_column", "series_series", "series_tag", "series_term", "series_notice")
MODELS += ("series_cannedopinion", "series_trustedsource", "series_standin", "series_columnrole")
MODELS += ("chamber_organization",)
STOCK = "admin/css/forms.css", "RelatedObjectLookups", "vDateField", "related-widget", "---------"


@pytest.fixture
def desk(as_person):
    return as_person(people.admin())


@pytest.mark.parametrize("model", MODELS)
def test_a_form_is_the_desks_own(desk, model):
    page = desk.get(reverse(f"admin:{model}_add")).text
    assert [word for word in STOCK if word in page] == []
    form = html.fromstring(page).xpath("//form[contains(@class, 'row-form')]")[0]
    shown = form.xpath(".//input[not(@type='hidden' or @type='submit')] | .//select | .//textarea")
    for field in shown:
        label = form.xpath(f".//label[@for='{field.get('id')}']")
        assert label, field.get("name")
        assert not label[0].text_content().strip().endswith((":", "："))
    assert form.xpath(".//input[@type='submit']/@value") == ["保存", "保存后再新增", "保存后接着改"]


def test_the_columns_form_says_what_each_part_is_for(desk):
    column = making.column()
    page = html.fromstring(desk.get(f"/desk/series/column/{column.pk}/change/").text)
    assert page.xpath("//section/h2/text()") == ["给读者看的", "审核", "编辑部内部"]
    assert [label.text_content() for label in page.xpath("//label[@for='id_review_hours']")] == [
        "审核时限（小时）"
    ]


def test_a_refused_form_says_so_and_keeps_what_was_typed(desk):
    column = making.column()
    address = f"/desk/series/column/{column.pk}/change/"
    page = desk.post(address, {"name": "", "levels": "9", "type": "动态", "order": "1"})
    words = html.fromstring(page.text)
    assert "没有存好" in words.xpath("//p[@class='errornote']")[0].text_content()
    assert words.xpath("//*[@id='id_levels']/@value") == ["9"]
    assert words.xpath("//div[contains(@class, 'field-levels') and contains(@class, 'errors')]")
    assert Column.objects.get().name == column.name


def test_who_may_only_look_is_offered_no_saving(as_person):
    column = making.column()
    page = as_person(people.first()).get(f"/desk/series/column/{column.pk}/change/").text
    form = html.fromstring(page).xpath("//form[contains(@class, 'row-form')]")[0]
    assert form.xpath(".//input[not(@type='hidden')]") == []
    assert "回到列表" in form.text_content()
    assert column.name in form.text_content()
