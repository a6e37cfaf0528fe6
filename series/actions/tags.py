"""Renaming a tag: the address follows the name, and one name stays one tag."""

from django.db import transaction

from series.models import Tag
from series.text.tag_names import SEPARATORS, tag_slug, tidy_tag

from .auditing import hold_chain, record
from .errors import EditorialError


def checked_tag_name(name, *, tag=None):
    """The one spelling of this name. Raises EditorialError where it cannot be a tag's name or
    is another tag already."""
    tidy = tidy_tag(name)
    if not tidy or SEPARATORS.search(tidy):
        raise EditorialError("话题名称不能为空，也不能含逗号、顿号或分号")
    twins = Tag.objects.filter(slug=tag_slug(tidy))
    twin = twins.exclude(pk=tag.pk).first() if tag else twins.first()
    if twin:
        raise EditorialError(f"已有话题“{twin}”，请换一个名称")
    return tidy


@transaction.atomic
def name_tag(tag, *, name, by):
    """Give `tag` (saved or new) this name and the address that belongs to it."""
    hold_chain()
    before = tag.name if tag.pk else ""
    tag.name = checked_tag_name(name, tag=tag if tag.pk else None)
    tag.slug = tag_slug(tag.name)
    tag.save()
    record("改话题" if before else "建话题", by=by, object=tag.name, before=before, after=tag.name)
    return tag
