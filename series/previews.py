"""校样: the public page of a revision, for the desk and share links.

Nothing is written. The page says that it is a proof, and is never indexed or cached.
"""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from series.actions.editorial.content import full_content
from series.actions.editorial.live_row import sessions_of, set_fields, set_title_words
from series.actions.relations.organizations import organizations_named_in
from series.facts import with_guests
from series.finished.names import keywords_of
from series.models import CHILD, ENTRY_KINDS, Attachment, Column, Tag
from series.models.entry import UNTITLED
from series.text.language import lunar
from series.text.language.tag_names import tag_slug
from series.text.markup import stored_html


@dataclass(frozen=True)
class Preview:
    """A proof: the sentence on top, and the share link's token for its pictures."""

    sentence: str
    token: str = ""


def preview_page(request, kind, content, *, proof, entry=None):
    """Render the public page of a content as a proof.

    `entry` is its row, None for a new text."""
    content = _with_shared_pictures(full_content(kind, content), proof.token)
    row = _row(kind, content, entry)
    tags = [Tag(name=name, slug=tag_slug(name)) for name in content["tags"]]
    context = {
        "entry": row,
        "tags": tags,
        "files": _files(content, proof),
        "turn": None,
        "views": None,
        "related": (),
        "mentions": (),
        "keywords": _keywords(row, tags),
        "proof": proof,
    }
    if ENTRY_KINDS[kind].takes_place:
        day = timezone.localtime(row.starts_at).date()
        context |= {"sessions": with_guests(sessions_of(row, content)), **lunar.ruler(day)}
    response = render(request, ENTRY_KINDS[kind].page_template, context)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    add_never_cache_headers(response)
    return response


def _keywords(row, tags):
    """Return the automatic links of the text (decision 63)."""
    organizations = organizations_named_in(row.plain_text)
    mentions = [other for other in organizations if other.pk != row.source_id]
    return keywords_of(row, tags=tags, mentions=mentions)


def _row(kind, content, entry):
    """Return the entry's row with the fields of the content; it is not saved."""
    model = CHILD[kind]
    row = model.objects.get(pk=entry.pk) if entry else model(pk=0, kind=kind)
    set_fields(row, content)
    set_title_words(row, content)
    row.headline = row.headline or UNTITLED
    if row.published_at is None:
        row.published_at = row.publish_due_at or timezone.now()
    if row.column_id is None:
        row.column = Column(pk=0, name="（未选专栏）")
    if ENTRY_KINDS[kind].takes_place:
        _fill_missing_times(row)
    return row


def _fill_missing_times(event):
    """Use the present moment for the times that a draft does not have yet."""
    event.starts_at = event.starts_at or event.ends_at or timezone.now()
    event.ends_at = event.ends_at or event.starts_at


def _files(content, proof):
    files = list(Attachment.objects.filter(pk__in=content["attachments"]).order_by("pk"))
    for file in files:
        file.address = _with_token(file.get_absolute_url(), proof.token)
    return files


def _with_shared_pictures(content, token):
    """Return the content with the token in its pictures' addresses.

    So the pictures open for holders of the share link (decision 26)."""
    if not token:
        return content
    body = stored_html.map_sources(content["body"], lambda address: _with_token(address, token))
    return {**content, "body": body}


def _with_token(address, token):
    return f"{address}?share={token}" if token else address
