"""A page from elsewhere makes no column of ours, whatever its head or its headline says."""

import pytest

from series.actions.imports.run import Import
from series.models import Column
from tests.helpers import making

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PAGE = (
    '<html><head><title>会员走进工厂_示例网</title><meta name="ColumnName" content="投资运行">'
    '<meta property="article:section" content="business"></head><body><h1>【走进企业】会员走进工厂</h1>'
    "<div>发布日期：2025-03-12　信息来源：示例市发改委</div>"
    "<div class=article><p>三月十日，三十多位会员走进两家工厂，看新装的生产线。</p></div></body></html>"
)


def imported(folder, *, column=""):
    path = folder / "会员.html"
    path.write_text(PAGE, encoding="utf-8")
    return next(Import(column=column, commit=True).receipts([path]))


def columns():
    return set(Column.objects.values_list("name", flat=True))


def test_the_operators_column_stands(tmp_path):
    receipt = imported(tmp_path, column="常商快讯")
    assert (receipt.column, receipt.kicker, receipt.headline) == (
        "常商快讯",
        "走进企业",
        "会员走进工厂",
    )
    assert columns() == {"常商快讯"}


def test_without_the_operator_nothing_is_made(tmp_path):
    receipt = imported(tmp_path)
    assert "--column" in receipt.message
    assert columns() == set()


@pytest.mark.parametrize("name", ["投资运行", "走进企业"])
def test_control_a_column_that_we_have_is_taken(tmp_path, name):
    making.column(name)
    assert imported(tmp_path).column == name
    assert columns() == {name}
