"""Import every module that registers models or pages with the desk."""

from importlib import import_module

from series.models import ENTRY_KINDS

from .consultations import list_page as consultations
from .consultations import one_page as consultation
from .consultations import settings_page as consultation_settings
from .consultations import typos_page as typos
from .endorsements import letter_page
from .endorsements import pages as endorsements
from .kinds import entries
from .library import attachments, pictures
from .office import (
    account_review,
    audit,
    calendar,
    clock,
    desk_pages,
    navigation,
    notices,
    operations,
    placements,
    redirects,
    reports,
    second_factor,
    second_step,
    sessions,
    sign_on,
)
from .people import accounts, stand_ins
from .registrations import board_page
from .taxonomy import columns, organizations, sources, speakers, tags, terms

for _kind in ENTRY_KINDS.values():  # series/admin/kinds/articles.py of the articles
    import_module(f".kinds.{_kind.folder}", __package__)

__all__ = [
    "account_review",
    "accounts",
    "attachments",
    "audit",
    "board_page",
    "calendar",
    "clock",
    "columns",
    "consultation",
    "consultation_settings",
    "consultations",
    "desk_pages",
    "endorsements",
    "entries",
    "letter_page",
    "navigation",
    "notices",
    "operations",
    "organizations",
    "pictures",
    "placements",
    "redirects",
    "reports",
    "second_factor",
    "second_step",
    "sessions",
    "sign_on",
    "sources",
    "speakers",
    "stand_ins",
    "tags",
    "terms",
    "typos",
]
