"""The one real text, through the real command to its public page: every figure of the promise."""

import re

import pytest
from django.utils.timezone import localtime

from series.models import Article, Entry, Series
from series.text.language.han import han
from series.text.markup import stored_html
from tests.helpers.import_help import COLUMN, everything_stored, run, run_json
from tests.helpers.samples.seed import seed_path, seed_text

pytestmark = pytest.mark.django_db

SERIES = "常州市工商联深化“两个健康”先行区建设工作展示"
HEADINGS = [
    "笃然前行，凝聚奋进合力",
    "履职尽责，激发担当作为",
    "搭建平台，赋能民营经济",
    "聚力聚焦，创优“两个健康”",
]


@pytest.fixture
def path():
    return seed_path()


def test_receipt_for_machines(path):
    (receipt,) = run_json(path).receipts
    summary, tags = receipt.pop("summary"), receipt.pop("proposed_tags")
    figures = receipt.pop("proposed_figures")
    message = receipt.pop("message")
    counts = receipt.pop("han")
    assert counts["source"] == counts["kept"] + counts["moved"] + counts["dropped"]
    assert receipt == {
        "file": str(path),
        "column": COLUMN,
        "headline": "履职尽责展新姿 担当作为赴新程",
        "subtitle": SERIES,
        "series": SERIES,
        "number": 2,
        "date": "2023-11-17",
        "source": "市委统战部",
        "headings": HEADINGS,
        "paragraphs": 7,
        "marks_restored": 99,
        "han_equal": True,
        "kicker": "",
        "author": "",
        "editor": "",
        "left": [],
        "extra": [],
        "undescribed": [],
        "tags": [],
        "status": "new",
    }
    assert summary.endswith("。")
    assert 40 <= len(summary) <= 200
    assert 3 <= len(tags) <= 8
    assert {"两个健康", "新能源之都", "532发展战略", "常商论坛"} <= set(tags)
    assert len(figures) == 8
    assert "全市会员总数｜全市会员总数超过32000家｜超过32000家" in figures
    assert f"新建系列“{SERIES}”" in message


def test_receipt_for_people(path):
    output = run(path).output
    rows = dict(re.findall(r"^(\S+) +(.+)$", output, re.MULTILINE))
    assert rows["恢复标点"] == "99 处（逗号 91，冒号 4，括号 2，分号 1，叹号 1）"
    assert rows["保留空格"] == "18 处（文内 12，各部分之间 6）"
    assert rows["段落"] == "7"
    assert "浏览次数" in rows["丢弃"]
    assert "大 中 小" in rows["丢弃"]
    assert rows["汉字核对"] == "与原文一致"


def test_stored_text_holds_every_han_character(path):
    run(path, "--commit")
    body = stored_html.visible_text(Entry.objects.get().body)
    assert han(body) == han("".join(seed_text().splitlines()[2:]))


def test_published_seed_is_read_at_its_page(path, client):
    outcome = run_json(path, "--publish", "--commit")
    assert not outcome.failed
    entry = Article.objects.get()
    assert f"{localtime(entry.published_at):%Y-%m-%d %H:%M}" == "2023-11-17 00:00"
    page = client.get(entry.get_absolute_url()).content.decode()
    text = re.sub(r"<[^>]+>", "", page)
    for heading in HEADINGS:
        assert heading in text
    assert "履职尽责展新姿" in text
    assert f"{SERIES}（二）" in text
    assert "市委统战部" in text
    assert "7.65亿元" in text
    own = page.partition('class="prose"')[2].partition('class="end"')[0]
    assert "7.65" in own
    assert "浏览次数" not in own  # the source's empty one is left out; the page has its own
    assert Series.objects.get().published_count == 1
    before = everything_stored()
    assert run_json(path, "--publish", "--commit").statuses == ["same"]
    assert everything_stored() == before
