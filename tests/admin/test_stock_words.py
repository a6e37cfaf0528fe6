"""Django's stock pages and forms speak the house's words: 退出, not 注销."""

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

import django.contrib.admin
import pytest
from django.urls import reverse
from django.utils.translation import gettext, override
from lxml import html

from tests.helpers import making, people

pytestmark = pytest.mark.django_db
CATALOGUE = Path(__file__).resolve().parents[2] / "locale/zh_Hans/LC_MESSAGES/django.po"
STOCK = re.compile("注销|登出|站点|工作人员状态|超级用户|活跃|美好时光|首页")
ENTRY = re.compile(r"^msgid (.+?)^msgstr (.+?)(?=^msgid|\Z)", re.MULTILINE | re.DOTALL)


def told():
    """{Django's words: ours} as the catalogue's text has them."""
    text = "".join(
        line
        for line in CATALOGUE.read_text(encoding="utf-8").splitlines(keepends=True)
        if not line.startswith("#")
    )
    pairs = ENTRY.findall(text)
    found = {_joined(theirs): _joined(ours) for theirs, ours in pairs}
    return {theirs: ours for theirs, ours in found.items() if theirs}


def _joined(lines):
    return "".join(ast.literal_eval(line) for line in lines.strip().splitlines())


def words_of(page):
    root = html.fromstring(page.text)
    for element in root.xpath("//script|//style"):
        element.drop_tree()
    return root.text_content()


def test_the_compiled_catalogue_is_that_of_the_text():
    assert len(told()) > 10
    with override("zh-hans"):
        assert {theirs: gettext(theirs) for theirs in told()} == told()


def test_no_stock_page_speaks_other_words(as_person):
    person, organization = people.outsider(), making.organization()
    desk = as_person(people.admin())
    pages = [
        reverse("admin:password_change"),
        reverse("admin:password_change_done"),
        reverse("admin:chamber_organization_history", args=[organization.pk]),
        reverse("admin:chamber_organization_delete", args=[organization.pk]),
        reverse("admin:chamber_user_change", args=[person.pk]),
        reverse("admin:chamber_user_add"),
        reverse("admin:chamber_user_changelist"),
        reverse("admin:app_list", args=["series"]),
    ]
    for address in pages:
        words = words_of(desk.get(address))
        assert STOCK.findall(words) == [], address
        assert "退出" in words, address
    left = words_of(desk.post(reverse("admin:logout"), follow=True))
    assert STOCK.findall(left) == []
    assert "已退出" in left


def test_control_djangos_own_words_are_found():
    """What the pages would say without the catalogue."""
    stock = Path(django.contrib.admin.__file__).parent / "locale/zh_Hans/LC_MESSAGES/django.mo"
    with stock.open("rb") as file:
        theirs = GNUTranslations(file)
    for words in ("Log out", "View site", "Home"):
        assert STOCK.findall(theirs.gettext(words)), words
