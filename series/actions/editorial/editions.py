"""办下一场：the next edition of a series, as a draft made from the last one."""

from django.db import transaction
from django.db.models import Max

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import Entry
from series.roles import may

from .copies import OWN
from .revisions import create_entry

# What belongs to one edition alone: its days, its state and what was handed out.
OF_ONE_EDITION = {
    **OWN,
    "starts_at": "",
    "ends_at": "",
    "deadline": "",
    "state": "planned",
    "state_note": "",
    "attachments": [],
}


@transaction.atomic
def make_next_edition(entry, *, by):
    """Create a draft of the next edition from an event of a series.

    Returns the child row.

    Texts, place and programme are copied, dates and speakers are not: somebody else speaks next
    time. The number follows the highest of the series, drafts included. Decision 127.
    """
    content = entry.newest.content
    if not may(by, "create", entry) or not may(by, "create", content["column"]):
        raise EditorialError("办下一场须由这个专栏的编辑操作")
    if not content["series"]:
        raise EditorialError(f"《{entry}》不属于系列，请先选择系列，或用“复制”")
    known = {key: value for key, value in OF_ONE_EDITION.items() if key in content}
    copied = {**content, **known, "programme": [_open(item) for item in content["programme"]]}
    copied["number"] = _next_number(content["series"]) if content["number"] else None
    draft = create_entry(entry.kind, copied, by=by, note=f"接着第{entry.pk}号稿的下一场")
    facts = {"digest": entry.newest.digest, "object": str(entry), "of": entry.pk}
    record("办下一场", by=by, entry=draft, **facts)
    return draft


def _open(item):
    return {key: value for key, value in item.items() if key != "speakers"} | {"speaker": ""}


def _next_number(series):
    rows = Entry.objects.at_work().filter(series=series)
    return (rows.aggregate(highest=Max("number"))["highest"] or 0) + 1
