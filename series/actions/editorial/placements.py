"""头条、置顶、推荐: entries at places of the home page and of column pages, for a time.

Each change is an audit line. Nothing here makes an entry public. Decision 121.
"""

from django.db import transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.audit.registers import row_states
from series.actions.errors import EditorialError
from series.models import ENTRY_KINDS, PLACES_AT_ONCE, Entry, Place, Placement
from series.models.audit import lock_audit_chain
from series.roles import EVERYWHERE, may

MOST_ROWS = 40  # of one page


def may_place(user, column):
    """Tell whether the user may arrange the page of this column; None: the home page."""
    return may(user, "publish", column or EVERYWHERE)


def shown_at(moment, *, column):
    """Return {place: its public entries} of a page at `moment`.

    In order, and as many as the page shows."""
    rows = list(Placement.objects.on_page(column).at(moment).values_list("place", "entry"))
    shown = {place: [] for place in Place}
    entries = {}
    if rows:
        public = Entry.objects.published().for_cards()
        entries = public.in_bulk({entry for _, entry in rows})
    for name, key in rows:
        place, entry = Place(name), entries.get(key)
        room = PLACES_AT_ONCE[place] - len(shown[place])
        if entry and room and entry not in shown[place]:
            shown[place].append(entry)
    return shown


@transaction.atomic
def place(entry, at, *, column, starts_at, ends_at, by):
    """Put an entry at a place (a Place) of a page, behind what is there.

    `starts_at` None is now, `ends_at` None is for ever. Raises EditorialError.
    """
    _check_right(by, column)
    starts_at = starts_at or timezone.now()
    _check_period(starts_at, ends_at)
    if column and entry.column_id != column.pk:
        raise EditorialError(f"《{entry}》不是“{column}”的稿件，请到它的专栏里放")
    if not ENTRY_KINDS[entry.kind].is_listed:
        raise EditorialError(f"《{entry}》是单页，请在“导航”里放它的链接")
    lock_audit_chain()
    rows = Placement.objects.filter(column=column)
    if rows.count() >= MOST_ROWS:
        raise EditorialError(f"一页最多排 {MOST_ROWS} 条，请先撤下过期的")
    if rows.filter(place=at, entry=entry).exclude(ends_at__lte=timezone.now()).exists():
        raise EditorialError(f"《{entry}》已在{at.label}里，请改它的起止时间")
    last = rows.filter(place=at).order_by("-position").first()
    row = Placement.objects.create(
        column=column,
        place=at,
        entry=entry,
        position=last.position + 1 if last else 1,
        starts_at=starts_at,
        ends_at=ends_at,
        created_by=by,
    )
    _record("放上", row, by=by, **row_states(row))
    return row


@transaction.atomic
def set_period(row, *, starts_at, ends_at, by):
    """Change when an entry stands at its place. Raises EditorialError."""
    _check_right(by, row.column)
    starts_at = starts_at or row.starts_at
    _check_period(starts_at, ends_at)
    lock_audit_chain()
    row.starts_at, row.ends_at = starts_at, ends_at
    row.save(update_fields=["starts_at", "ends_at"])
    _record("改起止", row, by=by, **row_states(row))
    return row


@transaction.atomic
def move(row, steps, *, by):
    """Move an entry up (-1) or down (1) among those at its place.

    The ends stay."""
    _check_right(by, row.column)
    lock_audit_chain()
    rows = list(Placement.objects.filter(column=row.column, place=row.place))
    here = rows.index(row)
    there = min(max(here + steps, 0), len(rows) - 1)
    if there == here:
        return there + 1
    rows.insert(there, rows.pop(here))
    for position, each in enumerate(rows, start=1):
        each.position = position
    Placement.objects.bulk_update(rows, ["position"])
    _record("移位", row, by=by, position=there + 1, **row_states(*rows))
    return there + 1


@transaction.atomic
def take_down(row, *, by):
    """Take an entry from its place; the entry itself stays as it is."""
    _check_right(by, row.column)
    lock_audit_chain()
    _record("撤下", row, by=by, **row_states(deleted=[row]))
    row.delete()


def _check_right(by, column):
    if not may_place(by, column):
        where = f"“{column}”" if column else "首页"
        raise EditorialError(f"只有终审人员可以安排{where}的头条和推荐")


def _check_period(starts_at, ends_at):
    if ends_at and ends_at <= starts_at:
        raise EditorialError("结束须在开始之后，请核对起止时间")


def _record(verb, row, *, by, **also):
    facts = {
        "page": str(row.column or "首页"),
        "from": row.starts_at.isoformat(),
        "until": row.ends_at.isoformat() if row.ends_at else "",
    }
    record(f"{verb}{row.get_place_display()}", by=by, entry=row.entry, **facts, **also)
