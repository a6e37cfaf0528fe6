"""复制：a new draft that begins with the content of another entry."""

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.roles import may

from .revisions import create_entry

# Fields that belong to the copied text alone.
OWN = {"number": None, "dateline": "", "corrections": []}


@transaction.atomic
def copy_entry(entry, *, by):
    """Create a draft with the kind and content of an entry's newest revision.

    Returns the child row.
    """
    if not may(by, "create", entry) or not may(by, "create", entry.newest.content["column"]):
        raise EditorialError("复制须由这个专栏的编辑操作")
    content = {**entry.newest.content, **OWN}
    if "slug" in content:
        content["slug"] = ""  # an address leads to one page
    copy = create_entry(entry.kind, content, by=by, note=f"复制自第{entry.pk}号稿")
    record("复制", by=by, entry=copy, digest=entry.newest.digest, object=str(entry), of=entry.pk)
    return copy
