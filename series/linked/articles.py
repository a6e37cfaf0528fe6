"""Articles and calls as NewsArticle."""

from series.dates import iso_published
from series.facts import modified_at, picture_of, source_of
from series.models import ENTRY_KINDS
from series.text.language.bylines import bylines, person_names

from . import LANGUAGE, document, owner, thing


def article(entry, *, root, description, tags):
    """Return an article or a call as linked data."""
    url, kind = root + entry.get_absolute_url(), ENTRY_KINDS[entry.kind]
    return document(
        kind.schema_type,
        headline=entry.headline,
        alternativeHeadline=entry.numbered_subtitle,
        description=description,
        url=url,
        mainEntityOfPage=url,
        datePublished=iso_published(entry),
        dateModified=modified_at(entry),
        inLanguage=LANGUAGE,
        articleSection=entry.column.name,
        keywords=[tag.name for tag in tags],
        author=_authors(entry),
        editor=[thing("Person", name=name) for name in person_names(entry.editor)],
        sourceOrganization=thing("Organization", name=source_of(entry)),
        publisher=owner(root),
        image=picture_of(entry, root),
        isBasedOn=entry.original_url,
        **_in_series(entry, root),
        **(_call(entry) if kind.is_call else {}),
    )


def _authors(entry):
    """Return the named authors; without one, the organization that the text comes from."""
    named = bylines(entry.author)
    if not named:
        return [thing("Organization", name=source_of(entry))]
    return [
        thing("Person" if byline.is_person else "Organization", name=byline.name)
        for byline in named
    ]


def _in_series(entry, root):
    if entry.series is None:
        return {}
    address = root + entry.series.get_absolute_url()
    run = thing("CreativeWorkSeries", name=entry.series.title, url=address)
    return {"isPartOf": run, "position": entry.number}


def _call(entry):
    """Return what only a call has: its audience, its issuer and its period."""
    span = [day.isoformat() if day else ".." for day in (entry.open_from, entry.open_until)]
    return {
        "genre": "倡议书",
        "audience": entry.audience and thing("Audience", audienceType=entry.audience),
        "temporalCoverage": "" if span == ["..", ".."] else "/".join(span),
        "sponsor": entry.issuer and thing("Organization", name=entry.issuer.name),
    }
