"""The home page's Organization and WebSite, and the trail of any page."""

from django.conf import settings
from django.urls import reverse

from . import CONTEXT, LANGUAGE, document, thing
from . import owner as owner_of_site

WORDS = "search_term_string"


def home(root, *, description):
    owner, site = f"{root}/#owner", f"{root}/#site"
    name = settings.SITE["name"]
    organization = owner_of_site(root)
    website = thing(
        "WebSite",
        name=name,
        url=f"{root}/",
        description=description,
        inLanguage=LANGUAGE,
        publisher={"@id": owner, **organization},
        potentialAction=_search(root),
    )
    graph = [{"@id": owner, **organization}, {"@id": site, **website}]
    return {"@context": CONTEXT, "@graph": graph}


def _search(root):
    target = thing("EntryPoint", urlTemplate=f"{root}{reverse('series:search')}?q={{{WORDS}}}")
    return {**thing("SearchAction", target=target), "query-input": f"required name={WORDS}"}


def trail(steps, *, root):
    """Return the trail as a BreadcrumbList; `steps` are (name, path or "") in order."""
    items = [
        thing("ListItem", position=place, name=name, item=path and root + path)
        for place, (name, path) in enumerate(steps, start=1)
    ]
    return document("BreadcrumbList", itemListElement=items)
