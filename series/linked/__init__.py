"""Linked data (schema.org, JSON-LD): what a page says, for machines. Decision 51.

Every value stands on the page; what the page does not know is absent, never empty.
"""

from django.conf import settings
from django.templatetags.static import static

CONTEXT = "https://schema.org"
LANGUAGE = "zh-CN"


def without_empty(**values):
    """Return the values that are not empty."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def thing(kind, **values):
    return {"@type": kind, **without_empty(**values)}


def document(kind, **values):
    return {"@context": CONTEXT, **thing(kind, **values)}


def owner(root):
    """Return the publisher of the site with its logo, told in place."""
    logo = root + static("site/seal.svg")
    return thing("Organization", name=settings.SITE["owner"], url=f"{root}/", logo=logo)
