"""Which tag a signed name means today, by the audit's lines about tags alone.

A name is read as it was when its text went out: an address that led on then led on. Later its
tag may have been renamed or merged; a tag that took the name over later is another one.
"""

from functools import cached_property

from django.db.models import Max

from series.models import AuditLine, Result
from series.text.language.tag_names import tag_slug

PUBLISHED = ("发布", "到时发布", "归档导入发布")
VERBS = ("建话题", "改话题", "合并话题", "删除话题")


class TagHistory:
    """For the entries with these keys; nothing is read before it is asked for."""

    def __init__(self, keys):
        self._keys = keys

    def slugs_today(self, entry, names):
        """Return the slugs that the tags of these names must have today on this public entry."""
        went_out = self._went_out.get(entry.pk, 0)
        return {self._slug_today(tag_slug(name), went_out) for name in names}

    def _slug_today(self, slug, went_out):
        target = slug
        for number, before, after in self._changes:
            if before == target:  # renamed, merged or (after is empty) deleted
                target = after or slug
            elif after == slug and number < went_out:  # another tag took the name
                target = slug
        return target

    @cached_property
    def _changes(self):
        """Return [(number, slug before, slug after)] in their order; empty for what was not there."""
        lines = AuditLine.objects.filter(verb__in=VERBS, result=Result.DONE).order_by("number")
        return [(line.number, *_slugs(line)) for line in lines.only("number", "verb", "detail")]

    @cached_property
    def _went_out(self):
        """Return {entry: number of the line of its last publication}"""
        lines = AuditLine.objects.filter(
            entry__in=self._keys, verb__in=PUBLISHED, result=Result.DONE
        )
        return dict(lines.order_by().values_list("entry").annotate(Max("number")))


def _slugs(line):
    deleted = line.verb == "删除话题"
    names = (line.detail["name"], "") if deleted else (line.detail["before"], line.detail["after"])
    return [tag_slug(name) if name else "" for name in names]
