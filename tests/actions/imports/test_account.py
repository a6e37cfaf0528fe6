"""The account of pages: every word of a layout is kept, moved or dropped by name (decision 98)."""

import pytest

from series.actions.imports.account import account_of
from series.text.account.html import html_witness
from series.text.recognition.published import recognise
from series.text.web.page import read_page
from tests.helpers.page_layouts.accounts import ACCOUNTS
from tests.helpers.page_layouts.layout import BODY, HEADLINE
from tests.helpers.page_layouts.newspapers import NEWSPAPERS
from tests.helpers.page_layouts.offices import OFFICES
from tests.helpers.page_layouts.public_bodies import PUBLIC_BODIES


def account(html, *, hidden=""):
    source = read_page(html)
    return account_of(recognise(source), source, html_witness(html + hidden))


@pytest.mark.parametrize(
    "page", [*OFFICES, *NEWSPAPERS, *ACCOUNTS, *PUBLIC_BODIES], ids=lambda page: page.name
)
def test_every_layout_balances(page):
    assert account(page.html).is_balanced


@pytest.mark.parametrize(
    "byline", ["<p>见习记者 李建国 实习生 王芳</p>", "<p>（记者 李建国 通讯员 王芳）</p>"]
)
def test_names_that_stand_apart_in_the_source_balance(byline):
    site = "<div>示例市总商会</div>"
    html = f"<html><head><title>{HEADLINE} - 示例市总商会</title></head><body>{site}<h1>{HEADLINE}</h1><div class=c>{BODY}{byline}</div>{site}</body></html>"
    assert account(html).is_balanced


def test_control_a_word_that_no_reader_saw_does_not_balance():
    assert not account(OFFICES[0].html, hidden="<p>没有人读到的一段</p>").is_balanced
