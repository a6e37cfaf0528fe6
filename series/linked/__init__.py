"""Linked data (schema.org, JSON-LD): what a page says, for machines. Decision 51.

Every value stands on the page; what the page does not know is absent, never empty.
"""

CONTEXT = "https://schema.org"
LANGUAGE = "zh-CN"


def without_empty(**values):
    """Return the values that are not empty."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def thing(kind, **values):
    return {"@type": kind, **without_empty(**values)}


def document(kind, **values):
    return {"@context": CONTEXT, **thing(kind, **values)}
