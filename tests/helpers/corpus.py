"""A thousand and more titled texts of our own making, each of them about something else.

Words come from jieba's dictionary, so that their sounds, scripts and borders are those of the
language; the sentences around them are those of a federation's news. The same seed gives the same
texts.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

import jieba
from django.db import transaction
from django.utils import timezone

from series.actions.imports.batch import insert_child_rows
from series.models import Article, Column, Entry, Kind, Revision
from series.search.composing import compose
from series.search.documents import pieces_of, rows_of
from series.search.engine import live_slot
from series.search.indexing import store_documents
from series.text.markup import stored_html

NEWEST = datetime(2026, 11, 1, 9, tzinfo=timezone.get_default_timezone())
HOSTS = (
    "市工商联", "青年商会", "女企业家商会", "纺织商会", "电机行业协会", "新北区商会", "武进区商会", "金坛区商会",
    "溧阳市商会", "经开区商会", "天宁区商会", "钟楼区商会", "机器人产业联盟", "法律服务专委会", "金融服务专委会",
)  # fmt: skip
DEEDS = (
    "举办{a}{b}培训", "走访{a}企业 共话{b}", "{a}与{b}对接会举行", "推动{a}助力{b}", "{a}{b}座谈会召开",
    "聚焦{a} 破解{b}难题", "以{a}促{b}", "{a}路上的{b}", "{a}{b}论坛开讲", "一家{a}企业的{b}之路",
    "为{a}搭台 让{b}唱戏", "{a}进园区 {b}到车间",
)  # fmt: skip
SENTENCES = (
    "{day}日，{host}围绕{a}组织会员单位交流，{b}成为大家谈论最多的话题。",
    "参加活动的{c}负责人说，{a}要从小处做起，{d}也不能放松。",
    "据介绍，全市已有{n}家企业涉足{c}，带动就业{m}人。",
    "会上，{e}专家讲解了{b}的新政策，并就{d}回答提问。",
    "下一步，{host}将把{c}与{e}结合起来，办好{n}件实事。",
    "{d}企业家代表认为，{b}的机会在于{e}，难处在于{c}。",
    "今年前{k}个月，{a}领域新增订单{n}.{k}亿元，{e}占了四成。",
    "“过去做{c}靠经验，现在做{d}靠数据”，一位从业{k}年的厂长这样说。",
)
KINDS = ("n", "vn", "nz", "ns", "nt", "nr")


@dataclass(frozen=True)
class Text:
    """One text: its headline and its paragraphs."""

    headline: str
    paragraphs: tuple[str, ...]


@lru_cache(maxsize=1)
def dictionary() -> tuple[str, ...]:
    """Nouns of two to four characters that are in some use, from jieba's dictionary."""
    path = Path(jieba.__file__).with_name("dict.txt")
    rows = (line.split(" ") for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(
        word for word, count, kind in rows
        if 2 <= len(word) <= 4 and kind in KINDS and int(count) >= 60 and word.isalpha()
    )  # fmt: skip


def texts(count: int, *, seed: int = 1, length: int = 600) -> list[Text]:
    """So many texts of some `length` characters; no headline twice."""
    chance, known, found = Random(seed), dictionary(), {}
    while len(found) < count:
        own = dict(zip("abcde", chance.sample(known, 5), strict=True))
        headline = chance.choice(HOSTS) + chance.choice(DEEDS).format(**own)
        if headline not in found:
            found[headline] = Text(headline, _paragraphs(chance, own, known, length))
    return list(found.values())


def _paragraphs(chance, own, known, length):
    paragraphs, total = [], 0
    while total < length:
        about = dict(
            zip(
                "abcde",
                chance.sample([*own.values()] * 2 + chance.sample(known, 4), 5),
                strict=True,
            )
        )
        filled = [
            sentence.format(
                **about, host=chance.choice(HOSTS), day=chance.randint(1, 30),
                n=chance.randint(2, 900), m=chance.randint(1000, 99999), k=chance.randint(2, 30),
            )
            for sentence in chance.sample(SENTENCES, 4)
        ]  # fmt: skip
        paragraphs.append("".join(filled))
        total += len(paragraphs[-1])
    return tuple(paragraphs)


@transaction.atomic
def publish(found: list[Text], *, indexed: bool = True) -> list[int]:
    """Public articles of these texts, the first the oldest, without the way through the desk.
    Returns their keys in the order of the texts."""
    column = Column.objects.get_or_create(name="新时代 新常商 新力量")[0]
    rows = [_entry(text, age=len(found) - n, column=column) for n, text in enumerate(found)]
    entries = Entry.objects.bulk_create(rows, batch_size=500)
    insert_child_rows(Article, entries)
    revisions = Revision.objects.bulk_create(
        [Revision(entry=entry, number=1, content={}, digest="0" * 64) for entry in entries],
        batch_size=500,
    )
    for entry, revision in zip(entries, revisions, strict=True):
        entry.live = entry.newest = revision
        entry.visibility = "public"
    Entry.objects.bulk_update(entries, ["live", "newest", "visibility"], batch_size=300)
    if indexed:
        index([entry.pk for entry in entries])
    return [entry.pk for entry in entries]


def index(keys):
    """Put the articles of these keys into the index that serves, in this order."""
    for start in range(0, len(keys), 200):
        among = keys[start : start + 200]
        rows = rows_of([(key, Kind.ARTICLE) for key in among])
        store_documents(live_slot(), [(row, compose(pieces_of(row))) for row in rows.values()])


def _entry(text, *, age, column):
    moment = NEWEST - timedelta(hours=3 * age)
    body = stored_html.clean("".join(f"<p>{paragraph}</p>" for paragraph in text.paragraphs))
    plain = "\n".join([text.headline, *text.paragraphs])
    return Entry(
        kind=Kind.ARTICLE,
        column=column,
        headline=text.headline,
        body=body,
        plain_text=plain,
        draft_text=plain,
        published_at=moment,
        first_published_at=moment,
    )
