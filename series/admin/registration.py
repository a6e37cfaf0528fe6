"""Import every module that registers models or pages with the desk."""

from .entry import articles, entries, events, initiatives
from .library import attachments, pictures
from .office import audit, calendar, desk_pages, reports
from .people import accounts, stand_ins
from .taxonomy import columns, organizations, sources, tags, terms

__all__ = [
    "accounts",
    "articles",
    "attachments",
    "audit",
    "calendar",
    "columns",
    "desk_pages",
    "entries",
    "events",
    "initiatives",
    "organizations",
    "pictures",
    "reports",
    "sources",
    "stand_ins",
    "tags",
    "terms",
]
