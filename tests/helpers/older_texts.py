"""Texts that an earlier release stored without the checks of today."""

from series.actions.editorial.content import tidy_content
from series.actions.editorial.live_row import apply_content, plain_text
from series.actions.media.usage import remember_files
from series.models import Entry, Revision
from series.models.revision import content_digest
from tests.helpers import making, people


def store_unchecked(row, **content):
    """Store the newest content with these keys changed as a revision, whatever files it names."""
    entry = Entry.objects.select_related("newest").get(pk=row.pk)
    content = tidy_content(entry.kind, {**entry.newest.content, **content})
    revision = Revision.objects.create(
        entry_id=entry.pk,
        number=entry.newest.number + 1,
        content=content,
        digest=content_digest(content),
        created_by=people.editor(),
    )
    Entry.objects.filter(pk=entry.pk).update(newest=revision, draft_text=plain_text(content))
    remember_files(revision)
    if entry.live_id is None:
        apply_content(entry, content)
    return revision


def article_with(state="draft", *, body, **content):
    """An article in `state` whose body an earlier release took without looking at its pictures."""
    row = making.article(**content)
    store_unchecked(row, body=body)
    return making.bring_to(row, state)
