"""The use of tags by entries, and the deletion of unused tags.

An entry uses the tags of its row and those of a revision that waits for publication: the newest
one of an entry that is or was public, and the scheduled one.
"""

from django.db import transaction
from django.db.models import F

from series.actions.audit.chain import record
from series.actions.audit.registers import row_states
from series.actions.errors import EditorialError
from series.models import Entry, Tag, TaggedEntry, tag_at
from series.models.audit import lock_audit_chain
from series.text.language.tag_names import tag_slug, tidy_tag


def unused_tags():
    """Return the tags that no entry uses, as a QuerySet."""
    waiting = set().union(*(slugs for _, slugs in _waiting()))
    rows = Tag.objects.filter(items=None).exclude(slug__in=waiting)
    return rows.exclude(former__slug__in=waiting)


def uses_of(tag):
    """Return how many entries use the tag."""
    addresses = {tag.slug, *tag.former.values_list("slug", flat=True)}
    waiting = {key for key, slugs in _waiting() if slugs & addresses}
    in_both = tag.items.filter(content_object__in=waiting).count()
    return tag.items.count() + len(waiting) - in_both


def _waiting():
    """Yield (entry's key, slugs of its tags) of every revision that waits for publication.

    The row of an entry that was never public follows its newest revision and needs no look.
    """
    newest = Entry.objects.filter(live__isnull=False).exclude(newest=F("live"))
    for rows, field in ((newest, "newest"), (Entry.objects.exclude(scheduled=None), "scheduled")):
        for key, names in rows.values_list("pk", f"{field}__content__tags"):
            yield key, {tag_slug(name) for name in names or ()}


def why_kept(tag):
    """Return the sentence why a tag cannot be deleted; an empty string where it can."""
    uses = uses_of(tag)
    if not uses:
        return ""
    return f"话题“{tag}”还有 {uses} 篇稿件使用，不能删除；请合并到别的话题，或先从这些稿件中去掉它"


@transaction.atomic
def delete_tag(tag, *, by):
    """Delete a tag that no entry uses, with the addresses that led to it."""
    lock_audit_chain()
    refusal = why_kept(tag)
    if refusal:
        raise EditorialError(refusal)
    detail = {"name": tag.name, "id": tag.pk, **row_states(deleted=[tag])}
    tag.delete()
    record("删除话题", by=by, object=f"话题“{tag.name}”", **detail)


def target_named(name, *, tag):
    """Return the tag of this name, as the target of a merge of `tag`.
    A former name will do.

    Raises EditorialError.
    """
    tidy = tidy_tag(name)
    target = tag_at(tag_slug(tidy)) if tidy else None
    if target is None:
        raise EditorialError(f"没有话题“{tidy}”，请填写一个已有话题的名称")
    if target.pk == tag.pk:
        raise EditorialError(f"“{tidy}”就是这个话题，不能合并到它自己，请另填一个")
    return target


def merge_forecast(tag, *, into):
    """Return how many entries a merge would touch: {all, public, both}."""
    has_target = TaggedEntry.objects.filter(tag=into).values("content_object")
    return {
        "all": tag.items.count(),
        "public": tag.items.filter(published_at__isnull=False).count(),
        "both": tag.items.filter(content_object__in=has_target).count(),
    }
