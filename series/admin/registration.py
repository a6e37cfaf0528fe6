"""Import every module that registers models or pages with the desk."""

from importlib import import_module

from series.models import ENTRY_KINDS

from .kinds import entries
from .library import attachments, pictures
from .office import (
    account_review,
    audit,
    calendar,
    clock,
    desk_pages,
    notices,
    operations,
    placements,
    reports,
    second_factor,
    second_step,
    sessions,
    sign_on,
)
from .people import accounts, stand_ins
from .taxonomy import columns, organizations, sources, tags, terms

for _kind in ENTRY_KINDS.values():  # series/admin/kinds/articles.py of the articles
    import_module(f".kinds.{_kind.folder}", __package__)

__all__ = [
    "account_review",
    "accounts",
    "attachments",
    "audit",
    "calendar",
    "clock",
    "columns",
    "desk_pages",
    "entries",
    "notices",
    "operations",
    "organizations",
    "pictures",
    "placements",
    "reports",
    "second_factor",
    "second_step",
    "sessions",
    "sign_on",
    "sources",
    "stand_ins",
    "tags",
    "terms",
]
