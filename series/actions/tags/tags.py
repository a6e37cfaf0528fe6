"""Naming, describing and merging tags.

One name is one tag. A published address keeps working: it leads to the tag that had it, or to the
one that took that tag's place (decision 59).
"""

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.audit.registers import row_states
from series.actions.counters.published import lock_counters
from series.actions.errors import EditorialError
from series.actions.relations.related import merge_tag_features
from series.models import FormerTag, FormerTagKey, Tag, TaggedEntry
from series.models.audit import lock_audit_chain
from series.text.language.single_line import single_line
from series.text.language.tag_names import SEPARATORS, tag_slug, tidy_tag

LONGEST_DESCRIPTION = 300


def checked_tag_name(name, *, tag=None):
    """Return the tidy spelling of a tag's name.

    Raises EditorialError where it cannot be a tag's name or is another tag already.
    """
    tidy = tidy_tag(name)
    if not tidy or SEPARATORS.search(tidy):
        raise EditorialError("话题名称不能为空，也不能含逗号、顿号或分号")
    same = Tag.objects.filter(slug=tag_slug(tidy))
    conflict = same.exclude(pk=tag.pk).first() if tag else same.first()
    if conflict:
        raise EditorialError(f"已有话题“{conflict}”，请换一个名称")
    return tidy


@transaction.atomic
def name_tag(tag, *, name, by):
    """Give `tag` (saved or new) this name and the address that belongs to it.

    Its old address leads to the new one. A former name of another tag is taken over: from now on
    its address and texts that are published under it belong to `tag`.
    """
    lock_audit_chain()
    before = _stored(tag) if tag.pk else None
    tag.name = checked_tag_name(name, tag=before)
    tag.slug = tag_slug(tag.name)
    tag.save(update_fields=["name", "slug"] if before else None)
    taken = list(FormerTag.objects.filter(slug=tag.slug))
    if before and before.slug != tag.slug:
        FormerTag.objects.create(name=before.name, slug=before.slug, tag=tag)
    states = row_states(tag, *tag.former.exclude(slug=tag.slug), deleted=taken)
    FormerTag.objects.filter(slug=tag.slug).delete()
    if before and before.name != tag.name:
        FormerTagKey.objects.get_or_create(key=tag.pk, defaults={"tag": tag})
    verb, old = ("改话题", before.name) if before else ("建话题", "")
    record(verb, by=by, object=tag.name, before=old, after=tag.name, **states)
    return tag


def _stored(tag):
    """Return the tag's row as it is now. Raises EditorialError where it no longer exists."""
    row = Tag.objects.filter(pk=tag.pk).first()
    if row is None:
        raise EditorialError(f"话题“{tag}”已被合并或删除，请回列表看看现在的话题")
    return row


def tidy_description(text):
    """Return a description in one line. Raises EditorialError where it is too long."""
    tidy = " ".join(single_line(text).split())
    if len(tidy) > LONGEST_DESCRIPTION:
        raise EditorialError(
            f"说明有 {len(tidy)} 字，最多 {LONGEST_DESCRIPTION} 字，请缩短后再保存"
        )
    return tidy


@transaction.atomic
def describe_tag(tag, *, description, by):
    """Set the description at the head of the tag's page.
    Plain text of at most 300 characters."""
    lock_audit_chain()
    before = _stored(tag).description
    tag.description = tidy_description(description)
    tag.save(update_fields=["description"])
    detail = {"said_before": before, "said": tag.description, **row_states(tag)}
    record("改话题说明", by=by, object=tag.name, **detail)
    return tag


@transaction.atomic
def merge_tags(tag, *, into, by):
    """Merge `tag` into `into`. Returns how many entries had `tag`.

    `into` gets its entries, its addresses and, where it has none, its description. Signed texts
    stay as they are; a text that names `tag` has `into` from now on.
    """
    lock_audit_chain()
    lock_counters()  # a recount holds these alone
    if tag.pk == into.pk:
        raise EditorialError(f"不能把话题“{tag}”合并到它自己，请另选一个话题")
    tag, into = _stored(tag), _stored(into)
    entries = tag.items.count()
    public = tag.items.filter(published_at__isnull=False).count()
    _move_items(tag, into)
    FormerTag.objects.filter(tag=tag).update(tag=into)
    FormerTagKey.objects.filter(tag=tag).update(tag=into)
    into.description = into.description or tag.description
    into.published_count = into.items.filter(published_at__isnull=False).count()
    into.save(update_fields=["description", "published_count"])
    name, slug, key = tag.name, tag.slug, tag.pk
    FormerTag.objects.create(name=name, slug=slug, tag=into)
    states = row_states(into, *into.former.all(), deleted=[tag])
    tag.delete()
    FormerTagKey.objects.get_or_create(key=key, defaults={"tag": into})
    merge_tag_features(key, into=into.pk)
    detail = {"before": name, "after": into.name, "entries": entries, "public": public}
    record("合并话题", by=by, object=name, **detail, **states)
    return entries


def _move_items(tag, into):
    """Move the entries of `tag` to `into`; an entry that has both keeps `into`."""
    has_target = TaggedEntry.objects.filter(tag=into).values("content_object")
    tag.items.filter(content_object__in=has_target).delete()
    tag.items.update(tag=into)
