"""A small site with something of every kind, for tests of pages and of what answers for them."""

import pytest

from series.models import Kind, SeriesKind
from tests.helpers import making
from tests.helpers.reading import archived


def make_work(column):
    """An instalment series of which number 2 and 5 are public."""
    series = making.series(
        "深化“两个健康”先行区建设工作展示", in_column=column, short_title="工作展示"
    )
    for number, headline in ((2, "履职尽责展新姿 担当作为赴新程"), (5, "服务企业再提速")):
        archived(headline=headline, subtitle=series.title, series=series.pk, number=number)
    return series


def make_site(column, work):
    """A small site with something of every kind. Returns {name: row}."""
    office = making.organization()
    forum = making.series(
        "常商论坛", in_column=column, kind=SeriesKind.FORUM, intro="六场主题活动。"
    )
    day = making.series(
        "常州“企业家日”", in_column=column, kind=SeriesKind.FESTIVAL, lunar_month=1, lunar_day=8
    )
    return {
        "column": column,
        "series": work,
        "forum": forum,
        "festival": day,
        "article": archived(
            headline="会员总数超过32000家",
            source=office.pk,
            author="本刊编辑部",
            dateline="2023-11-18T09:30",
            summary="全市会员总数超过32000家。",
            tags=["两个健康", "新能源之都"],
        ),
        "initiative": archived(
            Kind.INITIATIVE,
            headline="敢为敢闯敢干敢首创，做新时代优秀企业家",
            issuer=office.pk,
            body="<p>全市企业家：</p><p>我们倡议，办好企业。</p><p>常州市工商业联合会</p>",
        ),
        "event": archived(
            Kind.EVENT,
            headline="常商论坛：聚势新能 智创未来",
            series=forum.pk,
            number=1,
            programme=[
                {
                    "title": "产业的下一程",
                    "kind": "keynote",
                    "speaker": "专家学者",
                    "starts": "09:30",
                }
            ],
        ),
    }


@pytest.fixture
def work(column):
    return make_work(column)


@pytest.fixture
def site(column, work):
    return make_site(column, work)
