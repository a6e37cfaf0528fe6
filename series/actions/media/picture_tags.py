"""Tags of pictures: words of the library, which readers never see (decision 124)."""

import re

from django.db import transaction

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import PictureTag
from series.models.audit import lock_audit_chain
from series.text.language.single_line import single_line

BETWEEN = re.compile(r"[、，,；;\s]+")
MOST_TAGS = 20


def split_tags(text):
    """Return the names in a typed line, each once.

    Raises EditorialError for what is too long."""
    names = list(dict.fromkeys(filter(None, BETWEEN.split(single_line(text)))))
    if len(names) > MOST_TAGS:
        raise EditorialError(f"一次最多写 {MOST_TAGS} 个标签，请少写几个")
    if long := next((name for name in names if len(name) > PictureTag.LONGEST), None):
        raise EditorialError(f"标签“{long}”超过 {PictureTag.LONGEST} 个字，请写短一些")
    return names


def join_tags(picture):
    """Return the tags of a picture as a person types them."""
    return "、".join(tag.name for tag in picture.tags.all())


def set_tags(picture, names):
    """Give a picture exactly these tags. The caller writes the audit line."""
    picture.tags.set(_rows(names))
    _drop_unused()


@transaction.atomic
def tag_pictures(pictures, names, *, by, remove=False):
    """Add tags to these pictures, or take them off. Returns how many pictures changed."""
    if not names:
        raise EditorialError("请先写好标签，再按加上或去掉")
    lock_audit_chain()
    changed = 0
    for picture in pictures:
        held = {tag.name for tag in picture.tags.all()}
        moved = [name for name in names if (name in held) is remove]
        if not moved:
            continue
        (picture.tags.remove if remove else picture.tags.add)(*_rows(moved))
        verb = "去掉图片标签" if remove else "加上图片标签"
        record(verb, by=by, object=f"图片“{picture}”", id=picture.pk, tags=moved)
        changed += 1
    _drop_unused()
    return changed


def _rows(names):
    return [PictureTag.objects.get_or_create(name=name)[0] for name in names]


def _drop_unused():
    PictureTag.objects.filter(pictures=None).delete()
