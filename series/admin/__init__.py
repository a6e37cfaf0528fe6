from . import (
    articles,
    attachments,
    audit,
    columns,
    entries,
    events,
    initiatives,
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
    "people",
    "pictures",
    "register",
    "tags",
]
