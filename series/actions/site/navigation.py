"""导航: the links of the public header and footer, written at the desk. Decision 122.

While an area has no row it shows its defaults; so a site that nobody arranged looks as before.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from django.db import transaction
from django.db.models import CharField, IntegerField, Subquery, Value
from django.db.models.functions import Cast
from django.urls import get_script_prefix, reverse

from chamber.page_cache.remembered import Remembered
from series.actions.audit.chain import record
from series.actions.audit.registers import row_states
from series.actions.errors import EditorialError
from series.models import (
    FlatPage,
    NavigationArea,
    NavigationLink,
    PreparedQuery,
    PreparedRows,
)
from series.models.audit import lock_audit_chain
from series.models.entry_kinds import listed_kinds
from series.roles import EVERYWHERE, may

from .targets import LinkTarget, find_target

MOST_LINKS = {NavigationArea.HEADER: 9, NavigationArea.FOLLOW: 1}
MOST = 12  # of one area of the footer
LONGEST_LABEL = NavigationLink._meta.get_field("label").max_length


class ShownLink(NamedTuple):
    """A link as readers see it."""

    label: str
    url: str


def shown_navigation(moment):
    """Return {area: its ShownLinks} at `moment`.

    One query after a commit, two where links were arranged; none while nothing was committed."""
    defaults, arranged = _links.get((get_script_prefix(), tuple(listed_kinds())), _read)
    return {**defaults, **{area: _shown(rows, moment) for area, rows in arranged.items()}}


_links = Remembered()


def _read():
    """Return the default links, and the rows of the areas that were arranged."""
    found = _PAGES_AND_MARK.rows()
    pages = tuple([tuple(link) for _, _, *link in sorted(row for row in found if row[0] == PAGE)])
    defaults = _defaults(get_script_prefix(), tuple(listed_kinds()), pages)
    arranged: dict = {}
    for row in _ARRANGED.rows() if len(found) > len(pages) else ():
        arranged.setdefault(row.area, []).append(row)
    return defaults, arranged


@lru_cache(maxsize=4)
def _defaults(prefix, listed, pages):
    """Return {area: its default links} under one prefix of all addresses."""
    links = {area: _fixed_links(area, prefix, listed) for area in NavigationArea}
    links[NavigationArea.ABOUT] = (*map(_page_link, pages), *links[NavigationArea.ABOUT])
    return links


def _page_link(page):
    key, headline, slug = page
    row = FlatPage(pk=key, kind=FlatPage.KIND, headline=headline, slug=slug)
    return ShownLink(row.headline[:LONGEST_LABEL], row.get_absolute_url())


def _pages_and_mark():
    """Return the pages of ABOUT, and one row where any link was arranged."""
    pages = FlatPage.objects.filter(pk__in=_pages().values("pk"))
    first = Cast("first_published_at", CharField())
    links = NavigationLink.objects.filter(pk=Subquery(_first_link())).order_by()
    texts = [Value("", output_field=CharField())] * 3
    return (
        pages.order_by()
        .values_list(_number(PAGE), first, "pk", "headline", "slug")
        .union(links.values_list(_number(MARK), texts[0], "pk", *texts[1:]), all=True)
    )


def _number(value):
    return Value(value, output_field=IntegerField())


def _first_link():
    return NavigationLink.objects.order_by("pk").values("pk")[:1]


PAGE, MARK = 1, 0
_PAGES_AND_MARK = PreparedQuery(_pages_and_mark)
_ARRANGED = PreparedRows(NavigationLink.objects.with_targets, values=0)


def _shown(rows, moment):
    return tuple([ShownLink(row.label, row.url) for row in rows if row.shows_at(moment)])


def default_links(area):
    """Return the links of an area that nobody arranged."""
    pages = _pages() if area == NavigationArea.ABOUT else ()
    shown = [ShownLink(row.headline[:LONGEST_LABEL], row.get_absolute_url()) for row in pages]
    return [*shown, *fixed_links(area)]


def _pages():
    # The kind is named although the table implies it: its index then finds them (decision 5).
    rows = FlatPage.objects.published().filter(kind=FlatPage.KIND)
    rows = rows.only("kind", "slug", "headline")
    return rows.order_by("first_published_at", "pk")[: MOST - len(ASKING)]


def fixed_links(area):
    """Return the default links that need no database; also for pages of faults."""
    return list(_fixed_links(area, get_script_prefix(), tuple(listed_kinds())))


@cache
def _fixed_links(area, prefix, listed):
    """Return the links under one prefix of all addresses, found once."""
    kinds = [(kind.label, reverse(kind.list_url)) for kind in listed]
    links = {
        NavigationArea.HEADER: [("首页", _list("home")), *kinds, *_named("figures", "search")],
        NavigationArea.COLUMNS: [*kinds, *_named("archive")],
        NavigationArea.ABOUT: _named(*ASKING),
        NavigationArea.HELP: _named("feeds", "site_map", "accessibility", "privacy"),
    }
    return tuple(ShownLink(*link) for link in links.get(area, ()))


ASKING = ("consultations", "report_page_typo")
LABELS = {
    "consultations": "向工商联提问",
    "report_page_typo": "网站纠错",
    "figures": "数说",
    "search": "检索",
    "archive": "按月归档",
    "feeds": "订阅",
    "site_map": "网站地图",
    "accessibility": "无障碍说明",
    "privacy": "隐私说明",
}


def _named(*names):
    return [(LABELS[name], _list(name)) for name in names]


def _list(name):
    return reverse(f"series:{name}")


def may_arrange(user):
    return may(user, "publish", EVERYWHERE)


@transaction.atomic
def add_link(area, *, label, to, starts_at=None, ends_at=None, by):
    """Add a link behind those of an area, which first takes over its defaults."""
    _begin(by)
    fields = _checked(label, to, starts_at, ends_at)
    _check_account(area, fields)
    _take_over(area, by=by)
    rows = list(NavigationLink.objects.with_targets().filter(area=area))
    _check_room(area, rows)
    row = NavigationLink(area=area, position=len(rows) + 1, **fields)
    if same := next((each for each in rows if each.url == row.url), None):
        raise EditorialError(f"这一组里已有“{same}”链到 {row.url}，请改那一个")
    row.save()
    _record("新增导航", row, by=by)
    return row


@transaction.atomic
def change_link(row, *, label, to, starts_at, ends_at, is_active, by):
    """Change a link; its place stays."""
    _begin(by)
    fields = _checked(label, to, starts_at, ends_at) | {"is_active": is_active}
    _check_account(row.area, fields)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    _record("修改导航", row, by=by)
    return row


@transaction.atomic
def move_link(row, *, to_position, by):
    """Move a link to a position of its area, counted from 1.

    The ends stay."""
    _begin(by)
    rows = list(NavigationLink.objects.filter(area=row.area))
    there = min(max(to_position, 1), len(rows))
    here = rows.index(row) + 1
    rows.insert(there - 1, rows.pop(here - 1))
    for position, each in enumerate(rows, start=1):
        each.position = position
    NavigationLink.objects.bulk_update(rows, ["position"])
    if there != here:
        row.position = there
        _record("移动导航", row, by=by, rows=rows)
    return there


@transaction.atomic
def delete_link(row, *, by):
    """Delete a link; an area without a link shows its defaults again."""
    _begin(by)
    states = row_states(deleted=[row])
    record("删除导航", by=by, object=f"导航“{row}”", page=row.get_area_display(), **states)
    row.delete()


@transaction.atomic
def take_over_defaults(area, *, by):
    """Make rows of the defaults of an area, so that they can be changed."""
    _begin(by)
    _take_over(area, by=by)


@transaction.atomic
def restore_defaults(area, *, by):
    """Delete every link of an area; it shows its defaults again."""
    _begin(by)
    rows = list(NavigationLink.objects.filter(area=area))
    if rows:
        name, states = NavigationArea(area).label, row_states(deleted=rows)
        record("恢复默认导航", by=by, object=f"导航“{name}”", page=name, **states)
        NavigationLink.objects.filter(area=area).delete()


def _begin(by):
    if not may_arrange(by):
        raise EditorialError("导航须由终审人员或管理员安排")
    lock_audit_chain()


def _take_over(area, *, by):
    if NavigationLink.objects.filter(area=area).exists():
        return
    rows = [
        NavigationLink.objects.create(
            area=area, position=position, label=link.label, **find_target(link.url).fields
        )
        for position, link in enumerate(default_links(area), start=1)
    ]
    if rows:
        name = NavigationArea(area).label
        record("编排导航", by=by, object=f"导航“{name}”", page=name, **row_states(*rows))


def _check_room(area, rows):
    most = MOST_LINKS.get(area, MOST)
    if len(rows) >= most:
        raise EditorialError(f"“{NavigationArea(area).label}”最多放 {most} 个，请先删一个")


def _check_account(area, fields):
    """Refuse an official account without the address that its QR code holds."""
    if area == NavigationArea.FOLLOW and not fields["address"].startswith(("http://", "https://")):
        raise EditorialError("请填公众号二维码里的网址，例如 http://weixin.qq.com/r/…")


def _checked(label, to, starts_at, ends_at):
    label = " ".join(label.split())
    if not label or len(label) > LONGEST_LABEL or not label.isprintable():
        raise EditorialError(f"请写链接的文字，{LONGEST_LABEL} 字以内")
    if starts_at and ends_at and ends_at <= starts_at:
        raise EditorialError("结束须在开始之后，请核对起止时间")
    target: LinkTarget = find_target(to)
    return {"label": label, "starts_at": starts_at, "ends_at": ends_at, **target.fields}


def _record(verb, row, *, by, rows=()):
    facts = {"page": row.get_area_display(), "target": row.url, "position": row.position}
    record(verb, by=by, object=f"导航“{row}”", **facts, **row_states(*(rows or [row])))
