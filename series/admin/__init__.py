from . import (
    articles,
    attachments,
    audit,
    columns,
    entries,
    events,
    initiatives,
    own_pages,
    people,
    pictures,
    register,
    tags,
)

__all__ = [
    "articles",
    "attachments",
    "audit",
    "columns",
    "entries",
    "events",
    "initiatives",
    "own_pages",
    "people",
    "pictures",
    "register",
    "tags",
]
